//! Arabic: what only the server says.

mod amounts;
mod dates;
mod development;
mod document;
mod labels;
mod medicine;
mod plain;
mod roles;

use super::GRAMMAR;
use crate::ServerUi;

pub(crate) static SERVER: ServerUi = ServerUi {
    grammar: &GRAMMAR,
    decimal: '.',
    dates: dates::WORDS,
    amounts: amounts::WORDS,
    medicine: medicine::WORDS,
    roles: roles::WORDS,
    labels: labels::WORDS,
    document: document::WORDS,
    plain: plain::WORDS,
    development: development::WORDS,
};
