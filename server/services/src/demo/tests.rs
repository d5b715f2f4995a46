use chrono::TimeDelta;
use domain::appointments::AppointmentStatus;

use super::*;
use crate::accounts;
use crate::on_both_engines;
use crate::testing::{OnEngine, TestClinic};

/// A clinic without its place: a database as it is after the migrations.
struct Empty(TestClinic);

impl OnEngine for Empty {
    async fn on(engine: crate::database::Engine) -> Self {
        let clinic = TestClinic::new(engine).await;
        clinic.execute("DELETE FROM location").await;
        Self(clinic)
    }
}

const COUNTS: [(&str, i64, i64); 12] = [
    ("SELECT COUNT(*) FROM location", 6, 6),
    ("SELECT COUNT(DISTINCT city_folded) FROM location", 4, 4),
    ("SELECT COUNT(DISTINCT zone) FROM location", 3, 3),
    ("SELECT COUNT(*) FROM patient WHERE account_id IS NOT NULL", 500, 500),
    ("SELECT COUNT(*) FROM patient WHERE account_id IS NULL", 30, 30),
    ("SELECT COUNT(*) FROM doctor WHERE status = 'approved'", 40, 40),
    ("SELECT COUNT(*) FROM doctor WHERE status = 'pending'", 3, 3),
    (
        "SELECT COUNT(DISTINCT s.specialty_id) FROM doctor_specialty s JOIN doctor d ON d.id = s.doctor_id
         WHERE d.status = 'approved'",
        12,
        16,
    ),
    ("SELECT COUNT(*) FROM appointment", 2500, 6000),
    ("SELECT COUNT(*) FROM care_relationship", 100, 900),
    ("SELECT COUNT(*) FROM emergency_access WHERE reviewed_at IS NULL", 2, 2),
    ("SELECT COUNT(*) FROM job", 0, 0),
];

/// Everything that must be equal in two demo clinics of one instant; sealed text and the password's salt are not.
const FACTS: [&str; 6] = [
    "SELECT CAST(COUNT(*) AS TEXT) || MIN(email) || MAX(email) AS fact FROM account",
    "SELECT p.name || p.phone || CAST(p.birth_date AS TEXT) || p.number AS fact FROM patient p WHERE p.number % 50 = 1
     ORDER BY p.number",
    "SELECT d.name || d.licence_number || d.biography || d.number AS fact FROM doctor d ORDER BY d.number",
    "SELECT a.local_start || a.zone || a.status || a.number || a.version || p.name || d.name AS fact FROM appointment a
     JOIN patient p ON p.id = a.patient_id JOIN doctor d ON d.id = a.doctor_id ORDER BY a.number",
    "SELECT r.kind || r.state || r.requested_by || CAST(r.starts_on AS TEXT) || r.version || p.name || d.name AS fact
     FROM care_relationship r JOIN patient p ON p.id = r.patient_id JOIN doctor d ON d.id = r.doctor_id ORDER BY r.id",
    "SELECT r.weekday || '-' || r.from_minute || '-' || r.to_minute || d.name AS fact FROM availability_rule r
     JOIN doctor d ON d.id = r.doctor_id ORDER BY r.id",
];

async fn facts(clinic: &TestClinic) -> Vec<String> {
    let db = clinic.database.read();
    let mut facts = Vec::new();
    for sql in FACTS {
        let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
        for row in db.query_all_raw(statement).await.unwrap() {
            facts.push(row.try_get("", "fact").unwrap());
        }
    }
    facts
}

