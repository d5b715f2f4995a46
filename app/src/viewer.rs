//! Who is looking, for navigation and for hiding buttons; never a proof of anything.

use domain::actor::{Permission, Permissions, Role};
use domain::carers::{CarerScope, CarerScopes};
use domain::id::CarerId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use words::{Language, StaffUi, Ui};

use crate::{json::Sent, theme::Theme};

/// The person in front of the page. The server fills it for each full page load.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Viewer {
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// The name, empty for a guest.
    pub name: String,
    /// At most two letters of the name.
    pub initials: String,
    /// The roles the account holds.
    pub roles: Vec<Role>,
    /// What the account may do as staff.
    pub permissions: Permissions,
    /// Whether the account may act for others, and does.
    pub caring: Caring,
    /// A doctor whose licence is not verified yet.
    pub waiting: bool,
    /// The portal runs for development: pages that only help developers are linked.
    pub development: bool,
    /// The language of the pages, as its code.
    pub language: String,
    /// The colours of the pages.
    pub theme: Theme,
    /// The clinic's telephone number; empty where no page needs one.
    pub phone: String,
    /// Where a mail was sent that this browser has just asked for, on the page that says so.
    pub mailed_to: Option<String>,
}

/// Whether somebody may act for others, and for whom they act.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caring {
    /// Nobody has let them.
    #[default]
    Nobody,
    /// They may, and act for themselves at present.
    Oneself,
    /// They act for this patient.
    For(Acting),
}

/// For whom somebody acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    /// What lets them.
    pub carer: CarerId,
    /// The patient's name; in a preview that of the carer.
    pub name: String,
    pub scopes: CarerScopes,
    /// The patient only looks at what the carer would see.
    pub preview: bool,
}

impl Viewer {
    /// For whom the account acts, if not for itself.
    #[must_use]
    pub const fn acting(&self) -> Option<&Acting> {
        match &self.caring {
            Caring::For(acting) => Some(acting),
            Caring::Nobody | Caring::Oneself => None,
        }
    }

    /// Whether somebody may do this in the affairs of the patient for whom they act: themselves, or as a carer.
    #[must_use]
    pub fn may_for_patient(&self, scope: CarerScope) -> bool {
        let allowed = self.acting().is_none_or(|acting| acting.scopes.contains(scope));
        self.is(Role::Patient) && allowed
    }

    /// Whether the account holds the role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the account may do this as staff.
    #[must_use]
    pub const fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(permission)
    }

    /// Where the person's own pages begin.
    #[must_use]
    pub fn home(&self) -> &'static str {
        match self.roles.first() {
            Some(role) => home_of(*role),
            None if self.signed_in => "/account/caring",
            None => "/",
        }
    }
}

/// Where the pages of a role begin.
#[must_use]
pub const fn home_of(role: Role) -> &'static str {
    match role {
        Role::Patient => "/patient",
        Role::Doctor => "/doctor",
        Role::Staff => "/admin",
    }
}

/// Carries the viewer from the server's context into the browser's. Call it once, first thing in the app.
pub fn provide_viewer() {
    let viewer = SharedValue::new_str(|| Sent(use_context::<Viewer>().unwrap_or_default()))
        .into_inner()
        .0;
    provide_context(Language::from_code(&viewer.language).unwrap_or_default());
    provide_context(viewer);
}

/// Who is looking.
#[must_use]
pub fn use_viewer() -> Viewer {
    use_context().unwrap_or_default()
}

/// The language of the page.
#[must_use]
pub fn language() -> Language {
    use_context().unwrap_or_default()
}

/// The texts in the language of the page.
#[must_use]
pub fn words() -> &'static Ui {
    language().ui()
}

/// The texts that only staff read, in the same language: for pages under `/admin`, as no other page's browser has them.
#[must_use]
pub fn staff_words() -> &'static StaffUi {
    language().staff()
}
