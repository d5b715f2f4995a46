//! The outside world: a trait each, the real thing, and a fake that records.

pub mod mailer;
