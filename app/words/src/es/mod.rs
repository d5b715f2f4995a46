//! Spanish as it is read everywhere: usted, plain, short, warm. Numbers and dates after the CLDR of `es`.

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

/// `many` is the form of whole millions: "1.000.000 de citas". Four digits stand together: "1200", "12.000".
static GRAMMAR: Grammar = Grammar {
    category: |number| match number {
        1 => Category::One,
        0 => Category::Other,
        _ if number.is_multiple_of(1_000_000) => Category::Many,
        _ => Category::Other,
    },
    number: |number| match number {
        ..10_000 => number.to_string(),
        _ => grouped(number, '.'),
    },
    decimal: ',',
    comma: ", ",
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
