use domain::access::AskAccess;
use domain::actor::{Actor, Permissions};
use domain::admin::{FindDeliveries, JobState, RetryDelivery};
use domain::audit::{Action, FindAudit};
use domain::form::Problem;
use domain::id::AccountId;
use uuid::Uuid;

use super::*;
use crate::demo;
use crate::error::Error;
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::TestClinic;

/// Staff without any permission.
fn powerless(clinic: &TestClinic) -> Scope {
    clinic.scope(Actor::Staff {
        account: AccountId::from_uuid(Uuid::from_u128(7)),
        permissions: Permissions::none(),
    })
}

/// A mail that was given up, with its id.
async fn dead_job(clinic: &TestClinic, number: u32) -> String {
    let id = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + u128::from(number));
    let literal = match clinic.database.engine() {
        crate::database::Engine::Sqlite => format!("X'{}'", id.simple()),
        crate::database::Engine::Postgres => format!("'{id}'"),
    };
    clinic
        .execute(&format!(
            "INSERT INTO job (id, kind, payload, run_at, priority, state, attempts, max_attempts, last_error, created_at,
             finished_at) VALUES ({literal}, 'mail', '{{}}', '2026-11-16T07:{:02}:00+00:00', 0, 'dead', 8, 8, 'no such host',
             '2026-11-15T07:00:00+00:00', '2026-11-16T07:30:00+00:00')",
            number % 60
        ))
        .await;
    id.to_string()
}

