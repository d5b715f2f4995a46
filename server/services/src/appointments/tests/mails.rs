//! What leaves the clinic about a visit, and what never does.

use super::*;
use crate::appointments::{cancel, step};
use crate::on_both_engines;

on_both_engines! {
    async fn both_sides_are_told_once_and_never_why(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let addresses = [clinic.email(&ann).await, clinic.email(&doctor).await];
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        clinic.run_jobs().await;
        clinic.run_jobs().await;
        for address in &addresses {
            let mails = clinic.mailer.sent_to(address);
            assert_eq!(mails.len(), 1);
            assert!(mails[0].text.contains("Wednesday 18 November 2026") && mails[0].text.contains("500001"));
            assert!(mails[0].text.contains("10am (London time)"), "{}", mails[0].text);
            assert!(mails[0].text.contains("Harbour Clinic, 1 Quay Street, London"), "{}", mails[0].text);
        }
        assert!(clinic.mailer.sent_to(&addresses[0])[0].text.contains("Dr Okafor"));
        cancel(&doctor, &cancellation(visit, 1)).await.unwrap();
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent();
        assert_eq!(mails.len(), 4);
        assert!(clinic.mailer.sent_to(&addresses[0])[1].text.contains("cannot take place"));
        for mail in mails {
            for part in [&mail.subject, &mail.text, &mail.html] {
                assert!(!part.contains("canary"), "{part}");
            }
        }
    }

    async fn a_mail_tells_how_things_stand_when_it_leaves(clinic: TestClinic) {
        clinic.let_doctors_confirm("first").await;
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let addresses = [clinic.email(&ann).await, clinic.email(&doctor).await];
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        clinic.run_jobs().await;
        let first = |address: &str| clinic.mailer.sent_to(address)[0].subject.clone();
        assert_eq!(first(&addresses[0]), "Your visit on Wednesday 18 November 2026 waits for confirmation");
        assert_eq!(first(&addresses[1]), "Please confirm a visit on Wednesday 18 November 2026");
        step(&doctor, &a_step(visit, Action::Confirm, 1)).await.unwrap();
        clinic.run_jobs().await;
        assert_eq!(clinic.mailer.sent().len(), 3);
        assert!(clinic.mailer.sent_to(&addresses[0])[1].subject.ends_with("is confirmed"));

        clinic.mailer.clear();
        let visit = booked(&clinic, &ann, &doctor, "2026-11-19T10:00:00Z").await;
        cancel(&ann, &cancellation(visit, 1)).await.unwrap();
        clinic.run_jobs().await;
        // Nobody reads of a booking that is cancelled already.
        let subjects: Vec<String> = clinic.mailer.sent().into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects.len(), 2);
        assert!(subjects.iter().all(|subject| subject.contains("cancelled")), "{subjects:?}");
    }

    async fn what_was_written_is_sealed(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await);
        let visit = booked(&clinic, &ann, &doctor, WEDNESDAY).await;
        cancel(&ann, &cancellation(visit, 1)).await.unwrap();
        for column in [
            "SELECT reason_sealed FROM appointment",
            "SELECT cancel_reason_sealed FROM appointment",
            "SELECT note_sealed FROM appointment_event WHERE note_sealed IS NOT NULL",
        ] {
            let sealed: Vec<u8> = clinic.value(column).await;
            assert!(!sealed.windows(6).any(|part| part == b"canary"), "{column}");
        }
        for table in ["CAST(detail AS TEXT) AS told FROM audit_event", "CAST(payload AS TEXT) AS told FROM job"] {
            let found = format!("SELECT COUNT(*) FROM (SELECT {table}) rows WHERE told LIKE '%canary%'");
            assert_eq!(clinic.value::<i64>(&found).await, 0, "{table}");
        }
    }
}
