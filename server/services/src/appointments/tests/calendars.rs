//! Agenda, day, week, month, and first pages.

use chrono::NaiveDate;
use domain::calendar::{
    Agenda, AskCalendar, Calendar, CalendarBody, CalendarDays, CalendarMonth, GridEntry, GridEntryKind,
};
use domain::form::Problem;
use domain::patients::OffersOf;

use super::*;
use crate::appointments::{calendar, cancel, doctor_home, patient_home, step};
use crate::on_both_engines;
use crate::testing::instant;

fn asked(view: &str, from: &str) -> AskCalendar {
    AskCalendar {
        view: view.to_owned(),
        from: from.to_owned(),
        ..AskCalendar::default()
    }
}

fn week_of(from: &str) -> AskCalendar {
    asked("week", from)
}

async fn shown(reader: &Scope, ask: &AskCalendar) -> Calendar {
    calendar(reader, ask).await.unwrap()
}

fn agenda(calendar: Calendar) -> Agenda {
    match calendar.body {
        CalendarBody::Agenda(agenda) => agenda,
        other => panic!("no agenda: {other:?}"),
    }
}

fn days(calendar: Calendar) -> CalendarDays {
    match calendar.body {
        CalendarBody::Days(days) => days,
        other => panic!("no days: {other:?}"),
    }
}

fn month(calendar: Calendar) -> CalendarMonth {
    match calendar.body {
        CalendarBody::Month(month) => month,
        other => panic!("no month: {other:?}"),
    }
}

