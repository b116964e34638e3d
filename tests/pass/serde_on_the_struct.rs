//! The extension struct may itself be one of serde's.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Claims {
        #[serde(default)]
        pub tenant_id: String,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let json = serde_json::to_value(auth::Claims::default()).unwrap();
    assert_eq!(json, serde_json::json!({ "tenantId": "" }));
    let json = serde_json::to_value(auth::Token::default()).unwrap();
    assert_eq!(json, serde_json::json!({ "tenantId": "" }));
}
