//! Weekly hours are added and removed.

use domain::availability::{AddRule, RemoveRule, VIDEO};
use domain::conflict::Conflict;
use domain::form::Problem;

use super::super::{add_rule, hours, remove_rule};
use super::arrange::{monday, starts, visit, visit_at};
use crate::error::Error;
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::TestClinic;

async fn refused(doctor: &Scope, rule: &AddRule) -> Conflict {
    match add_rule(doctor, rule).await {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("{other:?}"),
    }
}

async fn problem(doctor: &Scope, field: &str, rule: AddRule) -> Option<Problem> {
    match add_rule(doctor, &rule).await {
        Err(Error::Invalid(errors)) => errors.get(field).cloned(),
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn hours_that_are_added_can_be_booked(clinic: TestClinic) {
        let doctor = clinic.new_doctor("New").without_hours().make().await;
        let added = add_rule(&doctor, &AddRule {
            weekdays: vec!["3".into(), "1".into()],
            valid_until: "2026-11-25".into(),
            ..monday(&clinic)
        }).await.unwrap();
        assert_eq!(added.len(), 2);
        assert_eq!(starts(&clinic, &doctor, "2026-11-16").await.len(), 16);
        assert_eq!(starts(&clinic, &doctor, "2026-11-17").await.len(), 0);
        assert_eq!(starts(&clinic, &doctor, "2026-11-25").await.len(), 16);
        assert_eq!(starts(&clinic, &doctor, "2026-11-30").await.len(), 0);
        let audited: i64 = clinic.value("SELECT COUNT(*) FROM audit_event WHERE action = 'hours.added'").await;
        assert_eq!(audited, 2);
        let jobs: i64 = clinic.value("SELECT COUNT(*) FROM job WHERE kind = 'doctors.refresh_next_free'").await;
        assert_eq!(jobs, 1);
        let page = hours(&doctor).await.unwrap();
        let rule = &page.rules[1];
        assert_eq!((rule.weekday.number(), rule.from.as_str(), rule.to.as_str()), (3, "9am", "midday"));
        assert_eq!((rule.place.as_deref(), rule.zone.as_str()), (Some("Harbour Clinic"), "London time"));
        assert_eq!((rule.valid_from.as_deref(), rule.valid_until.as_deref()), (None, Some("25 November 2026")));
        assert_eq!(rule.visit_types, ["First visit"]);
    }

    async fn hours_of_one_doctor_never_overlap(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Over").without_hours().make().await;
        add_rule(&doctor, &monday(&clinic)).await.unwrap();
        let video = AddRule {
            place: VIDEO.into(),
            visit_types: vec![clinic.visit_type("video").to_string()],
            ..monday(&clinic)
        };
        let paris = clinic.location_in("Europe/Paris").await;
        let afternoon = AddRule { from: "12:00".into(), to: "5pm".into(), ..monday(&clinic) };
        for (rule, fits) in [
            (monday(&clinic), false),
            (AddRule { weekdays: vec!["7".into(), "1".into()], ..monday(&clinic) }, false),
            (AddRule { from: "11:30".into(), to: "12:30".into(), ..monday(&clinic) }, false),
            // 12:30 in Paris is 11:30 in London.
            (AddRule { from: "12:30".into(), to: "15:00".into(), place: paris.to_string(), ..monday(&clinic) }, false),
            (afternoon.clone(), true),
            (AddRule { weekdays: vec!["2".into()], ..monday(&clinic) }, true),
            (video.clone(), true),
            (video, false),
        ] {
            if fits {
                add_rule(&doctor, &rule).await.unwrap();
            } else {
                assert_eq!(refused(&doctor, &rule).await, Conflict::RuleOverlaps, "{rule:?}");
            }
        }
        let other = clinic.new_doctor("Other").without_hours().make().await;
        add_rule(&other, &monday(&clinic)).await.unwrap();
        let rules: i64 = clinic.value("SELECT COUNT(*) FROM availability_rule").await;
        assert_eq!(rules, 5);
    }

    async fn of_sixteen_tabs_one_adds(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Tabs").without_hours().make().await;
        let rule = monday(&clinic);
        let tabs = (0..16).map(|_| {
            let (doctor, rule) = (doctor.clone(), rule.clone());
            tokio::spawn(async move { add_rule(&doctor, &rule).await })
        });
        let mut added = 0;
        for tab in tabs.collect::<Vec<_>>() {
            match tab.await.unwrap() {
                Ok(_) => added += 1,
                Err(Error::Conflict(Conflict::RuleOverlaps)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        let rules: i64 = clinic.value("SELECT COUNT(*) FROM availability_rule").await;
        assert_eq!((added, rules), (1, 1));
    }

    async fn what_cannot_be_offered_there_is_said_at_its_field(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Wrong").without_hours().make().await;
        let video = clinic.visit_type("video").to_string();
        let unknown = clinic.location.to_string();
        let rule = || monday(&clinic);
        assert_eq!(problem(&doctor, "visit_types", AddRule { visit_types: vec![video.clone()], ..rule() }).await, Some(Problem::OnlyVisitsInPerson));
        assert_eq!(problem(&doctor, "visit_types", AddRule { place: VIDEO.into(), ..rule() }).await, Some(Problem::OnlyVideoVisits));
        assert_eq!(problem(&doctor, "visit_types", AddRule { visit_types: vec![unknown], ..rule() }).await, Some(Problem::UnknownChoice));
        assert_eq!(problem(&doctor, "place", AddRule { place: video, ..rule() }).await, Some(Problem::UnknownChoice));
        assert_eq!(problem(&doctor, "to", AddRule { to: "9:20".into(), ..rule() }).await, Some(Problem::TooShortForVisit { minutes: 30 }));
        clinic.execute("UPDATE location SET active = FALSE").await;
        assert_eq!(problem(&doctor, "place", rule()).await, Some(Problem::UnknownChoice));
        let rules: i64 = clinic.value("SELECT COUNT(*) FROM availability_rule").await;
        assert_eq!(rules, 0);
    }

    async fn removing_hours_keeps_visits_and_lists_them(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Leaving").without_hours().make().await;
        let patient = clinic.patient("Pat").await;
        add_rule(&doctor, &monday(&clinic)).await.unwrap();
        let kept = visit(&clinic, &doctor, &patient, "2026-11-23T10:00:00Z", 30).await;
        let cancelled = visit(&clinic, &doctor, &patient, "2026-11-23T11:00:00Z", 30).await;
        clinic.execute("UPDATE appointment SET status = 'cancelled' WHERE starts_at > '2026-11-23T10:30:00+00:00'").await;
        assert_ne!(kept, cancelled);
        let before = hours(&doctor).await.unwrap();
        assert_eq!((before.rules[0].affected, before.outside_total), (1, 0));

        let remove = RemoveRule { rule: before.rules[0].id.to_string(), version: "1".into() };
        let old = RemoveRule { version: "0".into(), ..remove.clone() };
        assert!(matches!(remove_rule(&doctor, &old).await, Err(Error::Conflict(Conflict::Stale))));
        assert_eq!(remove_rule(&doctor, &remove).await.unwrap(), 1);
        assert!(matches!(remove_rule(&doctor, &remove).await, Err(Error::NotFound)));

        let after = hours(&doctor).await.unwrap();
        assert!(after.rules.is_empty());
        assert_eq!((after.outside_total, after.outside[0].id.uuid()), (1, kept));
        assert_eq!(after.outside[0].when.date, "Monday 23 November 2026");
        assert_eq!(after.outside[0].place.as_deref(), Some("Harbour Clinic"));
        let live: i64 = clinic.value("SELECT COUNT(*) FROM appointment WHERE status = 'booked'").await;
        assert_eq!(live, 1);
    }

    async fn hours_at_the_wrong_place_hold_no_visit(clinic: TestClinic) {
        let doctor = clinic.doctor("Moved").await;
        let patient = clinic.patient("Pat").await;
        let other = clinic.location_in("Europe/Paris").await;
        visit_at(&clinic, &doctor, &patient, "2026-11-23T10:00:00Z", 30, Some(other), "Europe/Paris").await;
        visit(&clinic, &doctor, &patient, "2026-11-23T16:30:00Z", 30).await;
        let page = hours(&doctor).await.unwrap();
        assert_eq!((page.outside_total, page.outside[0].place.as_deref()), (1, Some("Paris Clinic")));
        assert_eq!(page.outside[0].when.zone.as_deref(), Some("Paris time"));
    }
}
