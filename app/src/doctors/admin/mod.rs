//! The pages of staff about doctors and places.

mod application;
mod applications;
mod location;
mod locations;

pub use application::ApplicationPage;
pub use applications::ApplicationsPage;
pub use location::LocationPage;
pub use locations::LocationsPage;

use crate::ui::Erase;
use domain::doctors::DoctorStatus;
use leptos::prelude::*;

use crate::ui::{Tag, Tone};
use crate::viewer::staff_words;

/// Where an application stands: word, icon and colour.
#[component]
fn Standing(
    /// Where it stands.
    status: DoctorStatus,
) -> impl IntoView {
    let (tone, icon) = match status {
        DoctorStatus::Pending => (Tone::Warn, "hourglass"),
        DoctorStatus::Approved => (Tone::Good, "shield-check"),
        DoctorStatus::Rejected => (Tone::Gone, "ban"),
    };
    view! { <Tag tone icon text=staff_words().admin.application(status)/> }.erase()
}
