//! The tables of invitations.

pub mod invitation;
pub mod role;
