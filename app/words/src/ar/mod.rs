//! Modern Standard Arabic as it is read everywhere: plain, short, warm. Numbers and dates after the CLDR of `ar-u-nu-latn`.
//!
//! Digits are Western ones: times, phone numbers and booking references are read out to staff, typed into forms and
//! compared with papers that have them so.
//!
//! A text without letters of its own begins with U+200F, so that what is filled into it stands in this direction.

mod account;
mod audit;
mod booking;
mod calendar;
mod care;
mod carers;
mod common;
mod device;
mod doctors;
mod emergency;
mod errors;
mod factor;
mod files;
mod hours;
mod invitation;
mod mail;
mod nav;
mod passkeys;
mod patients;
mod privacy;
mod problems;
mod public;
#[cfg(not(target_arch = "wasm32"))]
mod server;
mod staff;
mod time;

use crate::{Category, Grammar, Plural, Ui, direction::Direction};

pub(crate) use mail::MAIL;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use server::SERVER;
pub(crate) use staff::STAFF;

pub(crate) static UI: Ui = Ui {
    grammar: &GRAMMAR,
    common: common::WORDS,
    nav: nav::WORDS,
    public: public::WORDS,
    account: account::WORDS,
    doctors: doctors::WORDS,
    booking: booking::WORDS,
    calendar: calendar::WORDS,
    care: care::WORDS,
    carers: carers::WORDS,
    hours: hours::WORDS,
    patients: patients::WORDS,
    invitation: invitation::WORDS,
    audit: audit::WORDS,
    emergency: emergency::WORDS,
    errors: errors::WORDS,
    privacy: privacy::WORDS,
    factor: factor::WORDS,
    files: files::WORDS,
    passkeys: passkeys::WORDS,
    problems: problems::WORDS,
    time: time::WORDS,
    device: device::WORDS,
};

static GRAMMAR: Grammar = Grammar {
    category: |number| match (number, number % 100) {
        (0, _) => Category::Zero,
        (1, _) => Category::One,
        (2, _) => Category::Two,
        (_, 3..=10) => Category::Few,
        (_, 11..=99) => Category::Many,
        _ => Category::Other,
    },
    thousands: ',',
    grouped_from: 1000,
    comma: '،',
    direction: Direction::RightToLeft,
};

/// A phrase for none, one, two, few (3 to 10), many (11 to 99) and other (100 to 102) things.
const fn plural([zero, one, two, few, many, other]: [&'static str; 6]) -> Plural {
    Plural {
        grammar: &GRAMMAR,
        zero: Some(zero),
        one: Some(one),
        two: Some(two),
        few: Some(few),
        many: Some(many),
        other,
    }
}
