//! From a free time to a visit.

use chrono::TimeDelta;
use domain::appointments::{AppointmentStatus, LostHold, ReleaseHold};
use domain::conflict::Conflict;
use domain::doctors::VisitKind;
use domain::form::Problem;
use domain::settings::SaveSettings;
use uuid::Uuid;

use super::*;
use crate::appointments::{self, book, booked_from, cancel, get, hold, hold_view, lost_hold, release};
use crate::on_both_engines;
use crate::testing::{doctor_of, instant};

on_both_engines! {
    async fn a_visit_is_held_booked_seen_by_both_cancelled_and_free_again(clinic: TestClinic) {
        let (ann, bob) = (clinic.patient("Ann").await, clinic.patient("Bob").await);
        let doctor = clinic.doctor("Dr Okafor").await;
        let wish = first_visit(&clinic, &doctor, WEDNESDAY);
        let held = hold(&ann, &wish).await.unwrap();
        let seen = hold_view(&ann, held).await.unwrap();
        assert_eq!((seen.doctor_name.as_str(), seen.visit_code.as_str(), seen.minutes), ("Dr Okafor", "first", 30));
        assert_eq!((seen.when.time.as_str(), seen.when.zone.as_deref()), ("10am", None));
        assert_eq!((seen.expires.as_str(), seen.seconds_left, seen.kind), ("8:10am", 600, VisitKind::InPerson));
        assert_eq!(offered_instead(hold(&bob, &wish).await), 3);

        let visit = book(&ann, &with_reason(held)).await.unwrap();
        assert_eq!(book(&ann, &with_reason(held)).await.unwrap(), visit);
        assert_eq!(booked_from(&ann, held).await.unwrap(), Some(visit));
        assert_eq!(booked_from(&bob, held).await.unwrap(), None);
        assert!(matches!(hold_view(&ann, held).await, Err(Error::NotFound)));

        let hers = get(&ann, visit).await.unwrap();
        assert_eq!((hers.summary.status, hers.summary.number), (AppointmentStatus::Booked, 500_001));
        assert_eq!((hers.reason.as_deref(), hers.version), (Some(REASON), 1));
        assert_eq!(hers.actions, [Action::Cancel]);
        assert_eq!(hers.cancel_until.as_deref(), Some("18 November 2026, 10am"));
        let his = get(&doctor, visit).await.unwrap();
        assert_eq!((his.summary.patient_name.as_str(), his.reason.as_deref()), ("Ann", Some(REASON)));
        assert_eq!(his.location.unwrap().name, "Harbour Clinic");

        cancel(&ann, &cancellation(visit, 1)).await.unwrap();
        let his = get(&doctor, visit).await.unwrap();
        assert_eq!((his.summary.status, his.actions.len()), (AppointmentStatus::Cancelled, 0));
        assert_eq!(his.cancel_reason.as_deref(), Some("Moved away canary-91bc"));
        book_as(&bob, &wish).await;
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 2);
    }

    async fn the_same_time_again_is_the_same_hold_and_another_time_replaces_it(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let other = clinic.doctor("Dr Novak").await;
        let first = hold(&ann, &first_visit(&clinic, &doctor, WEDNESDAY)).await.unwrap();
        assert_eq!(hold(&ann, &first_visit(&clinic, &doctor, WEDNESDAY)).await.unwrap(), first);
        // It overlaps what she holds herself, which is no reason to refuse it.
        let later = hold(&ann, &first_visit(&clinic, &doctor, "2026-11-18T10:10:00Z")).await.unwrap();
        let elsewhere = hold(&ann, &first_visit(&clinic, &other, WEDNESDAY)).await.unwrap();
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 1);
        for replaced in [first, later] {
            assert_eq!(conflict(book(&ann, &with_reason(replaced)).await), Conflict::HoldTaken);
            let led_on = lost_hold(&ann, replaced).await.unwrap();
            assert_eq!(led_on, Some(LostHold::Replaced { by: elsewhere }));
        }
        let let_go = ReleaseHold { hold: elsewhere.to_string() };
        for _once_and_again in 0..2 {
            release(&ann, &let_go).await.unwrap();
        }
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 0);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM audit_event WHERE action = 'visit.hold_released'").await, 1);
        assert_eq!(conflict(book(&ann, &with_reason(elsewhere)).await), Conflict::HoldExpired);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 0);
    }

    async fn an_expired_hold_never_blocks_and_cannot_be_booked(clinic: TestClinic) {
        let (ann, bob) = (clinic.patient("Ann").await, clinic.patient("Bob").await);
        let doctor = clinic.doctor("Dr Okafor").await;
        let wish = first_visit(&clinic, &doctor, WEDNESDAY);
        let held = hold(&ann, &wish).await.unwrap();
        clinic.advance(TimeDelta::minutes(10));
        assert_eq!(conflict(hold_view(&ann, held).await), Conflict::HoldExpired);
        assert_eq!(conflict(book(&ann, &with_reason(held)).await), Conflict::HoldExpired);
        let visit = book_as(&bob, &wish).await;
        assert_eq!(conflict(book(&ann, &with_reason(held)).await), Conflict::HoldExpired);
        let Some(LostHold::Expired { was, nearest }) = lost_hold(&ann, held).await.unwrap() else {
            panic!("she is led back to its day");
        };
        assert_eq!((was.doctor, nearest.len()), (doctor_of(&doctor), 3));
        assert!(nearest.iter().all(|offer| offer.when.instant != instant(WEDNESDAY)), "Bob has that one");
        assert_eq!(offered_instead(hold(&ann, &wish).await), 3);
        assert_eq!(get(&doctor, visit).await.unwrap().summary.patient_name, "Bob");
        // Whoever comes back within a day is told that it expired, later that there is nothing.
        appointments::sweep_holds(&clinic.system()).await.unwrap();
        assert_eq!(conflict(hold_view(&ann, held).await), Conflict::HoldExpired);
        clinic.advance(TimeDelta::days(1) + TimeDelta::minutes(1));
        clinic.run_jobs().await;
        assert!(matches!(hold_view(&ann, held).await, Err(Error::NotFound)));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM hold").await, 0);
    }

    async fn sweeping_frees_what_nobody_confirmed(clinic: TestClinic) {
        let (ann, bob) = (clinic.patient("Ann").await, clinic.patient("Bob").await);
        let doctor = clinic.doctor("Dr Okafor").await;
        hold(&ann, &first_visit(&clinic, &doctor, WEDNESDAY)).await.unwrap();
        booked(&clinic, &bob, &doctor, "2026-11-18T11:00:00Z").await;
        assert_eq!(appointments::sweep_holds(&clinic.system()).await.unwrap(), 0);
        clinic.advance(TimeDelta::minutes(11));
        assert_eq!(appointments::sweep_holds(&clinic.system()).await.unwrap(), 1);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM occupancy").await, 2);
    }

    async fn only_what_is_offered_can_be_held(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let times = [
            "2026-11-18T10:05:00Z", "2026-11-18T16:40:00Z", "2026-11-18T08:50:00Z", "2026-11-21T10:00:00Z",
            "2026-11-16T08:30:00Z", "2027-06-16T10:00:00Z",
        ];
        for not_offered in times {
            offered_instead(hold(&ann, &first_visit(&clinic, &doctor, not_offered)).await);
        }
        // A page that was left open for days says that the time is over, not that somebody took it.
        let over = conflict(hold(&ann, &first_visit(&clinic, &doctor, "2026-11-10T10:00:00Z")).await);
        assert!(matches!(&over, Conflict::TimePast { alternatives } if alternatives.len() == 3), "{over:?}");
        let wish = first_visit(&clinic, &doctor, WEDNESDAY);
        let by_video = HoldTime { location: String::new(), ..wish.clone() };
        offered_instead(hold(&ann, &by_video).await);
        let nowhere = HoldTime { location: Uuid::from_u128(7).to_string(), ..wish.clone() };
        offered_instead(hold(&ann, &nowhere).await);
        let nobody = HoldTime { doctor: Uuid::from_u128(7).to_string(), ..wish.clone() };
        assert!(matches!(hold(&ann, &nobody).await, Err(Error::NotFound)));
        let waiting = clinic.new_doctor("Dr Novak").pending().make().await;
        let unverified = first_visit(&clinic, &waiting, WEDNESDAY);
        assert!(matches!(hold(&ann, &unverified).await, Err(Error::NotFound)));
        let odd = HoldTime { visit_type: Uuid::from_u128(7).to_string(), ..wish };
        let Err(Error::Invalid(errors)) = hold(&ann, &odd).await else { panic!("an unknown kind of visit") };
        assert_eq!(errors.get("visit_type"), Some(&Problem::ChooseVisitType));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM hold").await, 0);
    }

    async fn a_patient_is_never_in_two_places(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let (doctor, other) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Novak").await);
        booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        let Conflict::PatientBusy { alternatives } =
            conflict(hold(&ann, &first_visit(&clinic, &other, "2026-11-18T10:20:00Z")).await) else { panic!("busy") };
        assert_eq!(alternatives.len(), 3);
        let free = [instant("2026-11-18T09:30:00Z"), instant("2026-11-18T10:30:00Z")];
        assert!(alternatives.iter().all(|offer| offer.when.instant <= free[0] || offer.when.instant >= free[1]));
        // Touching is not overlapping.
        let held = hold(&ann, &first_visit(&clinic, &other, "2026-11-18T10:30:00Z")).await.unwrap();
        // Her visit moves into what she holds before she confirms.
        clinic.execute("UPDATE occupancy SET busy_from = '2026-11-18T10:30:00+00:00', busy_to = '2026-11-18T11:00:00+00:00'
             WHERE resource_id IN (SELECT id FROM patient)").await;
        let Conflict::PatientBusy { alternatives } = conflict(book(&ann, &with_reason(held)).await) else { panic!("busy") };
        assert_eq!(alternatives.len(), 3);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM appointment").await, 1);
        assert!(hold_view(&ann, held).await.is_ok());
    }

    async fn a_day_has_as_many_visits_as_the_clinic_allows(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        for hour in ["09", "10", "11"] {
            booked(&clinic, &ann, &doctor, &format!("2026-11-18T{hour}:00:00Z")).await;
        }
        let fourth = hold(&ann, &first_visit(&clinic, &doctor, "2026-11-18T14:00:00Z")).await;
        assert_eq!(conflict(fourth), Conflict::DailyLimit { max: 3 });
        let next_day = hold(&ann, &first_visit(&clinic, &doctor, "2026-11-19T14:00:00Z")).await.unwrap();
        let admin = clinic.admin().await;
        let page = crate::settings::view(&admin).await.unwrap();
        let strict = SaveSettings { hold_minutes: "2".to_owned(), visits_per_day: "1".to_owned(), ..form(&page) };
        crate::settings::save(&admin, &strict).await.unwrap();
        // What is held was held under the old rules; it is booked under the new ones.
        book(&ann, &with_reason(next_day)).await.unwrap();
        let second = hold(&ann, &first_visit(&clinic, &doctor, "2026-11-19T15:00:00Z")).await;
        assert_eq!(conflict(second), Conflict::DailyLimit { max: 1 });
        let friday = hold(&ann, &first_visit(&clinic, &doctor, "2026-11-20T15:00:00Z")).await.unwrap();
        assert_eq!(hold_view(&ann, friday).await.unwrap().seconds_left, 120);
    }

    async fn a_visit_keeps_its_local_time_and_zone(clinic: TestClinic) {
        let chicago = clinic.location_in("America/Chicago").await;
        let doctor = clinic.new_doctor("Dr Reyes").at(chicago).in_zone("America/New_York").make().await;
        let ann = clinic.patient("Ann").await;
        let wish = HoldTime { location: chicago.to_string(), ..first_visit(&clinic, &doctor, "2026-11-18T15:30:00Z") };
        let held = hold(&ann, &wish).await.unwrap();
        assert_eq!(hold_view(&ann, held).await.unwrap().expires, "2:10am (Chicago time)");
        let visit = book_as(&ann, &wish).await;
        let kept: String = clinic.value("SELECT local_start || ' ' || zone FROM appointment").await;
        assert_eq!(kept, "2026-11-18T09:30:00 America/Chicago");
        assert_eq!(clinic.value::<String>("SELECT tzdb FROM appointment").await, crate::times::tzdb_version());
        let hers = get(&ann, visit).await.unwrap().summary.when;
        assert_eq!((hers.time.as_str(), hers.zone.as_deref()), ("9:30am", Some("Chicago time")));
        // By video the reader's own clock counts: hers is London's.
        let video = HoldTime {
            visit_type: clinic.visit_type("video").to_string(),
            location: String::new(),
            ..first_visit(&clinic, &doctor, "2026-11-19T23:00:00Z")
        };
        let visit = book_as(&ann, &video).await;
        let hers = get(&ann, visit).await.unwrap().summary;
        assert_eq!((hers.when.time.as_str(), hers.when.zone.as_deref()), ("11pm", Some("London time")));
        assert_eq!((hers.kind, hers.place), (VisitKind::Video, None));
        let his = get(&doctor, visit).await.unwrap().summary.when;
        assert_eq!((his.time.as_str(), his.zone.as_deref()), ("6pm", None));
    }
}

/// The settings form as it stands.
fn form(page: &domain::settings::SettingsView) -> SaveSettings {
    let now = &page.settings;
    SaveSettings {
        clinic_name: now.clinic_name.clone(),
        clinic_phone: now.clinic_phone.clone(),
        cancel_notice_hours: now.cancel_notice_hours.to_string(),
        book_notice_minutes: now.book_notice_minutes.to_string(),
        book_horizon_days: now.book_horizon_days.to_string(),
        hold_minutes: now.hold_minutes.to_string(),
        visits_per_day: now.visits_per_day.to_string(),
        slot_step_minutes: now.slot_step_minutes.to_string(),
        patient_idle_minutes: now.patient_idle_minutes.to_string(),
        staff_idle_minutes: now.staff_idle_minutes.to_string(),
        relationship_days: now.relationship_days.to_string(),
        of_age_years: now.of_age_years.to_string(),
        factor_required_doctors: String::new(),
        factor_required_staff: String::new(),
        version: page.version.to_string(),
    }
}
