//! Every form of the portal: who fills it, and which fields it has.

use server::routes;
use services::on_both_engines;

use crate::app::App;
use crate::objects::Kind;
use crate::world::World;

/// A form: who fills it, where it stands, where it posts to, and its fields.
pub struct BadForm {
    pub who: &'static str,
    pub page: String,
    pub action: &'static str,
    pub fields: &'static [&'static str],
}

/// Every form of the portal.
#[expect(clippy::too_many_lines, reason = "a table with an entry per form")]
pub fn forms(world: &World) -> Vec<BadForm> {
    let visit = world.ids(Kind::Visit).nth(1).unwrap_or_default();
    let hold = world.ids(Kind::Hold).next().unwrap_or_default();
    let rule = world.ids(Kind::RemovedRule).next().unwrap_or_default();
    let exception = world.ids(Kind::RemovedException).next().unwrap_or_default();
    let application = world.ids(Kind::Application).next().unwrap_or_default();
    let assignment = world.ids(Kind::Assignment).next().unwrap_or_default();
    let bulk = world.ids(Kind::Bulk).next().unwrap_or_default();
    let account = world.ids(Kind::Account).next().unwrap_or_default();
    let record = world.ids(Kind::Record).next().unwrap_or_default();
    let form = |who, page: &str, action, fields| BadForm {
        who,
        page: page.to_owned(),
        action,
        fields,
    };
    vec![
        form(
            "visitor",
            "/register/patient",
            "/register/patient",
            &[
                "name",
                "email",
                "phone",
                "address",
                "birth_day",
                "birth_month",
                "birth_year",
                "password",
                "password_again",
            ],
        ),
        form(
            "visitor",
            "/register/doctor",
            "/register/doctor",
            &[
                "name",
                "email",
                "phone",
                "specialties[]",
                "qualifications",
                "licence_number",
                "experience_years",
                "location",
                "password",
                "password_again",
            ],
        ),
        form("visitor", "/sign-in", "/sign-in", &["email", "password", "next"]),
        form("visitor", "/sign-in", "/sign-in/passkey", &["credential", "next"]),
        form("visitor", "/forgotten-password", "/forgotten-password", &["email"]),
        form(
            "Ann",
            "/account",
            "/account/password",
            &["password_current", "password", "password_again"],
        ),
        form("Ann", "/account", "/account/email", &["email", "password_current"]),
        form("visitor", "/sign-in/code", "/sign-in/code", &["code", "remember"]),
        form(
            "Ann",
            "/account/confirm",
            "/account/confirm",
            &["password", "code", "next"],
        ),
        form(
            "Ann",
            "/account/confirm",
            "/account/confirm/passkey",
            &["credential", "next"],
        ),
        form("Ann", "/account/second-factor", "/account/second-factor", &["code"]),
        form("Ann", "/account/passkeys", "/account/passkeys", &["name", "credential"]),
        form("Ann", "/account/passkeys", "/account/passkeys/remove", &["passkey"]),
        form("Mateo", "/doctor/licence", "/doctor/licence/remove", &["document"]),
        form("Ann", "/account", "/fn/account/end_session", &["session"]),
        form(
            "Ann",
            "/patient/profile/carers",
            "/fn/patient/offer_carer",
            &["name", "email", "relation", "scopes[]", "ends_on"],
        ),
        form(
            "Ann",
            "/patient/profile/carers",
            "/fn/patient/change_carer",
            &["carer", "version", "scopes[]", "ends_on"],
        ),
        form("Ann", "/patient/profile/carers", "/fn/patient/end_carer", &["carer"]),
        form("Ann", "/account/caring", "/fn/account/leave_caring", &["carer"]),
        form("Ann", "/account/caring", "/account/act", &["carer", "preview"]),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/offer_carer",
            &["patient", "name", "email", "relation", "scopes[]", "ends_on", "basis"],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/change_carer",
            &["carer", "version", "scopes[]", "ends_on", "basis"],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/end_carer",
            &["carer"],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/end_care",
            &["care", "step", "version"],
        ),
        form(
            "Ann",
            "/doctors",
            "/fn/patient/hold_time",
            &["doctor", "visit_type", "location", "starts_at"],
        ),
        form(
            "Ann",
            &format!("/patient/book/{hold}"),
            "/fn/patient/book_appointment",
            &["hold", "reason"],
        ),
        form(
            "Ann",
            &format!("/patient/book/{hold}"),
            "/fn/patient/release_hold",
            &["hold", "next"],
        ),
        form(
            "Ann",
            &format!("/patient/visits/{visit}/cancel"),
            "/fn/patient/cancel_appointment",
            &["appointment", "reason", "version"],
        ),
        form(
            "Ann",
            "/patient/profile",
            "/fn/patient/edit_profile",
            &[
                "name",
                "phone",
                "address",
                "birth_day",
                "birth_month",
                "birth_year",
                "version",
            ],
        ),
        form(
            "Ann",
            &format!("/patient/care-team/ask/{}", world.mateo.doctor()),
            "/fn/patient/ask_doctor",
            &["doctor", "kind", "ends_on", "referral"],
        ),
        form(
            "Mateo",
            "/doctor/patients/emergency",
            "/doctor/emergency",
            &[
                "number",
                "birth_day",
                "birth_month",
                "birth_year",
                "kind",
                "reason",
                "password",
            ],
        ),
        form("Mateo", "/doctor/patients", "/fn/doctor/end_emergency", &["emergency"]),
        form(
            "the admin",
            "/admin/access",
            "/fn/admin/review_emergency",
            &["emergency", "verdict", "note", "version"],
        ),
        form(
            "Ann",
            "/patient/profile/access",
            "/fn/patient/report_access",
            &["event", "message"],
        ),
        form(
            "the admin",
            "/admin/access/cases",
            "/fn/admin/answer_case",
            &["case", "answer", "version"],
        ),
        form(
            "the admin",
            "/admin/access/cases",
            "/fn/admin/close_case",
            &["case", "version"],
        ),
        form(
            "Ann",
            "/patient/care-team",
            "/fn/patient/step_care",
            &["care", "step", "version"],
        ),
        form(
            "Mateo",
            "/doctor/patients/requests",
            "/fn/doctor/step_care",
            &["care", "step", "version"],
        ),
        form(
            "Mateo",
            &format!("/doctor/patients/{}", world.ann.patient()),
            "/fn/doctor/ask_patient",
            &["patient", "kind", "ends_on", "referral"],
        ),
        form(
            "Mateo",
            "/doctor/patients/requests",
            "/fn/doctor/ask_by_number",
            &[
                "number",
                "birth_day",
                "birth_month",
                "birth_year",
                "kind",
                "ends_on",
                "referral",
            ],
        ),
        form(
            "the admin",
            "/admin/people/assignments",
            "/fn/admin/prepare_assignment",
            &["numbers", "doctor", "kind", "ends_on"],
        ),
        form(
            "the admin",
            &format!("/admin/people/assignments/{assignment}"),
            "/fn/admin/confirm_assignment",
            &["assignment", "version"],
        ),
        form(
            "the admin",
            "/admin/people",
            "/fn/admin/prepare_bulk",
            &[
                "whom",
                "accounts[]",
                "query",
                "of_role",
                "status",
                "action",
                "role",
                "until",
            ],
        ),
        form(
            "the admin",
            &format!("/admin/people/bulk/{bulk}"),
            "/fn/admin/confirm_bulk",
            &["bulk"],
        ),
        form(
            "Mateo",
            &format!("/doctor/visits/{visit}/cancel"),
            "/fn/doctor/cancel_appointment",
            &["appointment", "reason", "version"],
        ),
        form(
            "Mateo",
            "/doctor",
            "/fn/doctor/step_appointment",
            &["appointment", "action", "version", "next"],
        ),
        form(
            "Mateo",
            "/doctor/profile",
            "/fn/doctor/edit_profile",
            &[
                "name",
                "phone",
                "specialties[]",
                "qualifications",
                "experience_years",
                "biography",
                "languages",
                "location",
                "time_zone",
                "fee_types[]",
                "fees[]",
                "version",
            ],
        ),
        form(
            "Mateo",
            "/doctor/hours",
            "/fn/doctor/add_hours",
            &[
                "weekdays[]",
                "from",
                "to",
                "place",
                "visit_types[]",
                "valid_from",
                "valid_until",
            ],
        ),
        form(
            "Mateo",
            "/doctor/hours",
            "/fn/doctor/remove_hours",
            &["rule", "version"],
        ),
        form(
            "Mateo",
            "/doctor/hours",
            "/fn/doctor/add_exception",
            &[
                "kind",
                "from_date",
                "from_time",
                "to_date",
                "to_time",
                "place",
                "visit_types[]",
                "note",
            ],
        ),
        form(
            "Mateo",
            "/doctor/hours",
            "/fn/doctor/remove_exception",
            &["exception", "version"],
        ),
        form(
            "Mateo",
            &format!("/doctor/hours?done=hours-removed&undo={rule}"),
            "/fn/doctor/restore_hours",
            &["rule"],
        ),
        form(
            "Mateo",
            &format!("/doctor/hours?done=exception-removed&undo={exception}"),
            "/fn/doctor/restore_exception",
            &["exception"],
        ),
        form(
            "the admin",
            &format!("/admin/doctors/{application}"),
            "/fn/admin/decide_doctor",
            &["doctor", "decision", "reason", "version"],
        ),
        form(
            "the admin",
            &format!("/admin/people/{account}/edit"),
            "/fn/admin/edit_person",
            &[
                "account",
                "version",
                "name",
                "phone",
                "address",
                "birth_day",
                "birth_month",
                "birth_year",
            ],
        ),
        form(
            "the admin",
            "/admin/people",
            "/fn/admin/suspend",
            &["account", "version"],
        ),
        form(
            "the admin",
            "/admin/people",
            "/fn/admin/reinstate",
            &["account", "version"],
        ),
        form(
            "the admin",
            "/admin/people",
            "/fn/admin/grant_role",
            &["account", "role", "until"],
        ),
        form(
            "the admin",
            "/admin/people/records/new",
            "/fn/admin/add_record",
            &["name", "phone", "address", "birth_day", "birth_month", "birth_year"],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/edit_record",
            &[
                "patient",
                "version",
                "name",
                "phone",
                "address",
                "birth_day",
                "birth_month",
                "birth_year",
            ],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/invite_owner",
            &["patient", "email"],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}/merge"),
            "/fn/admin/merge_records",
            &[
                "patient",
                "patient_version",
                "other",
                "other_version",
                "keep",
                "reason",
                "another_birth",
            ],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/separate_records",
            &["merge"],
        ),
        form(
            "the admin",
            &format!("/admin/people/records/{record}"),
            "/fn/admin/withdraw_owner",
            &["patient"],
        ),
        form(
            "the admin",
            "/admin/people/invitations",
            "/fn/admin/invite",
            &["email", "roles[]", "until"],
        ),
        form(
            "the admin",
            "/admin/people/invitations",
            "/fn/admin/resend_invitation",
            &["invitation"],
        ),
        form(
            "the admin",
            "/admin/people/invitations",
            "/fn/admin/withdraw_invitation",
            &["invitation"],
        ),
        form("the admin", "/admin/people", "/fn/admin/revoke_role", &["grant"]),
        form(
            "the admin",
            "/admin/roles/new",
            "/fn/admin/save_role",
            &["role", "name", "description", "permissions[]", "version"],
        ),
        form(
            "the admin",
            "/admin/roles",
            "/fn/admin/delete_role",
            &["role", "version"],
        ),
        form(
            "the admin",
            "/admin/people",
            "/fn/admin/reset_factor",
            &["account", "version", "reason"],
        ),
        form(
            "the admin",
            "/admin/locations",
            "/fn/admin/save_location",
            &[
                "location",
                "name",
                "address_line",
                "city",
                "country",
                "zone",
                "active",
                "version",
            ],
        ),
        form(
            "the admin",
            "/admin/settings",
            "/fn/admin/save_settings",
            &[
                "clinic_name",
                "clinic_phone",
                "cancel_notice_hours",
                "book_notice_minutes",
                "hold_minutes",
                "visits_per_day",
                "factor_required_doctors",
                "version",
            ],
        ),
    ]
}

