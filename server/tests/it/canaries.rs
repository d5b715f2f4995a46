//! What is sealed stays sealed: words planted in every sealed field stand nowhere in the clear.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use services::database::Engine;
use services::on_both_engines;
use services::testing::PASSWORD;
use services::testing::pictures::pdf;
use tracing_subscriber::fmt::MakeWriter;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN};
use crate::client::Client;
use crate::dump;

/// Planted in the sealed columns and in forms that come back with errors.
const PLANTED: [(&str, &str); 16] = [
    ("access_case.answer_sealed", "kanarienvogel-answer"),
    ("access_case.message_sealed", "kanarienvogel-question"),
    ("account.first_page_sealed", "kanarienvogel-first-page"),
    ("appointment.reason_sealed", "kanarienvogel-reason"),
    ("appointment.cancel_reason_sealed", "kanarienvogel-cancel"),
    ("appointment_event.note_sealed", "kanarienvogel-cancel"),
    ("availability_exception.note_sealed", "kanarienvogel-note"),
    ("care_assignment.numbers_sealed", "kanarienvogel-numbers"),
    ("care_relationship.referral_sealed", "kanarienvogel-referral"),
    ("carer.basis_sealed", "kanarienvogel-basis"),
    ("emergency_access.note_sealed", "kanarienvogel-verdict"),
    ("emergency_access.reason_sealed", "kanarienvogel-emergency"),
    ("file.name_sealed", "kanarienvogel-document"),
    ("patient.address_sealed", "kanarienvogel-address"),
    ("patient_merge.reason_sealed", "kanarienvogel-checked"),
    ("web_session.data", "kanarienvogel-typed"),
];

/// Everything the process logs, whoever logs it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Ok(mut log) = self.0.lock() {
            log.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The log of this process, from the first story that asks; with statements and their parameters, as far as libraries tell.
fn log() -> &'static Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter("debug,hyper=info,reqwest=info,h2=info")
            .with_writer(log.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("nobody else listens");
        log
    })
}

/// The ways in which a canary could stand in bytes that are no secret.
fn spellings(canary: &str) -> Vec<String> {
    let hex = canary.bytes().fold(String::new(), |mut hex, byte| {
        let _ = std::fmt::Write::write_fmt(&mut hex, format_args!("{byte:02x}"));
        hex
    });
    let mut spellings = vec![canary.to_owned(), hex.to_uppercase(), hex];
    for shift in 0..3 {
        let shifted = format!("{}{canary}", "-".repeat(shift));
        let encoded = STANDARD.encode(&shifted);
        // What the neighbours decide is cut off at both ends.
        spellings.push(encoded[4..encoded.len() - 4].to_owned());
    }
    spellings
}

fn assert_silent(place: &str, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    for (column, canary) in PLANTED {
        for spelling in spellings(canary) {
            assert!(!text.contains(&spelling), "{place} holds what was planted for {column}");
        }
    }
}

