use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use auth_benches::cpu;

/// How many more there are.
pub(crate) const COUNT: usize = 40;

/// What is compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Program {
    /// A module with one field of the token, one of the session's user, and both callbacks.
    Seed,
    TokenFields,
    /// A struct beside the module.
    FieldsByHand,
    Forms,
    /// Functions beside the module, and a `match` that calls them.
    FormsByHand,
}

const ALL: [Program; 5] = [
    Program::Seed,
    Program::TokenFields,
    Program::FieldsByHand,
    Program::Forms,
    Program::FormsByHand,
];

/// `FIELDS`, `FORMS` and `BESIDE` are what there may be more of.
const SOURCE: &str = "
#[auth_runtime::auth_config(strategy = jwt)]
pub mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims { pub id: String, FIELDS }

    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity { pub id: String }

    #[derive(serde::Deserialize)]
    pub struct Form { pub name: String }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id = user.id.clone();
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }

    FORMS
}

BESIDE

fn main() {
    let auth = auth::builder().secret(\"a secret of at least 32 random characters\").build();
    println!(\"{}\", auth.is_ok());
}
";

impl Program {
    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    fn source(self) -> String {
        let each = |one: &str| -> String {
            let numbers = (0..COUNT).map(|number| one.replace("NN", &number.to_string()));
            numbers.collect()
        };
        let (mut fields, mut forms, mut beside) = (String::new(), String::new(), String::new());
        match self {
            Self::Seed => {}
            Self::TokenFields => fields = each("pub fieldNN: String,"),
            Self::FieldsByHand => {
                let fields = each("pub fieldNN: String,");
                beside = format!(
                    "#[derive(Default, serde::Serialize, serde::Deserialize)] pub struct Claims {{ {fields} }}"
                );
            }
            Self::Forms => {
                forms = each(
                    "#[credentials(id = \"formNN\")]
                     async fn formNN(credentials: Form) -> Option<User> {
                         Some(User { id: credentials.name, ..User::default() })
                     }",
                );
            }
            Self::FormsByHand => {
                let functions = each(
                    "async fn formNN(credentials: auth::Form) -> Option<auth::User> {
                         Some(auth::User { id: credentials.name, ..auth::User::default() })
                     }",
                );
                let arms = each("\"formNN\" => formNN(serde_json::from_str(form)?).await,");
                beside = format!(
                    "{functions}
                     pub async fn authorize(id: &str, form: &str) -> serde_json::Result<Option<auth::User>> {{
                         Ok(match id {{ {arms} _ => None }})
                     }}"
                );
            }
        }
        SOURCE
            .replace("FIELDS", &fields)
            .replace("FORMS", &forms)
            .replace("BESIDE", &beside)
    }
}

/// The package of the programs.
pub(crate) struct Package {
    directory: PathBuf,
}

impl Package {
    pub(crate) fn new(workspace: &Path) -> Self {
        let program = env::current_exe().expect("this program");
        let directory = program.with_file_name("module_cost.package");
        let manifest = format!(
            "[package]\nname = \"module_cost\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nauth-runtime = {{ path = \"{}\" }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\n[workspace]\n",
            workspace.join("auth-runtime").display()
        );
        fs::create_dir_all(directory.join("src/bin")).expect("a directory");
        fs::write(directory.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace.join("Cargo.lock"), directory.join("Cargo.lock")).expect("a lock file");
        let package = Self { directory };
        for program in ALL {
            package.write(program);
        }
        package
    }

    fn write(&self, program: Program) {
        let path = self.directory.join("src/bin").join(program.name() + ".rs");
        fs::write(path, program.source()).expect("a program");
    }

    /// Compiles a program after it was written anew, and says how many seconds that took on a core.
    pub(crate) fn build(&self, command: &str, program: Program) -> f64 {
        self.write(program);
        let before = cpu::of_children();
        let status = Command::new("cargo")
            .args([command, "--quiet", "--offline", "--bin", &program.name()])
            .current_dir(&self.directory)
            // Without what a second build would not do again.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.directory.join("target"))
            .env_remove("CARGO_BUILD_TARGET_DIR")
            .stderr(Stdio::inherit())
            .status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "{program:?} compiles"
        );
        cpu::of_children() - before
    }
}
