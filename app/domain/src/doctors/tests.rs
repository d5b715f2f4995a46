use super::*;

const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

fn profile() -> EditProfile {
    EditProfile {
        name: "Bo Lindqvist".into(),
        phone: "+46 8 123 456 78".into(),
        specialties: vec![ID.into()],
        qualifications: "MD".into(),
        experience_years: "17".into(),
        location: ID.into(),
        time_zone: "Europe/Stockholm".into(),
        fee_types: vec![ID.into(), ID.into()],
        fees: vec![String::new(), "60".into()],
        version: "3".into(),
        ..EditProfile::default()
    }
}

#[test]
fn applications_are_decided_by_the_table() {
    use DoctorStatus::{Approved, Pending, Rejected};
    let table = [
        (Pending, Ok(Approved), Ok(Rejected)),
        (Approved, Err(Conflict::AlreadyDecided), Err(Conflict::AlreadyDecided)),
        (Rejected, Ok(Approved), Err(Conflict::AlreadyDecided)),
    ];
    for (status, approved, rejected) in table {
        assert_eq!(status.decide(Decision::Approve), approved);
        assert_eq!(status.decide(Decision::Reject), rejected);
    }
}

#[test]
fn a_rejection_needs_a_reason() {
    let decide = |decision: &str, reason: &str| {
        DecideDoctor {
            doctor: ID.into(),
            decision: decision.into(),
            reason: reason.into(),
            version: "1".into(),
        }
        .parse()
    };
    assert!(decide("approve", "").is_ok());
    assert!(decide("reject", "The licence has expired.").is_ok());
    assert_eq!(
        decide("reject", " ").unwrap_err().get("reason"),
        Some(&Problem::EnterReasonForRejection)
    );
    assert_eq!(
        decide("", "").unwrap_err().get("decision"),
        Some(&Problem::ChooseDecision)
    );
}

#[test]
fn a_search_takes_any_combination() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
    assert_eq!(
        SearchDoctors::default().parse(today),
        Ok(ValidSearch {
            page: 1,
            ..ValidSearch::default()
        })
    );
    let search = SearchDoctors {
        name: " okafor ".into(),
        free_by: "2026-11-18".into(),
        page: "2".into(),
        ..SearchDoctors::default()
    };
    let valid = search.parse(today).unwrap();
    assert_eq!(
        (valid.name.as_deref(), valid.free_by, valid.page),
        (Some("okafor"), Some(today), 2)
    );
    let past = SearchDoctors {
        free_by: "2026-11-17".into(),
        ..SearchDoctors::default()
    };
    assert_eq!(past.parse(today).unwrap_err().get("free_by"), Some(&Problem::DatePast));
}

#[test]
fn a_profile_keeps_the_fees_that_were_typed() {
    let gbp = Currency::from_code("GBP").unwrap();
    let valid = profile().parse(gbp).unwrap();
    assert_eq!(
        valid.fees,
        [(
            ID.parse().unwrap(),
            Money {
                amount_minor: 6000,
                currency: gbp
            }
        )]
    );
    let wrong = EditProfile {
        fees: vec!["a lot".into()],
        time_zone: "Mars; DROP".into(),
        ..profile()
    }
    .parse(gbp)
    .unwrap_err();
    assert_eq!(wrong.get("fees[0]"), Some(&Problem::MoneyWrong));
    assert_eq!(wrong.get("time_zone"), Some(&Problem::ZoneUnknown));
}