async fn plant(app: &App) -> Pair {
    let visitor = app.visitor();
    let sent_back = [
        ("name", "kanarienvogel-typed"),
        ("address", "kanarienvogel-address"),
        ("email", "no address"),
    ];
    let answer = visitor.post("/register/patient", "/register/patient", &sent_back).await;
    assert_eq!(answer.location(), "/register/patient");

    newcomer(&visitor).await;

    let pair = Pair::of(app).await;
    let Pair { ann, mateo } = &pair;
    let profile = [
        ("name", "Ann Lee"),
        ("phone", "020 7946 0999"),
        ("address", "kanarienvogel-address"),
        ("birth_day", "27"),
        ("birth_month", "3"),
        ("birth_year", "1985"),
        ("version", "1"),
    ];
    assert_eq!(ann.browser.call("/fn/patient/edit_profile", &profile).await.status, 200);
    let note = [
        ("kind", "block"),
        ("from_date", "2026-12-24"),
        ("note", "kanarienvogel-note"),
    ];
    assert_eq!(mateo.browser.call("/fn/doctor/add_exception", &note).await.status, 200);
    for (start, side) in [(TUESDAY_TEN, "patient"), ("2026-11-17T11:00:00Z", "doctor")] {
        let visit = cast::booked(app, &ann.browser, mateo.doctor(), start, "kanarienvogel-reason").await;
        app.clinic.run_jobs().await;
        let browser = if side == "patient" {
            &ann.browser
        } else {
            &mateo.browser
        };
        let cancel = [
            ("appointment", visit.as_str()),
            ("version", "1"),
            ("reason", "kanarienvogel-cancel"),
        ];
        let answer = browser.call(&format!("/fn/{side}/cancel_appointment"), &cancel).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        // Both sides read it: opening it must not leave it anywhere.
        for (reader, area) in [(ann, "patient"), (mateo, "doctor")] {
            let page = reader.browser.get(&format!("/{area}/visits/{visit}")).await;
            assert!(page.body.contains("kanarienvogel-cancel"), "{area}: {}", page.status);
        }
    }
    let doctor = mateo.doctor().to_string();
    let ask = [
        ("doctor", doctor.as_str()),
        ("kind", "referral"),
        ("referral", "kanarienvogel-referral"),
    ];
    assert_eq!(ann.browser.call("/fn/patient/ask_doctor", &ask).await.status, 200);
    for (reader, page) in [(ann, "/patient/care-team"), (mateo, "/doctor/patients/requests")] {
        let page = reader.browser.get(page).await.body;
        assert!(page.contains("kanarienvogel-referral"), "{page}");
    }
    let staff = app.browser_of(&app.clinic.admin().await).await;
    document(&mateo.browser, &staff).await;
    let list = [
        ("numbers", "kanarienvogel-numbers"),
        ("doctor", "mateo"),
        ("kind", "primary_care"),
    ];
    let list = staff.call("/fn/admin/prepare_assignment", &list).await;
    let page = staff.get(list.json()["to"].as_str().expect("a place to go")).await.body;
    assert!(page.contains("kanarienvogel-numbers"), "{page}");
    emergency(app, mateo, &staff).await;
    case(app, ann, &staff).await;
    carer(app, &staff).await;
    let kept = cast::merged(app, &staff, "kanarienvogel-checked").await;
    let page = staff.get(&format!("/admin/people/records/{kept}")).await.body;
    assert!(page.contains("kanarienvogel-checked"), "{page}");
    // A booking that comes back, with what was typed.
    let hold = cast::held(app, &ann.browser, mateo.doctor(), "2026-11-17T14:00:00Z").await;
    let check = format!("/patient/book/{hold}");
    let long = "kanarienvogel-typed ".repeat(200);
    let answer = ann
        .browser
        .post(
            &check,
            "/fn/patient/book_appointment",
            &[("hold", &hold), ("reason", &long)],
        )
        .await;
    assert_eq!(answer.location(), check);
    pair
}

/// Somebody registers in the middle of something, and comes back to it later.
async fn newcomer(visitor: &Client) {
    let newcomer = [
        ("name", "Eva Stone"),
        ("email", "eva@example.org"),
        ("phone", "020 7946 0999"),
        ("address", "kanarienvogel-address"),
        ("birth_day", "27"),
        ("birth_month", "3"),
        ("birth_year", "1985"),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("next", "/doctors/kanarienvogel-first-page"),
    ];
    let answer = visitor.post("/register/patient", "/register/patient", &newcomer).await;
    assert_eq!(answer.location(), "/check-your-mail");
}

/// A document about a licence, in its name and in what it holds; read by both sides.
async fn document(doctor: &Client, staff: &Client) {
    let content = pdf("kanarienvogel-document");
    let file = ("kanarienvogel-document.pdf", content.as_slice());
    let sent = doctor.upload("/doctor/licence", "document", file, &[]).await;
    let page = doctor.follow(&sent).await.body;
    let (_, rest) = page.split_once("\"/doctor/licence/").expect("a link to it");
    let id = &rest[..36];
    for (reader, address) in [
        (doctor, format!("/doctor/licence/{id}")),
        (staff, format!("/admin/doctors/documents/{id}")),
    ] {
        let read = reader.get(&address).await;
        assert!(
            read.body.contains("kanarienvogel-document"),
            "{address}: {}",
            read.status
        );
    }
}

/// What a patient does not recognise, and the answer.
async fn case(app: &App, patient: &Person, staff: &Client) {
    let account = patient.scope.account().expect("an account");
    let desk = app.browser_of(&app.clinic.admin().await).await;
    desk.get(&format!("/admin/people/{account}")).await;
    let history = patient.browser.ask("/fn/patient/access?page=1").await.json();
    let entry = history["rows"]["items"][0]["id"].as_str().expect("an entry").to_owned();
    let report = [("event", entry.as_str()), ("message", "kanarienvogel-question")];
    assert_eq!(
        patient.browser.call("/fn/patient/report_access", &report).await.status,
        200
    );
    let id: uuid::Uuid = app.clinic.value("SELECT id FROM access_case").await;
    let id = id.to_string();
    let page = staff.get(&format!("/admin/access/cases/{id}")).await.body;
    assert!(page.contains("kanarienvogel-question"), "{page}");
    let answer = [
        ("case", id.as_str()),
        ("version", "1"),
        ("answer", "kanarienvogel-answer"),
    ];
    assert_eq!(staff.call("/fn/admin/answer_case", &answer).await.status, 200);
    let page = patient.browser.get("/patient/profile/access").await.body;
    assert!(page.contains("kanarienvogel-answer"), "{page}");
}

