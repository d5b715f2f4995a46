//! What several areas of the program share, in a few files.
//!
//! The splitter cuts a piece for each set of areas that have something in common: some fifty, of which an area fetches a score.
//! Joined they are fewer to ask for and to compile, and a fifth smaller: a compressor sees what is alike in them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, iter,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{Parser, Payload, TypeRef};

use super::binaryen::Binaryen;

/// Who is served first: what an area shares with those after it comes in one file, which they fetch too. Visitors come in this
/// order; those that are not named, the workspaces of staff, share a file of their own.
const ORDER: [&str; 3] = ["calendar", "open", "patient"];
const STAFF: &str = "staff";
/// Words are pieces too, which belong to a language and to no area.
const WORDS: &str = "words";

/// How it is done: a cache of the result is good for as long as this stays.
pub const HOW: [&str; 6] = [ORDER[0], ORDER[1], ORDER[2], STAFF, WORDS, FETCH];

/// The script that fetches them, for which their table is written.
const FETCH: &str = include_str!("../../../frontend/pieces.js");

/// The name under which the splitter's pieces import from the program, and that under which joined ones do.
const SPLIT_FROM: &str = "__wasm_split";
const JOINED_FROM: &str = "program";

/// Joins the pieces in a folder, and writes the script that fetches them in the place of the splitter's.
pub fn join(binaryen: &Binaryen, folder: &Path, loader: &str) -> Result<()> {
    let loader = folder.join(loader);
    let script = fs::read_to_string(&loader)?;
    let cut = Cut::read(&script)?;
    let between = folder.join("between.wat");
    for (file, pieces) in cut.files() {
        let paths: Vec<_> = pieces.iter().map(|piece| wasm(folder, piece)).collect();
        fs::write(&between, lends(&paths)?)?;
        let named = paths.iter().map(PathBuf::as_path).zip(pieces);
        let first = iter::once((between.as_path(), SPLIT_FROM));
        binaryen.merge(first.chain(named), &wasm(folder, &file))?;
        paths.iter().try_for_each(fs::remove_file)?;
    }
    fs::remove_file(&between)?;
    Ok(fs::write(&loader, cut.script())?)
}

fn wasm(folder: &Path, piece: &str) -> PathBuf {
    folder.join(format!("{piece}.wasm"))
}

/// How the splitter cut the program, as its script says.
struct Cut<'a> {
    areas: Vec<&'a str>,
    /// What is shared, each with the areas that share it.
    shared: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Cut<'a> {
    fn read(script: &'a str) -> Result<Self> {
        let mut cut = Self {
            areas: Vec::new(),
            shared: Vec::new(),
        };
        let mut sharers = None;
        for line in script.lines() {
            if let Some(list) = between(line, "/* ", " */") {
                sharers = Some(list.split(", ").collect());
            } else if let Some(piece) = between(line, "const __", " = makeLoad(") {
                let sharers = sharers.take().with_context(|| format!("nobody shares {piece}"))?;
                cut.shared.push((piece, sharers));
            } else if let Some(area) = between(line, "export const __wasm_split_load_", " = wrapAsyncCb(") {
                cut.areas.push(area);
            }
        }
        ensure!(!cut.areas.is_empty(), "the splitter's script says nothing of areas");
        Ok(cut)
    }

    /// The pieces of each file.
    fn files(&self) -> BTreeMap<String, Vec<&'a str>> {
        let mut files = BTreeMap::<_, Vec<_>>::new();
        for (piece, sharers) in &self.shared {
            files.entry(file_for(sharers)).or_default().push(*piece);
        }
        files
    }

    /// The script that fetches the files.
    fn script(&self) -> String {
        let shared = self.files().into_keys();
        let shared = shared.map(|file| format!("const {file} = piece('{file}', []);\n"));
        let areas = self.areas.iter().map(|area| {
            let wanted = self.shared.iter().filter(|(_, sharers)| sharers.contains(area));
            let wanted: BTreeSet<_> = wanted.map(|(_, sharers)| file_for(sharers)).collect();
            let wanted = Vec::from_iter(wanted).join(", ");
            format!("export const __wasm_split_load_{area} = asked(piece('split_{area}', [{wanted}]));\n")
        });
        iter::once(FETCH.to_owned()).chain(shared).chain(areas).collect()
    }
}

