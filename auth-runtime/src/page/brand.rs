//! The colours of a provider's button.

use std::fmt;

/// A background and the colour of the text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Brand {
    background: Color,
    text: Color,
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Color([u8; 3]);

const BLACK: Color = Color([0; 3]);
const WHITE: Color = Color([255; 3]);

/// What the buttons stand on, as `style.css` has it in `--card`.
const LIGHT_CARD: Color = WHITE;
const DARK_CARD: Color = Color([0x1b, 0x1d, 0x21]);

/// A button that differs less from what it stands on needs a border. Contrast as in WCAG 2.2.
const VISIBLE: f64 = 1.5;

/// So much contrast of text that a little of it may be given away (WCAG 2.2, 1.4.6).
const PLENTY: f64 = 7.0;

impl Brand {
    /// The colours as `#rrggbb`; nothing else gets into the style sheet.
    pub(super) fn new((background, text): (&str, &str)) -> Option<Self> {
        Some(Self {
            background: Color::parse(background)?,
            text: Color::parse(text)?,
        })
    }

    /// The class of its buttons. It is made of the colours, so that a page finds its rule without
    /// knowing the others.
    pub(super) fn class(self) -> String {
        let Self { background, text } = self;
        format!("brand-{background}-{text}")
    }

    /// What the style sheet says of the class: values for `style.css` to use.
    pub(super) fn rule(self) -> String {
        let Self { background, text } = self;
        let class = self.class();
        let (hover, border) = (self.hover(), self.border());
        format!(
            ".{class}{{--brand:#{background};--brand-ink:#{text};--brand-hover:#{hover};--brand-edge:{border}}}\n"
        )
    }

    /// The background under the pointer: nearer to the text where that stays easy to read, and
    /// farther from it otherwise.
    fn hover(self) -> Color {
        let Self { background, text } = self;
        let towards = if background.contrast(text) >= PLENTY {
            text
        } else if text.luminance() > background.luminance() {
            BLACK
        } else {
            WHITE
        };
        background.an_eighth_to(towards)
    }

    /// The border is there where the button could not be seen without it.
    fn border(self) -> &'static str {
        if self.background.contrast(LIGHT_CARD) < VISIBLE {
            "var(--edge-if-light)"
        } else if self.background.contrast(DARK_CARD) < VISIBLE {
            "var(--edge-if-dark)"
        } else {
            "transparent"
        }
    }
}

impl Color {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        })?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    fn an_eighth_to(self, other: Self) -> Self {
        let Self(mut parts) = self;
        for (part, other) in parts.iter_mut().zip(other.0) {
            *part = part.midpoint(part.midpoint(part.midpoint(other)));
        }
        Self(parts)
    }

    /// How much two colours differ in brightness, from 1 to 21 (WCAG 2.2, contrast ratio).
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// How bright it looks, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// Six hexadecimal digits.
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| write!(f, "{part:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_six_digits_and_nothing_else() {
        let brand = Brand::new(("#24292F", "#ffffff")).expect("two colours");
        assert_eq!(brand.class(), "brand-24292f-ffffff");
        for bad in [
            "",
            "#",
            "#fff",
            "24292f",
            "#24292",
            "#24292f0",
            "#24292g",
            "#+4292f",
            " #24292f",
            "#24292f\n",
            "red",
            "#ffffff}*{display:none",
            "#ffffff;}</style>",
            "url(https://evil.example/)",
            "#ééé",
        ] {
            assert_eq!(Brand::new((bad, "#ffffff")), None, "{bad:?}");
            assert_eq!(Brand::new(("#ffffff", bad)), None, "{bad:?}");
        }
    }

    #[test]
    fn has_a_border_where_it_could_not_be_seen() {
        for (background, border) in [
            ("#ffffff", "var(--edge-if-light)"),
            ("#fee500", "var(--edge-if-light)"),
            ("#000000", "var(--edge-if-dark)"),
            ("#24292f", "var(--edge-if-dark)"),
            ("#1877f2", "transparent"),
        ] {
            let brand = Brand::new((background, "#808080")).expect("two colours");
            assert!(
                brand
                    .rule()
                    .ends_with(&format!("--brand-edge:{border}}}\n")),
                "{}",
                brand.rule()
            );
        }
    }

    #[test]
    fn text_stays_readable_under_the_pointer() {
        for (background, text, hover) in [
            // Black and white have no colour to go away to.
            ("#000000", "#ffffff", "1f1f1f"),
            ("#ffffff", "#000000", "dfdfdf"),
            // Text that is just readable keeps its contrast, or gains some.
            ("#1877f2", "#ffffff", "1568d3"),
            ("#808080", "#000000", "8f8f8f"),
        ] {
            let brand = Brand::new((background, text)).expect("two colours");
            assert_eq!(brand.hover().to_string(), hover, "{background}");
            let contrast = brand.hover().contrast(brand.text);
            assert!(contrast >= brand.background.contrast(brand.text).min(PLENTY));
        }
    }

    #[test]
    fn stands_on_the_cards_of_the_style_sheet() {
        let sheet = include_str!("style.css");
        let (light, dark) = sheet
            .split_once("@media (prefers-color-scheme: dark)")
            .expect("both");
        assert!(light.contains(&format!("--card: #{LIGHT_CARD};")));
        assert!(dark.contains(&format!("--card: #{DARK_CARD};")));
    }
}
