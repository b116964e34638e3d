//! What the house looks like: the order of its layers and the size of its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The longest source file, in lines. A longer one holds two ideas.
const LONGEST: usize = 400;

/// Words for work that is not finished, in halves so that this file does not hold them.
const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[ig", "nore"),
];

/// A crate's top-level modules, each below all that it may use.
struct Layers {
    sources: &'static str,
    order: &'static [&'static str],
    /// Uses against the order: (module, what it uses, why).
    exceptions: &'static [(&'static str, &'static str, &'static str)],
    /// Pairs of modules that must not use each other in either direction.
    strangers: &'static [(&'static str, &'static str)],
}

const LAYERS: &[Layers] = &[
    Layers {
        sources: "auth-macros/src",
        // What every stage needs, the stages, and the attributes outside their module.
        order: &[
            "error",
            "secret",
            "plain_type",
            "suggest",
            "type_text",
            "model",
            "words",
            "parse",
            "lower",
            "check",
            "expand",
            "marker",
        ],
        exceptions: &[],
        strangers: &[("parse", "model"), ("marker", "expand")],
    },
    Layers {
        sources: "auth-runtime/src",
        order: &[
            // Values.
            "time",
            "unix_seconds",
            "lifetime",
            "limit",
            "secret",
            "random_text",
            // The nouns, which know nothing of cookies or HTTP.
            "trigger",
            "decision",
            "extended",
            "account",
            "user",
            "session",
            "token",
            // Where rows are stored.
            "adapter",
            // The formats of the wire.
            "cookie",
            "codec",
            "csrf",
            "origin",
            "redirect",
            "form",
            "page",
            // Who signs people in.
            "provider",
            "pages",
            // The deployment, and the application.
            "core",
            "table",
            "callbacks",
            "error",
            "identity",
            "strategy",
            // The runtime.
            "auth",
            "active_session",
            "stored_users",
            "request_session",
            "session_token",
            "engine",
            "builder",
            "token_reader",
            "endpoint",
            "service",
            "layer",
            "axum",
            // For the client.
            "typescript",
            // Names for applications and for generated code.
            "__private",
            "prelude",
        ],
        exceptions: &[(
            "callbacks",
            "strategy",
            "`AuthConfig` names its strategy, and a strategy runs the callbacks of an `AuthConfig`",
        )],
        strangers: &[("cookie", "codec"), ("page", "form"), ("page", "cookie")],
    },
];

#[test]
fn files_are_short() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter_map(|(path, text)| {
            let lines = text.lines().count();
            (lines > LONGEST).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "over {LONGEST} lines: {long:#?}");
}

