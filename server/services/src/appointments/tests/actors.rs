//! Everybody else: not yours and not there look the same.

use domain::appointments::ReleaseHold;
use domain::calendar::{Agenda, AskCalendar, CalendarBody};

use super::*;
use crate::appointments::{
    book, booked_from, calendar, cancel, doctor_home, get, hold, hold_view, lost_hold, patient_home, release, step,
    with_patient,
};
use crate::on_both_engines;
use crate::testing::patient_of;

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads as a sentence where it is called")]
fn not_there<T: Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads as a sentence where it is called")]
fn not_allowed<T: Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(Error::Forbidden)), "{outcome:?}");
}

on_both_engines! {
    async fn other_patients_and_doctors_find_nothing(clinic: TestClinic) {
        let (ann, bob) = (clinic.patient("Ann").await, clinic.patient("Bob").await);
        let (doctor, other) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Novak").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        let held = hold(&ann, &first_visit(&clinic, &doctor, "2026-11-18T12:00:00Z")).await.unwrap();
        not_there(hold_view(&bob, held).await);
        // As for a time that was let go: it says nothing and changes nothing.
        release(&bob, &ReleaseHold { hold: held.to_string() }).await.unwrap();
        hold_view(&ann, held).await.unwrap();
        // As for a time that was let go.
        assert_eq!(conflict(book(&bob, &with_reason(held)).await), Conflict::HoldExpired);
        assert_eq!(booked_from(&bob, held).await.unwrap(), None);
        assert_eq!(lost_hold(&bob, held).await.unwrap(), None);
        for stranger in [&bob, &other] {
            not_there(get(stranger, visit).await);
            not_there(cancel(stranger, &cancellation(visit, 1)).await);
            not_there(step(stranger, &a_step(visit, Action::Arrive, 1)).await);
            let theirs = calendar(stranger, &AskCalendar::default()).await.unwrap();
            assert_eq!(theirs.body, CalendarBody::Agenda(Agenda { page: 1, pages: 1, ..Agenda::default() }));
        }
        let seen = with_patient(&other, patient_of(&ann), 1).await.unwrap();
        assert_eq!((seen.coming.len(), seen.past.total), (0, 0));
        assert_eq!(with_patient(&doctor, patient_of(&ann), 1).await.unwrap().coming.len(), 1);
        assert!(patient_home(&bob).await.unwrap().next.is_none());
        assert!(doctor_home(&other).await.unwrap().next.is_none());
        assert_eq!(get(&ann, visit).await.unwrap().version, 1);
        assert!(hold_view(&ann, held).await.is_ok());
    }

    async fn only_patients_and_verified_doctors_have_visits(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        let wish = first_visit(&clinic, &doctor, "2026-11-18T12:00:00Z");
        let held = hold(&ann, &wish).await.unwrap();
        let waiting = clinic.new_doctor("Dr Novak").pending().make().await;
        for nobody in [clinic.anonymous(), clinic.admin().await, waiting] {
            not_allowed(get(&nobody, visit).await);
            not_allowed(cancel(&nobody, &cancellation(visit, 1)).await);
            not_allowed(step(&nobody, &a_step(visit, Action::Arrive, 1)).await);
            not_allowed(calendar(&nobody, &AskCalendar::default()).await);
            not_allowed(patient_home(&nobody).await);
            not_patients(&nobody, &wish, held).await;
            not_allowed(doctor_home(&nobody).await);
            not_allowed(with_patient(&nobody, patient_of(&ann), 1).await);
        }
        not_patients(&doctor, &wish, held).await;
        not_allowed(patient_home(&doctor).await);
        not_allowed(doctor_home(&ann).await);
        not_allowed(with_patient(&ann, patient_of(&ann), 1).await);
    }

    async fn a_doctor_who_reads_is_written_down(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        let rows = "SELECT COUNT(*) FROM audit_event WHERE action IN ('visit.read', 'visit.listed')";
        get(&ann, visit).await.unwrap();
        calendar(&ann, &AskCalendar::default()).await.unwrap();
        patient_home(&ann).await.unwrap();
        assert_eq!(clinic.value::<i64>(rows).await, 0);
        get(&doctor, visit).await.unwrap();
        calendar(&doctor, &AskCalendar::default()).await.unwrap();
        doctor_home(&doctor).await.unwrap();
        with_patient(&doctor, patient_of(&ann), 1).await.unwrap();
        assert_eq!(clinic.value::<i64>(rows).await, 4);
    }
}

async fn not_patients(scope: &Scope, wish: &HoldTime, held: HoldId) {
    not_allowed(hold(scope, wish).await);
    not_allowed(hold_view(scope, held).await);
    not_allowed(booked_from(scope, held).await);
    not_allowed(lost_hold(scope, held).await);
    not_allowed(book(scope, &with_reason(held)).await);
    let let_go = ReleaseHold { hold: held.to_string() };
    not_allowed(release(scope, &let_go).await);
}
