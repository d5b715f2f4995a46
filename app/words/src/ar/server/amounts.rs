//! Arabic: patterns of amounts of money.

use crate::server::Amounts;

pub(super) const WORDS: Amounts = Amounts {
    with_sign: "\u{200f}{amount}\u{a0}{sign}",
    with_code: "\u{200f}{amount}\u{a0}{code}",
};
