//! Spanish as it is read everywhere: usted, plain, short, warm. Numbers and dates after the CLDR of `es`.

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

/// `many` is the form of whole millions: "1.000.000 de citas". Four digits stand together: "1200", "12.000".
static GRAMMAR: Grammar = Grammar {
    category: |number| match number {
        1 => Category::One,
        0 => Category::Other,
        _ if number.is_multiple_of(1_000_000) => Category::Many,
        _ => Category::Other,
    },
    thousands: '.',
    grouped_from: 10_000,
    comma: ',',
    direction: Direction::LeftToRight,
};

/// A phrase for one thing, for whole millions of them, and for any other number.
const fn plural(one: &'static str, many: &'static str, other: &'static str) -> Plural {
    Plural {
        grammar: &GRAMMAR,
        zero: None,
        one: Some(one),
        two: None,
        few: None,
        many: Some(many),
        other,
    }
}
