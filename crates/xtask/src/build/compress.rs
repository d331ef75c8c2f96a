//! Brotli copies beside the originals, which the server sends to browsers that can read them.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use brotli::enc::BrotliEncoderParams;

/// Compresses every file in and below the folder that gains from it.
pub(super) fn folder(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        if path.is_dir() {
            self::folder(&path)?;
        } else if gains(extension) {
            file(&path).with_context(|| format!("cannot compress {}", path.display()))?;
        }
    }
    Ok(())
}

/// Formats that are not compressed in themselves.
fn gains(extension: &str) -> bool {
    matches!(extension, "wasm" | "js" | "css" | "svg")
}

fn file(path: &Path) -> Result<()> {
    let compressed = brotli(&fs::read(path)?)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".br");
    fs::write(beside, compressed)?;
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let best = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &best)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_is_smaller_and_reads_back_as_the_original() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let original = "a calm form, ".repeat(100);
        fs::write(folder.path().join("page.css"), &original)?;
        fs::write(folder.path().join("photo.png"), "is compressed already")?;

        super::folder(folder.path())?;

        let compressed = fs::read(folder.path().join("page.css.br"))?;
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &compressed[..], &mut back)?;
        assert_eq!(back, original.as_bytes());
        assert!(compressed.len() < original.len() / 10);
        assert!(!folder.path().join("photo.png.br").exists());
        Ok(())
    }
}
