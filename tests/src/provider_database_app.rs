//! The application that signs in with providers, with its sessions in a database.

use auth_runtime::auth_config;

/// The callbacks.
#[auth_config(strategy = database)]
pub mod auth {
    use auth_runtime::BoxError;

    use crate::{Seen, Stage, stage};

    /// What only the provider knows.
    #[extend(user)]
    #[derive(Debug, Default)]
    pub struct Person {
        /// The nickname.
        pub nickname: Option<String>,
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

    #[session]
    fn session(mut session: Session, user: &User) -> Session {
        session.user.id.clone_from(&user.id);
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
