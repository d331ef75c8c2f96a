//! The command line.

mod ask_again;
mod demo;
mod details;
mod fault;
mod import;
mod in_force;
mod invite;
mod pass;
mod person;
mod policy;
mod policy_of;
mod prompts;
mod serve;
mod temporary_password;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::application::{self, Outside, carriers, logos, services};
use crate::clock::{SystemClock, SystemRandom};
use crate::config::Config;
use crate::services::Services;
use fault::CliFault;

/// People get back into their accounts by themselves.
#[derive(Parser)]
#[command(name = "regain", version, about)]
struct Cli {
    #[command(flatten)]
    source: Source,
    #[command(subcommand)]
    command: Command,
}

/// Where the configuration comes from.
#[derive(Args)]
struct Source {
    /// The configuration file
    #[arg(
        long,
        global = true,
        env = "REGAIN_CONFIG",
        default_value = "regain.toml"
    )]
    config: PathBuf,
    /// Run the demo: Wingtip Toys, everything inside this folder, nothing leaves the machine
    #[arg(long, global = true, value_name = "FOLDER", num_args = 0..=1, default_missing_value = "data")]
    demo: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Start the portal
    Serve,
    /// Bring the database up to date, and the tenants of the configuration into it
    Migrate,
    /// Check the configuration and say what is wrong
    CheckConfig,
    /// Speak what calls say into files, by espeak-ng
    Prompts {
        /// Also in the place of files that are there
        #[arg(long)]
        again: bool,
    },
    /// People
    #[command(subcommand)]
    Person(person::PersonCommand),
    /// The policy of an organisation
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
}

/// Runs the command line and says how it went.
pub fn run() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            fault.tell();
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    fn run(self) -> Result<(), CliFault> {
        let config = self.source.config()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(CliFault::Runtime)?;
        runtime.block_on(async {
            match self.command {
                Command::Serve => serve::serve(&config).await,
                Command::Migrate => {
                    open(&config).await?;
                    say("The database is up to date.");
                    Ok(())
                }
                Command::CheckConfig => {
                    carriers(&config).map_err(|e| CliFault::Start(e.into()))?;
                    logos(&config)?;
                    application::prompts(&config).map_err(|e| CliFault::Start(e.into()))?;
                    say("The configuration is in order.");
                    Ok(())
                }
                Command::Prompts { again } => prompts::make(&config, again),
                Command::Person(command) => command.run(&open(&config).await?).await,
                Command::Policy(command) => command.run(&open(&config).await?).await,
            }
        })
    }
}

impl Source {
    fn config(&self) -> Result<Config, CliFault> {
        match &self.demo {
            Some(folder) => {
                let key = serve::demo_key(folder)?;
                Ok(Config::demo(folder, &key)?)
            }
            None => Ok(Config::load(&self.config)?),
        }
    }
}

/// The services of a command that is not the server.
async fn open(config: &Config) -> Result<Services, CliFault> {
    let outside = Outside {
        clock: std::sync::Arc::new(SystemClock),
        random: std::sync::Arc::new(SystemRandom),
    };
    Ok(services(config, outside).await?)
}

/// Says something on standard output. Whoever stopped listening (`| head`) misses it.
fn say(text: &str) {
    use std::io::Write as _;

    let _ = writeln!(std::io::stdout(), "{text}");
}
