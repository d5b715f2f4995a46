//! Which routes name an object, and which object: made for the whole table of routes, so that none is forgotten.

use domain::id::DoctorId;

use crate::app::App;
use crate::cast::{self, Person};

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

/// Planted in what belongs to Ann, the patient, and to Mateo, her doctor.
pub const CANARIES: [&str; 8] = [
    "Annabel Canary",
    "canary-reason-5521",
    "canary-note-5522",
    "canary-address-5523",
    "7946 5524",
    "canary-cancel-5525",
    "canary-referral-5526",
    "canary-emergency-5527",
];

/// Everybody who may knock, and the objects that are there.
pub struct World {
    pub ann: Person,
    pub ben: Person,
    pub mateo: Person,
    pub iris: Person,
    pub priya: Person,
    pub admin: Person,
    ids: Vec<(Kind, String)>,
}

impl World {
    /// Fills a clinic: Ann sees Mateo; Ben and Iris have nothing to do with either.
    pub async fn of(app: &App) -> Self {
        let clinic = &app.clinic;
        let world = Self {
            ann: Person::of(app, clinic.patient("Annabel Canary").await).await,
            ben: Person::of(app, clinic.patient("Ben Okoro").await).await,
            mateo: Person::of(app, clinic.doctor("Dr Mateo Ruiz").await).await,
            iris: Person::of(app, clinic.doctor("Dr Iris Wong").await).await,
            priya: Person::of(app, clinic.new_doctor("Dr Priya Nair").pending().make().await).await,
            admin: Person::of(app, clinic.admin().await).await,
            ids: Vec::new(),
        };
        world.planted(app).await
    }

    /// What Mateo has just removed: an opening, and the hours of a day.
    async fn removed(&self, app: &App) -> (String, String) {
        let mateo = &self.mateo.browser;
        let holiday = [("kind", "block"), ("from_date", "2026-12-26")];
        assert_eq!(mateo.call("/fn/doctor/add_exception", &holiday).await.status, 200);
        let exception = first(
            app,
            "availability_exception WHERE starts_at > '2026-12-25T12:00:00+00:00'",
        )
        .await;
        let own = literal(app, self.mateo.doctor());
        let rule = first(
            app,
            &format!("availability_rule WHERE weekday = 5 AND doctor_id = {own}"),
        )
        .await;
        for (action, field, id) in [
            ("/fn/doctor/remove_hours", "rule", &rule),
            ("/fn/doctor/remove_exception", "exception", &exception),
        ] {
            let gone = mateo.call(action, &[(field, id), ("version", "1")]).await;
            assert_eq!(gone.status, 200, "{}", gone.body);
        }
        (rule, exception)
    }

    /// What Ann does not recognise, and her case about it.
    async fn case(&self, app: &App) -> (String, String) {
        let account = self.ann.scope.account().expect("an account");
        self.admin.browser.get(&format!("/admin/people/{account}")).await;
        let history = self.ann.browser.ask("/fn/patient/access?page=1").await.json();
        let entry = history["rows"]["items"][0]["id"].as_str().expect("an entry").to_owned();
        let report = [
            ("event", entry.as_str()),
            ("message", "kept from strangers: a-message-5528"),
        ];
        assert_eq!(
            self.ann.browser.call("/fn/patient/report_access", &report).await.status,
            200
        );
        (entry, first(app, "access_case").await)
    }

    /// What Mateo opened in an emergency, and is over: Ben's record.
    async fn emergency(&self, app: &App) -> String {
        let number: i64 = app
            .clinic
            .value("SELECT number FROM patient WHERE name = 'Ben Okoro'")
            .await;
        let number = number.to_string();
        let open = [
            ("number", number.as_str()),
            ("birth_day", "27"),
            ("birth_month", "3"),
            ("birth_year", "1985"),
            ("kind", "danger"),
            ("reason", "canary-emergency-5527"),
            ("password", services::testing::PASSWORD),
        ];
        let mateo = &self.mateo.browser;
        let opened = mateo
            .post("/doctor/patients/emergency", "/doctor/emergency", &open)
            .await;
        assert!(
            opened.location().starts_with("/doctor/patients/0"),
            "{} {}",
            opened.status,
            opened.location()
        );
        let id = first(app, "emergency_access").await;
        let ended = mateo.call("/fn/doctor/end_emergency", &[("emergency", &id)]).await;
        assert_eq!(ended.status, 200, "{}", ended.body);
        id
    }

