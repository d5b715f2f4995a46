use super::*;

const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
}

fn rule() -> AddRule {
    AddRule {
        weekdays: vec!["3".into(), "1".into()],
        from: "9am".into(),
        to: "17:00".into(),
        place: ID.into(),
        visit_types: vec![ID.into()],
        ..AddRule::default()
    }
}

fn block() -> AddException {
    AddException {
        kind: "block".into(),
        from_date: "2026-12-24".into(),
        ..AddException::default()
    }
}

#[test]
fn a_rule_starts_today_unless_it_says_otherwise() {
    let valid = rule().parse(today()).unwrap();
    assert_eq!(valid.weekdays, [Weekday::Monday, Weekday::Wednesday]);
    assert_eq!(
        (
            valid.from.minute(),
            valid.to.minute(),
            valid.valid_from,
            valid.valid_until
        ),
        (540, 1020, today(), None)
    );
    assert_eq!(
        AddRule {
            place: VIDEO.into(),
            ..rule()
        }
        .parse(today())
        .unwrap()
        .location,
        None
    );
}

#[test]
fn a_rule_ends_after_it_starts() {
    let errors = AddRule {
        to: "9:00".into(),
        ..rule()
    }
    .parse(today())
    .unwrap_err();
    assert_eq!(errors.get("to"), Some(&Problem::EndBeforeStart));
    let backwards = AddRule {
        valid_from: "2026-12-02".into(),
        valid_until: "2026-12-01".into(),
        ..rule()
    };
    assert_eq!(
        backwards.parse(today()).unwrap_err().get("valid_until"),
        Some(&Problem::EndsBeforeItStarts)
    );
    let over = AddRule {
        valid_until: "2026-11-17".into(),
        ..rule()
    };
    assert_eq!(
        over.parse(today()).unwrap_err().get("valid_until"),
        Some(&Problem::DatePast)
    );
    assert!(
        AddRule {
            from: "20:00".into(),
            to: "24:00".into(),
            ..rule()
        }
        .parse(today())
        .is_ok()
    );
}

#[test]
fn an_empty_rule_tells_everything_that_is_missing() {
    let errors = AddRule::default().parse(today()).unwrap_err();
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["weekdays", "from", "to", "place", "visit_types"]);
    assert_eq!(
        AddRule {
            weekdays: vec!["8".into()],
            ..rule()
        }
        .parse(today())
        .unwrap_err()
        .get("weekdays"),
        Some(&Problem::UnknownChoice)
    );
}

#[test]
fn a_block_without_times_takes_whole_days() {
    let valid = AddException {
        to_date: "2026-12-26".into(),
        ..block()
    }
    .parse(today())
    .unwrap();
    assert_eq!(valid.starts.to_string(), "2026-12-24 00:00:00");
    assert_eq!(valid.ends.to_string(), "2026-12-27 00:00:00");
    assert_eq!(valid.what, ExceptionWhat::Block);
}

#[test]
fn exceptions_end_after_they_start_within_a_year() {
    let at = |from_time: &str, to_date: &str, to_time: &str| {
        AddException {
            from_time: from_time.into(),
            to_date: to_date.into(),
            to_time: to_time.into(),
            ..block()
        }
        .parse(today())
    };
    assert!(at("13:00", "", "14:00").is_ok());
    assert_eq!(
        at("13:00", "", "13:00").unwrap_err().get("to_time"),
        Some(&Problem::EndBeforeStart)
    );
    assert_eq!(
        at("", "2026-12-23", "").unwrap_err().get("to_date"),
        Some(&Problem::EndsBeforeItStarts)
    );
    assert_eq!(
        at("", "2028-01-01", "").unwrap_err().get("to_date"),
        Some(&Problem::DateTooFar)
    );
    let past = AddException {
        from_date: "2026-11-17".into(),
        ..block()
    };
    assert_eq!(
        past.parse(today()).unwrap_err().get("from_date"),
        Some(&Problem::DatePast)
    );
}

#[test]
fn an_opening_says_when_where_and_for_what() {
    let bare = AddException {
        kind: "opening".into(),
        ..block()
    }
    .parse(today())
    .unwrap_err();
    let fields: Vec<_> = bare.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["from_time", "to_time", "place", "visit_types"]);
    let full = AddException {
        kind: "opening".into(),
        from_time: "9am".into(),
        to_time: "12:00".into(),
        place: VIDEO.into(),
        visit_types: vec![ID.into()],
        ..block()
    };
    assert!(matches!(
        full.parse(today()).unwrap().what,
        ExceptionWhat::Opening { location: None, .. }
    ));
}

#[test]
fn weekdays_are_numbers_on_the_wire() {
    assert_eq!(serde_json::to_string(&Weekday::Sunday).unwrap(), "7");
    assert_eq!(serde_json::from_str::<Weekday>("1").unwrap(), Weekday::Monday);
    assert!(serde_json::from_str::<Weekday>("0").is_err());
    assert!(RemoveRule::default().parse().is_err());
}

#[test]
fn a_missing_time_says_which_of_the_two_it_is() {
    let nothing = AddRule {
        from: String::new(),
        to: String::new(),
        ..rule()
    };
    let errors = nothing.parse(today()).unwrap_err();
    assert_eq!(errors.get("from"), Some(&Problem::EnterStart));
    assert_eq!(errors.get("to"), Some(&Problem::EnterEnd));
}
