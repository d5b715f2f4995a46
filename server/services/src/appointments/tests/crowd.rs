//! Many at once: one wins, everybody else is told what is free, and nothing breaks.

use tokio::task::JoinSet;

use super::*;
use crate::appointments::{book, hold};
use crate::on_both_engines;

const CROWD: usize = 64;

/// Everybody asks at once; the scopes and answers come back.
async fn rush(asked: Vec<(Scope, HoldTime)>) -> Vec<(Scope, Result<HoldId>)> {
    let mut rush = JoinSet::new();
    for (patient, wish) in asked {
        rush.spawn(async move {
            let answer = hold(&patient, &wish).await;
            (patient, answer)
        });
    }
    rush.join_all().await
}

async fn crowd(clinic: &TestClinic, wish: impl Fn(usize) -> HoldTime) -> Vec<(Scope, HoldTime)> {
    let mut crowd = Vec::new();
    for number in 0..CROWD {
        crowd.push((clinic.patient(&format!("Patient {number}")).await, wish(number)));
    }
    crowd
}

on_both_engines! {
    async fn sixty_four_patients_want_one_time(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let asked = crowd(&clinic, |_| first_visit(&clinic, &doctor, WEDNESDAY)).await;
        let mut winners = 0;
        for (patient, answer) in rush(asked).await {
            if let Ok(hold) = answer {
                book(&patient, &with_reason(hold)).await.unwrap();
                winners += 1;
            } else {
                assert_eq!(offered_instead(answer), 3);
            }
        }
        assert_eq!(winners, 1);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 2);
    }

    async fn sixty_four_patients_want_times_that_overlap(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let wish = |number| first_visit(&clinic, &doctor, &format!("2026-11-18T10:{}0:00Z", number % 6));
        let asked = crowd(&clinic, wish).await;
        let mut winners = 0;
        for (patient, answer) in rush(asked).await {
            if let Ok(hold) = answer {
                book(&patient, &with_reason(hold)).await.unwrap();
                winners += 1;
            } else {
                assert_eq!(offered_instead(answer), 3);
            }
        }
        // Half an hour each, and an hour in which they start: one in the middle, or two beside each other.
        assert!((1..=2).contains(&winners), "{winners}");
        assert_eq!(overlaps(&clinic).await, 0);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 2 * winners);
    }

    async fn one_patient_wants_two_doctors_at_once(clinic: TestClinic) {
        let doctors = [clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Novak").await];
        let ann = clinic.patient("Ann").await;
        let mut rush = JoinSet::new();
        for number in 0..32 {
            let (ann, wish) = (ann.clone(), first_visit(&clinic, &doctors[number % 2], WEDNESDAY));
            rush.spawn(async move {
                let held = hold(&ann, &wish).await?;
                book(&ann, &with_reason(held)).await
            });
        }
        let mut visits = Vec::new();
        for answer in rush.join_all().await {
            match answer {
                Ok(visit) => visits.push(visit),
                // Busy, replaced by another hold, or that hold is a visit by now.
                Err(Error::Conflict(
                    Conflict::PatientBusy { .. } | Conflict::HoldTaken | Conflict::HoldExpired | Conflict::TimeTaken { .. }
                )) => {}
                other => panic!("{other:?}"),
            }
        }
        visits.sort_unstable();
        visits.dedup();
        assert_eq!(visits.len(), 1);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM appointment").await, 1);
        assert_eq!(overlaps(&clinic).await, 0);
    }

    async fn many_taps_on_one_button_book_one_visit(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let held = hold(&ann, &first_visit(&clinic, &doctor, WEDNESDAY)).await.unwrap();
        let mut taps = JoinSet::new();
        for _ in 0..16 {
            let ann = ann.clone();
            taps.spawn(async move { book(&ann, &with_reason(held)).await });
        }
        let mut visits: Vec<AppointmentId> = taps.join_all().await.into_iter().map(Result::unwrap).collect();
        visits.dedup();
        assert_eq!(visits.len(), 1);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM appointment").await, 1);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM job WHERE kind = 'mail'").await, 2);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM audit_event WHERE action = 'visit.booked'").await, 1);
    }

    async fn a_time_is_cancelled_and_wanted_at_the_same_moment(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        let asked = crowd(&clinic, |_| first_visit(&clinic, &doctor, WEDNESDAY)).await;
        let (cancelled, answers) =
            tokio::join!(async { crate::appointments::cancel(&ann, &cancellation(visit, 1)).await }, rush(asked));
        cancelled.unwrap();
        let winners = answers.into_iter().filter(|(_, answer)| match answer {
            Ok(_) => true,
            Err(Error::Conflict(Conflict::TimeTaken { .. })) => false,
            other => panic!("{other:?}"),
        });
        assert!(winners.count() <= 1);
        assert_eq!(overlaps(&clinic).await, 0);
    }
}
