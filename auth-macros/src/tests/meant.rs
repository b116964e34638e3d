//! What was meant stands for what was written: a field is there for the rest of the module, whatever is wrong
//! with its struct.

use super::expand;

#[test]
fn the_fields_of_a_struct_with_a_mistake_are_there() {
    for (marker, fields) in [
        ("#[extends(token)]", "pub id: String"),
        ("#[extend(jwt)]", "pub id: String"),
        ("#[extend(\"token\")]", "pub id: String"),
        ("#[extend(tokn)]", "pub id: String"),
        ("#[extend(token, session)]", "pub id: String"),
        ("#[extend(session)] #[extend(token)]", "pub id: String"),
        ("#[auth_runtime::extend(token)]", "pub id: String"),
        ("#[extend]", "pub id: String"),
        ("#[extend(token)]", "pub id?: String"),
        ("#[extend(token)]", "pub id: String; pub role: String;"),
        ("#[extend(token)]", "pub id: String, pub ro"),
        (
            "#[extend(token)]",
            "pub map: HashMap<String, u8>, ro, pub id: String",
        ),
        ("#[extend(token)]", "#[serde(renam = \"x\")] pub id: String"),
    ] {
        let module = format!(
            "mod auth {{
                {marker}
                #[derive(Default)]
                pub struct Claims {{ {fields} }}
            }}"
        );
        let expansion = expand("strategy = jwt", &module).to_string();
        let token = expansion.split("struct Token {").nth(1).unwrap_or_default();
        let token = token.split('}').next().unwrap_or_default();
        assert!(
            token.contains("id : String"),
            "{marker} {{ {fields} }}: {token}"
        );
    }
}