/// Somebody whom staff ask to act for a child.
async fn carer(app: &App, staff: &Client) {
    let tim = [
        ("name", "Tim Lee"),
        ("phone", "020 7946 0321"),
        ("address", "3 Mill Lane"),
        ("birth_day", "4"),
        ("birth_month", "5"),
        ("birth_year", "2015"),
    ];
    assert_eq!(staff.call("/fn/admin/add_record", &tim).await.status, 200);
    let id: uuid::Uuid = app.clinic.value("SELECT id FROM patient WHERE name = 'Tim Lee'").await;
    let id = id.to_string();
    let parent = [
        ("patient", id.as_str()),
        ("name", "Eva"),
        ("email", "eva@example.org"),
        ("relation", "parent"),
        ("basis", "kanarienvogel-basis"),
    ];
    assert_eq!(staff.call("/fn/admin/offer_carer", &parent).await.status, 200);
    let page = staff.get(&format!("/admin/people/records/{id}")).await.body;
    assert!(page.contains("kanarienvogel-basis"), "{page}");
}

/// A record opened in an emergency, and what was decided about that.
async fn emergency(app: &App, doctor: &Person, staff: &Client) {
    app.clinic.patient("Ben Okoro").await;
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
        ("reason", "kanarienvogel-emergency"),
        ("password", PASSWORD),
    ];
    let opened = doctor
        .browser
        .post("/doctor/patients/emergency", "/doctor/emergency", &open)
        .await;
    assert!(
        opened.location().starts_with("/doctor/patients/0"),
        "{}",
        opened.location()
    );
    let id: uuid::Uuid = app.clinic.value("SELECT id FROM emergency_access").await;
    let id = id.to_string();
    let page = staff.get(&format!("/admin/access/{id}")).await.body;
    assert!(page.contains("kanarienvogel-emergency"), "{page}");
    let review = [
        ("emergency", id.as_str()),
        ("version", "1"),
        ("verdict", "not_justified"),
        ("note", "kanarienvogel-verdict"),
    ];
    assert_eq!(staff.call("/fn/admin/review_emergency", &review).await.status, 200);
}

async fn sealed_columns(app: &App) -> BTreeSet<String> {
    let mut sealed = BTreeSet::from(["web_session.data".to_owned()]);
    for table in dump::tables(&app.clinic).await {
        let columns = dump::columns(&app.clinic, &table).await;
        let named = columns.iter().filter(|column| column.ends_with("_sealed"));
        let named = named.map(|column| format!("{table}.{column}"));
        // Nobody types keys: factor.rs and passkeys.rs look for those that were made.
        let typed =
            |column: &String| !["passkey.credential_sealed", "second_factor.secret_sealed"].contains(&column.as_str());
        sealed.extend(named.filter(typed));
    }
    sealed
}

on_both_engines! {
    async fn what_is_sealed_stands_nowhere_in_the_clear(app: App) {
        let log = log();
        plant(&app).await;
        app.clinic.run_jobs().await;

        let covered: BTreeSet<_> = PLANTED.iter().map(|(column, _)| (*column).to_owned()).collect();
        assert_eq!(sealed_columns(&app).await, covered, "every sealed column has its canary");
        for column in &covered {
            let (table, column) = column.split_once('.').expect("a table and a column");
            let filled: i64 = app.clinic.value(&format!("SELECT count(*) FROM {table} WHERE {column} IS NOT NULL")).await;
            assert!(filled > 0, "{table}.{column} was never written");
        }

        for (table, rows) in dump::all(&app.clinic).await {
            assert_silent(&table, rows.join("\n").as_bytes());
        }
        if app.clinic.database.engine() == Engine::Sqlite {
            let file = app.clinic.database.url().trim_start_matches("sqlite:").to_owned();
            for end in ["", "-wal", "-shm"] {
                let bytes = std::fs::read(format!("{file}{end}")).unwrap_or_default();
                assert!(!bytes.is_empty() || !end.is_empty(), "the database is a file");
                assert_silent(&format!("the database{end}"), &bytes);
            }
        }
        let mails = app.clinic.mailer.sent();
        assert!(mails.len() >= 8, "{} mails", mails.len());
        assert_silent("the mails", format!("{mails:?}").as_bytes());
        for mail in &mails {
            assert_silent("a mail", format!("{}\n{}\n{}", mail.subject, mail.text, mail.html).as_bytes());
        }
        let written = log.0.lock().expect("the log").clone();
        assert!(written.len() > 1_000, "something was logged");
        assert_silent("the log", &written);
    }
}

#[test]
fn a_canary_is_recognised_however_it_is_written() {
    for text in [
        "x kanarienvogel-note y".to_owned(),
        format!("X'{}'", spellings("kanarienvogel-note")[1]),
        STANDARD.encode("ab kanarienvogel-note cd"),
    ] {
        let found = spellings("kanarienvogel-note")
            .iter()
            .any(|spelling| text.contains(spelling));
        assert!(found, "{text}");
    }
}
