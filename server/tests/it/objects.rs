//! Which routes name an object, and which object: made for the whole table of routes, so that none is forgotten.

use crate::cast;

/// What an id leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Visit,
    Hold,
    Patient,
    Rule,
    Exception,
    RemovedRule,
    RemovedException,
    Session,
    /// A doctor whom nobody may find yet.
    Doctor,
    Application,
    Place,
    Account,
    Delivery,
    Care,
    Assignment,
    /// A role of staff, and one that somebody holds.
    Role,
    Grant,
    Invitation,
    /// An emergency access that is over, as its doctor names it, and as those do who review it.
    Emergency,
    Review,
    /// An entry of Ann's access history.
    Entry,
    Case,
    /// A mailed secret: whoever has it may use it, so there is no foreign one.
    Secret,
}

/// A route that names an object. `$` stands for its id.
pub struct Line {
    pub route: &'static str,
    pub kind: Kind,
    pub fields: &'static [(&'static str, &'static str)],
}

const fn line(route: &'static str, kind: Kind, fields: &'static [(&'static str, &'static str)]) -> Line {
    Line { route, kind, fields }
}

/// Every route with an object.
pub const LINES: &[Line] = &[
    line("GET /patient/visits/{id}", Kind::Visit, &[]),
    line("GET /patient/visits/{id}/booked", Kind::Visit, &[]),
    line("GET /patient/visits/{id}/cancel", Kind::Visit, &[]),
    line("GET /doctor/visits/{id}", Kind::Visit, &[]),
    line("GET /doctor/visits/{id}/cancel", Kind::Visit, &[]),
    line("GET /fn/patient/visit", Kind::Visit, &[("id", "$")]),
    line("GET /fn/doctor/visit", Kind::Visit, &[("id", "$")]),
    line(
        "POST /fn/patient/cancel_appointment",
        Kind::Visit,
        &[("appointment", "$"), ("version", "1")],
    ),
    line(
        "POST /fn/doctor/cancel_appointment",
        Kind::Visit,
        &[("appointment", "$"), ("version", "1")],
    ),
    line(
        "POST /fn/doctor/step_appointment",
        Kind::Visit,
        &[("appointment", "$"), ("version", "1"), ("action", "confirm")],
    ),
    line("GET /patient/book/{hold}", Kind::Hold, &[]),
    line("GET /fn/patient/hold", Kind::Hold, &[("hold", "$")]),
    line("POST /fn/patient/release_hold", Kind::Hold, &[("hold", "$")]),
    line("POST /fn/patient/book_appointment", Kind::Hold, &[("hold", "$")]),
    line("GET /doctor/patients/{id}", Kind::Patient, &[]),
    line("GET /fn/doctor/patient", Kind::Patient, &[("id", "$"), ("page", "1")]),
    line(
        "POST /fn/doctor/remove_hours",
        Kind::Rule,
        &[("rule", "$"), ("version", "1")],
    ),
    line(
        "POST /fn/doctor/remove_exception",
        Kind::Exception,
        &[("exception", "$"), ("version", "1")],
    ),
    line("POST /fn/doctor/restore_hours", Kind::RemovedRule, &[("rule", "$")]),
    line(
        "POST /fn/doctor/restore_exception",
        Kind::RemovedException,
        &[("exception", "$")],
    ),
    line("POST /fn/account/end_session", Kind::Session, &[("session", "$")]),
    line("GET /doctors/{id}", Kind::Doctor, &[]),
    line("GET /fn/public/doctor_profile", Kind::Doctor, &[("doctor", "$")]),
    line(
        "POST /fn/patient/hold_time",
        Kind::Doctor,
        &[
            ("doctor", "$"),
            ("visit_type", "01990000-0000-7000-8000-000000020001"),
            ("starts_at", cast::TUESDAY_TEN),
        ],
    ),
    line("GET /admin/doctors/{id}", Kind::Application, &[]),
    line("GET /fn/admin/application", Kind::Application, &[("doctor", "$")]),
    line(
        "POST /fn/admin/decide_doctor",
        Kind::Application,
        &[("doctor", "$"), ("version", "1"), ("decision", "approve")],
    ),
    line("GET /admin/locations/{id}", Kind::Place, &[]),
    line("GET /fn/admin/location", Kind::Place, &[("place", "$")]),
    line(
        "POST /fn/admin/save_location",
        Kind::Place,
        &[
            ("location", "$"),
            ("version", "1"),
            ("name", "Taken over"),
            ("address_line", "1 Quay"),
            ("city", "London"),
            ("country", "GB"),
            ("zone", "Europe/London"),
        ],
    ),
    line("GET /admin/people/{id}", Kind::Account, &[]),
    line("GET /fn/admin/person", Kind::Account, &[("account", "$")]),
    line(
        "POST /fn/admin/suspend",
        Kind::Account,
        &[("account", "$"), ("version", "1")],
    ),
    line(
        "POST /fn/admin/reinstate",
        Kind::Account,
        &[("account", "$"), ("version", "1")],
    ),
    line("GET /patient/care-team/ask/{id}", Kind::Doctor, &[]),
    line("GET /fn/patient/ask_page", Kind::Doctor, &[("doctor", "$")]),
    line(
        "POST /fn/patient/ask_doctor",
        Kind::Doctor,
        &[("doctor", "$"), ("kind", "primary_care")],
    ),
    line(
        "POST /fn/patient/step_care",
        Kind::Care,
        &[("care", "$"), ("step", "withdraw"), ("version", "1")],
    ),
    line(
        "POST /fn/doctor/step_care",
        Kind::Care,
        &[("care", "$"), ("step", "accept"), ("version", "1")],
    ),
    line(
        "POST /fn/doctor/ask_patient",
        Kind::Patient,
        &[("patient", "$"), ("kind", "primary_care")],
    ),
    line("GET /admin/people/assignments/{id}", Kind::Assignment, &[]),
    line("GET /fn/admin/assignment", Kind::Assignment, &[("id", "$")]),
    line(
        "POST /fn/admin/confirm_assignment",
        Kind::Assignment,
        &[("assignment", "$"), ("version", "1")],
    ),
    line(
        "POST /fn/admin/grant_role",
        Kind::Account,
        &[("account", "$"), ("role", "01990000-0000-7000-8000-000000030002")],
    ),
    line("POST /fn/admin/revoke_role", Kind::Grant, &[("grant", "$")]),
    line("GET /admin/roles/{id}", Kind::Role, &[]),
    line("GET /fn/admin/role", Kind::Role, &[("role", "$")]),
    line(
        "POST /fn/admin/save_role",
        Kind::Role,
        &[
            ("role", "$"),
            ("version", "1"),
            ("name", "Taken over"),
            ("permissions[]", "read_audit"),
        ],
    ),
    line(
        "POST /fn/admin/delete_role",
        Kind::Role,
        &[("role", "$"), ("version", "1")],
    ),
    line(
        "POST /fn/admin/resend_invitation",
        Kind::Invitation,
        &[("invitation", "$")],
    ),
    line(
        "POST /fn/admin/withdraw_invitation",
        Kind::Invitation,
        &[("invitation", "$")],
    ),
    line("GET /invitation/{token}", Kind::Secret, &[]),
    line("POST /invitation/{token}", Kind::Secret, &[]),
    line("GET /fn/account/invitation", Kind::Secret, &[("token", "$")]),
    line("POST /fn/doctor/end_emergency", Kind::Emergency, &[("emergency", "$")]),
    line("GET /admin/access/{id}", Kind::Review, &[]),
    line("GET /fn/admin/emergency", Kind::Review, &[("id", "$")]),
    line(
        "POST /fn/admin/review_emergency",
        Kind::Review,
        &[("emergency", "$"), ("version", "1"), ("verdict", "justified")],
    ),
    line("POST /fn/patient/report_access", Kind::Entry, &[("event", "$")]),
    line("GET /admin/access/cases/{id}", Kind::Case, &[]),
    line("GET /fn/admin/case", Kind::Case, &[("id", "$")]),
    line(
        "POST /fn/admin/answer_case",
        Kind::Case,
        &[("case", "$"), ("version", "1"), ("answer", "An answer")],
    ),
    line(
        "POST /fn/admin/close_case",
        Kind::Case,
        &[("case", "$"), ("version", "1")],
    ),
    line(
        "POST /fn/admin/reset_factor",
        Kind::Account,
        &[("account", "$"), ("version", "1"), ("reason", "lost")],
    ),
    line("POST /fn/admin/retry_delivery", Kind::Delivery, &[("job", "$")]),
    line("GET /verify/{token}", Kind::Secret, &[]),
    line("POST /verify/{token}", Kind::Secret, &[]),
    line("GET /fn/public/verification_link", Kind::Secret, &[("token", "$")]),
    line("GET /confirm-email/{token}", Kind::Secret, &[]),
    line("POST /confirm-email/{token}", Kind::Secret, &[]),
    line("GET /fn/public/email_link", Kind::Secret, &[("token", "$")]),
    line("GET /reset-password/{token}", Kind::Secret, &[]),
    line("POST /reset-password/{token}", Kind::Secret, &[]),
    line("GET /fn/public/reset_link", Kind::Secret, &[("token", "$")]),
    line("GET /dev/mail/{id}", Kind::Secret, &[]),
    line("GET /dev/mail/{id}/page", Kind::Secret, &[]),
];

