//! Items of every kind live in the module beside the callbacks, with attributes of their own.

//! And the module has inner attributes.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
#[allow(clippy::unused_async)]
pub mod auth {
    #![allow(dead_code)]
    //! The module's own words.

    use std::collections::HashMap;

    pub const LIMIT: usize = 3;
    static NAME: &str = "auth";
    type Names = HashMap<String, String>;

    macro_rules! double {
        ($x:expr) => {
            $x * 2
        };
    }

    #[derive(Clone, Copy)]
    pub enum Level {
        Low,
        High,
    }

    pub trait Leveled {
        fn level(&self) -> Level;
    }

    impl Leveled for User {
        fn level(&self) -> Level {
            if self.id.len() > double!(LIMIT) {
                Level::High
            } else {
                Level::Low
            }
        }
    }

    impl Token {
        fn is_ours(&self) -> bool {
            self.sub.is_some()
        }
    }

    /// Its documentation, and attributes of others, stay.
    #[must_use]
    #[inline]
    #[jwt]
    #[allow(clippy::needless_pass_by_value)]
    pub async fn jwt(token: Token) -> Option<Token> {
        token.is_ours().then_some(token)
    }

    pub mod helpers {
        pub fn shout(name: &str) -> String {
            name.to_uppercase()
        }
    }

    extern "C" fn callback() {}

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn works() {
            let _ = Token::default();
        }
    }
}

fn main() {
    let _ = auth::builder();
    assert_eq!(auth::helpers::shout("a"), "A");
}
