//! Sizes of files, as they travel.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::visitor::Visitor;
use crate::{
    site,
    table::{Limit, Row, Table},
};

/// Sizes against the budgets of the front end.
pub fn of_files(table: &mut Table, site: &Path) -> Result<()> {
    let package = site::package(site)?;
    let weight = |name: &str| kilobytes(&package.join(name));
    table.add(Row::number("WASM, brotli", weight("salve.wasm.br")?, "kB").limits(Limit::AtMost, 200.0, 300.0));
    table.add(Row::number("style sheet, brotli", weight("salve.css.br")?, "kB").limits(Limit::AtMost, 12.0, 15.0));
    table.add(Row::number("glue script, brotli", weight("salve.js.br")?, "kB"));
    let (largest, piece) = largest_piece(&package)?;
    table.add(
        Row::number(
            &format!("largest page fetched when opened ({piece}), brotli"),
            largest,
            "kB",
        )
        .limits(Limit::AtMost, 40.0, 80.0),
    );
    table.add(Row::number(
        "script for live updates, brotli",
        weight("live.js.br")?,
        "kB",
    ));
    Ok(())
}

/// What travels when a calendar is opened for the first time.
pub async fn of_a_first_visit(table: &mut Table, origin: &str, site: &Path) -> Result<()> {
    let doctor = Visitor::signed_in(origin, "doctor@demo.example").await?;
    let week = doctor.brotli_kilobytes("/doctor/calendar?view=week").await?;
    table.add(Row::number("HTML of a doctor's week, brotli", week, "kB").limits(Limit::AtMost, 14.0, 20.0));
    let package = site::package(site)?;
    let mut everything = week + kilobytes(&site.join("icons.svg.br"))?;
    for name in ["salve.wasm.br", "salve.css.br", "salve.js.br", "live.js.br"] {
        everything += kilobytes(&package.join(name))?;
    }
    table.add(Row::number("first calendar visit, everything", everything, "kB").limits(Limit::AtMost, 250.0, 350.0));
    Ok(())
}

/// The size of a file in kB (1,000 bytes).
pub fn kilobytes(path: &Path) -> Result<f64> {
    let bytes = fs::metadata(path)
        .with_context(|| format!("{} is missing", path.display()))?
        .len();
    #[expect(clippy::cast_precision_loss, reason = "a size is shown with one digit")]
    Ok(bytes as f64 / 1000.0)
}

/// Size in kB and name of the largest piece of the program that is fetched when its page is opened.
fn largest_piece(package: &Path) -> Result<(f64, String)> {
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
