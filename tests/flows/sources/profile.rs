use auth_runtime::{
    Account, DefaultToken, Extended, JwtCallbacks, JwtInput, Profile, ProviderType, Trigger,
    auth_config,
};
use serde_json::{Value, json};

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod auth {
    #[extend(token)]
    #[derive(Debug)]
    pub(super) struct Claims {
        #[from(profile.login)]
        pub login: String,
        #[from(profile.address.locality)]
        pub city: Option<String>,
        #[from(profile.groups)]
        #[serde(default)]
        pub groups: Option<Vec<String>>,
        #[from(account.expires_at)]
        pub expires_at: Option<auth_runtime::Timestamp>,
    }
}

async fn token(claims: Option<Value>) -> Result<auth::Token, String> {
    let account = Account::new(ProviderType::OAuth, "github", "1815");
    let profile = claims.map(|claims| Profile::new(claims.as_object().unwrap().clone()));
    let input = JwtInput::SignIn {
        token: DefaultToken::default(),
        user: &auth::User::extend(auth_runtime::DefaultUser::default(), ()),
        account: &account,
        profile: profile.as_ref(),
        trigger: Trigger::SignIn,
    };
    match auth::Config::jwt(input, &()).await {
        Ok(token) => Ok(token.unwrap()),
        Err(error) => Err(error.to_string()),
    }
}

#[tokio::test]
async fn claims_of_the_provider_fill_the_token() {
    let token = token(Some(json!({
        "login": "ada",
        "address": { "locality": "London" },
        "groups": ["analysts"],
    })));
    let token = token.await.unwrap();
    assert_eq!(token.login, "ada");
    assert_eq!(token.city.as_deref(), Some("London"));
    assert_eq!(token.groups, Some(vec!["analysts".to_owned()]));
    assert_eq!(token.expires_at, None);
}

#[tokio::test]
async fn a_claim_that_is_needed_and_not_there_refuses_the_sign_in() {
    for (claims, said) in [
        (None, "no profile"),
        (Some(json!({})), "the provider said nothing of it"),
        (Some(json!({ "login": 1815 })), "another type"),
    ] {
        let error = token(claims).await.unwrap_err();
        assert!(error.contains("profile.login"), "{error}");
        assert!(error.contains(said), "{error}");
        assert!(!error.contains("1815"), "{error}");
    }
}
