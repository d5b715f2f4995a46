//! What happens to a visit after it is booked.

use chrono::TimeDelta;
use domain::actor::ActorKind;
use domain::appointments::AppointmentStatus as Status;

use super::*;
use crate::appointments::{cancel, get, hold, step};
use crate::on_both_engines;
use crate::testing::instant;

on_both_engines! {
    async fn a_doctor_takes_a_visit_to_its_end(clinic: TestClinic) {
        clinic.let_doctors_confirm("first").await;
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        assert_eq!(get(&doctor, visit).await.unwrap().actions, [Action::Confirm, Action::Cancel]);
        let early = step(&doctor, &a_step(visit, Action::Arrive, 1)).await;
        assert_eq!(conflict(early), Conflict::NotPossibleNow);
        assert!(matches!(step(&ann, &a_step(visit, Action::Confirm, 1)).await, Err(Error::Forbidden)));
        step(&doctor, &a_step(visit, Action::Confirm, 1)).await.unwrap();
        clinic.clock.set(instant("2026-11-18T09:50:00Z"));
        step(&doctor, &a_step(visit, Action::Arrive, 2)).await.unwrap();
        // Another window still shows the visit as it was.
        assert_eq!(conflict(step(&doctor, &a_step(visit, Action::Start, 2)).await), Conflict::Stale);
        step(&doctor, &a_step(visit, Action::Start, 3)).await.unwrap();
        clinic.clock.set(instant("2026-11-18T10:20:00Z"));
        step(&doctor, &a_step(visit, Action::Finish, 4)).await.unwrap();
        assert_eq!(conflict(step(&doctor, &a_step(visit, Action::Finish, 5)).await), Conflict::NotPossibleNow);

        let seen = get(&ann, visit).await.unwrap();
        assert_eq!((seen.summary.status, seen.version, seen.actions.len()), (Status::Fulfilled, 5, 0));
        let told: Vec<_> = seen.history.iter().map(|entry| (entry.from, entry.to, entry.by, entry.by_reader)).collect();
        assert_eq!(told, [
            (Some(Status::InProgress), Status::Fulfilled, ActorKind::Doctor, false),
            (Some(Status::Arrived), Status::InProgress, ActorKind::Doctor, false),
            (Some(Status::Booked), Status::Arrived, ActorKind::Doctor, false),
            (Some(Status::Pending), Status::Booked, ActorKind::Doctor, false),
            (None, Status::Pending, ActorKind::Patient, true),
        ]);
        assert_eq!(seen.history[0].by_name.as_deref(), Some("Dr Okafor"));
        assert_eq!(seen.history[0].at.label, "18 November 2026, 10:20am");
        assert_eq!(seen.history[4].by_name.as_deref(), Some("Ann"));
    }

    async fn a_missed_visit_gives_its_time_back(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        clinic.clock.set(instant("2026-11-18T10:15:00Z"));
        step(&doctor, &a_step(visit, Action::Miss, 1)).await.unwrap();
        assert_eq!(get(&ann, visit).await.unwrap().summary.status, Status::NoShow);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 0);
    }

    async fn a_visit_is_cancelled_once_and_by_who_saw_it(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        assert_eq!(conflict(cancel(&ann, &cancellation(visit, 2)).await), Conflict::Stale);
        assert!(matches!(cancel(&ann, &CancelAppointment::default()).await, Err(Error::Invalid(_))));
        cancel(&doctor, &cancellation(visit, 1)).await.unwrap();
        assert_eq!(conflict(cancel(&ann, &cancellation(visit, 1)).await), Conflict::AlreadyCancelled);
        let seen = get(&ann, visit).await.unwrap();
        assert_eq!(seen.history[0].note.as_deref(), Some("Moved away canary-91bc"));
        assert_eq!((seen.history[0].by, seen.history[0].from), (ActorKind::Doctor, Some(Status::Booked)));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 0);
        // The time is the first that is offered to others again.
        hold(&ann, &first_visit(&clinic, &doctor, WEDNESDAY)).await.unwrap();
    }

    async fn a_patient_cancels_until_the_notice_begins(clinic: TestClinic) {
        clinic.execute("INSERT INTO setting (\"key\", value, version, updated_at)
             VALUES ('clinic', '{\"cancel_notice_hours\": 24}', 1, '2026-11-01T00:00:00+00:00')").await;
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        let shown = get(&ann, visit).await.unwrap();
        assert_eq!(shown.cancel_until.as_deref(), Some("17 November 2026, 10am"));
        clinic.clock.set(instant("2026-11-17T10:00:00Z") + TimeDelta::milliseconds(1));
        let shown = get(&ann, visit).await.unwrap();
        assert_eq!((shown.actions.len(), shown.cancel_until, shown.clinic_phone.as_str()), (0, None, "020 7946 0100"));
        assert_eq!(conflict(cancel(&ann, &cancellation(visit, 1)).await), Conflict::TooLateToCancel);
        clinic.clock.set(instant("2026-11-17T10:00:00Z"));
        cancel(&ann, &cancellation(visit, 1)).await.unwrap();
        let next = booked(&clinic, &ann, &doctor, "2026-11-18T12:00:00Z").await;
        clinic.clock.set(instant("2026-11-18T11:59:00Z"));
        cancel(&doctor, &cancellation(next, 1)).await.unwrap();
    }
}