on_both_engines! {
    async fn each_figure_is_the_number_of_rows_it_opens(clinic: TestClinic) {
        clinic.execute("DELETE FROM location").await;
        demo::create(&clinic.tools, demo::DOCTORS).await.unwrap();
        let admin = clinic.admin().await;
        dead_job(&clinic, 1).await;
        let home = home(&admin).await.unwrap();
        let numbers = home.numbers.unwrap();
        for (figure, rows) in [
            (numbers.counts.patients, "SELECT COUNT(*) FROM patient WHERE account_id IS NOT NULL"),
            (numbers.counts.doctors, "SELECT COUNT(*) FROM doctor WHERE status = 'approved'"),
            (numbers.counts.doctors_waiting, "SELECT COUNT(*) FROM doctor WHERE status = 'pending'"),
            (
                numbers.counts.visits_today,
                "SELECT COUNT(*) FROM appointment WHERE status NOT IN ('cancelled', 'no_show')
                 AND starts_at >= '2026-11-16T00:00:00+00:00' AND starts_at < '2026-11-17T00:00:00+00:00'",
            ),
            (
                numbers.counts.visits_next_seven_days,
                "SELECT COUNT(*) FROM appointment WHERE status NOT IN ('cancelled', 'no_show')
                 AND starts_at >= '2026-11-16T08:00:00+00:00' AND starts_at < '2026-11-23T08:00:00+00:00'",
            ),
            (
                numbers.counts.cancelled_last_seven_days,
                "SELECT COUNT(*) FROM appointment WHERE status = 'cancelled'
                 AND cancelled_at >= '2026-11-09T08:00:00+00:00' AND cancelled_at < '2026-11-16T08:00:00+00:00'",
            ),
        ] {
            let counted: i64 = clinic.value(rows).await;
            assert!(counted > 0, "{rows}");
            assert_eq!(i64::try_from(figure).unwrap(), counted, "{rows}");
        }
        assert_eq!(home.waiting.unwrap().len(), 3);
        let failed = deliveries(&admin, &FindDeliveries::default()).await.unwrap();
        assert_eq!(numbers.counts.deliveries_failed, failed.rows.total);
    }

    async fn charts_count_every_visit_of_their_days_once(clinic: TestClinic) {
        clinic.execute("DELETE FROM location").await;
        demo::create(&clinic.tools, demo::DOCTORS).await.unwrap();
        let admin = clinic.admin().await;
        let figures = visit_figures(&admin).await.unwrap();
        assert_eq!((figures.days.len(), figures.days[0].date.as_str(), figures.days[29].date.as_str()), (30, "2026-10-18", "2026-11-16"));
        let days = "FROM appointment WHERE starts_at >= '2026-10-18T00:00:00+00:00' AND starts_at < '2026-11-17T00:00:00+00:00'
             AND local_start >= '2026-10-18' AND local_start < '2026-11-17'";
        for (place, statuses) in ["= 'fulfilled'", "NOT IN ('fulfilled', 'cancelled', 'no_show')", "= 'cancelled'", "= 'no_show'"].iter().enumerate() {
            let counted: i64 = clinic.value(&format!("SELECT COUNT(*) {days} AND status {statuses}")).await;
            let drawn: u32 = figures.days.iter().map(|day| day.visits[place]).sum();
            assert_eq!(i64::from(drawn), counted, "{statuses}");
            assert!(counted > 0, "{statuses}");
        }
        let live: i64 = clinic
            .value(&format!("SELECT COUNT(*) {days} AND local_start >= '2026-10-20' AND status NOT IN ('cancelled', 'no_show')"))
            .await;
        let hours: u32 = figures.hours.iter().flat_map(|hour| hour.visits).sum();
        assert_eq!(i64::from(hours), live);
        let home = home(&admin).await.unwrap();
        assert_eq!(home.numbers.unwrap().figures, figures);
    }

    async fn a_clinic_without_a_place_leads_to_its_first_one(clinic: TestClinic) {
        let admin = clinic.admin().await;
        assert!(!home(&admin).await.unwrap().no_location);
        clinic.execute("DELETE FROM location").await;
        assert!(home(&admin).await.unwrap().no_location);
    }

    async fn a_clinic_without_visits_has_days_without_bars(clinic: TestClinic) {
        let figures = visit_figures(&clinic.admin().await).await.unwrap();
        assert!(figures.days.iter().all(|day| day.visits == [0; 4]) && figures.hours.is_empty());
    }

    async fn only_staff_with_the_permission_see_numbers_and_deliveries(clinic: TestClinic) {
        let (patient, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Lee").await);
        let job = RetryDelivery { job: dead_job(&clinic, 1).await };
        for scope in [clinic.anonymous(), patient, doctor, powerless(&clinic)] {
            assert!(matches!(home(&scope).await, Err(Error::Forbidden)));
            assert!(matches!(visit_figures(&scope).await, Err(Error::Forbidden)));
            assert!(matches!(deliveries(&scope, &FindDeliveries::default()).await, Err(Error::Forbidden)));
            assert!(matches!(retry(&scope, &job).await, Err(Error::Forbidden)));
        }
    }

    async fn what_was_given_up_is_tried_again_once(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let job = RetryDelivery { job: dead_job(&clinic, 1).await };
        retry(&admin, &job).await.unwrap();
        let queued = FindDeliveries { state: "queued".to_owned(), ..FindDeliveries::default() };
        let waits = deliveries(&admin, &queued).await.unwrap();
        let row = waits.rows.items.iter().find(|row| row.id.to_string() == job.job).unwrap();
        assert_eq!((row.state, row.attempts, row.next.is_some()), (JobState::Queued, 0, true));
        assert!(matches!(retry(&admin, &job).await, Err(Error::NotFound)));
        let audited: i64 = clinic.value("SELECT COUNT(*) FROM audit_event WHERE action = 'delivery.retried'").await;
        assert_eq!(audited, 1);
        assert!(matches!(retry(&admin, &RetryDelivery::default()).await, Err(Error::Invalid(_))));
    }

    async fn deliveries_come_in_pages_with_the_newest_first(clinic: TestClinic) {
        let admin = clinic.admin().await;
        for number in 1..=25 {
            dead_job(&clinic, number).await;
        }
        let second = FindDeliveries { page: "2".to_owned(), ..FindDeliveries::default() };
        let first = deliveries(&admin, &FindDeliveries::default()).await.unwrap().rows;
        let second = deliveries(&admin, &second).await.unwrap().rows;
        assert_eq!((first.items.len(), second.items.len(), second.pages, second.total), (20, 5, 2, 25));
        assert!(first.items[0].id > second.items[4].id);
        assert_eq!(first.items[0].last_error.as_deref(), Some("no such host"));
    }

    async fn the_audit_is_searched_by_who_whom_what_and_when(clinic: TestClinic) {
        let (admin, other) = (clinic.admin().await, clinic.admin().await);
        let (ann, bea) = (clinic.patient("Ann").await, clinic.patient("Bea").await);
        let number = crate::patients::own(&ann).await.unwrap().number.to_string();
        let seen = [(&admin, &ann), (&other, &ann), (&admin, &bea)];
        for (reader, person) in seen {
            people::person(reader, person.account().unwrap(), &AskAccess::default()).await.unwrap();
            clinic.advance(chrono::TimeDelta::days(1));
        }
        let email = clinic.email(&admin).await;
        let find = FindAudit { action: "person.read".into(), ..FindAudit::default() };
        let whole = audit(&admin, &find).await.unwrap();
        assert_eq!((whole.rows.len(), whole.older), (3, None));
        assert_eq!(whole.rows[0].who.as_ref(), Some(&email), "the newest first");
        assert_eq!(whole.rows[1].patient, Some((number.parse().unwrap(), "Ann".to_owned())));
        for (find, rows) in [
            (FindAudit { who: email.to_uppercase(), ..find.clone() }, 2),
            (FindAudit { patient: number, ..find.clone() }, 2),
            (FindAudit { patient: "99".into(), ..find.clone() }, 0),
            (FindAudit { who: "nobody@example.org".into(), ..find.clone() }, 0),
            (FindAudit { from: "2026-11-17".into(), ..find.clone() }, 2),
            (FindAudit { until: "2026-11-16".into(), ..find.clone() }, 1),
            (FindAudit { from: "2026-11-17".into(), until: "2026-11-17".into(), ..find.clone() }, 1),
        ] {
            assert_eq!(audit(&admin, &find).await.unwrap().rows.len(), rows, "{find:?}");
        }
        let wrong = FindAudit { from: "soon".into(), ..find };
        let told = audit(&admin, &wrong).await.unwrap();
        assert_eq!((told.errors.get("from"), told.rows.len()), (Some(&Problem::DateWrong), 0));
        assert!(matches!(audit_file(&clinic.unsure(&admin), &wrong).await, Err(Error::ConfirmFirst)), "a file leaves the portal");
        assert!(matches!(audit_file(&clinic.confirmed(&admin), &wrong).await, Err(Error::Invalid(_))));

        let looked = FindAudit { action: Action::AuditRead.as_str().into(), ..FindAudit::default() };
        let looks = audit(&admin, &looked).await.unwrap().rows;
        assert_eq!(looks.len(), 8, "every look was written down");
        assert!(looks.iter().all(|row| !row.detail.contains('@')), "without addresses");
    }

    async fn a_long_audit_goes_on_where_it_ended(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        for _ in 0..60 {
            audit(&admin, &FindAudit { who: "nobody@example.org".into(), ..FindAudit::default() }).await.unwrap();
        }
        clinic.advance(chrono::TimeDelta::milliseconds(1));
        let mut find = FindAudit { action: "audit.read".into(), ..FindAudit::default() };
        let first = audit(&admin, &find).await.unwrap();
        find.before = first.older.unwrap().to_string();
        let second = audit(&admin, &find).await.unwrap();
        assert_eq!((first.rows.len(), second.rows.len(), second.older), (50, 10, None));
        let gone = FindAudit { before: uuid::Uuid::nil().to_string(), ..FindAudit::default() };
        assert!(matches!(audit_file(&admin, &gone).await, Err(Error::Invalid(_))));
        let mut ids: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 60, "none twice, none left out");
        assert_eq!(audit_file(&admin, &FindAudit { action: "audit.read".into(), ..FindAudit::default() }).await.unwrap().len(), 62);
    }

    async fn only_who_reads_the_audit_does(clinic: TestClinic) {
        let (patient, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Lee").await);
        for scope in [clinic.anonymous(), patient, doctor, powerless(&clinic)] {
            assert!(matches!(audit(&scope, &FindAudit::default()).await, Err(Error::Forbidden)));
            assert!(matches!(audit_file(&scope, &FindAudit::default()).await, Err(Error::Forbidden)));
        }
    }
}
