//! `regain serve`

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use domain::secret::Secret;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::fault::CliFault;
use super::{open, say};
use crate::application::Application;
use crate::clock::{Random, SystemRandom};
use crate::config::Config;
use crate::keys::hex;
use crate::{demo, logging};

pub(super) async fn serve(config: &Config) -> Result<(), CliFault> {
    logging::start(config.log);
    if config.demo {
        let services = open(config).await?;
        super::demo::put_people(&services).await?;
        super::demo::put_policy(&services).await?;
        services.store.close().await;
    }
    let application = Application::build(config).await?;
    let (stop, stopped) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate()).map_err(CliFault::Runtime)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(CliFault::Runtime)?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    if config.demo {
        say(&welcome(config));
    }
    let address = application.address().map_err(CliFault::Runtime)?;
    tracing::info!(%address, public_url = config.public_url, "serving");
    application.run(stopped).await;
    Ok(())
}

fn welcome(config: &Config) -> String {
    let url = config.public_url.trim_end_matches('/');
    format!(
        "\n{}\nOpen these in a browser:\n  {url}/signin        sign in, or \"Can't access your account?\"\n  \
         {url}/reset         the reset wizard\n  {url}/demo/outbox   the mails and texts it sends\n",
        demo::told()
    )
}

/// The demo's secret, made at the first start and kept in its folder.
pub(super) fn demo_key(folder: &Path) -> Result<Secret, CliFault> {
    use std::os::unix::fs::OpenOptionsExt as _;

    let path = folder.join("secret.key");
    if !path.exists() {
        std::fs::create_dir_all(folder).map_err(|e| CliFault::Write(folder.to_path_buf(), e))?;
        let random: Arc<dyn Random> = Arc::new(SystemRandom);
        let key = hex(&random.bytes());
        let file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        file.and_then(|mut file| file.write_all(key.as_bytes()))
            .map_err(|e| CliFault::Write(path.clone(), e))?;
    }
    let key = std::fs::read_to_string(&path).map_err(|e| CliFault::Read(path, e))?;
    Ok(Secret::new(key.trim()))
}
