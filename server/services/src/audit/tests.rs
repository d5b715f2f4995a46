//! Stories of somebody who can write to the database and does not have the keys.

use chrono::TimeDelta;
use domain::actor::{Permission, Permissions};

use super::entity::{event, seal};
use super::*;
use crate::on_both_engines;
use crate::testing::TestClinic;

/// Five rows with numbers.
async fn audited(clinic: &TestClinic) -> Head {
    write(clinic, 5).await;
    super::seal(&clinic.tools).await.unwrap().expect("rows to number")
}

async fn write(clinic: &TestClinic, rows: usize) {
    let scope = clinic.anonymous();
    for number in 0..rows {
        let event = Event::of(Action::SignedIn)
            .on(Subject::Account(scope.new_id()))
            .with("number", number)
            .with("and", "more");
        let written = clinic
            .tools
            .database
            .transaction(async |tx| record(tx, &scope, event.clone()).await);
        written.await.unwrap();
    }
}

async fn findings(clinic: &TestClinic, published: Option<&Head>) -> Vec<String> {
    let verified = verify(&clinic.tools, published).await.unwrap();
    verified.findings.iter().map(ToString::to_string).collect()
}

/// Subject and text of each mail that somebody got.
async fn letters(clinic: &TestClinic, to: &Scope) -> Vec<(String, String)> {
    let mails = clinic.mailer.sent_to(&clinic.email(to).await);
    mails.into_iter().map(|mail| (mail.subject, mail.text)).collect()
}

async fn event_of(clinic: &TestClinic, seq: i64) -> Uuid {
    let seal = seal::between(seq, seq).all(clinic.tools.database.read()).await.unwrap();
    seal[0].event_id
}