#[test]
fn nothing_is_left_for_later() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        for (index, line) in text.lines().enumerate() {
            if let Some(word) = UNFINISHED.iter().find(|word| line.contains(**word)) {
                found.push(format!("{}:{}: {word}", path.display(), index + 1));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn modules_use_only_what_is_above_them() {
    let mut wrong = Vec::new();
    for layers in LAYERS {
        let place = |module: &str| layers.order.iter().position(|name| *name == module);
        let uses = uses(layers);
        for module in uses.keys().filter(|module| place(module).is_none()) {
            wrong.push(format!("`{module}` has no place in the order of this test"));
        }
        for (module, used) in edges(&uses) {
            let is_above = place(used) < place(module);
            let is_exception = layers
                .exceptions
                .iter()
                .any(|(from, to, _)| (*from, *to) == (module, used));
            if !is_above && !is_exception {
                wrong.push(format!("`{module}` uses `{used}`, which is below it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_exception_is_needed() {
    for layers in LAYERS {
        let uses = uses(layers);
        for (from, to, why) in layers.exceptions {
            let is_used = uses.get(*from).is_some_and(|used| used.contains(*to));
            assert!(is_used, "`{from}` no longer uses `{to}`: {why}");
        }
    }
}

#[test]
fn strangers_stay_strangers() {
    for layers in LAYERS {
        let uses = uses(layers);
        for (module, used) in edges(&uses) {
            let is_strange =
                |(a, b): &(&str, &str)| (*a, *b) == (module, used) || (*b, *a) == (module, used);
            assert!(
                !layers.strangers.iter().any(is_strange),
                "`{module}` must know nothing of `{used}`"
            );
        }
    }
}

#[test]
fn the_architecture_names_every_module() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let missing: Vec<_> = LAYERS
        .iter()
        .flat_map(|layers| uses(layers).into_keys())
        .filter(|module| {
            let spellings = ["`{}`", "`{}/`", "`{}.rs`"];
            !spellings
                .iter()
                .any(|spelling| text.contains(&spelling.replace("{}", module)))
        })
        .collect();
    assert!(missing.is_empty(), "not in ARCHITECTURE.md: {missing:?}");
}

#[test]
fn every_dependency_has_its_reason() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let (_, table) = text.split_once("## Dependencies").expect("the section");
    for package in ["auth-macros", "auth-runtime", "examples", "tests"] {
        let manifest = root().join(package).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).expect("Cargo.toml");
        let missing: Vec<_> = dependencies(&manifest)
            .filter(|name| *name != "auth-runtime" && !table.contains(&format!("`{name}`")))
            .collect();
        assert!(
            missing.is_empty(),
            "of {package}, without a reason in ARCHITECTURE.md: {missing:?}"
        );
    }
}

/// The names in the sections of a manifest that list dependencies.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let sections = manifest.split("\n[");
    sections
        .filter(|section| {
            section
                .split(']')
                .next()
                .is_some_and(|name| name.ends_with("dependencies"))
        })
        .flat_map(|section| section.lines().skip(1))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty())
}

/// The top-level modules of a crate with the top-level modules that each names, tests left out.
fn uses(layers: &Layers) -> BTreeMap<String, BTreeSet<String>> {
    let folder = root().join(layers.sources);
    let owners = owners(&fs::read_to_string(folder.join("lib.rs")).expect("lib.rs"));
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources_under(&folder) {
        let inside = path.strip_prefix(&folder).expect("a path in the folder");
        let first = inside.iter().next().expect("a file name");
        let module = Path::new(first).with_extension("");
        let module = module.to_string_lossy().into_owned();
        if module == "lib"
            || inside
                .components()
                .any(|part| is_test(part.as_os_str().to_str()))
        {
            continue;
        }
        let targets = uses.entry(module.clone()).or_default();
        for name in named(&without_tests(&text)) {
            let owner = owners.get(&name).cloned().unwrap_or(name);
            if owner != module {
                targets.insert(owner);
            }
        }
    }
    // Whatever else the crate's root holds (macros, other crates' names) is no module.
    let modules: BTreeSet<String> = uses.keys().cloned().collect();
    for targets in uses.values_mut() {
        targets.retain(|name| modules.contains(name));
    }
    uses
}

fn edges(uses: &BTreeMap<String, BTreeSet<String>>) -> impl Iterator<Item = (&str, &str)> {
    uses.iter()
        .flat_map(|(module, used)| used.iter().map(|used| (module.as_str(), used.as_str())))
}

/// Which module each name at the crate's root comes from.
fn owners(lib: &str) -> BTreeMap<String, String> {
    let code = code(lib);
    let mut owners = BTreeMap::new();
    for statement in code.split(';') {
        let Some((_, path)) = statement.split_once("use self::") else {
            continue;
        };
        if let Some((module, names)) = path.split_once("::") {
            let names = names.trim_matches(['{', '}', ' ']).split(',');
            owners.extend(names.map(|name| (name.trim().to_owned(), module.to_owned())));
        }
    }
    owners
}

/// The first words after every `crate::`, those in braces included.
fn named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` in a macro is a path of the place where the macro is used.
        if code[..at].ends_with('$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => named.extend(first_words(group)),
            None => named.extend(first_word(rest)),
        }
    }
    named
}

/// The first word of each item of a group, up to the brace that ends it.
fn first_words(group: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                words.extend(first_word(group[start..at].trim_start()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    words
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect();
    (!word.is_empty()).then_some(word)
}

/// The lines that are no comments, as one line.
fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The code before the test module that ends a file.
fn without_tests(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next();
    code(text.unwrap_or_default())
}

fn is_test(part: Option<&str>) -> bool {
    matches!(part, Some("tests" | "tests.rs"))
}

/// Every source file of the workspace, without the compiler's test cases.
fn sources() -> Vec<(PathBuf, String)> {
    sources_under(&root())
}

fn sources_under(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_skipped = name.starts_with('.')
            || matches!(name.as_str(), "target" | "wip" | "node_modules" | "dist")
            || path.ends_with("tests/ui");
        if is_skipped {
            continue;
        }
        if path.is_dir() {
            found.extend(sources_under(&path));
        } else if is_source(&path) {
            let text = fs::read_to_string(&path).expect("a source in UTF-8");
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// Rust, and the languages of the browser's tests.
fn is_source(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("rs" | "js" | "ts" | "tsx"))
}

fn root() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR"));
    crates.parent().expect("the workspace").to_path_buf()
}
