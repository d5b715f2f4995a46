use super::*;
use crate::{actor::Permissions, form::Problem, id::AccountId};
use uuid::Uuid;

fn patient(number: u128) -> Actor {
    Actor::Patient {
        account: AccountId::from_uuid(Uuid::nil()),
        patient: PatientId::from_uuid(Uuid::from_u128(number)),
    }
}

fn doctor(number: u128) -> Actor {
    Actor::Doctor {
        account: AccountId::from_uuid(Uuid::nil()),
        doctor: DoctorId::from_uuid(Uuid::from_u128(number)),
    }
}

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

/// A visit from `at(0)` to `at(30)` of patient 1 with doctor 1.
fn visit(status: AppointmentStatus) -> VisitFacts {
    VisitFacts {
        patient: PatientId::from_uuid(Uuid::from_u128(1)),
        doctor: DoctorId::from_uuid(Uuid::from_u128(1)),
        status,
        starts_at: at(0),
        ends_at: at(30),
        cancel_notice_hours: 24,
    }
}

#[test]
fn states_change_by_the_table() {
    use Action::{Accept, Arrive, Cancel, Confirm, Finish, Miss, Start};
    use AppointmentStatus::{Arrived, Booked, Cancelled, Fulfilled, InProgress, NoShow, Pending, Proposed};
    let table = [
        (Proposed, vec![(Accept, Booked), (Cancel, Cancelled)]),
        (Pending, vec![(Confirm, Booked), (Cancel, Cancelled)]),
        (
            Booked,
            vec![
                (Arrive, Arrived),
                (Start, InProgress),
                (Finish, Fulfilled),
                (Miss, NoShow),
                (Cancel, Cancelled),
            ],
        ),
        (
            Arrived,
            vec![(Start, InProgress), (Finish, Fulfilled), (Cancel, Cancelled)],
        ),
        (InProgress, vec![(Finish, Fulfilled)]),
        (Fulfilled, vec![]),
        (Cancelled, vec![]),
        (NoShow, vec![]),
    ];
    assert_eq!(table.len(), AppointmentStatus::ALL.len());
    for (from, steps) in table {
        for action in Action::ALL {
            let expected = steps.iter().find(|(step, _)| step == action).map(|(_, to)| *to);
            assert_eq!(from.transition(*action).ok(), expected, "{from:?} {action:?}");
        }
        assert_eq!(from.is_final(), steps.is_empty(), "{from:?}");
    }
    assert_eq!(Cancelled.transition(Cancel), Err(Conflict::AlreadyCancelled));
}

#[test]
fn a_patient_cancels_until_the_notice_begins() {
    let late = Err(Refusal::Conflict(Conflict::TooLateToCancel));
    for status in [AppointmentStatus::Booked, AppointmentStatus::Pending] {
        assert_eq!(may_cancel(&patient(1), &visit(status), at(-24 * 60)), Ok(()));
        assert_eq!(may_cancel(&patient(1), &visit(status), at(-24 * 60 + 1)), late);
    }
    let at_any_time = VisitFacts {
        cancel_notice_hours: 0,
        ..visit(AppointmentStatus::Booked)
    };
    assert_eq!(may_cancel(&patient(1), &at_any_time, at(-1)), Ok(()));
    assert_eq!(may_cancel(&patient(1), &at_any_time, at(0)), late);
    let cancelled = visit(AppointmentStatus::Cancelled);
    assert_eq!(
        may_cancel(&patient(1), &cancelled, at(-9999)),
        Err(Refusal::Conflict(Conflict::AlreadyCancelled))
    );
}

#[test]
fn a_doctor_cancels_until_the_visit_ends() {
    let booked = visit(AppointmentStatus::Booked);
    assert_eq!(may_cancel(&doctor(1), &booked, at(29)), Ok(()));
    assert_eq!(
        may_cancel(&doctor(1), &booked, at(30)),
        Err(Refusal::Conflict(Conflict::TooLateToCancel))
    );
}

