//! A language made from English by machine: every letter gets a mark, every text brackets.

use crate::{MailWords, ServerUi, StaffUi, Ui, catalogue::Entry, en};
use std::sync::LazyLock;

const FOR_ALL: &str = "⟦";
/// How a text begins that only staff read.
pub const FOR_STAFF: &str = "⟦§";

pub(crate) static UI: LazyLock<Ui> = LazyLock::new(|| en::UI.map(&mut |entry: Entry| strange(FOR_ALL, entry.text)));
pub(crate) static STAFF: LazyLock<StaffUi> =
    LazyLock::new(|| en::STAFF.map(&mut |entry: Entry| strange(FOR_STAFF, entry.text)));
pub(crate) static SERVER: LazyLock<ServerUi> =
    LazyLock::new(|| en::SERVER.map(&mut |entry: Entry| strange(FOR_ALL, entry.text)));
pub(crate) static MAIL: LazyLock<MailWords> =
    LazyLock::new(|| en::MAIL.map(&mut |entry: Entry| strange(FOR_ALL, entry.text)));

fn strange(begin: &str, text: &str) -> &'static str {
    let mut inside = false;
    let marked = text.chars().map(|c| {
        inside = (inside || c == '{') && c != '}';
        if inside { c } else { marked(c) }
    });
    let text: String = begin.chars().chain(marked).chain(['⟧']).collect();
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
        assert_eq!(strange(FOR_ALL, "Hello {name}, bye"), "⟦Ħéļļó {name}, ƀýé⟧");
    }
}
