/// A field that TypeScript has a type for. The lifetime moves the question to where `typescript()` is called:
/// the feature is for everybody in a build, and who does not call it needs no answer.
#[cfg(feature = "typescript")]
#[diagnostic::on_unimplemented(
    message = "the session field type `{Self}` has no type in TypeScript",
    label = "declares a field whose type does not implement `ts_rs::TS`",
    note = "add `#[derive(ts_rs::TS)]` to `{Self}` or to what is in it; for types of other crates `ts-rs` has features"
)]
pub trait TypeScriptField<'a>: ts_rs::TS + 'static {}

#[cfg(feature = "typescript")]
#[diagnostic::do_not_recommend]
impl<T: ts_rs::TS + 'static> TypeScriptField<'_> for T {}

/// What the macro writes for TypeScript.
#[cfg(feature = "typescript")]
#[doc(hidden)]
#[macro_export]
macro_rules! __typescript {
    ($($item:tt)*) => { $($item)* };
}

/// Without the feature there is nothing of it.
#[cfg(not(feature = "typescript"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __typescript {
    ($($item:tt)*) => {};
}
