//! People: a search among accounts, one account with what may be done about it, and what is done to many.

mod access;
mod bulk;
mod choose;
mod edit;
mod list;
mod person;
mod roles;
mod server_fns;

use crate::ui::Erase;
use domain::accounts::AccountStatus;
use domain::admin::PersonRow;
use leptos::prelude::*;

use crate::ui::{Tag, Tone};
use crate::viewer::staff_words;
pub use bulk::BulkPage;
pub use edit::EditPersonPage;
pub use list::PeoplePage;
pub use person::PersonPage;

const HERE: &str = "/admin/people";

/// Somebody in a list: who it is, leading to the account.
fn named(person: PersonRow) -> AnyView {
    // Who has no name here is listed by the address already.
    let email = (person.email != person.name).then(|| view! { <br/> <bdi class="small break">{person.email}</bdi> });
    view! {
        <a href=format!("{HERE}/{}", person.account)>
            <bdi class="address">{person.name}</bdi>
        </a>
        {email}
    }
    .erase()
}

/// Whether an account works, as a tag.
fn status_tag(status: AccountStatus) -> AnyView {
    let text = staff_words().accounts.status(status);
    let (icon, tone) = match status {
        AccountStatus::Active => ("check-circle", Tone::Good),
        AccountStatus::Unverified => ("hourglass", Tone::Calm),
        AccountStatus::Suspended => ("ban", Tone::Bad),
    };
    view! { <Tag text icon tone/> }.erase()
}
