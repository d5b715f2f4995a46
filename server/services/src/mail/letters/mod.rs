//! The mails there are, each with its words and where its button leads.

mod accounts;
mod care;
#[cfg(test)]
mod tests;
mod visits;

pub use visits::Visit;
