//! People: a search among accounts, and one account with what may be done about it.

mod access;
mod edit;
mod list;
mod person;
mod roles;
mod server_fns;

use crate::ui::Erase;
use domain::accounts::AccountStatus;
use leptos::prelude::*;

use crate::ui::{Tag, Tone};
use crate::viewer::staff_words;
pub use edit::EditPersonPage;
pub use list::PeoplePage;
pub use person::PersonPage;

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