on_both_engines! {
    async fn the_clinic_is_full_and_nobody_is_in_two_places(empty: Empty) {
        let clinic = empty.0;
        let lines = create(&clinic.tools, DOCTORS).await.unwrap();
        for email in [ADMIN, DOCTOR, PATIENT] {
            assert!(lines.iter().any(|line| line.contains(email) && line.contains(PASSWORD)), "{lines:?}");
        }
        for (sql, low, high) in COUNTS {
            let count: i64 = clinic.value(sql).await;
            assert!((low..=high).contains(&count), "{count}: {sql}");
        }
        for status in AppointmentStatus::ALL {
            let count: i64 =
                clinic.value(&format!("SELECT COUNT(*) FROM appointment WHERE status = '{}'", status.as_str())).await;
            // Nobody can propose a time yet, so nobody could answer one.
            assert_eq!(count > 0, *status != AppointmentStatus::Proposed, "{status:?}");
        }
        for (state, email, table) in domain::care::CareState::ALL
            .iter()
            .flat_map(|state| [(state, PATIENT, "patient"), (state, DOCTOR, "doctor")])
        {
            let of_state = format!(
                "SELECT COUNT(*) FROM care_relationship r JOIN {table} x ON x.id = r.{table}_id
                 JOIN account c ON c.id = x.account_id WHERE c.email = '{email}' AND r.state = '{}'",
                state.as_str()
            );
            assert!(clinic.value::<i64>(&of_state).await > 0, "{email} {state:?}");
        }
        for side in ["o.resource_id = d.id", "o.resource_id = p.id"] {
            let own: i64 = clinic
                .value(&format!(
                    "SELECT COUNT(*) FROM appointment a JOIN doctor d ON d.id = a.doctor_id JOIN patient p ON p.id = a.patient_id
                     WHERE a.status NOT IN ('cancelled', 'no_show') AND NOT EXISTS (SELECT 1 FROM occupancy o
                     WHERE o.appointment_id = a.id AND {side} AND o.busy_from = a.starts_at AND o.busy_to = a.ends_at)"
                ))
                .await;
            assert_eq!(own, 0, "{side}");
        }
        let overlaps: i64 = clinic
            .value(
                "SELECT COUNT(*) FROM occupancy a JOIN occupancy b ON a.resource_id = b.resource_id AND a.id < b.id
                 WHERE a.busy_from < b.busy_to AND b.busy_from < a.busy_to",
            )
            .await;
        assert_eq!(overlaps, 0);
    }

    async fn lists_of_the_demo_people_have_more_than_a_page(empty: Empty) {
        let clinic = empty.0;
        create(&clinic.tools, DOCTORS).await.unwrap();
        let of = |table: &str, email: &str, condition: &str| {
            format!(
                "SELECT COUNT(*) FROM appointment a JOIN {table} x ON x.id = a.{table}_id
                 JOIN account c ON c.id = x.account_id WHERE c.email = '{email}' AND {condition}"
            )
        };
        for (table, email) in [("patient", PATIENT), ("doctor", DOCTOR)] {
            for past in ["a.ends_at <", "a.starts_at >"] {
                let count: i64 = clinic
                    .value(&of(table, email, &format!("{past} '2026-11-16T08:00:00+00:00'")))
                    .await;
                assert!(count > 20, "{table}: {count} {past}");
            }
        }
        let patients: i64 = clinic
            .value(
                "SELECT COUNT(DISTINCT a.patient_id) FROM appointment a JOIN doctor d ON d.id = a.doctor_id
                 JOIN account c ON c.id = d.account_id WHERE c.email = 'doctor@demo.example'",
            )
            .await;
        assert!(patients > 20, "{patients}");
    }

    async fn nothing_happened_in_the_future_and_everything_in_order(empty: Empty) {
        let clinic = empty.0;
        create(&clinic.tools, DOCTORS).await.unwrap();
        for wrong in [
            "SELECT COUNT(*) FROM appointment_event WHERE at > '2026-11-16T08:00:00+00:00'",
            "SELECT COUNT(*) FROM appointment WHERE created_at > starts_at OR created_at > updated_at",
            "SELECT COUNT(*) FROM appointment WHERE (status = 'cancelled') <> (cancelled_at IS NOT NULL)",
            "SELECT COUNT(*) FROM appointment WHERE status IN ('fulfilled', 'no_show') AND ends_at > '2026-11-16T08:00:00+00:00'",
            "SELECT COUNT(*) FROM appointment WHERE status IN ('booked', 'pending', 'proposed')
             AND starts_at <= '2026-11-16T08:00:00+00:00'",
            "SELECT COUNT(*) FROM appointment a WHERE a.version <>
             (SELECT COUNT(*) FROM appointment_event e WHERE e.appointment_id = a.id)",
            "SELECT COUNT(*) FROM appointment a WHERE a.status <> (SELECT e.to_status FROM appointment_event e
             WHERE e.appointment_id = a.id ORDER BY e.at DESC, e.id DESC LIMIT 1)",
            "SELECT COUNT(*) FROM doctor WHERE status = 'approved' AND next_free_at IS NULL",
            "SELECT COUNT(*) FROM doctor d WHERE d.next_free_at <>
             (SELECT MIN(n.next_free_at) FROM doctor_next_free n WHERE n.doctor_id = d.id)",
        ] {
            let count: i64 = clinic.value(wrong).await;
            assert_eq!(count, 0, "{wrong}");
        }
    }

    async fn everybody_signs_in_with_the_printed_password(empty: Empty) {
        let clinic = empty.0;
        create(&clinic.tools, DOCTORS).await.unwrap();
        for email in [ADMIN, DOCTOR, PATIENT] {
            let form = domain::accounts::SignIn { email: email.to_owned(), password: PASSWORD.into(), ..Default::default() };
            accounts::sign_in::check(&clinic.anonymous(), &form, None).await.unwrap();
        }
    }

    async fn two_clinics_of_one_instant_are_equal(empty: Empty) {
        let (one, other) = (empty.0, Empty::on(crate::database::Engine::Sqlite).await.0);
        create(&one.tools, DOCTORS).await.unwrap();
        create(&other.tools, DOCTORS).await.unwrap();
        assert_eq!(facts(&one).await, facts(&other).await);
    }

    async fn more_doctors_can_be_booked_and_the_rest_is_as_it_is(empty: Empty) {
        let clinic = empty.0;
        create(&clinic.tools, 100).await.unwrap();
        for (sql, count) in [
            ("SELECT COUNT(*) FROM doctor WHERE status = 'approved' AND next_free_at IS NOT NULL", 100),
            ("SELECT COUNT(*) FROM doctor WHERE status <> 'approved'", 4),
            ("SELECT COUNT(DISTINCT doctor_id) FROM appointment", 40),
        ] {
            assert_eq!(clinic.value::<i64>(sql).await, count, "{sql}");
        }
    }

    async fn a_second_call_changes_nothing(empty: Empty) {
        let clinic = empty.0;
        let lines = create(&clinic.tools, DOCTORS).await.unwrap();
        let before = facts(&clinic).await;
        clinic.advance(TimeDelta::days(1));
        assert_eq!(create(&clinic.tools, DOCTORS).await.unwrap(), lines);
        assert_eq!(facts(&clinic).await, before);
    }

    async fn a_database_with_anybody_in_it_is_refused(empty: Empty) {
        let clinic = empty.0;
        clinic.admin().await;
        let refused = create(&clinic.tools, DOCTORS).await.unwrap_err();
        assert!(matches!(refused, DemoError::HoldsSomethingElse));
        assert!(refused.to_string().contains("holds something else"));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM patient").await, 0);
    }
}

#[test]
fn the_password_keeps_the_rules_for_everybody() {
    use domain::values::{Password, PasswordRule};
    let password = Password::parse(&PASSWORD.into(), PasswordRule::Staff).unwrap();
    password
        .without(&[ADMIN, DOCTOR, PATIENT, "Ngozi Okafor", "Amelia Whitcombe"])
        .unwrap();
}
