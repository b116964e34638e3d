//! A panic in this crate is a mistake of ours: the application's module stays, and one error says whose it is.

use quote::quote;

use super::pretty;

#[test]
fn a_panic_is_one_error_beside_the_module() {
    let module = quote!(
        mod auth {
            fn jwt() {}
        }
    );
    let literal = crate::guarded(&module, || panic!("no such word"));
    let formatted = crate::guarded(&module, || panic!("no word {}", 7));
    let unknown = crate::guarded(&module, || std::panic::panic_any(7));
    for (expansion, reason) in [
        (literal, "no such word"),
        (formatted, "no word 7"),
        (unknown, "unknown"),
    ] {
        let text = pretty(expansion);
        let start = "mod auth {\n    fn jwt() {}\n}\n::core::compile_error! {";
        assert!(text.starts_with(start), "{text}");
        let message =
            format!("`#[auth_config]` failed: {reason}\\n\\nnote: this is a bug in auth-macros;");
        assert!(text.contains(&message), "{text}");
        assert_eq!(text.matches("compile_error").count(), 1, "{text}");
    }
}
