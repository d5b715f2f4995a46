//! Searching and sorting without case, accents and word order, the same on both engines: text is folded when it is
//! written, and so is what is looked for.

use sea_orm::Condition;
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, LikeExpr};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// More words than a name has; the rest of a longer query is ignored.
const MOST_WORDS: usize = 8;

/// Lower case without accents and punctuation, words parted by one space: `Dr. Zoë  O’Neill-Ågren` → `dr zoe oneill agren`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_dropped(*letter)) {
        if is_separator(letter) {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            letter
                .to_lowercase()
                .filter(|lower| !is_dropped(*lower))
                .for_each(|lower| push_plain(&mut folded, lower));
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Text as it is stored: Unicode's composed form (NFC), so that equal texts are equal bytes.
#[must_use]
pub fn stored(text: &str) -> String {
    text.nfc().collect()
}

/// The content of a search column: every word has a space before it.
#[must_use]
pub fn searchable(text: &str) -> String {
    format!(" {} ", fold(text))
}

/// The content of a sort column, compared by bytes.
#[must_use]
pub fn sort_key(text: &str) -> String {
    fold(text)
}

/// True for rows whose search column has, for each word of the query, a word that begins with it. An empty query is true.
pub fn matches(column: impl IntoColumnRef, query: &str) -> Condition {
    let column = column.into_column_ref();
    fold(query)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .fold(Condition::all(), |all, word| {
            let pattern = LikeExpr::new(format!("% {}%", escape(word))).escape('\\');
            all.add(Expr::col(column.clone()).like(pattern))
        })
}

/// Makes the marks of LIKE mean themselves.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Accents and vowel points; not the signs that are letters of their own in Indic scripts and kana (classes below 10).
/// Also what is invisible: joiners, direction marks, the Arabic stretching line, and apostrophes inside of names.
fn is_dropped(letter: char) -> bool {
    canonical_combining_class(letter) >= 10
        || matches!(
            letter,
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '\u{640}' | '\u{ad}' | '\u{feff}'
        )
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || letter.is_ascii_punctuation()
        || matches!(letter, '\u{2010}'..='\u{2027}' | '،' | '؛' | '、' | '。' | '・' | '·')
}

/// Letters that are accents in people's minds but not in Unicode.
fn push_plain(folded: &mut String, letter: char) {
    match letter {
        'ı' => folded.push('i'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ς' => folded.push('σ'),
        'ى' => folded.push('ي'),
        'ة' => folded.push('ه'),
        other => folded.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        for (text, folded) in [
            ("Zoë O’Neill-Ågren", "zoe oneill agren"),
            ("  Dr.\tJosé   María ", "dr jose maria"),
            ("José", "jose"),
            ("JOSE\u{301}", "jose"),
            ("Weiß GROẞ", "weiss gross"),
            ("Işık İNCİ ışık", "isik inci isik"),
            ("Łukasz Đorđe Søren", "lukasz dorde soren"),
            ("Νίκος ΝΊΚΟΣ", "νικοσ νικοσ"),
            ("أحمد مُحَمَّد", "احمد محمد"),
            ("فاطمة مصطفى", "فاطمه مصطفي"),
            ("Ａｎｎａ ﬁn", "anna fin"),
            ("שָׁלוֹם", "שלום"),
            ("\u{202e}evil\u{202c}", "evil"),
            ("Анна Ёлкина", "анна елкина"),
            ("Mia 🦊", "mia 🦊"),
            ("---", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(&fold(text)), folded, "{text} twice");
        }
    }

    #[test]
    fn letters_of_other_scripts_stay() {
        assert_ne!(fold("कि"), fold("क"));
        assert_ne!(fold("が"), fold("か"));
        assert_eq!(fold("김민준"), fold("\u{1100}\u{1175}\u{11b7}민준"));
    }

    #[test]
    fn marks_of_like_are_escaped() {
        assert_eq!(escape(r"50%_\"), r"50\%\_\\");
        assert_eq!(fold("50%_off"), "50 off");
    }

    #[test]
    fn columns_have_a_space_around_each_word() {
        assert_eq!(searchable("Ana  Lima"), " ana lima ");
        assert_eq!(sort_key("Ångström"), "angstrom");
    }
}
