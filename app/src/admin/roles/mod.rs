//! Roles of staff: what each permits, and who may do what.

mod form;
mod list;
mod server_fns;

pub use form::RolePage;
pub use list::RolesPage;

use crate::ui::Erase;
use domain::actor::Permissions;
use leptos::prelude::*;

use crate::viewer::staff_words;

/// What a set of permissions lets people do, as a list.
fn permitted(permissions: Permissions) -> AnyView {
    let words = &staff_words().roles;
    let each = permissions
        .iter()
        .map(|permission| view! { <li>{words.permission(permission)}</li> })
        .collect::<Vec<_>>();
    view! { <ul class="plain-list">{each}</ul> }.erase()
}
