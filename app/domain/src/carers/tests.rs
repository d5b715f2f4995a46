use super::*;
use crate::form::Problem;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn facts() -> CarerFacts {
    CarerFacts {
        state: CarerState::Active,
        ends_on: None,
        while_minor: false,
        born: day(2012, 2, 29),
    }
}

#[test]
fn it_holds_until_the_day_that_was_agreed() {
    let for_a_while = CarerFacts {
        ends_on: Some(day(2026, 12, 24)),
        ..facts()
    };
    assert!(facts().is_in_force(day(2060, 1, 1), 18));
    assert!(for_a_while.is_in_force(day(2026, 12, 23), 18));
    assert!(!for_a_while.is_in_force(day(2026, 12, 24), 18));
    for state in [CarerState::Offered, CarerState::Ended] {
        assert!(!CarerFacts { state, ..facts() }.is_in_force(day(2026, 1, 1), 18));
    }
}

#[test]
fn it_ends_when_a_child_comes_of_age_as_the_clinic_sees_it() {
    let child = CarerFacts {
        while_minor: true,
        ..facts()
    };
    assert_eq!(child.over_on(18), Some(day(2030, 3, 1)), "born on a leap day");
    assert_eq!(child.over_on(16), Some(day(2028, 2, 29)));
    assert!(child.is_in_force(day(2030, 2, 28), 18) && !child.is_in_force(day(2030, 3, 1), 18));
    assert!(is_minor(child.born, day(2030, 2, 28), 18) && !is_minor(child.born, day(2030, 3, 1), 18));
    let earlier = CarerFacts {
        ends_on: Some(day(2027, 1, 1)),
        ..child
    };
    assert_eq!(earlier.over_on(18), Some(day(2027, 1, 1)));
}

#[test]
fn an_offer_names_somebody_and_what_they_may_do() {
    let today = day(2026, 11, 29);
    let form = OfferCarer {
        name: "Ana Gil".into(),
        email: "Ana@Example.org".into(),
        relation: "child".into(),
        scopes: vec!["profile".into(), "booking".into(), String::new(), "booking".into()],
        ends_on: String::new(),
    };
    let offer = form.parse(today).unwrap();
    assert_eq!(offer.rights.scopes.to_string(), "booking profile");
    assert_eq!((offer.relation, offer.rights.ends_on), (CarerRelation::Child, None));
    let bare = OfferCarer {
        scopes: Vec::new(),
        ..form.clone()
    };
    assert!(
        bare.parse(today).unwrap().rights.scopes.is_empty(),
        "visits are seen by every carer"
    );
    let wrong = OfferCarer {
        relation: "king".into(),
        scopes: vec!["everything".into()],
        ends_on: "2026-11-29".into(),
        ..OfferCarer::default()
    };
    let problems = wrong.parse(today).unwrap_err();
    assert_eq!(problems.get("ends_on"), Some(&Problem::DateNotComing));
    for field in ["name", "email", "relation", "scopes"] {
        assert!(problems.get(field).is_some(), "{field}");
    }
}

#[test]
fn staff_say_what_they_checked() {
    let problems = OfferCarerFor::default().parse(day(2026, 11, 29)).unwrap_err();
    assert_eq!(problems.get("patient"), Some(&Problem::ReloadPage));
    assert_eq!(problems.get("basis"), Some(&Problem::EnterChecked));
}

#[test]
fn more_is_another_thing_to_do_or_a_longer_time() {
    let rights = |scopes: &str, ends_on| CarerRights {
        scopes: CarerScopes::from_text(scopes),
        ends_on,
    };
    let (sooner, later) = (Some(day(2026, 12, 24)), Some(day(2027, 1, 1)));
    let now = rights("booking profile", sooner);
    for same_or_less in [now, rights("booking", sooner), rights("", Some(day(2026, 12, 23)))] {
        assert!(!same_or_less.exceed(now), "{same_or_less:?}");
    }
    for more in [
        rights("booking profile access", sooner),
        rights("access", sooner),
        rights("", later),
        rights("", None),
    ] {
        assert!(more.exceed(now), "{more:?}");
    }
    let child = Some(day(2026, 12, 30));
    assert_eq!(rights("", later).within(child), rights("", None));
    assert_eq!(rights("", sooner).within(child), rights("", sooner));
    assert_eq!(rights("", later).within(None), rights("", later));
    let endless = rights("booking", None);
    assert!(!rights("booking", later).exceed(endless) && !endless.exceed(endless));
}

#[test]
fn a_change_is_read_as_an_offer_is() {
    let today = day(2026, 11, 29);
    let id = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".parse().unwrap();
    let rights = CarerRights {
        scopes: CarerScopes::none().with(CarerScope::Booking).with(CarerScope::Access),
        ends_on: Some(day(2026, 12, 24)),
    };
    let form = ChangeCarer::of(id, 3, rights);
    assert_eq!((form.ends_on.as_str(), form.scopes.len()), ("2026-12-24", 2));
    let change = form.parse(today).unwrap();
    assert_eq!((change.carer, change.version, change.rights), (id, 3, rights));
    let wrong = ChangeCarer {
        scopes: vec!["everything".into()],
        ends_on: "2026-11-29".into(),
        ..ChangeCarer::default()
    };
    let problems = wrong.parse(today).unwrap_err();
    assert_eq!(problems.get("scopes"), Some(&Problem::UnknownChoice));
    assert_eq!(problems.get("ends_on"), Some(&Problem::DateNotComing));
    for field in ["carer", "version"] {
        assert_eq!(problems.get(field), Some(&Problem::ReloadPage), "{field}");
    }
}

#[test]
fn whoever_chooses_nobody_acts_for_themselves() {
    assert_eq!(ActFor::default().parse(), Ok(None));
    let id = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
    let preview = ActFor {
        carer: id.into(),
        preview: "1".into(),
    };
    let asked = preview.parse().unwrap().unwrap();
    assert!(asked.preview && asked.carer.to_string() == id);
    assert!(
        ActFor {
            carer: "7".into(),
            ..ActFor::default()
        }
        .parse()
        .is_err()
    );
    assert!(EndCarer::default().parse().is_err());
}
