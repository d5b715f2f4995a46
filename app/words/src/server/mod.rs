//! What only the server says, a section for each of its ways to do so.

mod amounts;
mod dates;
mod development;
mod document;
mod labels;
mod medicine;
mod plain;
mod roles;

pub use amounts::Amounts;
pub use dates::Dates;
pub use development::Development;
pub use document::Document;
pub use labels::Labels;
pub use medicine::Medicine;
pub use plain::Plain;
pub use roles::RoleNames;

use crate::Grammar;

/// Everything that the server writes in one language and no browser has to know.
#[derive(Debug)]
pub struct ServerUi {
    pub(crate) grammar: &'static Grammar,
    /// The sign in front of the fraction of an amount.
    pub(crate) decimal: char,
    pub dates: Dates,
    pub amounts: Amounts,
    pub medicine: Medicine,
    pub roles: RoleNames,
    pub labels: Labels,
    pub document: Document,
    pub plain: Plain,
    pub development: Development,
}

impl ServerUi {
    /// An amount of money: "£1,200.50", "60 CHF". The fraction is the digits behind the decimal sign, empty for none; the
    /// currency is a sign that people know, or its code.
    #[must_use]
    pub fn money(&self, whole: u64, fraction: &str, currency: &str) -> String {
        let mut amount = self.grammar.number(whole);
        if !fraction.is_empty() {
            amount.push(self.decimal);
            amount.push_str(fraction);
        }
        if currency.chars().all(|sign| sign.is_ascii_uppercase()) {
            self.amounts.with_code(amount, currency)
        } else {
            self.amounts.with_sign(amount, currency)
        }
    }

    /// The same words with every text changed.
    #[cfg(any(test, feature = "pseudo"))]
    pub(crate) fn map(&self, change: &mut dyn FnMut(crate::catalogue::Entry) -> &'static str) -> Self {
        Self {
            grammar: self.grammar,
            decimal: self.decimal,
            dates: self.dates.map(change),
            amounts: self.amounts.map(change),
            medicine: self.medicine.map(change),
            roles: self.roles.map(change),
            labels: self.labels.map(change),
            document: self.document.map(change),
            plain: self.plain.map(change),
            development: self.development.map(change),
        }
    }
}
