//! What shows when the pointer rests on a word.

use crate::application::edited;
use crate::editor::editor;

#[test]
fn words_say_what_they_are() {
    let Some(mut editor) = editor() else { return };
    let cases = [
        ("#[jwt(read)]", "#[j$0wt(read)]", "makes the session token"),
        (
            "#[session]",
            "#[ses$0sion]",
            "the session which the client sees",
        ),
        (
            "#[extend(token)]",
            "#[ext$0end(token)]",
            "Adds a struct's fields",
        ),
        (
            "strategy = jwt",
            "str$0ategy = jwt",
            "Where the session lives",
        ),
        ("strategy = jwt", "strategy = j$0wt", "a signed token"),
        (
            "strategy = jwt",
            "strategy = data$0base",
            "a row of a table",
        ),
        (
            "#[jwt(sign_in)]",
            "#[jwt(si$0gn_in)]",
            "Once, when somebody signs in",
        ),
        (
            "#[jwt(read)]",
            "#[on(si$0gn_out)]",
            "Somebody has signed out",
        ),
        ("#[extend(token)]", "#[extend(to$0ken)]", "the type `Token`"),
        (
            "#[extend(session.user)]",
            "#[extend(session.us$0er)]",
            "the type `SessionUser`",
        ),
        (
            "#[jwt(read)]",
            "#[credentials(na$0me = \"A\")]",
            "the sign-in page shows",
        ),
        (
            "made(token",
            "made(to$0ken",
            "What the session cookie holds",
        ),
        (", user: &User", ", us$0er: &User", "Who signs in"),
        (
            "account: &Account",
            "acc$0ount: &Account",
            "How the user signed in",
        ),
        (
            "mut session: Session",
            "mut ses$0sion: Session",
            "as the client is going to see it",
        ),
    ];
    for (old, new, shown) in cases {
        let text = editor.hover(&edited(old, new));
        assert!(text.contains(shown), "no `{shown}` at `{new}`: {text}");
    }
}

/// What the macro writes carries places of the application, and must not be taken for what stands there.
#[test]
fn names_of_the_application_show_nothing_of_ours() {
    let Some(mut editor) = editor() else { return };
    for (old, new) in [
        ("async fn made", "async fn ma$0de"),
        ("async fn kept", "async fn ke$0pt"),
        ("struct Claims", "struct Cla$0ims"),
        ("-> Token", "-> To$0ken"),
        ("mod auth", "mod au$0th"),
    ] {
        let text = editor.hover(&edited(old, new));
        assert!(text.contains("application"), "something shows at `{new}`");
        for ours in ["auth_runtime", "core::"] {
            assert!(!text.contains(ours), "`{ours}` at `{new}`: {text}");
        }
    }
}
