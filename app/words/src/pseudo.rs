//! A language made from English by machine: every letter gets a mark, every text brackets.

use crate::{MailWords, Ui, catalogue::Entry, en};
use std::sync::LazyLock;

pub(crate) static UI: LazyLock<Ui> = LazyLock::new(|| en::UI.map(&mut |entry: Entry| strange(entry.text)));
pub(crate) static MAIL: LazyLock<MailWords> = LazyLock::new(|| en::MAIL.map(&mut |entry: Entry| strange(entry.text)));

fn strange(text: &str) -> &'static str {
    let mut inside = false;
    let marked = text.chars().map(|c| {
        inside = (inside || c == '{') && c != '}';
        if inside { c } else { marked(c) }
    });
    let text: String = ['⟦'].into_iter().chain(marked).chain(['⟧']).collect();
    Box::leak(text.into_boxed_str())
}

fn marked(c: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const MARKED: &str = "áƀçđéƒǧħíĵķļɱñóƥɋŕšţúṽŵẋýžÁƁÇĐÉƑǦĦÍĴĶĻṀÑÓƤɊŔŠŢÚṼŴẊÝŽ";
    PLAIN
        .chars()
        .zip(MARKED.chars())
        .find(|(plain, _)| *plain == c)
        .map_or(c, |(_, marked)| marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_stay() {
        assert_eq!(strange("Hello {name}, bye"), "⟦Ħéļļó {name}, ƀýé⟧");
    }
}