on_both_engines! {
    async fn what_was_written_is_found_intact(clinic: TestClinic) {
        let head = audited(&clinic).await;
        write(&clinic, 2).await;
        let verified = verify(&clinic.tools, Some(&head)).await.unwrap();
        assert_eq!((verified.findings, verified.head), (vec![], Some(head.clone())));
        assert_eq!((verified.rows >= 5, verified.waiting), (true, 2));
        assert_eq!(head.to_string().parse(), Ok(head.clone()));

        let next = super::seal(&clinic.tools).await.unwrap().expect("two more");
        assert_ne!(next, head);
        assert_eq!(super::seal(&clinic.tools).await.unwrap(), None, "nothing is left");
        assert_eq!(findings(&clinic, Some(&head)).await, [""; 0], "an older head is on the way");
        assert_eq!(findings(&clinic, Some(&next)).await, [""; 0]);
    }

    async fn a_changed_row_is_named(clinic: TestClinic) {
        audited(&clinic).await;
        let event = event_of(&clinic, 3).await;
        clinic.execute("UPDATE audit_event SET outcome = 'denied' WHERE id = (SELECT event_id FROM audit_seal WHERE seq = 3)").await;
        assert_eq!(findings(&clinic, None).await, [format!("row 3 (event {event}) was changed")]);
    }

    async fn a_changed_detail_is_named(clinic: TestClinic) {
        audited(&clinic).await;
        let event = event_of(&clinic, 2).await;
        clinic.execute("UPDATE audit_event SET detail = '{\"number\":7,\"and\":\"more\"}' WHERE id = (SELECT event_id FROM audit_seal WHERE seq = 2)").await;
        assert_eq!(findings(&clinic, None).await, [format!("row 2 (event {event}) was changed")]);
    }

    async fn a_deleted_row_is_named_with_its_seal_or_without(clinic: TestClinic) {
        audited(&clinic).await;
        let event = event_of(&clinic, 4).await;
        clinic.execute("DELETE FROM audit_event WHERE id = (SELECT event_id FROM audit_seal WHERE seq = 4)").await;
        assert_eq!(findings(&clinic, None).await, [format!("row 4 (event {event}) was deleted")]);
        clinic.execute("DELETE FROM audit_seal WHERE seq = 4").await;
        assert_eq!(findings(&clinic, None).await, ["row 4 was deleted, and its seal", "batch 1 was changed"]);
    }

    async fn rows_that_changed_places_are_named(clinic: TestClinic) {
        audited(&clinic).await;
        let (two, five) = (event_of(&clinic, 2).await, event_of(&clinic, 5).await);
        for (from, to) in [(2, 900), (5, 2), (900, 5)] {
            clinic.execute(&format!("UPDATE audit_seal SET seq = {to} WHERE seq = {from}")).await;
        }
        let expected = [
            format!("row 2 (event {five}) was changed"),
            format!("row 5 (event {two}) was changed"),
            "batch 1 was changed".to_owned(),
        ];
        assert_eq!(findings(&clinic, None).await, expected);
    }

    async fn a_row_from_elsewhere_gets_no_number_and_is_named(clinic: TestClinic) {
        audited(&clinic).await;
        let copied = "INSERT INTO audit_event (id, at, actor_kind, action, outcome, request_id, detail, mac) \
            SELECT request_id, at, actor_kind, action, outcome, request_id, detail, mac FROM audit_event \
            WHERE id = (SELECT event_id FROM audit_seal WHERE seq = 1)";
        clinic.execute(copied).await;
        write(&clinic, 1).await;
        super::seal(&clinic.tools).await.unwrap().expect("the row that was written");
        let found = findings(&clinic, None).await;
        assert!(found.len() == 1 && found[0].ends_with("was not written by Salve"), "{found:?}");
    }

    async fn a_cut_off_end_shows_by_the_head_that_was_kept(clinic: TestClinic) {
        let first = audited(&clinic).await;
        write(&clinic, 3).await;
        let second = super::seal(&clinic.tools).await.unwrap().expect("three more");
        for sql in [
            "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE seq > (SELECT last_seq FROM audit_batch WHERE number = 1))",
            "DELETE FROM audit_seal WHERE seq > (SELECT last_seq FROM audit_batch WHERE number = 1)",
            "DELETE FROM audit_batch WHERE number = 2",
        ] {
            clinic.execute(sql).await;
        }
        assert_eq!(findings(&clinic, Some(&first)).await, [""; 0]);
        let expected = "batch 2 is not what was published: the end of the audit was cut off or written anew";
        assert_eq!(findings(&clinic, Some(&second)).await, [expected]);
    }

    async fn whoever_empties_it_or_takes_the_macs_away_is_told_of(clinic: TestClinic) {
        clinic.patient("Ann").await;
        audited(&clinic).await;
        clinic.execute("DELETE FROM audit_seal").await;
        clinic.execute("DELETE FROM audit_batch").await;
        clinic.execute("UPDATE audit_event SET mac = NULL, actor_kind = 'system'").await;
        clinic.advance(TimeDelta::minutes(3));
        super::seal(&clinic.tools).await.unwrap();
        let found = findings(&clinic, None).await;
        assert!(found.len() >= 5 && found.iter().any(|finding| finding.ends_with("was not written by Salve")), "{found:?}");
        clinic.execute("DELETE FROM audit_event").await;
        let found = findings(&clinic, None).await;
        assert!(found.iter().any(|finding| finding.starts_with("the audit was emptied")), "{found:?}");
    }

    async fn a_deleted_batch_and_one_without_rows_are_named(clinic: TestClinic) {
        audited(&clinic).await;
        write(&clinic, 1).await;
        super::seal(&clinic.tools).await.unwrap().expect("one more");
        clinic.execute("DELETE FROM audit_batch WHERE number = 1").await;
        assert_eq!(findings(&clinic, None).await, ["batch 1 was deleted", "batch 2 was changed"]);
        clinic.execute("DELETE FROM audit_batch").await;
        let found = findings(&clinic, None).await;
        assert!(found.contains(&"row 1 has a seal of no batch".to_owned()), "{found:?}");
    }

    async fn whoever_reads_the_audit_is_told_of_each_week_and_gets_its_end(clinic: TestClinic) {
        let officer = clinic.staff("Officer", Permissions::none().with(Permission::ReadAudit)).await;
        let desk = clinic.staff("Desk", Permissions::none().with(Permission::ManagePeople)).await;
        let week = TimeDelta::days(7);
        clinic.run_jobs().await;
        assert_eq!(letters(&clinic, &officer).await.len(), 0, "there is no week yet");

        clinic.advance(week);
        denied(&desk, "GET /admin/audit").await.unwrap();
        clinic.advance(TimeDelta::hours(1));
        clinic.run_jobs().await;
        clinic.run_jobs().await;
        let told = letters(&clinic, &officer).await;
        assert_eq!(told.len(), 1, "once for each week");
        let (subject, text) = &told[0];
        assert!(subject.starts_with("The week in the audit of"), "{subject}");
        assert!(text.contains("Was refused: 1\n") && text.contains("Stopped an account: 0"), "{text}");
        assert!(text.contains("from 16 November 2026 to 23 November 2026"), "{text}");
        assert_eq!(letters(&clinic, &desk).await.len(), 0, "who does not read the audit hears nothing of it");
        let head = text.split_once("It ends at ").and_then(|(_, rest)| rest.split_once(". Keep")).map(|(head, _)| head);
        let head: Head = head.expect("a head").parse().unwrap();
        assert_eq!(findings(&clinic, Some(&head)).await, [""; 0]);

        // Somebody changes a row.
        clinic.execute("UPDATE audit_event SET outcome = 'done' WHERE action = 'access.denied'").await;
        clinic.advance(week);
        clinic.run_jobs().await;
        let told = letters(&clinic, &officer).await;
        assert_eq!(told.len(), 2);
        assert!(told[1].0.starts_with("Look at once") && told[1].1.contains("at most: 1."), "{:?}", told[1]);
        clinic.execute("UPDATE account SET status = 'suspended'").await;
        clinic.advance(week);
        clinic.run_jobs().await;
        assert_eq!(letters(&clinic, &officer).await.len(), 2, "who is out is not written to");
    }

    async fn a_row_that_nobody_sealed_in_time_is_named(clinic: TestClinic) {
        write(&clinic, 1).await;
        clinic.advance(TimeDelta::hours(1));
        let found = findings(&clinic, None).await;
        assert!(found.iter().any(|finding| finding.ends_with("does a job runner run?")), "{found:?}");
        let rows = event::unsealed().all(clinic.tools.database.read()).await.unwrap();
        super::seal(&clinic.tools).await.unwrap().expect("late is better than never");
        assert!(!rows.is_empty());
        assert_eq!(findings(&clinic, None).await, [""; 0]);
    }
}
