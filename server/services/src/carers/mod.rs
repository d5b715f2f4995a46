//! Carers: who acts for a patient. The patient asks somebody by mail, or staff do for a child; whoever was asked agrees with
//! the link and the patient's date of birth. What they may do is changed by the patient, or by staff for one
//! without an account. It ends by either side, by staff, on its day, or when the child comes of age.

mod accept;
mod acting;
mod change;
mod end;
mod entity;
mod letters;
mod lists;
mod offer;
mod over;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::jobs::Registry;
use crate::scope::Tools;
pub use accept::{Accepted, accept, look};
pub use acting::{Acting, acting, begin};
pub(crate) use acting::{accounts_acting, accounts_told, accounts_told_with, cares, is_near, names, rule_that_opens};
pub use change::{change, change_of_record};
pub use end::{end, end_of_record, leave};
pub(crate) use letters::{
    accepted as accepted_letter, changed as changed_letter, ended as ended_letter, of_age_soon as of_age_letter,
    offered as offered_letter,
};
pub use lists::{caring, of_record, own};
pub use offer::{offer, offer_for_record};

/// Says what ends by itself.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    over::register(registry, tools);
}
