//! What the macro writes, as people read it.
//!
//! `cargo insta review` shows a change of an expansion; it is committed when it reads better than before.

mod bug;
mod complete;
mod cost;
mod documented;
mod incomplete;
mod meant;

use proc_macro2::TokenStream;

/// The expansion of a module, with the arguments of its attribute.
fn expand(args: &str, module: &str) -> TokenStream {
    let tokens =
        |text: &str| -> TokenStream { text.parse().expect("the input has balanced tokens") };
    crate::compile(tokens(args), &tokens(module))
}

/// The expansion as rustfmt would have it.
fn pretty(tokens: TokenStream) -> String {
    let file = syn::parse2(tokens).expect("the expansion of a complete module parses");
    prettyplease::unparse(&file)
}

/// Compares an expansion with the file `snapshots/{name}.snap`.
fn assert_snapshot(name: &str, expansion: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, expansion));
}
