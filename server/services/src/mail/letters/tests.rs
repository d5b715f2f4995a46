use chrono::{DateTime, NaiveDate};
use domain::carers::CarerScopes;
use domain::id::{AppointmentId, JobId};
use domain::when::When;
use uuid::Uuid;
use words::Language;

use super::Visit;
use crate::mail::{Reader, Stationery, Written};
use crate::ports::mailer::{Files, Mailer, Sender};

fn reader() -> Reader {
    Reader {
        address: "sofia@example.org".to_owned(),
        name: "Sofia <Núñez>".to_owned(),
        language: Language::En,
    }
}

fn visit() -> Visit {
    Visit {
        id: AppointmentId::from_uuid(Uuid::nil()),
        number: "500001".to_owned(),
        doctor: "Dr Okafor".to_owned(),
        when: When {
            date: "Wednesday 18 November 2026".to_owned(),
            short_date: "Wed 18 Nov".to_owned(),
            time: "5:30pm".to_owned(),
            end_time: "6pm".to_owned(),
            zone: Some("London time".to_owned()),
            datetime: "2026-11-18T17:30:00+00:00".to_owned(),
            day: NaiveDate::from_ymd_opt(2026, 11, 18).unwrap(),
            instant: DateTime::UNIX_EPOCH,
        },
        place: "Harbour Clinic, 1 Quay Street".to_owned(),
    }
}

fn desk() -> Stationery {
    Stationery::new("Harbour Clinic", "020 7946 0000", "https://portal.example/")
}

fn days() -> [String; 2] {
    ["16 November 2026", "23 November 2026"].map(str::to_owned)
}

fn every_mail() -> Vec<Written> {
    let (desk, to, visit) = (desk(), reader(), visit());
    vec![
        desk.verify_email(&to, "abc", 24),
        desk.already_registered(&to),
        desk.reset_password(&to, "abc", 60),
        desk.password_changed(&to),
        desk.account_suspended(&to),
        desk.account_reinstated(&to),
        desk.details_changed(&to),
        desk.carer_changed(&to, "Ann Lee", CarerScopes::all(), Some("18 November 2026")),
        desk.carer_changed(&to, "Ann Lee", CarerScopes::none(), None),
        desk.owner_invited(&to, "abc", 7),
        desk.rights_changed(&to, &["Front desk".to_owned()]),
        desk.rights_changed(&to, &[]),
        desk.invitation(&to, "abc", &["Front desk".to_owned()], 7),
        desk.application_received(&to),
        desk.applications_wait(&to, 3),
        desk.audit_report(&to, &days(), "\nCould not sign in: 3\nWas refused: 1", 120, "7:abc"),
        desk.audit_changed(&to, &days(), "\nCould not sign in: 3\nWas refused: 1", 2, "7:abc"),
        desk.application_approved(&to),
        desk.application_rejected(&to, "The number <b>is not</b>\nin the register"),
        desk.visit_booked(&to, &visit),
        desk.visit_requested(&to, &visit),
        desk.visit_confirmed(&to, &visit),
        desk.visit_cancelled_by_you(&to, &visit),
        desk.visit_cancelled_by_clinic(&to, &visit),
        desk.doctor_visit_booked(&to, &visit),
        desk.doctor_visit_requested(&to, &visit),
        desk.doctor_visit_cancelled(&to, &visit),
        desk.case_answered(&to),
        desk.emergency_opened(&to, "Dr Okafor", "18 November 2026, 5:30pm"),
        desk.carer_emergency_opened(&to, "Ann Lee", "Dr Okafor", "18 November 2026, 5:30pm"),
        desk.care_asked(&to, "Dr Okafor"),
        desk.care_accepted(&to, "Dr Okafor"),
        desk.care_declined(&to, "Dr Okafor"),
        desk.care_ended(&to, "Dr Okafor"),
        desk.care_assigned(&to, "Dr Okafor"),
        desk.doctor_care_asked(&to),
        desk.doctor_care_accepted(&to),
        desk.doctor_care_declined(&to),
        desk.doctor_care_ended(&to),
        desk.doctor_patients_assigned(&to, 3),
        desk.factor_on(&to),
        desk.factor_off(&to),
        desk.factor_reset(&to),
        desk.passkey_added(&to),
        desk.passkey_removed(&to),
        desk.recovery_code_used(&to, 7),
        desk.recovery_codes_made(&to),
        desk.new_sign_in(&to, "Firefox on Linux", "18 November 2026, 5:30pm"),
    ]
}

#[test]
fn every_mail_greets_signs_and_leaves_no_gap() {
    for mail in every_mail() {
        assert!(mail.text.starts_with("Hello Sofia <Núñez>,\n"), "{}", mail.text);
        assert!(mail.html.contains("Hello Sofia &lt;Núñez&gt;,"));
        assert!(mail.text.contains("Harbour Clinic") && !mail.subject.is_empty());
        for gap in ['{', '}'] {
            assert!(!mail.text.contains(gap) && !mail.subject.contains(gap), "{}", mail.text);
        }
        assert!(!mail.html.contains("<b>"));
    }
}

#[test]
fn links_lead_to_the_configured_portal_only() {
    for mail in every_mail() {
        for part in [&mail.text, &mail.html] {
            for (at, _) in part.match_indices("http") {
                assert!(part[at..].starts_with("https://portal.example/"), "{}", &part[at..]);
            }
        }
    }
    let all = every_mail();
    assert!(all[0].text.contains("\nhttps://portal.example/verify/abc\n"));
    assert!(
        all[2]
            .html
            .contains("href=\"https://portal.example/reset-password/abc\"")
    );
}

#[test]
fn a_booked_visit_says_when_where_and_with_whom() {
    let mail = desk().visit_booked(&reader(), &visit());
    for said in [
        "Wednesday 18 November 2026, 5:30pm (London time)",
        "Dr Okafor, Harbour Clinic, 1 Quay Street",
        "500001",
    ] {
        assert!(
            mail.text.contains(said) && mail.html.contains(said),
            "{said}: {}",
            mail.text
        );
    }
}

#[tokio::test]
async fn every_mail_can_be_sent() {
    let folder = std::env::temp_dir().join(format!("salve-letters-{}", Uuid::from_bytes(crate::crypto::random())));
    let files = Files::new(
        folder.clone(),
        Sender::parse("Harbour Clinic <portal@harbour.example>").unwrap(),
    );
    let mails = every_mail();
    let count = mails.len();
    for mail in mails {
        let job = JobId::from_uuid(Uuid::from_bytes(crate::crypto::random()));
        files.send(&mail.into_mail(job, DateTime::UNIX_EPOCH)).await.unwrap();
    }
    assert_eq!(files.list(100).await.unwrap().len(), count);
    std::fs::remove_dir_all(folder).unwrap();
}
