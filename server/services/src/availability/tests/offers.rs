//! Single free times.

use domain::id::DoctorId;
use words::Language;

use super::super::{Kinds, add_exception, nearest, next_free, offered};
use super::arrange::{block, hold, visit};
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of, instant, patient_of};

async fn near(clinic: &TestClinic, scope: &Scope, doctor: &Scope, around: &str, count: usize) -> Vec<String> {
    let (doctor, kind) = (doctor_of(doctor), clinic.visit_type("first"));
    let offers = nearest(scope, doctor, kind, Some(clinic.location), instant(around), count)
        .await
        .unwrap();
    offers
        .iter()
        .map(|offer| offer.when.instant.format("%dT%H:%M").to_string())
        .collect()
}

on_both_engines! {
    async fn an_own_hold_is_not_in_the_way(clinic: TestClinic) {
        let doctor = clinic.doctor("Held").await;
        let (own, other) = (clinic.patient("Own").await, clinic.patient("Other").await);
        let at = instant("2026-11-18T10:00:00Z");
        hold(&clinic, &doctor, patient_of(&own), at, 30).await;
        let db = clinic.database.read();
        let (id, kind, place) = (doctor_of(&doctor), clinic.visit_type("first"), Some(clinic.location));
        for (asking, free) in [(Some(patient_of(&own)), true), (Some(patient_of(&other)), false), (None, false)] {
            let slot = offered(db, &clinic.tools, id, kind, place, at, asking).await.unwrap();
            assert_eq!(slot.is_some(), free, "{asking:?}");
        }
        assert_eq!(near(&clinic, &own, &doctor, "2026-11-18T10:00:00Z", 1).await, ["18T10:00"]);
        assert_eq!(near(&clinic, &other, &doctor, "2026-11-18T10:00:00Z", 2).await, ["18T09:30", "18T10:30"]);
    }

    async fn only_the_very_time_kind_and_place_are_offered(clinic: TestClinic) {
        let doctor = clinic.doctor("Exact").await;
        let other = clinic.location_in("Europe/Paris").await;
        let tools = &clinic.tools;
        let kind = |code| clinic.visit_type(code);
        let here = Some(clinic.location);
        for (code, place, at, free) in [
            ("first", here, "2026-11-18T10:00:00Z", true),
            ("follow_up", here, "2026-11-18T16:40:00Z", true),
            ("first", here, "2026-11-18T16:40:00Z", false),
            ("first", here, "2026-11-18T10:00:00.001Z", false),
            ("first", here, "2026-11-18T10:05:00Z", false),
            ("first", Some(other), "2026-11-18T10:00:00Z", false),
            ("first", None, "2026-11-18T10:00:00Z", false),
            ("video", None, "2026-11-18T18:00:00Z", true),
            ("video", here, "2026-11-18T18:00:00Z", false),
        ] {
            let answer = clinic.system().transaction(async |tx| {
                offered(tx, tools, doctor_of(&doctor), kind(code), place, instant(at), None).await
            }).await.unwrap();
            assert_eq!(answer.is_some(), free, "{code} {at}");
        }
        let pending = clinic.new_doctor("Pending").pending().make().await;
        let at = instant("2026-11-18T10:00:00Z");
        let refused = offered(clinic.database.read(), tools, doctor_of(&pending), kind("first"), here, at, None).await;
        assert_eq!(refused.unwrap(), None);
        clinic.execute("UPDATE visit_type SET active = FALSE WHERE code = 'first'").await;
        let gone = offered(clinic.database.read(), tools, doctor_of(&doctor), kind("first"), here, at, None).await;
        assert_eq!(gone.unwrap(), None);
    }

    async fn the_nearest_times_fit_the_patient(clinic: TestClinic) {
        let (doctor, other) = (clinic.doctor("Near").await, clinic.doctor("Other").await);
        let patient = clinic.patient("Pat").await;
        let around = "2026-11-18T10:00:00Z";
        visit(&clinic, &doctor, &clinic.patient("Before").await, around, 30).await;
        assert_eq!(near(&clinic, &clinic.anonymous(), &doctor, around, 3).await, ["18T09:20", "18T09:30", "18T10:30"]);
        visit(&clinic, &other, &patient, "2026-11-18T09:30:00Z", 30).await;
        assert_eq!(near(&clinic, &patient, &doctor, around, 3).await, ["18T10:30", "18T10:40", "18T10:50"]);
        for hour in [13, 14] {
            visit(&clinic, &other, &patient, &format!("2026-11-18T{hour}:00:00Z"), 30).await;
        }
        // Three visits that day are all that a patient may book.
        assert_eq!(near(&clinic, &patient, &doctor, around, 3).await, ["17T16:10", "17T16:20", "17T16:30"]);
        // Looked for from far away, the nearest are the first or the last that can be booked.
        assert_eq!(near(&clinic, &patient, &doctor, "2020-01-01T10:00:00Z", 1).await, ["16T09:00"]);
        assert_eq!(near(&clinic, &patient, &doctor, "2027-01-02T10:00:00Z", 2).await, ["01T16:20", "01T16:30"]);
    }

    async fn the_next_free_time_of_many_doctors(clinic: TestClinic) {
        let mut doctors = Vec::new();
        for name in ["Today", "Next Week", "Later", "Never", "Bare", "Pending"] {
            let doctor = clinic.new_doctor(name);
            let doctor = match name {
                "Bare" => doctor.without_hours(),
                "Pending" => doctor.pending(),
                _ => doctor,
            };
            doctors.push(doctor.make().await);
        }
        for (doctor, until) in [(1, "2026-11-23"), (2, "2027-01-05"), (3, "2027-11-10")] {
            let mut away = block("2026-11-16");
            away.to_date = until.to_owned();
            add_exception(&doctors[doctor], &away).await.unwrap();
        }
        let ids: Vec<DoctorId> = doctors.iter().map(doctor_of).collect();
        let next = next_free(clinic.database.read(), &clinic.tools, &ids, Kinds::Any, Language::En).await.unwrap();
        let starts: Vec<_> = ids.iter().map(|id| next.get(id).map(|offer| offer.when.instant)).collect();
        let at = |text| Some(instant(text));
        assert_eq!(starts, [
            at("2026-11-16T09:00:00Z"),
            at("2026-11-24T09:00:00Z"),
            at("2027-01-06T09:00:00Z"),
            None,
            None,
            None,
        ]);
        assert_eq!(next[&ids[0]].doctor_name, "Today");
        assert!(next_free(clinic.database.read(), &clinic.tools, &[], Kinds::Any, Language::En).await.unwrap().is_empty());
    }
}