#[test]
fn nobody_touches_the_visits_of_others() {
    let account = AccountId::from_uuid(Uuid::nil());
    let strangers = [
        Actor::Anonymous,
        patient(2),
        doctor(2),
        Actor::PendingDoctor {
            account,
            doctor: DoctorId::from_uuid(Uuid::from_u128(1)),
        },
        Actor::Staff {
            account,
            permissions: Permissions::admin(),
        },
    ];
    for stranger in strangers {
        for status in AppointmentStatus::ALL {
            assert_eq!(
                allowed_actions(&stranger, &visit(*status), at(-9999)),
                [],
                "{stranger:?}"
            );
        }
        assert_eq!(
            may_cancel(&stranger, &visit(AppointmentStatus::Booked), at(-9999)),
            Err(Refusal::NotAllowed)
        );
    }
}

#[test]
fn allowed_actions_follow_role_state_and_time() {
    use Action::{Arrive, Cancel, Confirm, Finish, Miss, Start};
    let (booked, pending) = (visit(AppointmentStatus::Booked), visit(AppointmentStatus::Pending));
    assert_eq!(allowed_actions(&patient(1), &pending, at(-3000)), [Cancel]);
    assert_eq!(allowed_actions(&patient(1), &booked, at(5)), []);
    assert_eq!(allowed_actions(&doctor(1), &pending, at(-3000)), [Confirm, Cancel]);
    assert_eq!(allowed_actions(&doctor(1), &booked, at(-3000)), [Cancel]);
    assert_eq!(allowed_actions(&doctor(1), &booked, at(-60)), [Arrive, Cancel]);
    assert_eq!(
        allowed_actions(&doctor(1), &booked, at(10)),
        [Arrive, Start, Finish, Miss, Cancel]
    );
    assert_eq!(
        allowed_actions(&doctor(1), &booked, at(60)),
        [Arrive, Start, Finish, Miss]
    );
}

#[test]
fn a_hold_asks_for_an_exact_time() {
    let id = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
    let hold = |starts_at: &str, location: &str| {
        HoldTime {
            doctor: id.into(),
            visit_type: id.into(),
            location: location.into(),
            starts_at: starts_at.into(),
        }
        .parse()
    };
    let valid = hold("2026-11-18T18:30:00+01:00", "").unwrap();
    assert_eq!(
        (valid.starts_at.to_rfc3339().as_str(), valid.location),
        ("2026-11-18T17:30:00+00:00", None)
    );
    assert!(hold("2026-11-18T17:30:00Z", id).unwrap().location.is_some());
    for wrong in [
        "",
        "tomorrow",
        "2026-11-18T17:30:00",
        "9999-12-31T00:00:00Z",
        "0001-01-01T00:00:00Z",
    ] {
        assert_eq!(
            hold(wrong, "").unwrap_err().get("starts_at"),
            Some(&Problem::UnknownChoice),
            "{wrong}"
        );
    }
    let errors = HoldTime::default().parse().unwrap_err();
    assert_eq!(errors.len(), 3);
}

#[test]
fn reasons_may_stay_empty_but_have_bounds() {
    let id = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
    let book = |reason: String| {
        BookAppointment {
            hold: id.into(),
            reason,
        }
        .parse()
    };
    assert_eq!(book(" ".into()).unwrap().reason, None);
    assert!(book("<script>alert(1)</script> مرحبا 🙂".into()).is_ok());
    assert!(book("é".repeat(1000)).is_ok());
    assert_eq!(
        book("é".repeat(1001)).unwrap_err().get("reason"),
        Some(&Problem::TextTooLong { max: 1000 })
    );
    let cancel = CancelAppointment {
        appointment: id.into(),
        ..CancelAppointment::default()
    }
    .parse();
    assert_eq!(cancel.unwrap_err().get("version"), Some(&Problem::ReloadPage));
    let step = |action: &str| {
        StepAppointment {
            appointment: id.into(),
            action: action.into(),
            version: "1".into(),
        }
        .parse()
    };
    assert_eq!(step("confirm").unwrap().action, Action::Confirm);
    assert!(step("cancel").is_err());
}
