//! What was asked for on the command line.

use anyhow::{Result, bail};

use crate::build::Profile;

/// The help text.
pub(crate) const USAGE: &str = "\
cargo xtask run [--debug]      set up what is missing, build, start the demo on http://localhost:8080
cargo xtask run --check        only report what is missing; fails if something is
cargo xtask build [--debug]    build the server and the browser half
cargo xtask dev                build, start the demo, and again after every change
cargo xtask test [STEP]        every test; STEP: only the steps whose name contains it, and what they need
cargo xtask bench [FIGURE]     build for shipping and measure against the budgets; fails if one is missed";

/// One thing `cargo xtask` can do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Check { profile: Profile },
    Run { profile: Profile },
    Build { profile: Profile },
    Dev,
    Test { filter: Option<String> },
    Bench { figure: Option<String> },
}

impl Command {
    /// Reads the arguments after the program's name.
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut arguments = arguments.peekable();
        let Some(name) = arguments.next() else {
            return Ok(Self::Help);
        };
        let (flags, words): (Vec<_>, Vec<_>) = arguments.partition(|word| word.starts_with('-'));
        let allowed: &[&str] = match name.as_str() {
            "run" => &["--check", "--debug"],
            "build" => &["--debug"],
            _ => &[],
        };
        if let Some(unknown) = flags.iter().find(|flag| !allowed.contains(&flag.as_str())) {
            bail!("`{name}` does not know {unknown}\n\n{USAGE}");
        }
        let most_words = usize::from(name == "test" || name == "bench");
        if let Some(surplus) = words.get(most_words) {
            bail!("`{name}` does not know what to do with `{surplus}`\n\n{USAGE}");
        }

        let given = |flag: &str| flags.iter().any(|given| given == flag);
        let profile = if given("--debug") {
            Profile::Debug
        } else {
            Profile::Release
        };
        match name.as_str() {
            "run" if given("--check") => Ok(Self::Check { profile }),
            "run" => Ok(Self::Run { profile }),
            "build" => Ok(Self::Build { profile }),
            "dev" => Ok(Self::Dev),
            "test" => Ok(Self::Test {
                filter: words.into_iter().next(),
            }),
            "bench" => Ok(Self::Bench {
                figure: words.into_iter().next(),
            }),
            "help" | "--help" | "-h" => Ok(Self::Help),
            _ => bail!("there is no command `{name}`\n\n{USAGE}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command> {
        Command::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_release_profile_is_the_default_and_debug_is_asked_for() {
        assert_eq!(
            parse("run").ok(),
            Some(Command::Run {
                profile: Profile::Release
            })
        );
        assert_eq!(
            parse("run --debug").ok(),
            Some(Command::Run {
                profile: Profile::Debug
            })
        );
        assert_eq!(
            parse("build --debug").ok(),
            Some(Command::Build {
                profile: Profile::Debug
            })
        );
    }

    #[test]
    fn check_only_reports() {
        assert_eq!(
            parse("run --check").ok(),
            Some(Command::Check {
                profile: Profile::Release
            })
        );
    }

    #[test]
    fn test_takes_one_word_as_its_filter() {
        assert_eq!(parse("test").ok(), Some(Command::Test { filter: None }));
        assert_eq!(
            parse("test browser").ok(),
            Some(Command::Test {
                filter: Some("browser".into())
            })
        );
        assert!(parse("test browser server").is_err());
    }

    #[test]
    fn an_unknown_command_or_flag_is_refused_with_its_name() {
        let refusal = |line| {
            parse(line)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default()
        };
        assert!(refusal("fly").contains("`fly`"));
        assert!(refusal("run --fast").contains("--fast"));
        assert!(refusal("test --debug").contains("--debug"));
        assert!(refusal("build twice").contains("`twice`"));
    }
}
