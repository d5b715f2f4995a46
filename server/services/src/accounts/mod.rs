//! Accounts: who may sign in, and what an account is allowed to be.

pub mod admin;
pub(crate) mod contact;
mod entity;
pub mod identity;
pub mod password;
pub mod recovery;
pub mod register;
pub mod sign_in;
pub(crate) mod tokens;
pub mod verify;
mod view;

#[cfg(feature = "testing")]
pub(crate) use register::NewAccount;
pub use view::view;