/// Changes that have no form with fields of their own, or that a story of their own looks at.
const ELSEWHERE: [&str; 24] = [
    "/carer/{token}",
    "/account/photo",
    "/account/photo/remove",
    "/doctor/licence",
    "/record/{token}",
    "/invitation/{token}",
    "/sign-out",
    "/account/second-factor/start",
    "/account/second-factor/codes",
    "/account/second-factor/kept",
    "/account/second-factor/off",
    "/account/passkeys/options",
    "/sign-in/passkey/options",
    "/account/confirm/passkey/options",
    "/account/stay",
    "/language",
    "/theme",
    "/verify/{token}",
    "/confirm-email/{token}",
    "/reports/policy",
    "/verify-again",
    "/reset-password/{token}",
    "/fn/account/end_other_sessions",
    "/fn/admin/retry_delivery",
];

on_both_engines! {
    async fn every_changing_route_has_its_form_in_the_sweep(app: App) {
        let swept = forms(&World::of(&app).await);
        let left: Vec<_> = routes::table()
            .into_iter()
            .filter(|route| route.method != axum::http::Method::GET)
            .map(|route| route.path)
            .filter(|path| !swept.iter().any(|form| form.action == *path) && !ELSEWHERE.contains(path))
            .collect();
        assert_eq!(left, Vec::<&str>::new());
    }
}
