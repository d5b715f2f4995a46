//! What people call their files. It names nothing in the store, and reaches others only as text.

use domain::files::MediaType;

/// Longest name that is kept, in characters, its ending included.
const LONGEST: usize = 100;

/// The name as it is kept: without folders, without characters that can't be seen, and with the ending of its content.
pub(super) fn tidy(name: &str, media_type: MediaType) -> String {
    let seen: String = last(name).chars().filter(|letter| is_seen(*letter)).collect();
    let stem = match seen.rsplit_once('.') {
        Some((stem, ending)) if is_known(ending) => stem,
        _ => &seen,
    };
    let usual = media_type.endings()[0];
    let ending = Some(ending(&seen)).filter(|ending| media_type.endings().contains(&ending.to_lowercase().as_str()));
    let ending = ending.unwrap_or(usual);
    let stem: String = stem.trim().chars().take(LONGEST - ending.chars().count() - 1).collect();
    let stem = stem.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    let stem = if stem.is_empty() { "document" } else { stem };
    format!("{stem}.{ending}")
}

/// What stands after the last dot.
pub(super) fn ending(name: &str) -> &str {
    last(name).rsplit_once('.').map_or("", |(_, ending)| ending.trim())
}

fn last(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn is_known(ending: &str) -> bool {
    let ending = ending.trim().to_lowercase();
    MediaType::ALL
        .iter()
        .any(|one| one.endings().contains(&ending.as_str()))
}

/// Whether a letter shows, and leaves the order of its neighbours alone.
fn is_seen(letter: char) -> bool {
    let hidden = matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}'
    );
    !letter.is_control() && !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_folders_tricks_and_other_endings() {
        for (name, kept) in [
            ("Licence 2026.PDF", "Licence 2026.PDF"),
            ("C:\\Users\\me\\licence.pdf", "licence.pdf"),
            ("../../etc/passwd.pdf", "passwd.pdf"),
            ("scan.png", "scan.pdf"),
            ("invoice\u{202e}fdp.exe.pdf", "invoicefdp.exe.pdf"),
            ("a\r\nset-cookie: x=1.pdf", "aset-cookie: x=1.pdf"),
            ("رخصة.pdf", "رخصة.pdf"),
            (".pdf", "document.pdf"),
            ("", "document.pdf"),
            ("no ending", "no ending.pdf"),
        ] {
            assert_eq!(tidy(name, MediaType::Pdf), kept, "{name:?}");
        }
        let long = tidy(&format!("{}.jpeg", "é".repeat(500)), MediaType::Jpeg);
        assert_eq!((long.chars().count(), ending(&long)), (LONGEST, "jpeg"));
    }
}