    async fn planted(mut self, app: &App) -> Self {
        let (ann, mateo) = (&self.ann.browser, self.mateo.doctor());
        let profile = [
            ("name", "Annabel Canary"),
            ("phone", "020 7946 5524"),
            ("address", "canary-address-5523"),
            ("birth_day", "27"),
            ("birth_month", "3"),
            ("birth_year", "1985"),
            ("version", "1"),
        ];
        let edited = ann.call("/fn/patient/edit_profile", &profile).await;
        assert_eq!(edited.status, 200, "{}", edited.body);
        let note = [
            ("kind", "block"),
            ("from_date", "2026-12-24"),
            ("note", "canary-note-5522"),
        ];
        let blocked = self.mateo.browser.call("/fn/doctor/add_exception", &note).await;
        assert_eq!(blocked.status, 200, "{}", blocked.body);
        let (rule, exception) = self.removed(app).await;
        let called_off = cast::booked(app, ann, mateo, "2026-11-18T10:00:00Z", "canary-reason-5521").await;
        let cancel = [
            ("appointment", called_off.as_str()),
            ("version", "1"),
            ("reason", "canary-cancel-5525"),
        ];
        assert_eq!(ann.call("/fn/patient/cancel_appointment", &cancel).await.status, 200);
        let visit = cast::booked(app, ann, mateo, cast::TUESDAY_TEN, "canary-reason-5521").await;
        let hold = cast::held(app, ann, mateo, "2026-11-17T14:00:00Z").await;
        let ask = [
            ("doctor", &*mateo.to_string()),
            ("kind", "referral"),
            ("referral", "canary-referral-5526"),
        ];
        assert_eq!(ann.call("/fn/patient/ask_doctor", &ask).await.status, 200);
        let list = [
            ("numbers", "100001"),
            ("doctor", "mateo"),
            ("kind", "temporary"),
            ("ends_on", "2026-12-24"),
        ];
        let list = self.admin.browser.call("/fn/admin/prepare_assignment", &list).await;
        assert_eq!(list.status, 200, "{}", list.body);
        let invite = [
            ("email", "invited@example.org"),
            ("roles[]", "01990000-0000-7000-8000-000000030002"),
        ];
        let invited = self.admin.browser.call("/fn/admin/invite", &invite).await;
        assert_eq!(invited.status, 200, "{}", invited.body);
        let emergency = self.emergency(app).await;
        let (entry, case) = self.case(app).await;
        self.ids = vec![
            (Kind::Entry, entry),
            (Kind::Case, case),
            (Kind::Emergency, emergency.clone()),
            (Kind::Review, emergency),
            (Kind::Care, first(app, "care_relationship").await),
            (Kind::Assignment, first(app, "care_assignment").await),
            (Kind::Visit, visit),
            (Kind::Visit, called_off),
            (Kind::Hold, hold),
            (Kind::Patient, self.ann.patient().to_string()),
            (
                Kind::Rule,
                first(
                    app,
                    &format!(
                        "availability_rule WHERE removed_at IS NULL AND doctor_id = {}",
                        literal(app, mateo)
                    ),
                )
                .await,
            ),
            (
                Kind::Exception,
                first(app, "availability_exception WHERE removed_at IS NULL").await,
            ),
            (Kind::RemovedRule, rule),
            (Kind::RemovedException, exception),
            (Kind::Session, session_of(&self.ann).await),
            (Kind::Doctor, self.priya.doctor().to_string()),
            (Kind::Application, self.priya.doctor().to_string()),
            (Kind::Place, app.clinic.location.to_string()),
            (Kind::Account, self.ann.scope.account().expect("an account").to_string()),
            (Kind::Delivery, first(app, "job").await),
            (Kind::Role, "01990000-0000-7000-8000-000000030002".to_owned()),
            (Kind::Invitation, first(app, "invitation").await),
            (Kind::Grant, first(app, "role_grant").await),
        ];
        self
    }

    /// The objects of a kind.
    pub fn ids(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let of_kind = self.ids.iter().filter(move |(of, _)| *of == kind);
        of_kind.map(|(_, id)| id.as_str())
    }

    /// Everybody, by name.
    pub fn people(&self) -> [(&'static str, &Person); 6] {
        [
            ("Ann", &self.ann),
            ("Ben", &self.ben),
            ("Mateo", &self.mateo),
            ("Iris", &self.iris),
            ("Priya", &self.priya),
            ("the admin", &self.admin),
        ]
    }

    /// Whether an object of the kind is this person's, or theirs to look after.
    pub fn owns(person: &str, kind: Kind) -> bool {
        match kind {
            Kind::Visit | Kind::Care => person == "Ann" || person == "Mateo",
            Kind::Hold | Kind::Session | Kind::Entry => person == "Ann",
            Kind::Patient
            | Kind::Rule
            | Kind::Exception
            | Kind::RemovedRule
            | Kind::RemovedException
            | Kind::Emergency => person == "Mateo",
            Kind::Review
            | Kind::Case
            | Kind::Application
            | Kind::Place
            | Kind::Account
            | Kind::Delivery
            | Kind::Assignment
            | Kind::Role
            | Kind::Grant
            | Kind::Invitation => person == "the admin",
            Kind::Doctor | Kind::Secret => false,
        }
    }
}

async fn first(app: &App, from: &str) -> String {
    let ids = app.clinic.values::<uuid::Uuid>(&format!("SELECT id FROM {from}")).await;
    ids.first().expect("a row").to_string()
}

/// A doctor's id as the engine writes it in a statement.
fn literal(app: &App, doctor: DoctorId) -> String {
    match app.clinic.database.engine() {
        services::database::Engine::Sqlite => format!("X'{}'", doctor.uuid().simple()),
        services::database::Engine::Postgres => format!("'{doctor}'"),
    }
}

async fn session_of(person: &Person) -> String {
    let view = person.browser.ask("/fn/account/account").await.json();
    view["sessions"][0]["key"].as_str().expect("a session").to_owned()
}
