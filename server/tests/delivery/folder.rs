//! The folder as way out.

use server::delivery::folder::{FolderCarrier, FolderSettings};
use server::delivery::{Carrier, Message};
use tempfile::TempDir;

use crate::samples::{MAILBOX, mail, text};

struct Outbox {
    folder: TempDir,
    carrier: FolderCarrier,
}

fn outbox() -> Outbox {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("demo/outbox");
    Outbox {
        carrier: FolderCarrier::new(&FolderSettings { path }),
        folder,
    }
}

impl Outbox {
    async fn messages(&self) -> Vec<(String, Message)> {
        let list = self.carrier.list().await.expect("listed");
        list.into_iter()
            .map(|delivered| (delivered.key, delivered.message))
            .collect()
    }

    /// Moves the time stamp of a file, so that no test has to wait.
    fn written_at(&self, key: &str, seconds: u64) {
        let path = self
            .folder
            .path()
            .join("demo/outbox")
            .join(format!("{key}.json"));
        let file = std::fs::File::options()
            .write(true)
            .open(path)
            .expect("the file");
        let at = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        file.set_modified(at).expect("a time stamp");
    }
}

#[tokio::test]
async fn messages_come_back_whole_and_newest_first() {
    let outbox = outbox();
    assert_eq!(outbox.messages().await, []);
    for (key, message, seconds) in [
        ("b", mail(MAILBOX), 10),
        ("a", text("één"), 30),
        ("c", text("two"), 20),
    ] {
        outbox.carrier.carry(key, &message).await.expect("carried");
        outbox.written_at(key, seconds);
    }

    let expected = [("a", text("één")), ("c", text("two")), ("b", mail(MAILBOX))];
    assert_eq!(
        outbox.messages().await,
        expected.map(|(key, message)| (key.to_owned(), message))
    );
}

#[tokio::test]
async fn a_retry_replaces_the_message_of_its_key() {
    let outbox = outbox();

    outbox
        .carrier
        .carry("a", &text("one"))
        .await
        .expect("carried");
    outbox
        .carrier
        .carry("a", &text("two"))
        .await
        .expect("carried");

    assert_eq!(outbox.messages().await, [("a".to_owned(), text("two"))]);
}

#[tokio::test]
async fn a_half_written_file_is_not_listed() {
    let outbox = outbox();
    outbox
        .carrier
        .carry("a", &text("one"))
        .await
        .expect("carried");
    std::fs::write(outbox.folder.path().join("demo/outbox/b.part"), "{\"kind\"").expect("written");

    assert_eq!(outbox.messages().await.len(), 1);
}

#[tokio::test]
async fn clearing_leaves_nothing() {
    let outbox = outbox();
    outbox
        .carrier
        .clear()
        .await
        .expect("an absent folder is clear");
    outbox
        .carrier
        .carry("a", &text("one"))
        .await
        .expect("carried");

    outbox.carrier.clear().await.expect("cleared");

    assert_eq!(outbox.messages().await, []);
}

#[tokio::test]
async fn a_key_cannot_lead_out_of_the_folder() {
    let outbox = outbox();
    for key in ["../a", "/tmp/a", "a/b", ".", ""] {
        assert!(
            outbox.carrier.carry(key, &text("one")).await.is_err(),
            "{key:?}"
        );
    }
    assert_eq!(outbox.messages().await, []);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_a_transient_fault() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let carrier = FolderCarrier::new(&FolderSettings {
        path: file.path().join("below"),
    });

    assert!(
        carrier
            .carry("a", &text("one"))
            .await
            .expect_err("not carried")
            .is_transient()
    );
}
