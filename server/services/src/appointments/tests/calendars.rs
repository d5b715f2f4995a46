//! Agenda, week, and first pages.

use chrono::NaiveDate;
use domain::calendar::{AskCalendar, WeekEntryKind};
use domain::patients::OffersOf;

use super::*;
use crate::appointments::{calendar, cancel, doctor_home, patient_home, step};
use crate::on_both_engines;
use crate::testing::instant;

fn week_of(from: &str) -> AskCalendar {
    AskCalendar {
        view: "week".to_owned(),
        from: from.to_owned(),
        ..AskCalendar::default()
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

on_both_engines! {
    async fn both_see_the_visit_on_its_day(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        for (reader, other) in [(&ann, "Dr Okafor"), (&doctor, "Ann")] {
            let shown = calendar(reader, &AskCalendar::default()).await.unwrap();
            let day = &shown.agenda.days[0];
            assert_eq!((day.label.as_str(), day.entries[0].id), ("Wednesday 18 November 2026", visit));
            assert_eq!((shown.agenda.total, shown.agenda.zone.as_deref()), (1, None));
            let week = calendar(reader, &week_of("2026-11-20")).await.unwrap().week.unwrap();
            assert_eq!((week.monday, week.this_week, week.visits), (date("2026-11-16"), None, 1));
            assert_eq!((week.days.len(), week.hours.len(), week.hours[9].as_str()), (7, 24, "9am"));
            let day = &week.days[2];
            let entry = day.entries.iter().find(|entry| entry.appointment == Some(visit)).unwrap();
            assert_eq!((entry.title.as_str(), entry.time.as_str()), (other, "10am to 10:30am"));
            assert_eq!(entry.detail.as_deref(), Some("First visit, Harbour Clinic"));
            assert_eq!(entry.at.minutes(), (600, 630));
            assert_eq!((week.days[0].today, week.days[0].now, day.now), (true, Some(480), None));
        }
        let open = calendar(&doctor, &week_of("")).await.unwrap().week.unwrap();
        let open: Vec<_> = open.days[2].entries.iter().filter(|entry| entry.kind == WeekEntryKind::Open).collect();
        assert_eq!(open.iter().map(|entry| entry.at.minutes()).collect::<Vec<_>>(), [(540, 1020), (1080, 1200)]);
        assert!(open.iter().all(|entry| entry.at.lanes == 1));
        cancel(&ann, &cancellation(visit, 1)).await.unwrap();
        let after = calendar(&doctor, &week_of("")).await.unwrap();
        assert_eq!((after.agenda.total, after.week.unwrap().visits), (0, 0));
        let past = calendar(&doctor, &AskCalendar { when: "past".to_owned(), ..AskCalendar::default() }).await.unwrap();
        assert_eq!((past.past, past.agenda.total), (true, 1));
    }

    async fn an_hour_that_comes_twice_stands_side_by_side(clinic: TestClinic) {
        clinic.clock.set(instant("2026-10-28T12:00:00Z"));
        let new_york = clinic.location_in("America/New_York").await;
        let doctor = clinic.new_doctor("Dr Reyes").at(new_york).in_zone("America/New_York").without_hours().make().await;
        clinic.hours(doctor_of(&doctor), &[7], (0, 240), Some(new_york), &["first"]).await;
        let (ann, bob) = (clinic.patient("Ann").await, clinic.patient("Bob").await);
        let at = |starts_at| HoldTime { location: new_york.to_string(), ..first_visit(&clinic, &doctor, starts_at) };
        book_as(&ann, &at("2026-11-01T05:30:00Z")).await;
        book_as(&bob, &at("2026-11-01T06:30:00Z")).await;
        let week = calendar(&doctor, &week_of("2026-11-01")).await.unwrap().week.unwrap();
        assert_eq!((week.monday, week.label.as_str(), week.zone.as_deref()),
            (date("2026-10-26"), "26 October – 1 November 2026", None));
        let sunday = week.days[6].entries.iter().filter(|entry| entry.kind == WeekEntryKind::Visit);
        let places: Vec<_> = sunday.map(|entry| (entry.at.minutes().0, entry.at.lane, entry.at.lanes)).collect();
        assert_eq!(places, [(90, 1, 2), (90, 2, 2)]);
        let hers = calendar(&ann, &week_of("2026-11-01")).await.unwrap();
        assert_eq!(hers.week.unwrap().zone.as_deref(), Some("New York time"));
        let hers = calendar(&ann, &AskCalendar::default()).await.unwrap();
        assert_eq!(hers.agenda.zone.as_deref(), Some("New York time, UTC−4"));
        // A week that nobody can ask for is the present one.
        for odd in ["9999-12-31", "0001-01-01", "yesterday", "2026-13-01"] {
            let week = calendar(&doctor, &week_of(odd)).await.unwrap().week.unwrap();
            assert_eq!(week.monday, date("2026-10-26"), "{odd}");
        }
    }

    async fn the_agenda_comes_in_pages(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        for day in 0..11 {
            let date = date("2026-11-17") + chrono::TimeDelta::days(day + 2 * ((day + 1) / 5));
            for hour in [10, 14] {
                booked(&clinic, &ann, &doctor, &format!("{date}T{hour}:00:00Z")).await;
            }
        }
        let page = async |number: &str| {
            let ask = AskCalendar { page: number.to_owned(), ..AskCalendar::default() };
            calendar(&ann, &ask).await.unwrap().agenda
        };
        let first = page("1").await;
        assert_eq!((first.days.len(), first.page, first.pages, first.total), (10, 1, 2, 22));
        for last in ["2", "99"] {
            let last = page(last).await;
            assert_eq!((last.days.len(), last.page), (1, 2));
        }
        let home = patient_home(&ann).await.unwrap();
        assert_eq!((home.name.as_str(), home.later.len(), home.next.unwrap().number), ("Ann", 5, 500_001));
    }

    async fn first_pages_show_what_is_next(clinic: TestClinic) {
        clinic.let_doctors_confirm("first").await;
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let today = booked(&clinic, &ann, &doctor, "2026-11-16T11:00:00Z").await;
        let wednesday = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        let held = crate::appointments::hold(&ann, &first_visit(&clinic, &doctor, "2026-11-19T10:00:00Z")).await.unwrap();
        let home = doctor_home(&doctor).await.unwrap();
        assert_eq!((home.name.as_str(), home.today.as_str()), ("Dr Okafor", "Monday 16 November 2026"));
        assert_eq!(home.visits_today.iter().map(|one| one.visit.id).collect::<Vec<_>>(), [today]);
        assert_eq!(home.next.unwrap().id, wednesday);
        assert_eq!(home.to_confirm.len(), 2);
        assert_eq!(home.to_confirm[0].actions, [Action::Confirm, Action::Cancel]);
        assert_eq!((home.visits_this_week, home.has_hours, home.to_confirm[0].version), (2, true, 1));
        let hers = patient_home(&ann).await.unwrap();
        assert_eq!((hers.next.unwrap().id, hers.hold.unwrap().id), (today, held));

        step(&doctor, &a_step(today, Action::Confirm, 1)).await.unwrap();
        clinic.clock.set(instant("2026-11-16T11:30:00Z"));
        step(&doctor, &a_step(today, Action::Finish, 2)).await.unwrap();
        let hers = patient_home(&ann).await.unwrap();
        assert_eq!((hers.next.unwrap().id, hers.offers.len(), hers.offers_of, hers.hold), (wednesday, 1, OffersOf::Seen, None));
        let idle = clinic.new_doctor("Dr Novak").without_hours().make().await;
        assert!(!doctor_home(&idle).await.unwrap().has_hours);
    }
    async fn who_saw_nobody_yet_is_offered_a_first_visit_in_general_practice(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let nothing = patient_home(&ann).await.unwrap();
        assert_eq!((nothing.offers_of, nothing.offers.len()), (OffersOf::Clinic, 0));

        let heart = clinic.doctor("Dr Heart").await;
        clinic.execute("UPDATE doctor_specialty SET specialty_id = (SELECT id FROM specialty WHERE code = 'cardiology')").await;
        clinic.run_jobs().await;
        let home = patient_home(&ann).await.unwrap();
        assert_eq!((home.offers_of, home.offers.len()), (OffersOf::Clinic, 1));
        assert_eq!(home.offers[0].doctor, doctor_of(&heart));

        // Sooner by video, but a first visit is where somebody begins.
        let general = clinic.doctor("Dr General").await;
        clinic.hours(doctor_of(&general), &[1], (540, 600), None, &["video"]).await;
        let late = clinic.new_doctor("Dr Late").without_hours().make().await;
        clinic.hours(doctor_of(&late), &[2], (600, 660), None, &["video"]).await;
        for name in ["Dr Third", "Dr Fourth"] {
            let more = clinic.new_doctor(name).without_hours().make().await;
            clinic.hours(doctor_of(&more), &[3], (600, 660), Some(clinic.location), &["first", "follow_up"]).await;
        }
        clinic.clock.set(instant("2026-11-16T14:00:00Z"));
        clinic.run_jobs().await;
        let home = patient_home(&ann).await.unwrap();
        assert_eq!(home.offers_of, OffersOf::GeneralPractice);
        let offered: Vec<_> = home.offers.iter().map(|offer| (offer.doctor_name.as_str(), offer.visit_type)).collect();
        let first = clinic.visit_type("first");
        assert_eq!(offered[0], ("Dr General", first));
        assert_eq!(offered[1], ("Dr Late", clinic.visit_type("video")));
        assert_eq!((offered.len(), offered[2].1), (3, first));
    }
}
