//! The page of the attribute has every word: in its table, and in an example that compiles.

use std::fs;

use crate::lower::label;
use crate::model::{Kind, Place, StrategyKind};
use crate::words;

const STRATEGIES: [StrategyKind; 2] = [StrategyKind::Jwt, StrategyKind::Database];

#[test]
fn the_table_has_every_word() {
    let page = page();
    let missing: Vec<String> = attributes()
        .into_iter()
        .chain(names())
        .filter(|word| !page.contains(&format!("\n| [`{word}`](#")))
        .collect();
    assert!(missing.is_empty(), "no row for {missing:#?}");
    let reserved = page.split("| **Reserved** |").nth(1).unwrap_or_default();
    let defaults = words::PLACES
        .iter()
        .flat_map(|(_, place)| words::default_fields(*place))
        .map(|(field, _)| *field);
    for name in defaults.chain(words::CODEC_CLAIMS.iter().copied()) {
        assert!(
            reserved.contains(&format!("`{name}`")),
            "`{name}` is reserved"
        );
    }
}

#[test]
fn every_attribute_has_an_example() {
    let code = code(&page());
    let missing: Vec<String> = attributes()
        .into_iter()
        .filter(|word| {
            // `#[from(user.*)]` stands for `#[from(user.id)]`, `id = ".."` for `id = "company"`.
            let ends = ["*", "..", "::path"].map(|end| word.find(end));
            let end = ends.into_iter().flatten().min();
            !code.contains(&word[..end.unwrap_or(word.len())])
        })
        .collect();
    assert!(missing.is_empty(), "no example of {missing:#?}");
}

#[test]
fn every_callback_has_its_parameters() {
    let page = page();
    for kind in kinds() {
        let label = label(kind);
        let section = section(&page, label);
        let code = code(section);
        for parameter in STRATEGIES.iter().flat_map(|s| words::parameters(kind, *s)) {
            let (name, shown) = (parameter.name, parameter.shown);
            assert!(
                section.contains(&format!("\n| `{name}` | `{shown}` |")),
                "`{label}` has no row for `{name}: {shown}`"
            );
            assert!(
                code.contains(&format!("{name}: {shown}")),
                "`{label}` has no example of `{name}: {shown}`"
            );
        }
    }
}

#[test]
fn every_link_leads_to_a_section() {
    let page = page();
    let sections: Vec<String> = page
        .lines()
        .filter(|line| is_heading(line))
        .map(anchor)
        .collect();
    for link in page.split("](#").skip(1) {
        let link = link.split(')').next().unwrap_or_default();
        assert!(
            sections.iter().any(|section| section == link),
            "no section `{link}`"
        );
    }
}

#[test]
fn the_claims_of_the_codec_are_those_of_the_runtime() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../auth-runtime/src/codec/peel.rs"
    );
    let source = fs::read_to_string(path).expect("the runtime's codec");
    let list = source.split("REGISTERED: [&str; 5] = [").nth(1);
    let list = list
        .and_then(|rest| rest.split(']').next())
        .expect("its list");
    let mut theirs: Vec<&str> = list
        .split(',')
        .map(|word| word.trim().trim_matches('"'))
        .collect();
    let mut ours = words::CODEC_CLAIMS.to_vec();
    theirs.sort_unstable();
    ours.sort_unstable();
    assert_eq!(ours, theirs);
}

/// What is written as an attribute, or as an option of one.
fn attributes() -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |word: String| all.push(word);
    for option in words::OPTIONS {
        match *option {
            "strategy" => {
                for (strategy, ..) in words::STRATEGIES {
                    add(format!("strategy = {strategy}"));
                }
            }
            "crate" => add("crate = ::path".to_owned()),
            other => add(other.to_owned()),
        }
    }
    for marker in words::MARKERS {
        add(match *marker {
            "extend" | "on" => format!("#[{marker}(..)]"),
            _ => format!("#[{marker}]"),
        });
    }
    for (phase, _) in words::PHASES {
        add(format!("#[jwt({phase})]"));
    }
    for (event, _) in words::EVENTS {
        add(format!("#[on({event})]"));
    }
    for (place, _) in words::PLACES {
        add(format!("#[extend({place})]"));
    }
    for strategy in STRATEGIES {
        for place in [Place::Token, Place::SessionUser] {
            for origin in words::origins(place, strategy) {
                add(format!("#[from({}.*)]", origin.word()));
            }
        }
    }
    for option in words::FORM_OPTIONS {
        add(format!("{option} = \"..\""));
    }
    all
}

/// Names of parameters, and of what the module has.
fn names() -> impl Iterator<Item = String> {
    let parameters = kinds()
        .into_iter()
        .flat_map(|kind| STRATEGIES.map(|strategy| words::parameters(kind, strategy)))
        .flatten()
        .map(|parameter| parameter.name);
    let generated = words::GENERATED.iter().map(|(name, _)| *name);
    parameters.chain(generated).map(str::to_owned)
}

/// Every callback.
fn kinds() -> Vec<Kind> {
    let mut kinds = vec![
        Kind::Jwt,
        Kind::Session,
        Kind::Credentials,
        Kind::Profile,
        Kind::SignIn,
        Kind::Redirect,
    ];
    // Whoever adds a marker for functions adds its kind here.
    for marker in words::MARKERS {
        let is_of_function = !matches!(*marker, "extend" | "update" | "on");
        let has_kind = kinds
            .iter()
            .any(|kind| label(*kind) == format!("#[{marker}]"));
        assert!(!is_of_function || has_kind, "no kind for `#[{marker}]`");
    }
    let tables = [words::PHASES, words::EVENTS].into_iter().flatten();
    kinds.extend(tables.map(|(_, kind)| *kind));
    kinds
}

fn page() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../auth-runtime/src/docs/attribute.md"
    );
    fs::read_to_string(path).expect("the page")
}

/// What stands under the heading of a callback.
fn section<'a>(page: &'a str, label: &str) -> &'a str {
    let heading = format!("\n## `{label}`\n");
    let (_, rest) = page.split_once(&heading).unwrap_or_else(|| {
        panic!("no section for `{label}`");
    });
    let mut lines = rest.match_indices("\n#").map(|(at, _)| at);
    let end = lines.find(|at| is_heading(&rest[at + 1..]));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether the line is a heading, and no hidden line of an example.
fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#').strip_prefix(' ');
    let is_hidden = |text: &str| text.starts_with(|c: char| c.is_lowercase() || c == '#');
    line.starts_with('#') && text.is_some_and(|text| !is_hidden(text))
}

/// The blocks of Rust in a text.
fn code(text: &str) -> String {
    let blocks = text.split("```rust").skip(1);
    blocks
        .filter_map(|block| block.split("```").next())
        .collect()
}

/// How rustdoc names a heading.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    text.chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            _ => letter.is_alphanumeric().then_some(letter),
        })
        .collect()
}
