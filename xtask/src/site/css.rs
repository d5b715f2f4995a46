//! One style sheet out of `style/main.css` and what it imports.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Features, Targets},
};

/// Bundles, adds the prefixes still needed, and minifies for a release.
pub fn bundle(main: &Path, minify: bool) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(|error| anyhow!("{error}"))?;
    if minify {
        let options = MinifyOptions {
            targets: targets(),
            ..MinifyOptions::default()
        };
        sheet.minify(options).map_err(|error| anyhow!("{error}"))?;
    }
    let options = PrinterOptions {
        minify,
        targets: targets(),
        ..PrinterOptions::default()
    };
    Ok(sheet.to_css(options).map_err(|error| anyhow!("{error}"))?.code)
}

/// Browsers since the end of 2023. What decides the look (colours in OKLCH, `light-dark()`, nesting) stays as written.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Targets {
        browsers: Some(Browsers {
            chrome: version(120, 0),
            edge: version(120, 0),
            firefox: version(121, 0),
            ios_saf: version(17, 2),
            safari: version(17, 2),
            samsung: version(25, 0),
            ..Browsers::default()
        }),
        include: Features::empty(),
        exclude: Features::Colors | Features::Nesting | Features::LogicalProperties | Features::DirSelector,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporary::Folder;

    fn bundled(main: &str, part: &str, minify: bool) -> Result<String> {
        let folder = Folder::new("css-test")?;
        std::fs::write(folder.path().join("main.css"), main)?;
        std::fs::write(folder.path().join("part.css"), part)?;
        bundle(&folder.path().join("main.css"), minify)
    }

    #[test]
    fn imports_join_their_layer_in_one_file() -> Result<()> {
        let css = bundled(
            "@layer base, page;\n@import './part.css' layer(page);",
            "p { margin: 0 }",
            true,
        )?;
        assert!(css.contains("@layer page{p{margin:0}}"), "{css}");
        assert!(!css.contains("@import"), "{css}");
        Ok(())
    }

    #[test]
    fn modern_css_stays_as_written() -> Result<()> {
        let part = ":root { --ink: light-dark(oklch(0.2 0.02 250), white); } a { &:hover { margin-inline: 1px } }";
        let css = bundled("@import './part.css';", part, true)?;
        for kept in ["light-dark(", "oklch(", "&:hover", "margin-inline"] {
            assert!(css.contains(kept), "{kept} is gone: {css}");
        }
        Ok(())
    }

    #[test]
    fn a_mistake_names_the_file() {
        let error = bundled("@import './absent.css';", "", false).expect_err("nothing to import");
        assert!(error.to_string().contains("main.css"), "{error}");
    }
}
