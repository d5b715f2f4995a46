//! A clinic in which everything is there that a route can name, with words planted in what nobody else may see.

use domain::carers::CarerScopes;
use domain::id::DoctorId;
use services::testing::pictures::{jpeg, pdf, upload};
use services::{doctors, photos};

use crate::app::App;
use crate::cast::{self, Person};
use crate::objects::Kind;

/// Planted in what belongs to Ann, the patient, and to Mateo, her doctor, and in what the clinic keeps of Rosa.
pub const CANARIES: [&str; 11] = [
    "Annabel Canary",
    "canary-reason-5521",
    "canary-note-5522",
    "canary-address-5523",
    "7946 5524",
    "canary-cancel-5525",
    "canary-referral-5526",
    "canary-emergency-5527",
    "Rosa Canary",
    "canary-record-5530",
    "canary-licence-5531",
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
        let desk = app.browser_of(&app.clinic.admin().await).await;
        desk.get(&format!("/admin/people/{account}")).await;
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

    /// A patient without an account, who is invited.
    async fn record(&self, app: &App) -> String {
        let admin = &self.admin.browser;
        let rosa = [
            ("name", "Rosa Canary"),
            ("phone", "020 7946 5529"),
            ("address", "canary-record-5530"),
            ("birth_day", "4"),
            ("birth_month", "5"),
            ("birth_year", "2001"),
        ];
        let added = admin.call("/fn/admin/add_record", &rosa).await;
        assert_eq!(added.status, 200, "{}", added.body);
        let id = first(app, "patient WHERE name = 'Rosa Canary'").await;
        let owner = [("patient", id.as_str()), ("email", "rosa@example.org")];
        assert_eq!(admin.call("/fn/admin/invite_owner", &owner).await.status, 200);
        id
    }

    /// Somebody who is invited to join the staff.
    async fn invited(&self) {
        let invite = [
            ("email", "invited@example.org"),
            ("roles[]", "01990000-0000-7000-8000-000000030002"),
        ];
        let invited = self.admin.browser.call("/fn/admin/invite", &invite).await;
        assert_eq!(invited.status, 200, "{}", invited.body);
    }

    /// The photos of Ann and Priya, and what Mateo sent about his licence.
    async fn files(&self) -> Vec<(Kind, String)> {
        let photo = photo_of(&self.ann).await;
        let licence = licence_of(&self.mateo).await;
        vec![
            (Kind::OwnPhoto, photo.clone()),
            (Kind::PatientsPhoto, photo.clone()),
            (Kind::PersonsPhoto, photo.clone()),
            (Kind::HiddenPhoto, photo),
            (Kind::HiddenPhoto, photo_of(&self.priya).await),
            (Kind::OwnLicence, licence.clone()),
            (Kind::Licence, licence),
        ]
    }

    /// Two records of one child, made one.
    async fn merge(&self, app: &App) -> String {
        cast::merged(app, &self.admin.browser, "Checked").await;
        first(app, "patient_merge").await
    }

    /// What the administrator looks at before it is done.
    async fn prepared(&self) {
        let list = [
            ("numbers", "100001"),
            ("doctor", "mateo"),
            ("kind", "temporary"),
            ("ends_on", "2026-12-24"),
        ];
        let list = self.admin.browser.call("/fn/admin/prepare_assignment", &list).await;
        assert_eq!(list.status, 200, "{}", list.body);
        let ben = self.ben.scope.account().expect("an account").to_string();
        let bulk = [
            ("whom", "ticked"),
            ("accounts[]", ben.as_str()),
            ("action", "reinstate"),
        ];
        let bulk = self.admin.browser.call("/fn/admin/prepare_bulk", &bulk).await;
        assert_eq!(bulk.status, 200, "{}", bulk.body);
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
        self.prepared().await;
        self.invited().await;
        let emergency = self.emergency(app).await;
        let record = self.record(app).await;
        let (entry, case) = self.case(app).await;
        app.clinic.passkey(&self.ann.scope).await;
        app.clinic.carer("Eva", &self.ann.scope, CarerScopes::none()).await;
        let carer = first(app, "carer").await;
        let files = self.files().await;
        self.ids = vec![
            (Kind::Entry, entry),
            (Kind::Case, case),
            (Kind::Emergency, emergency.clone()),
            (Kind::Review, emergency),
            (Kind::Care, first(app, "care_relationship").await),
            (Kind::Assignment, first(app, "care_assignment").await),
            (Kind::Bulk, first(app, "bulk_change").await),
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
            (Kind::Passkey, first(app, "passkey").await),
            (Kind::Doctor, self.priya.doctor().to_string()),
            (Kind::Application, self.priya.doctor().to_string()),
            (Kind::Place, app.clinic.location.to_string()),
            (Kind::Account, self.ann.scope.account().expect("an account").to_string()),
            (Kind::Delivery, first(app, "job").await),
            (Kind::Role, "01990000-0000-7000-8000-000000030002".to_owned()),
            (Kind::Invitation, first(app, "invitation").await),
            (Kind::Record, record),
            (Kind::Carer, carer.clone()),
            (Kind::OwnCaring, carer.clone()),
            (Kind::AnyCarer, carer),
            (Kind::AnyCare, first(app, "care_relationship").await),
            (Kind::Merge, self.merge(app).await),
            (Kind::Grant, first(app, "role_grant").await),
        ];
        self.ids.extend(files);
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
            Kind::Hold | Kind::Session | Kind::Passkey | Kind::Entry | Kind::Carer | Kind::OwnPhoto => person == "Ann",
            Kind::Patient
            | Kind::Rule
            | Kind::Exception
            | Kind::RemovedRule
            | Kind::RemovedException
            | Kind::PatientsPhoto
            | Kind::OwnLicence
            | Kind::Emergency => person == "Mateo",
            Kind::Review
            | Kind::Case
            | Kind::Application
            | Kind::Place
            | Kind::Account
            | Kind::Delivery
            | Kind::Assignment
            | Kind::Bulk
            | Kind::Role
            | Kind::Grant
            | Kind::Record
            | Kind::AnyCare
            | Kind::AnyCarer
            | Kind::Merge
            | Kind::PersonsPhoto
            | Kind::Licence
            | Kind::Invitation => person == "the admin",
            Kind::Doctor | Kind::OwnCaring | Kind::HiddenPhoto | Kind::Secret => false,
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

async fn photo_of(person: &Person) -> String {
    let picture = upload("me.jpg", jpeg(80, 60));
    photos::set(&person.scope, picture).await.expect("a photo");
    let view = photos::view(&person.scope).await.expect("a view");
    view.photo.expect("it is set").to_string()
}

async fn licence_of(doctor: &Person) -> String {
    let document = upload("canary-licence-5531.pdf", pdf("canary-licence-5531"));
    doctors::add_document(&doctor.scope, document)
        .await
        .expect("a document");
    let view = doctors::licence(&doctor.scope).await.expect("a view");
    view.documents[0].id.to_string()
}

async fn session_of(person: &Person) -> String {
    let view = person.browser.ask("/fn/account/account").await.json();
    view["sessions"][0]["key"].as_str().expect("a session").to_owned()
}
