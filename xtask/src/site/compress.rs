//! Compressed siblings, so that the server never compresses a file twice.

use std::{ffi::OsString, fs, io::Write, path::Path};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// Kinds of file that are not compressed already.
const TEXT: [&str; 11] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "mjs",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Writes `file.br` and `file.gz` beside `file` when its kind gains from it.
pub fn beside(path: &Path, bytes: &[u8]) -> Result<()> {
    let gains = path
        .extension()
        .and_then(|kind| kind.to_str())
        .is_some_and(|kind| TEXT.contains(&kind));
    if gains {
        fs::write(sibling(path, ".br"), brotli(bytes)?)?;
        fs::write(sibling(path, ".gz"), gzip(bytes)?)?;
    }
    Ok(())
}

fn sibling(path: &Path, suffix: &str) -> OsString {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name
}

/// The smallest brotli form.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
