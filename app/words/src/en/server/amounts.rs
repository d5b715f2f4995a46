//! English: patterns of amounts of money.

use crate::server::Amounts;

pub(super) const WORDS: Amounts = Amounts {
    with_sign: "{sign}{amount}",
    with_code: "{amount}\u{a0}{code}",
};
