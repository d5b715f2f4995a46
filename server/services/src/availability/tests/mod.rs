//! Hours, blocks and openings through real databases.

mod arrange;
mod editing;
mod exceptions;
mod free;
mod law;
mod offers;
mod page;
mod removed;
mod wrong;
