//! The pages of accounts.

pub mod account;
pub mod confirm;
pub mod email;
pub mod factor;
pub mod invitation;
pub mod mail;
pub mod passkeys;
pub mod password;
pub mod photo;
pub mod record;
pub mod register;
pub mod register_doctor;
pub mod register_patient;
pub mod sign_in;

use domain::values::PasswordRule;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::look::new_password;
use crate::ui::address;

/// A value of the page's query, empty when it is not there.
fn query(name: &str) -> String {
    use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
}

/// A page that leads on to `next` when it is done.
fn with_next(page: &str, next: &str) -> String {
    if next.is_empty() {
        page.to_owned()
    } else {
        address(page, &[("next", next)])
    }
}

/// The secret in the address of a mailed link.
fn token() -> impl Fn() -> String + Send + Sync + Copy + 'static {
    let params = use_params_map();
    move || params.with(|params| params.get("token").unwrap_or_default())
}

/// The two fields of a password for this kind of account.
fn first_password(rule: PasswordRule) -> AnyView {
    new_password(rule.min())
}
