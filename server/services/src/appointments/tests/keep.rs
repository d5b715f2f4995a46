//! What a device may keep.

use super::*;
use crate::appointments::{cancel, visits_to_keep};
use crate::on_both_engines;

on_both_engines! {
    async fn a_device_keeps_when_and_where_of_the_next_days_only(clinic: TestClinic) {
        let (ann, bob) = (clinic.patient("Ann").await, clinic.patient("Bob").await);
        let doctor = clinic.doctor("Dr Okafor").await;
        booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        booked(&clinic, &bob, &doctor, "2026-11-18T11:00:00Z").await;
        let later = booked(&clinic, &ann, &doctor, "2026-11-19T10:00:00Z").await;
        booked(&clinic, &ann, &doctor, "2026-11-25T10:00:00Z").await;

        let kept = visits_to_keep(&ann).await.unwrap();
        let shown: Vec<_> = kept.visits.iter().map(|visit| (visit.when.label.as_str(), visit.place.as_str())).collect();
        assert_eq!(shown, [
            ("Wednesday 18 November 2026 at 10am", "In person, Harbour Clinic"),
            ("Thursday 19 November 2026 at 10am", "In person, Harbour Clinic"),
        ]);
        let all = format!("{kept:?}");
        for secret in ["Okafor", "Ann", "First visit", "canary"] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }

        cancel(&ann, &cancellation(later, 1)).await.unwrap();
        assert_eq!(visits_to_keep(&ann).await.unwrap().visits.len(), 1);
        assert!(matches!(visits_to_keep(&doctor).await, Err(Error::Forbidden)));
    }
}