/// Server functions that name nobody's object: they ask for, or change, what is the caller's own or everybody's.
pub const WITHOUT: &[&str] = &[
    "GET /fn/account/account",
    "GET /fn/account/second_factor",
    "GET /fn/account/recovery_codes",
    "POST /fn/account/end_other_sessions",
    "GET /fn/public/registration_choices",
    "GET /fn/public/specialties",
    "GET /fn/public/search_doctors",
    "GET /fn/patient/home",
    "GET /fn/patient/visits_to_keep",
    "GET /fn/patient/visits",
    "GET /fn/patient/profile",
    "GET /fn/patient/access",
    "GET /fn/patient/care_team",
    "GET /fn/doctor/care_requests",
    "POST /fn/doctor/ask_by_number",
    "POST /fn/admin/prepare_assignment",
    "POST /fn/patient/edit_profile",
    "GET /fn/doctor/home",
    "GET /fn/doctor/calendar",
    "GET /fn/doctor/hours",
    "POST /fn/doctor/add_hours",
    "POST /fn/doctor/add_exception",
    "GET /fn/doctor/patients",
    "GET /fn/doctor/own_profile",
    "POST /fn/doctor/edit_profile",
    "GET /fn/doctor/application_state",
    "GET /fn/admin/home",
    "GET /fn/admin/emergencies",
    "GET /fn/admin/cases",
    "GET /fn/admin/applications",
    "GET /fn/admin/locations",
    "GET /fn/admin/people",
    "GET /fn/admin/roles",
    "GET /fn/admin/invitations",
    "POST /fn/admin/invite",
    "GET /fn/admin/settings",
    "POST /fn/admin/save_settings",
    "GET /fn/admin/deliveries",
    "GET /fn/admin/audit",
];
