//! Serde's attributes on the fields, and `rename_all` on the struct, hold for the generated types.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    /// Serde cannot do anything with it by itself.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Opaque(pub u8);

    mod opaque {
        use super::Opaque;
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        pub fn serialize<S: Serializer>(value: &Opaque, to: S) -> Result<S::Ok, S::Error> {
            value.0.serialize(to)
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Opaque, D::Error> {
            u8::deserialize(from).map(Opaque)
        }
    }

    fn seven() -> u8 {
        7
    }

    #[extend(token)]
    #[derive(Clone, Debug, Default, PartialEq)]
    #[serde(rename_all = "camelCase")]
    pub struct Claims {
        pub tenant_id: String,
        #[serde(rename = "r")]
        pub role: String,
        #[serde(default)]
        pub visits: u8,
        #[serde(default = "seven")]
        pub lucky_number: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub theme: Option<String>,
        #[serde(with = "opaque")]
        pub the_opaque: Opaque,
    }

    #[extend(session.user)]
    #[derive(Clone, Debug, Default, PartialEq)]
    #[serde(rename_all = "SCREAMING-KEBAB-CASE")]
    pub struct Identity {
        pub tenant_id: String,
        #[serde(serialize_with = "opaque::serialize")]
        pub opaque: Opaque,
        #[serde(skip)]
        pub hidden: Opaque,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }

    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let token = auth::Token {
        tenant_id: "acme".to_owned(),
        role: "admin".to_owned(),
        the_opaque: auth::Opaque(3),
        ..auth::Token::default()
    };
    let json = serde_json::json!({
        "tenantId": "acme", "r": "admin", "visits": 0, "luckyNumber": 0, "theOpaque": 3
    });
    assert_eq!(serde_json::to_value(&token).unwrap(), json);
    let read: auth::Token =
        serde_json::from_str(r#"{ "tenantId": "acme", "r": "admin", "theOpaque": 3 }"#).unwrap();
    assert_eq!(read.visits, 0);
    assert_eq!(read.lucky_number, 7);
    assert_eq!(read.the_opaque, token.the_opaque);

    let user = auth::SessionUser {
        tenant_id: "acme".to_owned(),
        ..auth::SessionUser::default()
    };
    let json = serde_json::json!({ "TENANT-ID": "acme", "OPAQUE": 0 });
    assert_eq!(serde_json::to_value(user).unwrap(), json);
}
