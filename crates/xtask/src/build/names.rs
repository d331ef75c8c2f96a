//! The names of built files: they carry a digest, so that browsers may keep them forever.

use anyhow::{Result, bail};

/// The digests of what the pages refer to.
pub(super) struct Names {
    /// The island module: `regain.<digest>.js` and `regain.<digest>.wasm`.
    pub(super) frontend: String,
    /// The password module: `meter.<digest>.js` and `meter.<digest>.wasm`.
    pub(super) meter: String,
    /// The stylesheet: `regain.<digest>.css`.
    pub(super) stylesheet: String,
}

impl Names {
    /// The text of `hash.txt`, which Leptos reads beside the server's executable. Leptos looks for
    /// `js`, `wasm` and `css` and passes over other keys; `meter` is our own.
    pub(super) fn hash_file(&self) -> String {
        let Self {
            frontend,
            meter,
            stylesheet,
        } = self;
        format!("js: {frontend}\nwasm: {frontend}\ncss: {stylesheet}\nmeter: {meter}\n")
    }
}

/// `regain`, `abc`, `js` -> `regain.abc.js`.
pub(super) fn with_digest(stem: &str, digest: &str, extension: &str) -> String {
    format!("{stem}.{digest}.{extension}")
}

/// Makes the glue load its WebAssembly by the name that carries the digest.
pub(super) fn refer_to_digest(glue: &str, stem: &str, digest: &str) -> Result<String> {
    let plain = format!("{stem}_bg.wasm");
    if !glue.contains(&plain) {
        bail!("the glue of {stem} does not load {plain}");
    }
    Ok(glue.replace(&plain, &with_digest(stem, digest, "wasm")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_file_has_the_keys_that_leptos_reads() {
        let names = Names {
            frontend: "f1".into(),
            meter: "m1".into(),
            stylesheet: "s1".into(),
        };
        assert_eq!(names.hash_file(), "js: f1\nwasm: f1\ncss: s1\nmeter: m1\n");
    }

    #[test]
    fn the_glue_loads_the_module_that_was_built_with_it() -> Result<()> {
        assert_eq!(
            refer_to_digest(
                r#"new URL("meter_bg.wasm",import.meta.url)"#,
                "meter",
                "abc"
            )?,
            r#"new URL("meter.abc.wasm",import.meta.url)"#
        );
        Ok(())
    }

    #[test]
    fn glue_that_loads_nothing_is_refused() {
        assert!(refer_to_digest("export{}", "meter", "abc").is_err());
    }
}
