use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use words::Language;

use super::*;

fn utc(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn minutes(start: &str, length: i64) -> Instants {
    utc(start)..utc(start) + TimeDelta::minutes(length)
}

#[test]
fn a_visit_is_told_in_the_clinics_time() {
    let chicago = Formatter::new(&zone("America/Chicago"), Language::En);
    let when = chicago.when(&minutes("2026-11-18T20:30:00Z", 30));
    assert_eq!(when.date, "Wednesday 18 November 2026");
    assert_eq!(when.short_date, "Wed 18 Nov");
    assert_eq!(when.time, "2:30pm");
    assert_eq!(when.end_time, "3pm");
    assert_eq!(when.zone, None);
    assert_eq!(when.datetime, "2026-11-18T14:30:00-06:00");
    assert_eq!(when.day, date("2026-11-18"));
    assert_eq!(when.instant, utc("2026-11-18T20:30:00Z"));
}

#[test]
fn the_zone_is_named_when_it_is_not_the_readers() {
    let visit = minutes("2026-11-18T20:30:00Z", 30);
    let told = |clinic: &str, reader: &str| {
        Formatter::new(&zone(clinic), Language::En)
            .naming_zone_unless(&zone(reader))
            .when(&visit)
            .zone
    };
    assert_eq!(told("America/Chicago", "America/Chicago"), None);
    assert_eq!(
        told("America/Chicago", "Pacific/Kiritimati").as_deref(),
        Some("Chicago time")
    );
    assert_eq!(
        told("America/New_York", "America/Chicago").as_deref(),
        Some("New York time")
    );
    assert_eq!(
        told("America/Argentina/Buenos_Aires", "UTC").as_deref(),
        Some("Buenos Aires time")
    );
    assert_eq!(told("Asia/Kolkata", "Asia/Calcutta"), None, "two names of one zone");
    assert_eq!(told("Etc/GMT+5", "Europe/London").as_deref(), Some("UTC−5"));
    assert_eq!(told("UTC", "Europe/London").as_deref(), Some("UTC"));

    let asked = Formatter::new(&zone("Europe/London"), Language::En).naming_zone();
    assert_eq!(asked.when(&visit).zone.as_deref(), Some("London time"));
    assert_eq!(
        asked.moment(visit.start).label,
        "18 November 2026, 8:30pm (London time)"
    );
    assert_eq!(asked.time_range(&visit), "8:30pm to 9pm");
    assert_eq!(asked.short_time(visit.start), "8:30");
}

#[test]
fn an_hour_that_comes_twice_is_told_apart() {
    let told = |start: &str| Formatter::new(&zone("America/New_York"), Language::En).when(&minutes(start, 30));
    let (first, second) = (told("2026-11-01T05:30:00Z"), told("2026-11-01T06:30:00Z"));
    assert_eq!((first.time.as_str(), second.time.as_str()), ("1:30am", "1:30am"));
    assert_eq!(first.zone.as_deref(), Some("New York time, UTC−4"));
    assert_eq!(second.zone.as_deref(), Some("New York time, UTC−5"));
    assert_eq!(first.datetime, "2026-11-01T01:30:00-04:00");
    assert_eq!(second.datetime, "2026-11-01T01:30:00-05:00");
    assert_eq!(told("2026-11-01T07:00:00Z").zone, None);
}

#[test]
fn the_same_instant_in_far_zones() {
    let told = |name: &str| {
        let when = Formatter::new(&zone(name), Language::En).when(&minutes("2026-03-08T10:15:00Z", 45));
        format!("{} {} to {} {}", when.date, when.time, when.end_time, when.datetime)
    };
    assert_eq!(
        told("Pacific/Kiritimati"),
        "Monday 9 March 2026 12:15am to 1am 2026-03-09T00:15:00+14:00"
    );
    assert_eq!(
        told("Asia/Kathmandu"),
        "Sunday 8 March 2026 4pm to 4:45pm 2026-03-08T16:00:00+05:45"
    );
    assert_eq!(
        told("America/New_York"),
        "Sunday 8 March 2026 6:15am to 7am 2026-03-08T06:15:00-04:00"
    );
    assert_eq!(
        told("UTC"),
        "Sunday 8 March 2026 10:15am to 11am 2026-03-08T10:15:00+00:00"
    );
}

#[test]
fn hours_are_said_as_people_say_them() {
    let said = |minute| clock_label(minute, Language::En);
    let expected = [
        (0, "midnight"),
        (1, "12:01am"),
        (60, "1am"),
        (545, "9:05am"),
        (719, "11:59am"),
        (720, "midday"),
        (721, "12:01pm"),
        (750, "12:30pm"),
        (1050, "5:30pm"),
        (1380, "11pm"),
        (1440, "midnight"),
    ];
    for (minute, text) in expected {
        assert_eq!(said(minute), text);
    }
    assert_eq!(
        [0, 545, 720, 870, 1440].map(|minute| short_clock_label(minute, Language::En)),
        ["12:00", "9:05", "12:00", "2:30", "12:00"]
    );
}

#[test]
fn days_weeks_and_months_have_labels() {
    let language = Language::En;
    assert_eq!(day_label(date("2026-11-18"), language), "Wednesday 18 November");
    assert_eq!(plain_date_label(date("2026-11-01"), language), "1 November 2026");
    assert_eq!(short_date_label(date("2027-01-03"), language), "Sun 3 Jan");
    assert_eq!(month_label(date("2026-11-18"), language), "November 2026");
    let days = |first, last| days_label(date(first), date(last), language);
    assert_eq!(days("2026-11-23", "2026-11-27"), "23–27 November");
    assert_eq!(days("2026-11-30", "2026-12-04"), "30 November – 4 December");
    assert_eq!(days("2026-12-28", "2027-01-03"), "28 December 2026 – 3 January 2027");
    assert_eq!(days("2026-11-23", "2026-11-23"), "23 November");
    let week = |monday| week_label(date(monday), language);
    assert_eq!(week("2026-11-23"), "23–29 November 2026");
    assert_eq!(week("2026-11-30"), "30 November – 6 December 2026");
    assert_eq!(week("2026-12-28"), "28 December 2026 – 3 January 2027");
    assert_eq!(short_weekday_label(date("2026-11-18"), language), "Wed");
    assert_eq!(short_day_label(date("2026-11-18"), language), "18 Nov");
}

#[test]
fn every_weekday_and_month_has_its_name() {
    let labels: Vec<_> = (1..=12)
        .filter_map(|month| NaiveDate::from_ymd_opt(2026, month, month))
        .map(|date| {
            format!(
                "{} / {}",
                day_label(date, Language::En),
                short_date_label(date, Language::En)
            )
        })
        .collect();
    assert_eq!(
        labels,
        [
            "Thursday 1 January / Thu 1 Jan",
            "Monday 2 February / Mon 2 Feb",
            "Tuesday 3 March / Tue 3 Mar",
            "Saturday 4 April / Sat 4 Apr",
            "Tuesday 5 May / Tue 5 May",
            "Saturday 6 June / Sat 6 Jun",
            "Tuesday 7 July / Tue 7 Jul",
            "Saturday 8 August / Sat 8 Aug",
            "Wednesday 9 September / Wed 9 Sep",
            "Saturday 10 October / Sat 10 Oct",
            "Wednesday 11 November / Wed 11 Nov",
            "Saturday 12 December / Sat 12 Dec"
        ]
    );
    assert_eq!(day_label(date("2026-11-20"), Language::En), "Friday 20 November");
    assert_eq!(short_date_label(date("2026-11-22"), Language::En), "Sun 22 Nov");
}

#[test]
fn a_visit_keeps_its_local_start() {
    let kept = local_start(utc("2026-11-18T20:30:00Z"), &zone("america/chicago"));
    assert_eq!(kept.local_start, "2026-11-18T14:30:00");
    assert_eq!(kept.zone, "America/Chicago");
    assert_eq!(kept.tzdb, tzdb_version());
    assert!(kept.tzdb.starts_with("20"), "the bundled database has a version");
}

#[test]
fn only_zones_of_the_bundled_database_are_known() {
    for name in [
        "Europe/London",
        "Asia/Calcutta",
        "UTC",
        "America/Argentina/Buenos_Aires",
    ] {
        assert!(is_zone(name), "{name}");
    }
    for name in [
        "",
        "Mars/Olympus",
        "Etc/Unknown",
        "Factory",
        "../etc/passwd",
        "EST5EDT,M3.2.0,M11.1.0",
        "America/",
    ] {
        assert!(!is_zone(name), "{name}");
    }
}

#[test]
fn days_weeks_and_months_begin_when_the_clinic_says() {
    let new_york = zone("America/New_York");
    assert_eq!(
        day_range(date("2026-03-08"), &new_york),
        utc("2026-03-08T05:00:00Z")..utc("2026-03-09T04:00:00Z")
    );
    assert_eq!(
        day_range(date("2026-11-01"), &new_york),
        utc("2026-11-01T04:00:00Z")..utc("2026-11-02T05:00:00Z")
    );
    assert_eq!(
        days_range(date("2026-03-02"), date("2026-03-09"), &new_york),
        utc("2026-03-02T05:00:00Z")..utc("2026-03-09T04:00:00Z")
    );
    assert_eq!(
        month_range(date("2026-11-30"), &new_york),
        utc("2026-11-01T04:00:00Z")..utc("2026-12-01T05:00:00Z")
    );
    assert_eq!(
        month_range(date("2026-12-31"), &Zone::UTC),
        utc("2026-12-01T00:00:00Z")..utc("2027-01-01T00:00:00Z")
    );

    let sao_paulo = zone("America/Sao_Paulo");
    let no_midnight = day_range(date("2018-11-04"), &sao_paulo);
    assert_eq!(no_midnight, utc("2018-11-04T03:00:00Z")..utc("2018-11-05T02:00:00Z"));

    assert_eq!(
        local_day(utc("2026-03-08T10:15:00Z"), &zone("Pacific/Kiritimati")),
        date("2026-03-09")
    );
    assert_eq!(weekday_number(date("2026-11-22")), 7);
}

#[test]
fn wall_time_typed_into_a_form_becomes_an_instant() {
    let new_york = zone("America/New_York");
    assert_eq!(
        instant_at(date("2026-11-18"), 870, &new_york),
        utc("2026-11-18T19:30:00Z")
    );
    assert_eq!(
        instant_at(date("2026-11-18"), 1440, &new_york),
        utc("2026-11-19T05:00:00Z")
    );
    assert_eq!(
        instant_at(date("2026-03-08"), 150, &new_york),
        utc("2026-03-08T07:30:00Z"),
        "skipped: moves on"
    );
    assert_eq!(
        instant_at(date("2026-11-01"), 90, &new_york),
        utc("2026-11-01T05:30:00Z"),
        "twice: the first"
    );
}

#[test]
fn times_beyond_every_calendar_do_not_panic() {
    let new_york = zone("America/New_York");
    for instant in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let when = Formatter::new(&new_york, Language::En).when(&(instant..instant));
        assert!(!when.date.is_empty());
    }
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        let range = month_range(date, &new_york);
        assert!(range.start <= range.end);
        assert!(day_range(date, &new_york).start <= day_range(date, &new_york).end);
    }
}

#[test]
fn every_language_tells_the_same_time_in_its_own_way() {
    let start: DateTime<Utc> = "2026-11-18T17:30:00Z".parse().unwrap();
    let told = |language| {
        let formatter = Formatter::new(&zone("Europe/London"), language);
        (formatter.moment(start).label, formatter.short_time(start))
    };
    assert_eq!(
        told(Language::Es),
        ("18 de noviembre de 2026, 17:30".to_owned(), "17:30".to_owned())
    );
    let arabic = "\u{200f}\u{200f}18 نوفمبر 2026، 5:30 م".to_owned();
    assert_eq!(told(Language::Ar), (arabic, "\u{200f}5:30".to_owned()));
    let week = |language| week_label(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), language);
    assert_eq!(week(Language::Es), "23–29 de noviembre de 2026");
    assert_eq!(
        zone_label(&zone("America/New_York"), Language::Ar),
        "توقيت \u{2068}New York\u{2069}"
    );
}
