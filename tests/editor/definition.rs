//! Where "go to definition" leads: into the application.

use crate::application::edited;
use crate::editor::editor;

#[test]
fn definitions_are_in_the_application() {
    let Some(mut editor) = editor() else { return };
    let identity = "#[extend(session.|user)]";
    let cases = [
        (
            "session.user.id = ",
            "session.user.i$0d = ",
            "pub |id: String,",
        ),
        ("= token.id.clone", "= token.i$0d.clone", "pub |id: String,"),
        ("&session.user.id", "&session.user.i$0d", "pub |id: String,"),
        ("token: Token", "token: To$0ken", "#[extend(|token)]"),
        ("token: &Token", "token: &To$0ken", "#[extend(|token)]"),
        ("-> Token", "-> To$0ken", "#[extend(|token)]"),
        ("// Here.", "fn of(user: &Session$0User) {}", identity),
        (
            "mut session: Session",
            "mut session: Ses$0sion",
            "pub mod |auth {",
        ),
        ("&auth::Session", "&auth::Ses$0sion", "pub mod |auth {"),
    ];
    for (old, new, line) in cases {
        let lines = editor.definitions(&edited(old, new));
        assert_eq!(lines, [line], "from `{new}`");
    }
}

#[test]
fn a_field_is_the_one_of_its_own_struct() {
    let Some(mut editor) = editor() else { return };
    let text = edited("pub id: String,", "pub id: String, // In the token.");
    for (old, new, line) in [
        (
            "session.user.id = ",
            "session.user.i$0d = ",
            "pub |id: String,",
        ),
        (
            "= token.id",
            "= token.i$0d",
            "pub |id: String, // In the token.",
        ),
    ] {
        let lines = editor.definitions(&text.replacen(old, new, 1));
        assert_eq!(lines, [line], "from `{new}`");
    }
}
