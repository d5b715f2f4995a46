//! Sizes of files, as they travel.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// The size of a file in kB (1,000 bytes).
pub fn kilobytes(path: &Path) -> Result<f64> {
    let bytes = fs::metadata(path)
        .with_context(|| format!("{} is missing", path.display()))?
        .len();
    #[expect(clippy::cast_precision_loss, reason = "a size is shown with one digit")]
    Ok(bytes as f64 / 1000.0)
}

/// Size in kB and name of the largest piece of the program that is fetched when its page is opened.
pub fn largest_piece(package: &Path) -> Result<(f64, String)> {
    let mut pieces = Vec::new();
    for entry in fs::read_dir(package)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".wasm.br") && name != "salve.wasm.br" {
            pieces.push((kilobytes(&path)?, name));
        }
    }
    pieces
        .into_iter()
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .context("the program has no pieces")
}