/// The file for what some areas share.
fn file_for(sharers: &[&str]) -> String {
    let first = ORDER.into_iter().find(|area| sharers.contains(area));
    let words = sharers.iter().all(|area| area.starts_with(WORDS));
    format!("shared_{}", if words { WORDS } else { first.unwrap_or(STAFF) })
}

fn between<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    line.strip_prefix(before)?.split_once(after).map(|(text, _)| text)
}

/// A module that has from the program what pieces import, and lends it to them: joined with it they share one memory, where
/// each would bring its own otherwise.
fn lends(pieces: &[PathBuf]) -> Result<String> {
    let mut lent = BTreeMap::new();
    for piece in pieces {
        let code = fs::read(piece)?;
        for payload in Parser::new(0).parse_all(&code) {
            let Payload::ImportSection(imports) = payload? else {
                continue;
            };
            for import in imports.into_imports() {
                let import = import?;
                ensure!(import.module == SPLIT_FROM, "a piece imports from {}", import.module);
                lent.insert(import.name.to_owned(), as_text(import.ty)?);
            }
        }
    }
    let lines = lent.iter().map(|(name, (kind, ty))| {
        format!("(import \"{JOINED_FROM}\" \"{name}\" ({kind} ${name} {ty}))\n(export \"{name}\" ({kind} ${name}))\n")
    });
    Ok(format!("(module\n{})", lines.collect::<String>()))
}

/// What is imported in WASM's text: its kind and its type.
fn as_text(import: TypeRef) -> Result<(&'static str, String)> {
    Ok(match import {
        TypeRef::Memory(memory) => ("memory", memory.initial.to_string()),
        TypeRef::Table(table) => ("table", format!("{} funcref", table.initial)),
        TypeRef::Global(global) if global.mutable => ("global", format!("(mut {})", global.content_type)),
        TypeRef::Global(global) => ("global", global.content_type.to_string()),
        other => bail!("a piece imports {other:?}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the splitter writes it.
    const SCRIPT: &str = "import { initSync } from \"./salve.js\";
/* calendar, patient */
const __chunk_7 = makeLoad(() => {
}, []);
/* open, patient */
const __chunk_8 = makeLoad(() => {
}, []);
/* admin, calendar */
const __chunk_9 = makeLoad(() => {
}, []);
/* admin, doctor */
const __chunk_10 = makeLoad(() => {
}, []);
/* words_en, words_staff_en */
const __chunk_11 = makeLoad(() => {
}, []);
export const __wasm_split_load_words_en = wrapAsyncCb(makeLoad(() => {
}, [__chunk_11]));
export const __wasm_split_load_admin = wrapAsyncCb(makeLoad(() => {
}, [__chunk_9, __chunk_10]));
export const __wasm_split_load_calendar = wrapAsyncCb(makeLoad(() => {
}, [__chunk_7, __chunk_9]));
export const __wasm_split_load_open = wrapAsyncCb(makeLoad(() => {
}, [__chunk_8]));
";

    #[test]
    fn what_areas_share_comes_with_the_first_of_them() -> Result<()> {
        let files = Cut::read(SCRIPT)?.files();
        let files: Vec<_> = files.iter().map(|(file, pieces)| (&**file, &**pieces)).collect();
        assert_eq!(
            files,
            [
                ("shared_calendar", &["chunk_7", "chunk_9"][..]),
                ("shared_open", &["chunk_8"]),
                ("shared_staff", &["chunk_10"]),
                ("shared_words", &["chunk_11"]),
            ]
        );
        Ok(())
    }

    #[test]
    fn an_area_fetches_what_it_shares_before_its_own() -> Result<()> {
        let script = Cut::read(SCRIPT)?.script();
        for line in [
            "const shared_calendar = piece('shared_calendar', []);",
            "export const __wasm_split_load_words_en = asked(piece('split_words_en', [shared_words]));",
            "export const __wasm_split_load_admin = asked(piece('split_admin', [shared_calendar, shared_staff]));",
            "export const __wasm_split_load_open = asked(piece('split_open', [shared_open]));",
        ] {
            assert!(script.lines().any(|written| written == line), "{line} in {script}");
        }
        Ok(())
    }

    #[test]
    fn a_script_of_another_shape_fails_the_build() {
        assert!(Cut::read("const __chunk_7 = makeLoad(() => {").is_err());
        assert!(Cut::read("export const nothing = 1;").is_err());
    }
}
