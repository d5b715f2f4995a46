//! Spanish: patterns of amounts of money.

use crate::server::Amounts;

pub(super) const WORDS: Amounts = Amounts {
    with_sign: "{amount}\u{a0}{sign}",
    with_code: "{amount}\u{a0}{code}",
};
