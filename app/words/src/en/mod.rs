//! British English, after the style of GOV.UK: plain, short, warm.

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
    category: |number| if number == 1 { Category::One } else { Category::Other },
    thousands: ',',
    grouped_from: 1000,
    comma: ',',
    direction: Direction::LeftToRight,
};

/// A phrase for one thing and for any other number of them.
const fn plural(one: &'static str, other: &'static str) -> Plural {
    Plural {
        grammar: &GRAMMAR,
        zero: None,
        one: Some(one),
        two: None,
        few: None,
        many: None,
        other,
    }
}
