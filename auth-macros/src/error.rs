use std::cell::RefCell;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Where every stage puts the mistakes that it finds.
///
/// Must be consumed with [`Errors::into_compile_errors`]; dropping it would lose mistakes.
pub(crate) struct Errors {
    reports: RefCell<Option<Vec<Report>>>,
}

/// The attribute itself as a place. Without the hygiene of what stands under it,
/// rustc would add that the error comes from a macro.
pub(crate) fn at_attribute(under: Span) -> Span {
    Span::call_site().resolved_at(under)
}

/// One mistake: where, what is wrong, and what to type instead.
pub(crate) struct Report {
    error: syn::Error,
    message: String,
    place: TokenStream,
    second: Option<syn::Error>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self {
            reports: RefCell::new(Some(Vec::new())),
        }
    }

    pub(crate) fn push(&self, report: Report) {
        if let Some(reports) = self.reports.borrow_mut().as_mut() {
            reports.push(report);
        }
    }

    pub(crate) fn extend(&self, reports: impl IntoIterator<Item = Report>) {
        reports.into_iter().for_each(|report| self.push(report));
    }

    /// How many mistakes there are so far; a section that raised the number has failed.
    pub(crate) fn count(&self) -> usize {
        self.reports.borrow().as_ref().map_or(0, Vec::len)
    }

    /// Where the mistakes are, for those that are mistakes only if something else is there as well.
    pub(crate) fn into_places(self) -> Vec<TokenStream> {
        self.into_reports()
            .into_iter()
            .map(|report| report.place)
            .collect()
    }

    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.into_reports()
            .into_iter()
            .map(Report::into_tokens)
            .collect()
    }

    fn into_reports(self) -> Vec<Report> {
        self.reports.borrow_mut().take().unwrap_or_default()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        let lost = self.reports.borrow().is_some();
        assert!(
            !lost || std::thread::panicking(),
            "mistakes were found and not reported"
        );
    }
}

impl Report {
    /// `message` is lower case, with names in backticks; `place` is the smallest thing that is wrong.
    pub(crate) fn new(place: &impl ToTokens, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            error: syn::Error::new_spanned(place, &message),
            place: place.to_token_stream(),
            message,
            second: None,
        }
    }

    /// What to type instead.
    pub(crate) fn help(self, help: impl AsRef<str>) -> Self {
        self.line("help", help.as_ref())
    }

    /// The rule behind it.
    pub(crate) fn note(self, note: impl AsRef<str>) -> Self {
        self.line("note", note.as_ref())
    }

    /// A second place that belongs to the mistake.
    pub(crate) fn also(mut self, place: &impl ToTokens, message: impl AsRef<str>) -> Self {
        self.second = Some(syn::Error::new_spanned(place, message.as_ref()));
        self
    }

    fn line(mut self, label: &str, text: &str) -> Self {
        let gap = if self.message.contains("\n\n") {
            "\n"
        } else {
            "\n\n"
        };
        self.message = format!("{}{gap}{label}: {text}", self.message);
        self.error = syn::Error::new_spanned(&self.place, &self.message);
        self
    }

    fn into_tokens(self) -> TokenStream {
        let mut tokens = self.error.to_compile_error();
        tokens.extend(self.second.map(|second| second.to_compile_error()));
        tokens
    }
}

impl From<syn::Error> for Report {
    fn from(error: syn::Error) -> Self {
        Self {
            message: error.to_string(),
            place: TokenStream::new(),
            error,
            second: None,
        }
    }
}
