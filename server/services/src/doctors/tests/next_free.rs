//! The next free time on the row follows hours and the clock.

use chrono::TimeDelta;
use domain::doctors::SearchDoctors;

use super::*;
use crate::on_both_engines;
use crate::testing::instant;

async fn kept(clinic: &TestClinic, doctor: &Scope) -> Option<DateTime<Utc>> {
    let id = doctor_of(doctor);
    let rows = by_ids(clinic.database.read(), [id]).await.unwrap();
    rows[&id].next_free_at
}

async fn refresh(clinic: &TestClinic, doctor: &Scope) {
    let (system, id) = (clinic.system(), doctor_of(doctor));
    let asked = system.transaction(async |tx| {
        refresh_next_free(tx, &system, id).await?;
        refresh_next_free(tx, &system, id).await
    });
    asked.await.unwrap();
}

on_both_engines! {
    async fn many_changes_make_one_job(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        refresh(&clinic, &doctor).await;
        let waiting = "SELECT COUNT(*) FROM job WHERE kind = 'doctors.refresh_next_free'";
        assert_eq!(clinic.value::<i64>(waiting).await, 1);
        clinic.run_jobs().await;
        assert_eq!(kept(&clinic, &doctor).await, Some(instant("2026-11-16T09:00:00Z")));

        clinic.execute("DELETE FROM availability_rule_visit_type").await;
        clinic.execute("DELETE FROM availability_rule").await;
        refresh(&clinic, &doctor).await;
        clinic.run_jobs().await;
        assert_eq!(kept(&clinic, &doctor).await, None);
        assert_eq!(own_profile(&doctor).await.unwrap().values.version, "1");
    }

    async fn what_comes_too_near_moves_on_by_itself(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let waiting = clinic.new_doctor("Dr Waiting").pending().make().await;
        clinic.run_jobs().await;
        clinic.advance(TimeDelta::hours(3));
        clinic.run_jobs().await;
        // 11am, with the clinic's notice of an hour.
        assert_eq!(kept(&clinic, &doctor).await, Some(instant("2026-11-16T12:00:00Z")));
        assert_eq!(kept(&clinic, &waiting).await, None);
    }

    async fn a_card_never_shows_a_time_that_has_passed(clinic: TestClinic) {
        clinic.doctor("Dr Okafor").await;
        clinic.run_jobs().await;
        clinic.advance(TimeDelta::hours(3));
        let found = search(&clinic.anonymous(), &SearchDoctors::default()).await.unwrap();
        assert_eq!(found.doctors.items[0].next_free.as_deref(), Some("Mon 16 Nov, midday"));
    }
}