fn of_kind(entries: &[GridEntry], kind: GridEntryKind) -> Vec<&GridEntry> {
    entries.iter().filter(|entry| entry.kind == kind).collect()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

on_both_engines! {
    async fn both_see_the_visit_on_its_day(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        for (reader, other) in [(&ann, "Dr Okafor"), (&doctor, "Ann")] {
            let list = agenda(shown(reader, &AskCalendar::default()).await);
            let day = &list.days[0];
            assert_eq!((day.label.as_str(), day.entries[0].id), ("Wednesday 18 November 2026", visit));
            assert_eq!((list.total, list.zone.as_deref()), (1, None));
            let week = days(shown(reader, &week_of("2026-11-20")).await);
            assert_eq!((week.period.first, week.period.present, week.period.visits), (date("2026-11-16"), None, 1));
            assert_eq!((week.days.len(), week.hours.len(), week.hours[9].as_str()), (7, 24, "9am"));
            let day = &week.days[2];
            let entry = day.entries.iter().find(|entry| entry.appointment == Some(visit)).unwrap();
            assert_eq!((entry.title.as_str(), entry.time.as_str()), (other, "10am to 10:30am"));
            assert_eq!(entry.detail.as_deref(), Some("First visit, Harbour Clinic"));
            assert_eq!(entry.at.minutes(), (600, 630));
            assert_eq!((week.days[0].today, week.days[0].now, day.now), (true, Some(480), None));
        }
        let open = days(shown(&doctor, &week_of("")).await);
        let open = of_kind(&open.days[2].entries, GridEntryKind::Open);
        assert_eq!(open.iter().map(|entry| entry.at.minutes()).collect::<Vec<_>>(), [(540, 1020), (1080, 1200)]);
        assert!(open.iter().all(|entry| entry.at.lanes == 1));
        cancel(&ann, &cancellation(visit, 1)).await.unwrap();
        assert_eq!(days(shown(&doctor, &week_of("")).await).period.visits, 0);
        assert_eq!(agenda(shown(&doctor, &AskCalendar::default()).await).total, 0);
        let past = shown(&doctor, &AskCalendar { when: "past".to_owned(), ..AskCalendar::default() }).await;
        assert_eq!((past.past, agenda(past).total), (true, 1));
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
        let week = days(shown(&doctor, &week_of("2026-11-01")).await);
        assert_eq!((week.period.first, week.period.label.as_str(), week.period.zone.as_deref()),
            (date("2026-10-26"), "26 October – 1 November 2026", None));
        let day = days(shown(&doctor, &asked("day", "2026-11-01")).await);
        assert_eq!((day.period.label.as_str(), day.days.len(), day.hours.len()), ("Sunday 1 November 2026", 1, 24));
        for sunday in [&week.days[6], &day.days[0]] {
            let visits = of_kind(&sunday.entries, GridEntryKind::Visit);
            let places: Vec<_> = visits.iter().map(|entry| (entry.at.minutes().0, entry.at.lane, entry.at.lanes)).collect();
            assert_eq!(places, [(90, 1, 2), (90, 2, 2)]);
        }
        // The day of 25 hours begins in summer and ends in winter.
        assert_eq!(of_kind(&day.days[0].entries, GridEntryKind::Open)[0].at.minutes(), (0, 240));
        let hers = days(shown(&ann, &week_of("2026-11-01")).await);
        assert_eq!(hers.period.zone.as_deref(), Some("New York time"));
        let hers = agenda(shown(&ann, &AskCalendar::default()).await);
        assert_eq!(hers.zone.as_deref(), Some("New York time, UTC−4"));
        let month = month(shown(&doctor, &asked("month", "2026-11-30")).await);
        let first = month.days.iter().find(|day| day.date == date("2026-11-01")).unwrap();
        let starts: Vec<_> = first.entries.iter().map(|entry| entry.start.as_str()).collect();
        assert_eq!((first.visits, starts), (2, vec!["1:30am", "1:30am"]));
    }

    async fn an_hour_that_is_jumped_over_stays_empty(clinic: TestClinic) {
        clinic.clock.set(instant("2026-03-25T12:00:00Z"));
        let doctor = clinic.new_doctor("Dr Early").without_hours().make().await;
        clinic.hours(doctor_of(&doctor), &[7], (0, 300), Some(clinic.location), &["first"]).await;
        let ann = clinic.patient("Ann").await;
        booked(&clinic, &ann, &doctor, "2026-03-29T01:00:00Z").await;
        let day = days(shown(&doctor, &asked("day", "2026-03-29")).await);
        let visits = of_kind(&day.days[0].entries, GridEntryKind::Visit);
        assert_eq!((visits.len(), visits[0].start.as_str(), visits[0].at.minutes()), (1, "2am", (120, 150)));
        assert_eq!((day.period.prev, day.period.next), (Some(date("2026-03-28")), Some(date("2026-03-30"))));
    }

    async fn a_day_that_is_none_is_told_and_the_present_one_is_shown(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        for odd in ["9999-12-31", "0001-01-01", "yesterday", "2026-13-01"] {
            for reader in [&ann, &doctor] {
                let week = shown(reader, &week_of(odd)).await;
                assert_eq!((week.errors.get("from"), week.asked), (Some(&Problem::DateWrong), None), "{odd}");
                assert_eq!(days(week).period.first, date("2026-11-16"), "{odd}");
                let day = shown(reader, &asked("day", odd)).await;
                assert_eq!((day.errors.len(), days(day).period.first), (1, date("2026-11-16")), "{odd}");
                let month = shown(reader, &asked("month", odd)).await;
                assert_eq!((month.errors.len(), month.today), (1, date("2026-11-16")), "{odd}");
                assert_eq!(shown(reader, &asked("agenda", odd)).await.errors.len(), 1, "{odd}");
            }
        }
        let edge = days(shown(&ann, &asked("day", "2199-12-31")).await);
        assert_eq!((edge.period.prev, edge.period.next), (Some(date("2199-12-30")), None));
        assert_eq!(edge.period.present, Some(date("2026-11-16")));
        let edge = month(shown(&ann, &asked("month", "1900-01-15")).await);
        assert_eq!((edge.period.prev, edge.period.next), (None, Some(date("1900-02-01"))));
    }

    async fn all_views_show_the_same_visits(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let mut visits = Vec::new();
        for (number, hour) in [10, 11, 12, 13, 14].into_iter().enumerate() {
            let patient = clinic.patient(&format!("Patient {number}")).await;
            visits.push(booked(&clinic, &patient, &doctor, &format!("2026-11-18T{hour}:00:00Z")).await);
        }
        let day = days(shown(&doctor, &asked("day", "2026-11-18")).await);
        let week = days(shown(&doctor, &week_of("2026-11-18")).await);
        for column in [&day.days[0], &week.days[2]] {
            let told: Vec<_> = column.entries.iter().filter_map(|entry| entry.appointment).collect();
            assert_eq!(told, visits);
        }
        let list = agenda(shown(&doctor, &asked("agenda", "2026-11-18")).await);
        assert_eq!((list.total, list.from.as_deref()), (5, Some("Wednesday 18 November 2026")));
        assert_eq!(list.days[0].entries.iter().map(|visit| visit.id).collect::<Vec<_>>(), visits);
        assert_eq!(agenda(shown(&doctor, &asked("agenda", "2026-11-19")).await).total, 0);

        let before: i64 = clinic.value("SELECT count(*) FROM audit_event WHERE action = 'visit.listed'").await;
        let month = month(shown(&doctor, &asked("month", "2026-11-18")).await);
        assert_eq!((month.period.label.as_str(), month.period.first, month.period.visits), ("November 2026", date("2026-11-01"), 5));
        assert_eq!((month.days.len(), month.days[0].date, month.days[0].inside), (42, date("2026-10-26"), false));
        let wednesday = month.days.iter().find(|day| day.date == date("2026-11-18")).unwrap();
        assert_eq!((wednesday.visits, wednesday.inside, wednesday.today), (5, true, false));
        let named: Vec<_> = wednesday.entries.iter().map(|entry| entry.appointment).collect();
        assert_eq!(named, visits[..3]);
        assert_eq!((wednesday.entries[0].start.as_str(), wednesday.entries[0].title.as_str()), ("10am", "Patient 0"));
        assert_eq!(wednesday.entries[0].label, "10am, Wednesday 18 November, Patient 0, First visit");
        let after: i64 = clinic.value("SELECT count(*) FROM audit_event WHERE action = 'visit.listed'").await;
        assert_eq!(after, before + 1, "a month of others' visits is a read like any other");

        let stranger = clinic.doctor("Dr Novak").await;
        let nobody = clinic.patient("Nobody").await;
        for reader in [&stranger, &nobody] {
            for view in ["day", "week"] {
                let none = days(shown(reader, &asked(view, "2026-11-18")).await);
                assert_eq!(none.period.visits, 0);
                assert!(none.days.iter().flat_map(|day| &day.entries).all(|entry| entry.appointment.is_none()));
            }
            let none = self::month(shown(reader, &asked("month", "2026-11-18")).await);
            assert!(none.period.visits == 0 && none.days.iter().all(|day| day.visits == 0 && day.entries.is_empty()));
        }
        let admin = clinic.admin().await;
        for view in ["agenda", "day", "week", "month"] {
            assert!(matches!(calendar(&admin, &asked(view, "")).await, Err(Error::Forbidden)), "{view}");
        }
    }

    async fn a_kept_time_stands_in_both_calendars_and_tells_the_doctor_not_who(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let held = crate::appointments::hold(&ann, &first_visit(&clinic, &doctor, WEDNESDAY)).await.unwrap();
        let kept = async |reader: &Scope| {
            let day = days(shown(reader, &asked("day", "2026-11-18")).await);
            of_kind(&day.days[0].entries, GridEntryKind::Hold).into_iter().cloned().collect::<Vec<_>>()
        };
        let hers = kept(&ann).await;
        assert_eq!((hers.len(), hers[0].title.as_str(), hers[0].hold), (1, "Dr Okafor", Some(held)));
        assert_eq!(hers[0].detail.as_deref(), Some("kept until 8:10am"));
        let doctors = kept(&doctor).await;
        assert_eq!((doctors.len(), doctors[0].title.as_str(), doctors[0].hold), (1, "A patient", None));
        assert_eq!((doctors[0].time.as_str(), doctors[0].at.minutes()), ("10am to 10:30am", (600, 630)));
        assert!(!format!("{doctors:?}").contains("Ann"));
        assert!(kept(&clinic.patient("Ben").await).await.is_empty());
        assert!(kept(&clinic.doctor("Dr Novak").await).await.is_empty());
        clinic.advance(chrono::TimeDelta::minutes(11));
        assert!(kept(&ann).await.is_empty() && kept(&doctor).await.is_empty());
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
            agenda(shown(&ann, &ask).await)
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
