//! A folder as the way out, for development and demonstration: every message becomes a file.

use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use async_trait::async_trait;
use serde::Deserialize;
use tokio::fs;

use super::message::Message;
use super::{Carrier, DeliveryFault, Receipt, plain_key};

/// Where the files go.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FolderSettings {
    pub path: PathBuf,
}

/// Writes messages into a folder, codes and all: never the carrier of a real portal.
#[derive(Debug, Clone)]
pub struct FolderCarrier {
    path: PathBuf,
}

/// A message as found in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    pub key: String,
    pub at: SystemTime,
    pub message: Message,
}

impl FolderCarrier {
    pub fn new(settings: &FolderSettings) -> Self {
        Self {
            path: settings.path.clone(),
        }
    }

    /// All messages, the newest first; a folder that does not exist yet is empty.
    ///
    /// # Errors
    /// When the folder cannot be read, or a file in it is not a message.
    pub async fn list(&self) -> io::Result<Vec<Delivered>> {
        let mut found = Vec::new();
        for path in self.files().await? {
            let bytes = match fs::read(&path).await {
                Ok(bytes) => bytes,
                // Cleared since the folder was read.
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(e),
            };
            let message = serde_json::from_slice(&bytes)?;
            let at = fs::metadata(&path).await?.modified()?;
            let key = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            found.push(Delivered { key, at, message });
        }
        found.sort_by(|a, b| (b.at, &b.key).cmp(&(a.at, &a.key)));
        Ok(found)
    }

    /// Removes all messages.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub async fn clear(&self) -> io::Result<()> {
        for path in self.files().await? {
            fs::remove_file(path).await?;
        }
        Ok(())
    }

    async fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut entries = match fs::read_dir(&self.path).await {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(e),
        };
        let mut files = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            let path = entry.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                files.push(path);
            }
        }
        Ok(files)
    }

    /// Writes beside and renames, so that a reader never sees half a message. A retry replaces the file.
    async fn write(&self, key: &str, message: &Message) -> io::Result<()> {
        fs::create_dir_all(&self.path).await?;
        let unfinished = self.path.join(format!("{key}.part"));
        fs::write(&unfinished, serde_json::to_vec_pretty(message)?).await?;
        fs::rename(unfinished, self.path.join(format!("{key}.json"))).await
    }
}

#[async_trait]
impl Carrier for FolderCarrier {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        self.write(plain_key(key)?, message)
            .await
            .map_err(|e| DeliveryFault::transient(format!("the outbox folder: {}", e.kind())))?;
        Ok(Receipt {
            reference: key.to_owned(),
        })
    }
}
