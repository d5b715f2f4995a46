//! A small clinic that stories share: who is who, and the times they meet.

use domain::id::{DoctorId, PatientId};
use services::scope::Scope;
use services::testing::{doctor_of, patient_of};

use crate::app::App;
use crate::client::{Answer, Client};

/// A Tuesday, 10am in London; the clinic's clock stands on the Monday before.
pub const TUESDAY_TEN: &str = "2026-11-17T10:00:00Z";
/// Where that day's free times stand.
const TUESDAY: &str = "month=2026-11&day=2026-11-17";

/// A person with a browser.
pub struct Person {
    pub scope: Scope,
    pub browser: Client,
}

impl Person {
    /// Signs somebody in.
    pub async fn of(app: &App, scope: Scope) -> Self {
        let browser = app.browser_of(&scope).await;
        Self { scope, browser }
    }

    pub fn patient(&self) -> PatientId {
        patient_of(&self.scope)
    }

    pub fn doctor(&self) -> DoctorId {
        doctor_of(&self.scope)
    }
}

/// A patient and the doctor they see.
pub struct Pair {
    pub ann: Person,
    pub mateo: Person,
}

impl Pair {
    pub async fn of(app: &App) -> Self {
        let ann = Person::of(app, app.clinic.patient("Ann Lee").await).await;
        let mateo = Person::of(app, app.clinic.doctor("Dr Mateo Ruiz").await).await;
        Self { ann, mateo }
    }
}

/// The page with a doctor's free times on that Tuesday.
pub fn times_of(app: &App, doctor: DoctorId) -> String {
    format!("/doctors/{doctor}?visit=first&place={}&{TUESDAY}", app.clinic.location)
}

/// What a patient sends to keep a time.
pub fn wish(app: &App, doctor: DoctorId, starts_at: &str) -> Vec<(&'static str, String)> {
    vec![
        ("doctor", doctor.to_string()),
        ("visit_type", app.clinic.visit_type("first").to_string()),
        ("location", app.clinic.location.to_string()),
        ("starts_at", starts_at.to_owned()),
    ]
}

/// Fields as the client takes them.
pub fn fields<'a>(of: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    of.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// Keeps a time by a call.
pub async fn hold(app: &App, browser: &Client, doctor: DoctorId, starts_at: &str) -> Answer {
    browser
        .call("/fn/patient/hold_time", &fields(&wish(app, doctor, starts_at)))
        .await
}

/// Keeps a time by a call, which must work; answers the hold's id.
pub async fn held(app: &App, browser: &Client, doctor: DoctorId, starts_at: &str) -> String {
    let answer = hold(app, browser, doctor, starts_at).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    last(answer.json()["to"].as_str().expect("a place to go"))
}

/// Books a kept time by a call.
pub async fn book(browser: &Client, hold: &str, reason: &str) -> Answer {
    browser
        .call("/fn/patient/book_appointment", &[("hold", hold), ("reason", reason)])
        .await
}

/// Keeps and books a time, which must work; answers the visit's id.
pub async fn booked(app: &App, browser: &Client, doctor: DoctorId, starts_at: &str, reason: &str) -> String {
    let hold = held(app, browser, doctor, starts_at).await;
    let answer = book(browser, &hold, reason).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let to = answer.json()["to"].as_str().expect("a place to go").to_owned();
    visit_in(&to)
}

/// Staff make two records of one child one; answers the record that stays.
pub async fn merged(app: &App, staff: &Client, reason: &str) -> String {
    let mut records = Vec::new();
    for name in ["Nia Bell", "Nia R Bell"] {
        let child = [
            ("name", name),
            ("phone", "020 7946 0322"),
            ("address", "4 Mill Lane"),
            ("birth_day", "6"),
            ("birth_month", "7"),
            ("birth_year", "2016"),
        ];
        let added = staff.call("/fn/admin/add_record", &child).await;
        assert_eq!(added.status, 200, "{}", added.body);
        let sql = format!("SELECT id FROM patient WHERE name = '{name}'");
        records.push(app.clinic.value::<uuid::Uuid>(&sql).await.to_string());
    }
    let both = [
        ("patient", records[0].as_str()),
        ("patient_version", "1"),
        ("other", &records[1]),
        ("other_version", "1"),
        ("keep", &records[0]),
        ("reason", reason),
    ];
    let done = staff.call("/fn/admin/merge_records", &both).await;
    assert_eq!(done.status, 200, "{}", done.body);
    records.swap_remove(0)
}

/// The visit that a path speaks of.
pub fn visit_in(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    last(path.trim_end_matches("/booked"))
}

/// The last part of a path.
pub fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// How many pairs of live ranges of one resource overlap: never any.
pub async fn overlaps(app: &App) -> i64 {
    app.clinic
        .value(
            "SELECT count(*) FROM occupancy a JOIN occupancy b ON a.resource_id = b.resource_id AND a.id < b.id \
             AND a.busy_from < b.busy_to AND b.busy_from < a.busy_to",
        )
        .await
}

/// How many rows a table has.
pub async fn count(app: &App, from: &str) -> i64 {
    app.clinic.value(&format!("SELECT count(*) FROM {from}")).await
}
