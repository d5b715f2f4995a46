use super::*;
use crate::form::Problem;
use crate::id::AccountId;
use uuid::Uuid;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn patient(number: u128) -> Actor {
    Actor::Patient {
        account: AccountId::from_uuid(Uuid::from_u128(number)),
        patient: PatientId::from_uuid(Uuid::from_u128(number)),
    }
}

fn doctor(number: u128) -> Actor {
    Actor::Doctor {
        account: AccountId::from_uuid(Uuid::from_u128(number)),
        doctor: DoctorId::from_uuid(Uuid::from_u128(number)),
    }
}

fn care(state: CareState, requested_by: ActorKind) -> CareFacts {
    CareFacts {
        patient: PatientId::from_uuid(Uuid::from_u128(1)),
        doctor: DoctorId::from_uuid(Uuid::from_u128(2)),
        state,
        requested_by,
        starts_on: day(10),
        ends_on: Some(day(20)),
    }
}

#[test]
fn only_whoever_was_asked_answers_and_only_whoever_asked_withdraws() {
    use CareStep::{Accept, Decline, End, Withdraw};
    let asked = care(CareState::Requested, ActorKind::Patient);
    assert_eq!(allowed_steps(&doctor(2), &asked, day(12)), [Accept, Decline]);
    assert_eq!(allowed_steps(&patient(1), &asked, day(12)), [Withdraw]);
    let asked = care(CareState::Requested, ActorKind::Doctor);
    assert_eq!(allowed_steps(&patient(1), &asked, day(12)), [Accept, Decline]);
    assert_eq!(allowed_steps(&doctor(2), &asked, day(12)), [Withdraw]);
    for by in [ActorKind::Patient, ActorKind::Doctor, ActorKind::Staff] {
        let active = care(CareState::Active, by);
        assert_eq!(allowed_steps(&patient(1), &active, day(12)), [End]);
        assert_eq!(allowed_steps(&doctor(2), &active, day(12)), [End]);
    }
    for over in [CareState::Ended, CareState::Declined] {
        for actor in [patient(1), doctor(2)] {
            assert_eq!(allowed_steps(&actor, &care(over, ActorKind::Patient), day(12)), []);
        }
    }
}

#[test]
fn strangers_may_do_nothing() {
    for state in CareState::ALL {
        let care = care(*state, ActorKind::Patient);
        for actor in [patient(3), doctor(3), Actor::Anonymous, Actor::System] {
            for step in CareStep::ALL {
                assert_eq!(
                    may(*step, &actor, &care, day(12)),
                    Err(Refusal::NotAllowed),
                    "{actor:?} {step:?}"
                );
            }
        }
    }
}

#[test]
fn every_step_leads_to_one_state() {
    let mut ways = 0;
    for state in CareState::ALL {
        for step in CareStep::ALL {
            ways += usize::from(state.transition(*step).is_ok());
        }
    }
    assert_eq!(ways, 4);
    assert_eq!(
        CareState::Requested.transition(CareStep::Withdraw),
        Ok(CareState::Ended)
    );
    assert_eq!(
        CareState::Declined.transition(CareStep::Accept),
        Err(Conflict::NotPossibleNow)
    );
}

#[test]
fn it_gives_access_from_its_first_day_until_the_day_on_which_it_is_over() {
    let active = care(CareState::Active, ActorKind::Patient);
    let seen: Vec<bool> = [9, 10, 19, 20].map(|on| active.gives_access(day(on))).to_vec();
    assert_eq!(seen, [false, true, true, false]);
    let open = CareFacts {
        ends_on: None,
        ..active
    };
    assert!(open.gives_access(day(30)));
    for state in [CareState::Requested, CareState::Ended, CareState::Declined] {
        assert!(!CareFacts { state, ..open }.gives_access(day(12)), "{state:?}");
    }
    assert_eq!(active.state_on(day(20)), CareState::Ended);
    let refused = may(CareStep::End, &patient(1), &active, day(20));
    assert_eq!(
        refused,
        Err(Conflict::NotPossibleNow.into()),
        "what is over cannot be ended"
    );
    let asked = care(CareState::Requested, ActorKind::Doctor);
    assert!(
        may(CareStep::Accept, &patient(1), &asked, day(20)).is_err(),
        "nothing is left to agree to"
    );
}

#[test]
fn what_is_temporary_has_an_end_that_is_still_to_come() {
    let ask = |kind: &str, ends_on: &str| {
        let request = AskDoctor {
            doctor: Uuid::from_u128(2).to_string(),
            kind: kind.into(),
            ends_on: ends_on.into(),
            referral: " By Dr Lee ".into(),
        };
        request
            .parse(day(18))
            .map(|valid| (valid.terms.kind, valid.terms.ends_on))
    };
    assert_eq!(ask("primary_care", ""), Ok((CareKind::PrimaryCare, None)));
    assert_eq!(ask("temporary", "2026-11-19"), Ok((CareKind::Temporary, Some(day(19)))));
    let problem = |kind, ends_on, field: &str| ask(kind, ends_on).unwrap_err().get(field).cloned();
    assert_eq!(problem("temporary", "", "ends_on"), Some(Problem::EnterDate));
    assert_eq!(
        problem("temporary", "2026-11-18", "ends_on"),
        Some(Problem::DateNotComing)
    );
    assert_eq!(problem("referral", "soon", "ends_on"), Some(Problem::DateWrong));
    assert_eq!(problem("friend", "", "kind"), Some(Problem::UnknownChoice));
}

#[test]
fn a_request_by_number_names_what_is_wrong() {
    let problems = AskByNumber {
        number: "one".into(),
        kind: "referral".into(),
        ..AskByNumber::default()
    };
    let problems = problems.parse(day(18)).unwrap_err();
    assert!(matches!(problems.get("number"), Some(Problem::NumberOutOfRange { .. })));
    assert_eq!(problems.get("birth_day"), Some(&Problem::EnterDate));
}

#[test]
fn lists_of_numbers_are_read_however_they_are_parted() {
    let form = PrepareAssignment {
        numbers: " 100001, 100002;100003\n١٠٠٠٠٤ x7".into(),
        doctor: "Dr Okafor".into(),
        kind: "primary_care".into(),
        ends_on: String::new(),
    };
    let valid = form.parse(day(18)).unwrap();
    let numbers: Vec<_> = valid.numbers.iter().map(|part| record_number(part)).collect();
    assert_eq!(
        numbers,
        [Some(100_001), Some(100_002), Some(100_003), Some(100_004), None]
    );
    let many = PrepareAssignment {
        numbers: "1 ".repeat(MOST_LINES + 1),
        ..form
    };
    let problems = many.parse(day(18)).unwrap_err();
    assert_eq!(problems.get("numbers"), Some(&Problem::TooMany { max: 500 }));
    let empty = PrepareAssignment::default().parse(day(18)).unwrap_err();
    assert_eq!(empty.get("numbers"), Some(&Problem::EnterNumber));
    assert_eq!(empty.get("doctor"), Some(&Problem::EnterName));
}
