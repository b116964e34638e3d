//! An application that signs in with providers, whose session is a token: with users in a database or without.

use auth_runtime::auth_config;

/// The callbacks.
#[auth_config(strategy = jwt)]
pub mod auth {
    use auth_runtime::BoxError;

    use crate::Step;
    use crate::{Seen, Stage, stage};

    /// What only the provider knows.
    #[extend(user)]
    #[derive(Debug, Default)]
    pub struct Person {
        /// The nickname.
        pub nickname: Option<String>,
    }

    /// Kept in the token.
    #[extend(token)]
    #[derive(Debug, Default)]
    pub struct Claims {
        /// The user's id.
        pub id: String,
    }

    /// Shown under `session.user`.
    #[extend(session.user)]
    #[derive(Debug, Default)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
    }

    impl stage::Person for User {
        fn nickname(&self) -> Option<String> {
            self.nickname.clone()
        }
    }

    #[profile]
    fn profile(
        user: DefaultUser,
        profile: &Profile,
        account: &Account,
        state: &Stage,
    ) -> Result<User, BoxError> {
        let nickname = profile.text("nickname").map(str::to_owned);
        let user = user.extend(Person { nickname });
        let seen = Seen::new(&user, account, profile);
        state.play("profile", seen).profile.check()?;
        Ok(user)
    }

    #[sign_in]
    fn may_sign_in(
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        state: &Stage,
    ) -> SignInDecision {
        let plan = state.play("sign_in", Seen::new(user, account, profile));
        plan.sign_in.unwrap_or(SignInDecision::Allow)
    }

    #[jwt]
    fn jwt(
        mut token: Token,
        user: Option<&User>,
        account: Option<&Account>,
        profile: Option<&Profile>,
        trigger: Trigger,
        state: &Stage,
    ) -> Result<Option<Token>, BoxError> {
        let Some(user) = user else {
            let plan = state.play("jwt later", Seen::default());
            plan.read.check()?;
            return Ok((plan.read != Step::Ends).then_some(token));
        };
        let seen = Seen::new(user, account, profile).for_the(trigger);
        let plan = state.play("jwt", seen);
        plan.jwt.check()?;
        token.id.clone_from(&user.id);
        Ok((plan.jwt != Step::Ends).then_some(token))
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.id.clone_from(&token.id);
        session
    }

    #[on(create_user)]
    fn on_create_user(user: &User, state: &Stage) -> Result<(), BoxError> {
        let plan = state.play("on_create_user", Seen::new(user, None, None));
        plan.events.check()
    }

    #[on(update_user)]
    fn on_update_user(user: &User, state: &Stage) {
        state.play("on_update_user", Seen::new(user, None, None));
    }

    #[on(link_account)]
    fn on_link_account(
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        state: &Stage,
    ) -> Result<(), BoxError> {
        let seen = Seen::new(user, account, profile);
        state.play("on_link_account", seen).events.check()
    }

    #[on(sign_in)]
    fn on_sign_in(
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        trigger: Trigger,
        state: &Stage,
    ) -> Result<(), BoxError> {
        let seen = Seen::new(user, account, profile).for_the(trigger);
        state.play("on_sign_in", seen).events.check()
    }

    #[on(sign_out)]
    fn on_sign_out(state: &Stage) {
        state.play("on_sign_out", Seen::default());
    }
}
