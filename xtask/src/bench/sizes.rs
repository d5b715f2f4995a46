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
