//! British English, after the style of GOV.UK: plain, short, warm.

mod account;
mod admin;
mod audit;
mod booking;
mod calendar;
mod care;
mod common;
mod development;
mod device;
mod doctors;
mod emergency;
mod errors;
mod factor;
mod hours;
mod invitations;
mod mail;
mod medicine;
mod nav;
mod passkeys;
mod patients;
mod privacy;
mod problems;
mod public;
mod roles;
mod time;

use crate::{Category, Grammar, Plural, Ui, direction::Direction, grammar::grouped};

pub(crate) use mail::MAIL;

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
    hours: hours::WORDS,
    medicine: medicine::WORDS,
    patients: patients::WORDS,
    admin: admin::WORDS,
    roles: roles::WORDS,
    invitations: invitations::WORDS,
    audit: audit::WORDS,
    emergency: emergency::WORDS,
    errors: errors::WORDS,
    privacy: privacy::WORDS,
    factor: factor::WORDS,
    passkeys: passkeys::WORDS,
    problems: problems::WORDS,
    time: time::WORDS,
    development: development::WORDS,
    device: device::WORDS,
};

static GRAMMAR: Grammar = Grammar {
    category: |number| if number == 1 { Category::One } else { Category::Other },
    number: |number| grouped(number, ','),
    decimal: '.',
    comma: ", ",
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
