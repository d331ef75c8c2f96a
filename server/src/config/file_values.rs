//! Secrets from files: wherever a text is wanted, `{ file = "PATH" }` reads it from there.

use figment::Figment;
use figment::providers::Serialized;
use figment::value::{Dict, Value};

use super::ConfigFault;

/// Replaces every `{ file = "PATH" }` by what the file holds, without the line break at its end.
pub(super) fn resolved(figment: &Figment) -> Result<Figment, ConfigFault> {
    let values: Dict = figment.extract().map_err(|e| ConfigFault::key(&e))?;
    let mut resolved = Dict::new();
    for (key, value) in values {
        let value = resolve(&key, value)?;
        resolved.insert(key, value);
    }
    Ok(Figment::from(Serialized::defaults(resolved)))
}

fn resolve(key: &str, value: Value) -> Result<Value, ConfigFault> {
    match value {
        Value::Dict(_, dict) if dict.len() == 1 && dict.contains_key("file") => read(key, &dict),
        Value::Dict(tag, dict) => {
            let mut inner = Dict::new();
            for (name, value) in dict {
                let value = resolve(&format!("{key}.{name}"), value)?;
                inner.insert(name, value);
            }
            Ok(Value::Dict(tag, inner))
        }
        Value::Array(tag, items) => {
            let items = items.into_iter().map(|item| resolve(key, item));
            Ok(Value::Array(tag, items.collect::<Result<_, _>>()?))
        }
        other => Ok(other),
    }
}

fn read(key: &str, dict: &Dict) -> Result<Value, ConfigFault> {
    let path = dict.get("file").and_then(Value::as_str).unwrap_or_default();
    let text = std::fs::read_to_string(path).map_err(|e| ConfigFault::File {
        key: key.to_owned(),
        path: path.into(),
        reason: e.to_string(),
    })?;
    Ok(Value::from(text.trim_end_matches(['\r', '\n'])))
}
