//! Extra fields on every form: the database afterwards is the same as without them.

use chrono::TimeDelta;
use services::database::Engine;
use services::on_both_engines;
use services::testing::pictures::{jpeg, pdf};
use services::testing::{Authenticator, OnEngine, PASSWORD, TestClinic};

use crate::app::App;
use crate::cast::{self, Person, TUESDAY_TEN};
use crate::client::Client;
use crate::dump::{self, Dump};
use crate::matrix::ABSENT;

/// People of the story, and what to call their ids in a dump.
struct Names(Vec<(String, &'static str)>);

/// Posts forms with some fields more.
struct Poster {
    extra: Vec<(&'static str, String)>,
}

impl Poster {
    async fn send(&self, browser: &Client, action: &str, fields: &[(&str, &str)]) -> String {
        let more = self.extra.iter().map(|(name, value)| (*name, value.as_str()));
        // A list and a single value of one name are no form at all.
        let more = more.filter(|(name, _)| {
            !fields
                .iter()
                .any(|(known, _)| known == name || known.trim_end_matches("[]") == *name)
        });
        let all: Vec<_> = fields.iter().copied().chain(more).collect();
        let answer = if action.starts_with("/fn/") {
            browser.call(action, &all).await
        } else {
            browser.post(action, action, &all).await
        };
        assert!(
            [200, 303].contains(&answer.status),
            "{action}: {} {}",
            answer.status,
            answer.body
        );
        assert_ne!(answer.location(), action, "{action} was sent back");
        if answer.status == 200 {
            return answer.json()["to"].as_str().unwrap_or_default().to_owned();
        }
        answer.location().to_owned()
    }
}

/// Sends every form once, with the extra fields, and answers what the database then holds.
#[expect(clippy::too_many_lines, reason = "one story, a form after the other")]
async fn told(app: &App, with_extra: bool) -> Dump {
    let clinic = &app.clinic;
    let ann = Person::of(app, clinic.patient("Ann Lee").await).await;
    let ben = Person::of(app, clinic.patient("Ben Okoro").await).await;
    let mateo = Person::of(app, clinic.doctor("Dr Mateo Ruiz").await).await;
    let iris = Person::of(app, clinic.doctor("Dr Iris Wong").await).await;
    let priya = Person::of(app, clinic.new_doctor("Dr Priya Nair").pending().make().await).await;
    let admin = Person::of(app, clinic.admin().await).await;
    let names = Names(vec![
        (ann.patient().to_string(), "ANN"),
        (ben.patient().to_string(), "BEN"),
        (mateo.doctor().to_string(), "MATEO"),
        (iris.doctor().to_string(), "IRIS"),
        (priya.doctor().to_string(), "PRIYA"),
        (ABSENT.to_owned(), "ABSENT"),
    ]);
    let (ben_id, iris_id) = (ben.patient().to_string(), iris.doctor().to_string());
    let extra = [
        ("role", "admin"),
        ("roles[]", "admin"),
        ("id", ABSENT),
        ("patient_id", &ben_id),
        ("doctor_id", &iris_id),
        ("account_id", ABSENT),
        ("status", "active"),
        ("verified", "true"),
        ("email_verified_at", "2020-01-01T00:00:00Z"),
        ("price", "0"),
        ("amount_minor", "0"),
        ("created_at", "2000-01-01T00:00:00Z"),
        ("number", "1"),
        ("is_admin", "1"),
        ("permissions", "31"),
        ("code", "admin"),
        ("granted_by", ABSENT),
        ("granted_at", "2000-01-01T00:00:00Z"),
        ("ends_at", "2099-01-01T00:00:00Z"),
        ("fixed", "true"),
        ("version", "77"),
    ];
    let extra = extra
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .filter(|_| with_extra)
        .collect();
    let poster = Poster { extra };
    let location = clinic.location.to_string();
    let first = clinic.visit_type("first").to_string();

    let visitor = app.visitor();
    let born = [("birth_day", "27"), ("birth_month", "3"), ("birth_year", "1985")];
    let passwords = [("password", PASSWORD), ("password_again", PASSWORD)];
    let person = [("name", "New Person"), ("phone", "020 7946 0999")];
    let patient = [
        &person[..],
        &born,
        &passwords,
        &[("email", "new@example.org"), ("address", "2 Mill Lane")],
    ]
    .concat();
    poster.send(&visitor, "/register/patient", &patient).await;
    let work = [
        ("email", "doc@example.org"),
        ("specialties[]", "01990000-0000-7000-8000-000000010001"),
        ("qualifications", "MB BS"),
        ("licence_number", "GMC 900001"),
        ("experience_years", "4"),
        ("location", location.as_str()),
    ];
    poster
        .send(&visitor, "/register/doctor", &[&person[..], &passwords, &work].concat())
        .await;

    let doctor = mateo.doctor();
    let mut visits = Vec::new();
    for start in [TUESDAY_TEN, "2026-11-17T11:00:00Z"] {
        let wish = cast::wish(app, doctor, start);
        let check = poster
            .send(&ann.browser, "/fn/patient/hold_time", &cast::fields(&wish))
            .await;
        let to = poster
            .send(
                &ann.browser,
                "/fn/patient/book_appointment",
                &[("hold", &cast::last(&check)), ("reason", "Why")],
            )
            .await;
        visits.push(cast::visit_in(&to));
    }
    let cancel = [
        ("appointment", visits[0].as_str()),
        ("reason", "Well"),
        ("version", "1"),
    ];
    poster
        .send(&ann.browser, "/fn/patient/cancel_appointment", &cancel)
        .await;
    let profile = [&person[..], &born, &[("address", "3 Mill Lane"), ("version", "1")]].concat();
    poster.send(&ann.browser, "/fn/patient/edit_profile", &profile).await;

    let mut phone = Authenticator::default();
    let asked = ann.browser.call("/account/passkeys/options", &[]).await.json();
    let made = phone.create(&asked);
    let made = [("name", "Phone"), ("credential", made.as_str())];
    poster.send(&ann.browser, "/account/passkeys", &made).await;
    let asked = ann.browser.call("/account/confirm/passkey/options", &[]).await.json();
    let shown = phone.get(&asked);
    poster
        .send(
            &ann.browser,
            "/account/confirm/passkey",
            &[("credential", shown.as_str())],
        )
        .await;
    let asked = visitor.call("/sign-in/passkey/options", &[]).await.json();
    let shown = phone.get(&asked);
    poster
        .send(&visitor, "/sign-in/passkey", &[("credential", shown.as_str())])
        .await;

    let mateo_id = doctor.to_string();
    let ask = [
        ("doctor", mateo_id.as_str()),
        ("kind", "primary_care"),
        ("referral", "By Dr Hall"),
    ];
    poster.send(&ann.browser, "/fn/patient/ask_doctor", &ask).await;
    let care: uuid::Uuid = clinic.value("SELECT id FROM care_relationship").await;
    let care = care.to_string();
    let step = [("care", care.as_str()), ("step", "accept"), ("version", "1")];
    poster.send(&mateo.browser, "/fn/doctor/step_care", &step).await;
    let ann_id = ann.patient().to_string();
    let ask = [
        ("patient", ann_id.as_str()),
        ("kind", "referral"),
        ("ends_on", "2026-12-24"),
    ];
    poster.send(&mateo.browser, "/fn/doctor/ask_patient", &ask).await;
    let step = [("care", care.as_str()), ("step", "end"), ("version", "2")];
    poster.send(&ann.browser, "/fn/patient/step_care", &step).await;
    let number: i64 = clinic
        .value("SELECT number FROM patient WHERE name = 'Ben Okoro'")
        .await;
    let number = number.to_string();
    let ask = [&born[..], &[("number", number.as_str()), ("kind", "primary_care")]].concat();
    poster.send(&mateo.browser, "/fn/doctor/ask_by_number", &ask).await;
    let list = [
        ("numbers", number.as_str()),
        ("doctor", "iris"),
        ("kind", "temporary"),
        ("ends_on", "2026-12-24"),
    ];
    let to = poster.send(&admin.browser, "/fn/admin/prepare_assignment", &list).await;
    let assignment = cast::last(&to);
    let confirm = [("assignment", assignment.as_str()), ("version", "1")];
    poster
        .send(&admin.browser, "/fn/admin/confirm_assignment", &confirm)
        .await;

    // Ann is called New Person as well by now, and seen already: the one who registered came last.
    let number: i64 = clinic.value("SELECT MAX(number) FROM patient").await;
    let number = number.to_string();
    let open = [
        &born[..],
        &[
            ("number", number.as_str()),
            ("kind", "danger"),
            ("reason", "Found at the bus stop"),
            ("password", PASSWORD),
        ],
    ]
    .concat();
    let to = poster.send(&mateo.browser, "/doctor/emergency", &open).await;
    assert!(to.starts_with("/doctor/patients/0"), "{to}");
    let emergency: uuid::Uuid = clinic.value("SELECT id FROM emergency_access").await;
    let emergency = emergency.to_string();
    poster
        .send(&mateo.browser, "/fn/doctor/end_emergency", &[("emergency", &emergency)])
        .await;
    let review = [
        ("emergency", emergency.as_str()),
        ("verdict", "justified"),
        ("version", "2"),
    ];
    poster.send(&admin.browser, "/fn/admin/review_emergency", &review).await;

    let ann_account = ann.scope.account().expect("an account");
    let desk = Person::of(app, clinic.admin().await).await;
    desk.browser.get(&format!("/admin/people/{ann_account}")).await;
    let history = ann.browser.ask("/fn/patient/access?page=1").await.json();
    let entry = history["rows"]["items"][0]["id"].as_str().expect("an entry").to_owned();
    let report = [("event", entry.as_str()), ("message", "Who was that?")];
    poster.send(&ann.browser, "/fn/patient/report_access", &report).await;
    let question: uuid::Uuid = clinic.value("SELECT id FROM access_case").await;
    let question = question.to_string();
    let answer = [("case", question.as_str()), ("answer", "The desk."), ("version", "1")];
    poster.send(&admin.browser, "/fn/admin/answer_case", &answer).await;
    let close = [("case", question.as_str()), ("version", "2")];
    poster.send(&admin.browser, "/fn/admin/close_case", &close).await;

    let hours = [
        ("weekdays[]", "6"),
        ("from", "9:00"),
        ("to", "12:00"),
        ("place", location.as_str()),
        ("visit_types[]", first.as_str()),
    ];
    poster.send(&mateo.browser, "/fn/doctor/add_hours", &hours).await;
    let block = [("kind", "block"), ("from_date", "2026-12-24"), ("note", "Away")];
    poster.send(&mateo.browser, "/fn/doctor/add_exception", &block).await;
    let cancel = [("appointment", visits[1].as_str()), ("reason", "Ill"), ("version", "1")];
    poster
        .send(&mateo.browser, "/fn/doctor/cancel_appointment", &cancel)
        .await;

    let priya_id = priya.doctor().to_string();
    let decide = [("doctor", priya_id.as_str()), ("decision", "approve"), ("version", "1")];
    poster.send(&admin.browser, "/fn/admin/decide_doctor", &decide).await;
    let place = [
        ("name", "Riverside"),
        ("address_line", "1 Quay"),
        ("city", "London"),
        ("country", "GB"),
        ("zone", "Europe/London"),
        ("active", "on"),
    ];
    poster.send(&admin.browser, "/fn/admin/save_location", &place).await;
    let ben_account = ben.scope.account().expect("an account").to_string();
    let details = [
        ("account", ben_account.as_str()),
        ("version", "1"),
        ("name", "Ben Corrected"),
        ("phone", "020 7946 0999"),
        ("address", "2 Quay"),
        ("birth_day", "1"),
        ("birth_month", "2"),
        ("birth_year", "1980"),
    ];
    poster.send(&admin.browser, "/fn/admin/edit_person", &details).await;
    poster
        .send(
            &admin.browser,
            "/fn/admin/suspend",
            &[("account", &ben_account), ("version", "1")],
        )
        .await;
    let role = [
        // A new one: the field that names one is the form's own.
        ("role", ""),
        ("name", "Archive"),
        ("description", "Keeps the archive"),
        ("permissions[]", "read_audit"),
    ];
    poster.send(&admin.browser, "/fn/admin/save_role", &role).await;
    let ann_account = ann.scope.account().expect("an account").to_string();
    let grant = [
        ("account", ann_account.as_str()),
        ("role", "01990000-0000-7000-8000-000000030002"),
        ("until", "2026-12-01"),
    ];
    poster.send(&admin.browser, "/fn/admin/grant_role", &grant).await;
    let invite = [
        ("email", "invited@example.org"),
        ("roles[]", "01990000-0000-7000-8000-000000030002"),
    ];
    poster.send(&admin.browser, "/fn/admin/invite", &invite).await;
    record(clinic, &poster, &admin.browser).await;
    carers(clinic, &poster, &ann, &mateo).await;
    let priya_account = priya.scope.account().expect("an account").to_string();
    let many = [
        ("whom", "ticked"),
        ("accounts[]", priya_account.as_str()),
        ("action", "suspend"),
    ];
    let to = poster.send(&admin.browser, "/fn/admin/prepare_bulk", &many).await;
    let bulk = cast::last(&to);
    poster
        .send(&admin.browser, "/fn/admin/confirm_bulk", &[("bulk", &bulk)])
        .await;
    files(&poster, &iris).await;
    clinic.advance(TimeDelta::seconds(1));
    named(dump::content(clinic).await, &names)
}

const EVA: [(&str, &str); 3] = [("name", "Eva"), ("email", "eva@example.org"), ("scopes[]", "booking")];

/// Ann asks Eva to act for her, looks at what she would see, changes it, and takes it back; Mateo, who acts for her, does not want to any more.
async fn carers(clinic: &TestClinic, poster: &Poster, ann: &Person, mateo: &Person) {
    let offer = [&EVA[..], &[("relation", "child"), ("ends_on", "2026-12-24")]].concat();
    poster.send(&ann.browser, "/fn/patient/offer_carer", &offer).await;
    let carer: uuid::Uuid = clinic.value("SELECT id FROM carer WHERE offered_by = 'patient'").await;
    let carer = carer.to_string();
    let look = [("carer", carer.as_str()), ("preview", "1")];
    poster.send(&ann.browser, "/account/act", &look).await;
    poster.send(&ann.browser, "/account/act", &[("carer", "")]).await;
    let change = [
        ("carer", carer.as_str()),
        ("version", "1"),
        ("scopes[]", "profile"),
        ("ends_on", "2026-12-01"),
    ];
    poster.send(&ann.browser, "/fn/patient/change_carer", &change).await;
    poster
        .send(&ann.browser, "/fn/patient/end_carer", &[("carer", &carer)])
        .await;
    let own = clinic.lets_act(&ann.scope, &mateo.scope).await.to_string();
    poster
        .send(&mateo.browser, "/fn/account/leave_caring", &[("carer", &own)])
        .await;
}

/// Staff keep a record, correct it, invite its owner and take that back.
async fn record(clinic: &TestClinic, poster: &Poster, desk: &Client) {
    let rosa = [
        ("name", "Rosa Díaz"),
        ("phone", "020 7946 0321"),
        ("address", "3 Mill Lane"),
        ("birth_day", "4"),
        ("birth_month", "5"),
        ("birth_year", "2001"),
    ];
    let page = poster.send(desk, "/fn/admin/add_record", &rosa).await;
    let id = page
        .rsplit('/')
        .next()
        .and_then(|id| id.split('?').next())
        .expect("an id");
    let corrected: Vec<_> = rosa.into_iter().chain([("patient", id), ("version", "1")]).collect();
    poster.send(desk, "/fn/admin/edit_record", &corrected).await;
    let twin: Vec<_> = rosa.into_iter().chain([("another", "yes")]).collect();
    let page = poster.send(desk, "/fn/admin/add_record", &twin).await;
    let other = page.rsplit('/').next().and_then(|id| id.split('?').next());
    let both = [
        ("patient", id),
        ("patient_version", "2"),
        ("other", other.expect("an id")),
        ("other_version", "1"),
        ("keep", id),
        ("reason", "One person"),
    ];
    poster.send(desk, "/fn/admin/merge_records", &both).await;
    let merge: uuid::Uuid = clinic.value("SELECT id FROM patient_merge").await;
    poster
        .send(desk, "/fn/admin/separate_records", &[("merge", &*merge.to_string())])
        .await;
    let owner = [("patient", id), ("email", "rosa@example.org")];
    poster.send(desk, "/fn/admin/invite_owner", &owner).await;
    poster.send(desk, "/fn/admin/withdraw_owner", &owner[..1]).await;
    let parent = [
        &EVA[..],
        &[
            ("patient", id),
            ("relation", "parent"),
            ("basis", "Birth certificate seen"),
        ],
    ]
    .concat();
    poster.send(desk, "/fn/admin/offer_carer", &parent).await;
    let carer: uuid::Uuid = clinic.value("SELECT id FROM carer WHERE offered_by = 'staff'").await;
    let carer = carer.to_string();
    let change = [
        ("carer", carer.as_str()),
        ("version", "1"),
        ("scopes[]", "profile"),
        ("ends_on", "2026-12-24"),
        ("basis", "Court order seen"),
    ];
    poster.send(desk, "/fn/admin/change_carer", &change).await;
    poster.send(desk, "/fn/admin/end_carer", &change[..1]).await;
}

/// A doctor sets a photo, sends two documents and takes one back.
async fn files(poster: &Poster, doctor: &Person) {
    let extra = [
        ("kind", "licence"),
        ("part_of", ABSENT),
        ("media_type", "text/html"),
        ("length", "1"),
        ("object", "../../keys"),
        ("key_number", "9"),
    ];
    let more = poster.extra.iter().map(|(name, value)| (*name, value.as_str()));
    let more: Vec<_> = more
        .chain(extra.into_iter().filter(|_| !poster.extra.is_empty()))
        .collect();
    let send = async |path, field, name, content: Vec<u8>| {
        let answer = doctor.browser.upload(path, field, (name, &content), &more).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert!(answer.location().contains("?done="), "{path} was sent back");
    };
    send("/account/photo", "photo", "me.jpg", jpeg(80, 60)).await;
    for name in ["one.pdf", "two.pdf"] {
        send("/doctor/licence", "document", name, pdf(name)).await;
    }
    let view = services::doctors::licence(&doctor.scope).await.expect("a view");
    let first = view.documents[0].id.to_string();
    poster
        .send(&doctor.browser, "/doctor/licence/remove", &[("document", &first)])
        .await;
}

/// A dump in which known ids have names, and chance has none.
fn named(dump: Dump, names: &Names) -> Dump {
    let plain = |row: &String| {
        let mut row = row.to_lowercase();
        for (id, name) in &names.0 {
            row = row.replace(id, name).replace(&id.replace('-', ""), name);
        }
        let row = without_hashes(&row);
        let mut plain = String::new();
        for part in row.split_inclusive(|letter: char| !(letter.is_ascii_hexdigit() || letter == '-')) {
            let digits = part.chars().filter(char::is_ascii_hexdigit).count();
            plain.push_str(if digits >= 32 { "#" } else { part });
        }
        // A password's hash holds its salt.
        let hash = plain.split_once("$argon2");
        let end = |rest: &str| {
            rest.split_once(['\'', '"'])
                .map_or(String::new(), |(_, end)| end.to_owned())
        };
        hash.map_or(plain.clone(), |(start, rest)| format!("{start}HASH{}", end(rest)))
    };
    dump.into_iter()
        .map(|(table, rows)| {
            let mut rows: Vec<_> = rows.iter().map(plain).collect();
            rows.sort_unstable();
            (table, rows)
        })
        .collect()
}

/// A row without keyed hashes: each clinic has keys of its own.
fn without_hashes(row: &str) -> String {
    let is_sign = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let parts = row.split_inclusive(|letter| !is_sign(letter));
    let plain = parts.map(|part| match part.trim_end_matches(|letter| !is_sign(letter)) {
        hash if hash.len() == 43 => part.replace(hash, "#"),
        _ => part.to_owned(),
    });
    plain.collect()
}

/// Two clinics of one engine.
struct Twins(App, App);

impl OnEngine for Twins {
    async fn on(engine: Engine) -> Self {
        Self(App::on(engine).await, App::on(engine).await)
    }
}

on_both_engines! {
    async fn extra_fields_change_nothing(twins: Twins) {
        let (plain, extra) = (told(&twins.0, false).await, told(&twins.1, true).await);
        for (table, rows) in &plain {
            // The twins' clocks stand at the same instant: even times must be equal.
            assert_eq!(Some(rows), extra.get(table), "{table}");
        }
    }
}
