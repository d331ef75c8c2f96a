//! Turns `locales/*.json` into `struct Texts` with one field a key, so that a missing, surplus or
//! misspelt key does not compile, nor a translation with other placeholders than the English text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The language that the others are compared with.
const FIRST: &str = "en";
const LANGUAGES: [&str; 2] = [FIRST, "nl"];

/// Texts that islands say by themselves; the browser build is without all others.
const LIVE: [&str; 10] = [
    "again",
    "number_complete",
    "number_incomplete",
    "outcome_",
    "password_differs",
    "password_same",
    "problem",
    "trouble_",
    "unavailable_text",
    "working",
];

pub(crate) type Language = BTreeMap<String, String>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let folder = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let languages = LANGUAGES.map(|name| {
        (
            name,
            read(&Path::new(&folder).join(format!("locales/{name}.json"))),
        )
    });
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("texts.rs");
    fs::write(target, source(&languages)).expect("the output folder can be written");
}

fn read(path: &Path) -> Language {
    let text =
        fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn source(languages: &[(&str, Language)]) -> String {
    let faults = faults(languages);
    if !faults.is_empty() {
        return format!("compile_error!({:?});\n", faults.join("\n"));
    }
    let keys = languages[0].1.keys();
    let mut out =
        String::from("/// Every text of the screens, in one language.\npub struct Texts {\n");
    for key in keys {
        writeln!(out, "    {}pub {key}: &'static str,", condition(key))
            .expect("a string takes everything");
    }
    out.push_str("}\n");
    for (name, texts) in languages {
        writeln!(out, "static {}: Texts = Texts {{", name.to_uppercase())
            .expect("a string takes everything");
        for (key, text) in texts {
            writeln!(out, "    {}{key}: {text:?},", condition(key))
                .expect("a string takes everything");
        }
        out.push_str("};\n");
    }
    out
}

fn condition(key: &str) -> &'static str {
    let live = LIVE.iter().any(|prefix| key.starts_with(prefix));
    if live {
        ""
    } else {
        "#[cfg(feature = \"ssr\")] "
    }
}

/// What is wrong between the languages, each line with its file and key.
pub(crate) fn faults(languages: &[(&str, Language)]) -> Vec<String> {
    let (_, first) = &languages[0];
    let mut faults = Vec::new();
    for (name, texts) in languages {
        for (key, text) in first {
            match texts.get(key) {
                None => faults.push(format!("{name}.json: the key `{key}` is missing")),
                Some(translated) if placeholders(translated) != placeholders(text) => {
                    faults.push(format!(
                        "{name}.json: `{key}` needs the placeholders {:?}",
                        placeholders(text)
                    ))
                }
                Some(translated) if translated.trim().is_empty() => {
                    faults.push(format!("{name}.json: `{key}` is empty"));
                }
                Some(_) => {}
            }
        }
        let surplus = texts.keys().filter(|key| !first.contains_key(*key));
        faults.extend(surplus.map(|key| format!("{name}.json: `{key}` is not in {FIRST}.json")));
    }
    faults
}

/// The names between braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}
