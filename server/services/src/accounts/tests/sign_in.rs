use chrono::TimeDelta;
use domain::accounts::SignIn;
use domain::admin::ChangeAccount;

use super::*;
use crate::accounts::device::Device;
use crate::accounts::identity::{self, Area};
use crate::admin::people;
use crate::on_both_engines;

on_both_engines! {
    async fn a_wrong_password_and_an_unknown_address_get_one_answer(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let visitor = clinic.anonymous();
        let wrong = sign_in(&visitor, "ann@example.org", "not the password").await;
        let unknown = sign_in(&visitor, "nobody@example.org", "not the password").await;
        for answer in [wrong, unknown] {
            assert_eq!(problem(answer, "email"), Problem::SignInFailed);
        }
        let refused = "SELECT COUNT(*) FROM audit_event WHERE action = 'session.refused'";
        assert_eq!(clinic.value::<i64>(refused).await, 2);
        let identity = sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
        door::note(&visitor, &identity, true).await.unwrap();
        door::note_end(&visitor, &identity).await.unwrap();
        for action in ["signed_in", "signed_out"] {
            let sql = format!("SELECT COUNT(*) FROM audit_event WHERE action = 'session.{action}' AND account_id IS NOT NULL");
            assert_eq!(clinic.value::<i64>(&sql).await, 1, "{action}");
        }
    }

    async fn the_right_password_of_a_closed_account_is_written_down_as_refused(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        register::patient(&visitor, &patient_form("bea@example.org")).await.unwrap();
        member(&clinic, "ann@example.org").await;
        let ann = sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap().account;
        let stop = ChangeAccount { account: ann.to_string(), version: "2".to_owned() };
        people::suspend(&clinic.admin().await, &stop).await.unwrap();
        let refused = "SELECT COUNT(*) FROM audit_event WHERE action = 'session.refused' AND subject_id IS NOT NULL";
        for (email, why, rows) in
            [("ann@example.org", Problem::AccountSuspended, 1), ("bea@example.org", Problem::ConfirmEmailFirst, 2)]
        {
            assert_eq!(problem(sign_in(&visitor, email, PASSWORD).await, "email"), why);
            assert_eq!(clinic.value::<i64>(refused).await, rows, "{email}");
        }
    }

    async fn guessing_waits_longer_each_time_and_the_right_password_begins_anew(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let visitor = clinic.anonymous();
        for email in ["ann@example.org", "nobody@example.org"] {
            for _ in 0..10 {
                assert_eq!(problem(sign_in(&visitor, email, "guess").await, "email"), Problem::SignInFailed);
            }
            let refused = sign_in(&visitor, email, PASSWORD).await;
            assert!(matches!(refused, Err(Error::TooMany { seconds: 900 })), "{refused:?}");
        }
        clinic.advance(TimeDelta::minutes(15));
        sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
        sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
    }

    async fn strangers_who_guess_do_not_lock_out_a_known_device(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let visitor = clinic.anonymous();
        let device = Device::read("").remember(&clinic.tools, "ann@example.org");
        for _ in 0..12 {
            let _ = sign_in(&visitor, "ann@example.org", "guess").await;
        }
        assert!(matches!(sign_in(&visitor, "ann@example.org", PASSWORD).await, Err(Error::TooMany { .. })));

        let kept = Device::read(&device.write());
        let mark = kept.known_to_typed(&clinic.tools, " Ann@Example.org ");
        let form = SignIn { email: "ann@example.org".into(), password: PASSWORD.into(), next: String::new() };
        door::check(&visitor, &form, mark).await.unwrap();
        assert!(mark.is_some());
        assert_eq!(kept.known_to_typed(&clinic.tools, "bea@example.org"), None);
    }

    async fn a_browser_that_was_never_seen_is_told_to_the_owner_but_not_the_first_of_all(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let visitor = clinic.anonymous();
        let identity = sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
        let told = async |new_device| {
            door::note(&visitor, &identity, new_device).await.unwrap();
            let mails = mails(&clinic, "ann@example.org").await;
            mails.into_iter().map(|mail| mail.subject).collect::<Vec<_>>()
        };
        assert!(told(true).await.is_empty(), "the first of all");
        assert!(told(false).await.is_empty(), "the same browser again");
        assert_eq!(told(true).await, ["New sign-in to your account"]);
    }

    async fn a_new_password_by_mail_lets_a_guessed_account_in_again(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let visitor = clinic.anonymous();
        for _ in 0..11 {
            let _ = sign_in(&visitor, "ann@example.org", "guess").await;
        }
        let token = forget(&clinic, "ann@example.org").await;
        recovery::reset(&visitor, &token, &new_password(OTHER_PASSWORD)).await.unwrap();
        sign_in(&visitor, "ann@example.org", OTHER_PASSWORD).await.unwrap();
    }

    async fn sessions_idle_as_long_as_the_settings_say(clinic: TestClinic) {
        for (scope, minutes) in [(clinic.patient("Ann").await, 30), (clinic.doctor("Ben").await, 15), (clinic.admin().await, 15)] {
            let identity = identity::find(&clinic.tools, scope.account().unwrap()).await.unwrap().unwrap();
            let holder = door::holder(&clinic.anonymous(), &identity).await.unwrap();
            assert_eq!(holder.idle_seconds, minutes * 60);
        }
    }

    async fn an_identity_acts_only_where_it_holds_a_role(clinic: TestClinic) {
        let (ann, admin) = (clinic.patient("Ann").await, clinic.admin().await);
        let ann = identity::find(&clinic.tools, ann.account().unwrap()).await.unwrap().unwrap();
        let admin = identity::find(&clinic.tools, admin.account().unwrap()).await.unwrap().unwrap();
        let nobody = domain::actor::Actor::Anonymous;
        for (path, patient, staff) in [
            ("/patient/visits", true, false),
            ("/fn/patient/visits", true, false),
            ("/doctor", false, false),
            ("/admin/people", false, true),
            ("/patients", false, false),
            ("/", false, false),
        ] {
            assert_eq!(ann.actor_in(Area::of(path)) != nobody, patient, "{path}");
            assert_eq!(admin.actor_in(Area::of(path)) != nobody, staff, "{path}");
        }
    }
}

#[test]
fn what_a_browser_kept_is_read_with_care() {
    let stranger = Device::default();
    for kept in ["", ".", "short", "a.b.c", &"x".repeat(4000), "é".repeat(43).as_str()] {
        assert_eq!(Device::read(kept), stranger, "{kept}");
    }
}
