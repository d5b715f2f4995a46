//! Sizes of files, as they travel.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};

use super::visitor::Visitor;
use crate::{
    site::{self, LOADER},
    table::{Limit, Row, Table},
};

/// The areas whose pages are fetched when one of them is opened: `lazy_pages!` in the app.
const AREAS: [&str; 6] = ["open", "calendar", "patient", "doctor", "admin", "people"];
/// The languages, of which a page fetches one, and one for staff: `spoken` in the app.
const LANGUAGES: [&str; 3] = ["en", "es", "ar"];

/// Weeks of the demo doctor that are looked at.
const WEEKS: usize = 5;

/// Sizes against the budgets of the front end.
pub fn of_files(table: &mut Table, site: &Path) -> Result<()> {
    let package = site::package(site)?;
    let weight = |name: &str| kilobytes(&package.join(name));
    table.add(Row::number("WASM, brotli", weight("salve.wasm.br")?, "kB").limits(Limit::AtMost, 200.0, 300.0));
    table.add(Row::number("style sheet, brotli", weight("salve.css.br")?, "kB").limits(Limit::AtMost, 12.0, 15.0));
    table.add(Row::number("glue script, brotli", weight("salve.js.br")?, "kB"));
    for area in AREAS {
        let what = format!("piece of the program for {area}, brotli");
        let own = weight(&format!("split_{area}.wasm.br"))?;
        table.add(Row::number(&what, own, "kB").limits(Limit::AtMost, 40.0, 80.0));
    }
    for language in LANGUAGES {
        let own = weight(&format!("split_words_{language}.wasm.br"))?;
        table.add(Row::number(&format!("words of {language}, brotli"), own, "kB"));
        let for_staff = weight(&format!("split_words_staff_{language}.wasm.br"))?;
        table.add(Row::number(
            &format!("words of {language} for staff, brotli"),
            for_staff,
            "kB",
        ));
    }
    table.add(Row::number(
        "script for live updates, brotli",
        weight("live.js.br")?,
        "kB",
    ));
    let files = of_a_calendar(site)?;
    table.add(Row::number("first calendar visit, all files", files, "kB").limits(Limit::AtMost, 240.0, 340.0));
    Ok(())
}

/// Everything that is fetched with the HTML of a calendar. Its gate leaves 10 kB of a first visit's budget to that HTML, as much
/// as a week of 40 visits takes.
fn of_a_calendar(site: &Path) -> Result<f64> {
    let package = site::package(site)?;
    let loader = fs::read_to_string(package.join(LOADER)).context("the program is in one piece")?;
    let always = [
        "salve.wasm",
        "salve.css",
        "salve.js",
        "live.js",
        "device.js",
        "moves.js",
        LOADER,
    ]
    .map(str::to_owned);
    let files: BTreeSet<_> = always
        .into_iter()
        .chain(fetched_for(&loader, "words_en")?)
        .chain(fetched_for(&loader, "calendar")?)
        .collect();
    files
        .iter()
        .try_fold(kilobytes(&site.join("icons.svg.br"))?, |sum, name| {
            Ok(sum + kilobytes(&package.join(format!("{name}.br")))?)
        })
}

/// What travels when a calendar is opened for the first time.
pub async fn of_a_first_visit(table: &mut Table, origin: &str, site: &Path) -> Result<()> {
    let doctor = Visitor::signed_in(origin, "doctor@demo.example").await?;
    let (visits, address) = fullest_week(&doctor).await?;
    let week = doctor.brotli_kilobytes(&address).await?;
    let what = format!("HTML of a doctor's week of {visits} visits, brotli");
    table.add(Row::number(&what, week, "kB").limits(Limit::AtMost, 14.0, 20.0));
    let everything = week + of_a_calendar(site)?;
    table.add(Row::number("first calendar visit, everything", everything, "kB").limits(Limit::AtMost, 250.0, 350.0));
    Ok(())
}

/// How many visits the fullest of the last weeks has, and its address: the budget speaks of 40, whatever day it is today.
async fn fullest_week(doctor: &Visitor) -> Result<(u64, String)> {
    let mut from = String::new();
    let mut weeks = Vec::new();
    for _ in 0..WEEKS {
        let ask = format!("view=week&from={from}");
        let calendar = doctor.read(&format!("/fn/doctor/calendar?{ask}")).await?;
        let period = &calendar["body"]["days"]["period"];
        let visits = period["visits"]
            .as_u64()
            .context("a week says how many visits it has")?;
        weeks.push((visits, format!("/doctor/calendar?{ask}")));
        period["prev"]
            .as_str()
            .context("there is a week before")?
            .clone_into(&mut from);
    }
    weeks.into_iter().max().context("weeks were looked at")
}

/// The size of a file in kB (1,000 bytes).
pub fn kilobytes(path: &Path) -> Result<f64> {
    let bytes = fs::metadata(path)
        .with_context(|| format!("{} is missing", path.display()))?
        .len();
    #[expect(clippy::cast_precision_loss, reason = "a size is shown with one digit")]
    Ok(bytes as f64 / 1000.0)
}

/// The files that are fetched before a page of an area is shown, by the script that fetches them.
fn fetched_for(loader: &str, area: &str) -> Result<Vec<String>> {
    let own = format!("export const __wasm_split_load_{area} = asked(piece('split_{area}', [");
    let mut lines = loader.lines();
    let shared = lines.find_map(|line| line.strip_prefix(&own)?.strip_suffix("]));"));
    let shared = shared
        .with_context(|| format!("nothing fetches {area} in joined pieces"))?
        .split(", ");
    let pieces = shared.filter(|piece| !piece.is_empty()).map(str::to_owned);
    Ok(pieces
        .chain([format!("split_{area}")])
        .map(|piece| format!("{piece}.wasm"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_fetches_its_own_piece_and_what_it_shares() -> Result<()> {
        let loader = "const shared_open = piece('shared_open', []);\n\
                      export const __wasm_split_load_open = asked(piece('split_open', []));\n\
                      export const __wasm_split_load_doctor = asked(piece('split_doctor', [shared_open, shared_staff]));\n";
        let files = ["shared_open.wasm", "shared_staff.wasm", "split_doctor.wasm"];
        assert_eq!(fetched_for(loader, "doctor")?, files);
        assert_eq!(fetched_for(loader, "open")?, ["split_open.wasm"]);
        assert!(fetched_for(loader, "admin").is_err());
        Ok(())
    }
}
