use super::*;
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
}

fn patient() -> RegisterPatient {
    RegisterPatient {
        name: "Ann Okafor".into(),
        email: "ann@example.com".into(),
        phone: "020 7946 0999".into(),
        address: "1 High Street\r\nLeeds".into(),
        birth_day: "27".into(),
        birth_month: "3".into(),
        birth_year: "1985".into(),
        password: "three green bicycles".into(),
        password_again: "three green bicycles".into(),
        next: String::new(),
    }
}

fn doctor() -> RegisterDoctor {
    RegisterDoctor {
        name: "Bo Lindqvist".into(),
        email: "bo@example.com".into(),
        phone: "+46 8 123 456 78".into(),
        specialties: vec!["0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".into()],
        qualifications: "MD, Uppsala 2008".into(),
        licence_number: "SE-4471".into(),
        experience_years: "17".into(),
        location: "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a11".into(),
        password: "three green bicycles".into(),
        password_again: "three green bicycles".into(),
    }
}

fn fields(errors: &FieldErrors) -> Vec<&str> {
    errors.iter().map(|error| error.field.as_str()).collect()
}

#[test]
fn good_registrations_pass() {
    assert_eq!(patient().parse(today()).unwrap().details.name.as_str(), "Ann Okafor");
    assert_eq!(doctor().parse().unwrap().experience_years, 17);
}

#[test]
fn an_empty_form_tells_everything_that_is_missing_in_order() {
    let errors = RegisterPatient::default().parse(today()).unwrap_err();
    assert_eq!(
        fields(&errors),
        ["name", "birth_day", "phone", "address", "email", "password"]
    );
    let errors = RegisterDoctor::default().parse().unwrap_err();
    assert_eq!(
        fields(&errors),
        [
            "name",
            "phone",
            "specialties",
            "qualifications",
            "licence_number",
            "experience_years",
            "location",
            "email",
            "password"
        ]
    );
}

#[test]
fn passwords_match_and_are_not_built_around_the_person() {
    let errors = RegisterPatient {
        password_again: "three green bicycle".into(),
        ..patient()
    }
    .parse(today())
    .unwrap_err();
    assert_eq!(errors.get("password_again"), Some(&Problem::PasswordsDiffer));
    let own = RegisterPatient {
        password: "okafor okafor".into(),
        password_again: "okafor okafor".into(),
        ..patient()
    };
    assert_eq!(
        own.parse(today()).unwrap_err().get("password"),
        Some(&Problem::PasswordHasContext)
    );
    let short = RegisterDoctor {
        password: "fourteen chars".into(),
        password_again: "fourteen chars".into(),
        ..doctor()
    };
    assert_eq!(
        short.parse().unwrap_err().get("password"),
        Some(&Problem::PasswordTooShort { min: 15 })
    );
}

#[test]
fn years_of_experience_are_plausible() {
    for (text, problem) in [
        ("", Problem::EnterYears),
        ("71", Problem::YearsWrong { max: 70 }),
        ("-1", Problem::YearsWrong { max: 70 }),
    ] {
        let errors = RegisterDoctor {
            experience_years: text.into(),
            ..doctor()
        }
        .parse()
        .unwrap_err();
        assert_eq!(errors.get("experience_years"), Some(&problem));
    }
    assert!(
        RegisterDoctor {
            experience_years: "0".into(),
            ..doctor()
        }
        .parse()
        .is_ok()
    );
}

#[test]
fn sign_in_follows_local_paths_only() {
    let sign_in = |next: &str| {
        SignIn {
            email: "a@b.co".into(),
            password: "x".into(),
            next: next.into(),
        }
        .parse()
        .unwrap()
        .next
    };
    assert_eq!(sign_in("/patient"), Some("/patient".into()));
    assert_eq!(sign_in("//evil.example"), None);
    assert_eq!(fields(&SignIn::default().parse().unwrap_err()), ["email", "password"]);
}

#[test]
fn missing_fields_decode_as_empty() {
    let command: RegisterDoctor = serde_json::from_str("{}").unwrap();
    assert!(command.specialties.is_empty());
    assert!(!format!("{:?}", patient()).contains("bicycles"));
}

#[test]
fn account_states_change_by_the_table() {
    use AccountStatus::{Active, Suspended, Unverified};
    let table = [
        (Unverified, Ok(Active), Ok(Suspended), Err(Conflict::Stale)),
        (Active, Ok(Active), Ok(Suspended), Err(Conflict::Stale)),
        (
            Suspended,
            Err(Conflict::NotPossibleNow),
            Err(Conflict::Stale),
            Ok(Active),
        ),
    ];
    for (status, verified, suspended, reinstated) in table {
        assert_eq!(status.verify(), verified, "{status:?}");
        assert_eq!(status.suspend(), suspended, "{status:?}");
        assert_eq!(status.reinstate(true), reinstated, "{status:?}");
    }
    assert_eq!(Suspended.reinstate(false), Ok(Unverified));
}
