use super::*;
use crate::accounts::AccountStatus;
use chrono::{DateTime, TimeZone, Utc};

const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

fn ticked(count: u32) -> PrepareBulk {
    let account = |number| format!("0199a0b2-7c3e-7d41-9a52-3f6b{number:08x}");
    PrepareBulk {
        whom: "ticked".into(),
        accounts: (0..count).map(account).collect(),
        action: "suspend".into(),
        ..PrepareBulk::default()
    }
}

fn problem(form: &PrepareBulk, field: &str) -> Option<Problem> {
    form.parse(today()).err().and_then(|errors| errors.get(field).cloned())
}

#[test]
fn people_are_ticked_each_once_and_not_too_many() {
    let mut form = ticked(2);
    form.accounts.push(form.accounts[0].clone());
    let valid = form.parse(today()).unwrap();
    assert!(matches!(valid.people, ChosenPeople::Ticked(people) if people.len() == 2));
    assert_eq!(problem(&ticked(0), "whom"), Some(Problem::ChoosePeople));
    assert_eq!(problem(&ticked(500), "whom"), None);
    assert_eq!(problem(&ticked(501), "whom"), Some(Problem::TooMany { max: 500 }));
    let strange = PrepareBulk {
        accounts: vec!["everybody".into()],
        ..ticked(1)
    };
    assert_eq!(problem(&strange, "whom"), Some(Problem::UnknownChoice));
    let nobody = PrepareBulk::default().parse(today()).unwrap_err();
    assert_eq!(nobody.get("whom"), Some(&Problem::ChoosePeople));
    assert_eq!(nobody.get("action"), Some(&Problem::ChooseKind));
}

#[test]
fn everybody_is_whoever_fits_the_search_of_the_page() {
    let form = PrepareBulk {
        whom: "found".into(),
        query: " ann ".into(),
        of_role: "patient".into(),
        status: "suspended".into(),
        ..ticked(0)
    };
    let ChosenPeople::Found(search) = form.parse(today()).unwrap().people else {
        panic!("a search")
    };
    assert_eq!(search.query.as_deref(), Some("ann"));
    assert_eq!(search.status, Some(AccountStatus::Suspended));
    assert!(search.role.is_some());
}

#[test]
fn a_role_is_asked_for_where_it_is_needed_only() {
    let with = |action: &str, role: &str, until: &str| PrepareBulk {
        action: action.into(),
        role: role.into(),
        until: until.into(),
        ..ticked(1)
    };
    let suspend = with("suspend", "no role", "no day").parse(today()).unwrap();
    assert_eq!((suspend.role, suspend.until), (None, None));
    let give = with("give_role", ID, "2026-11-28").parse(today()).unwrap();
    assert_eq!((give.role, give.until), (ID.parse().ok(), Some(today())));
    assert_eq!(problem(&with("give_role", "", ""), "role"), Some(Problem::ChooseRole));
    let past = with("give_role", ID, "2026-11-27");
    assert_eq!(problem(&past, "until"), Some(Problem::DatePast));
    assert_eq!(problem(&with("take_role", "", ""), "role"), Some(Problem::ChooseRole));
    assert_eq!(with("take_role", ID, "soon").parse(today()).unwrap().until, None);
    assert_eq!(problem(&with("delete", "", ""), "action"), Some(Problem::UnknownChoice));
    assert!(ConfirmBulk::default().parse().is_err());
}

#[test]
fn each_person_is_judged_by_the_rules_for_one() {
    use AccountStatus::{Active, Suspended, Unverified};
    use BulkOutcome::{Already, Changes, MoreThanHeld, NotActive, Own, Renews};
    let day = |day| Utc.with_ymd_and_hms(2026, 12, day, 0, 0, 0).unwrap();
    let manages = Permissions::none().with(Permission::ManageRoles);
    let own = [(manages, Some(day(20)))];
    let above = [(Permissions::admin(), None)];
    let give = |until: Option<DateTime<Utc>>| BulkStep::GiveRole {
        permits: manages,
        until,
    };
    let take = BulkStep::TakeRole { permits: manages };
    let person = Judged {
        is_own: false,
        status: Active,
        held: &[],
        has_role: None,
    };
    let me = Judged { is_own: true, ..person };
    let stopped = Judged {
        status: Suspended,
        ..person
    };
    let admin = Judged { held: &above, ..person };
    let holds = |until| Judged {
        has_role: Some(until),
        ..person
    };
    for (step, person, expected) in [
        (BulkStep::Suspend, person, Changes),
        (BulkStep::Suspend, stopped, Already),
        (BulkStep::Suspend, me, Own),
        (BulkStep::Suspend, admin, MoreThanHeld),
        (BulkStep::Reinstate, stopped, Changes),
        (BulkStep::Reinstate, person, Already),
        (BulkStep::Reinstate, me, Own),
        (give(Some(day(20))), person, Changes),
        (give(None), person, MoreThanHeld),
        (give(Some(day(20))), me, Own),
        (give(Some(day(20))), stopped, NotActive),
        (
            give(Some(day(20))),
            Judged {
                status: Unverified,
                ..person
            },
            NotActive,
        ),
        (give(Some(day(20))), holds(Some(day(20))), Already),
        (give(Some(day(20))), holds(None), Renews),
        (take, person, Already),
        (take, holds(None), Changes),
        (
            take,
            Judged {
                is_own: true,
                ..holds(None)
            },
            Changes,
        ),
        (
            BulkStep::TakeRole {
                permits: Permissions::admin(),
            },
            holds(None),
            MoreThanHeld,
        ),
    ] {
        assert_eq!(step.judge(&own, &person), expected, "{step:?} {person:?}");
    }
}

#[test]
fn who_may_do_it_to_one_may_do_it_to_many() {
    for action in BulkAction::ALL {
        assert!(PERMISSIONS.contains(action.permission()));
        assert_eq!(action.permission() == Permission::ManageRoles, action.needs_role());
    }
}
