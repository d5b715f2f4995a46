use domain::accounts::{ChangeEmail, ChangePassword, ResetPassword};
use domain::conflict::Conflict;

use super::*;
use crate::accounts::{email, view};
use crate::admin::people;
use crate::on_both_engines;
use crate::testing;

const NEW: &str = "Ann.New@example.org";

fn to(address: &str, password: &str) -> ChangeEmail {
    ChangeEmail {
        email: address.into(),
        password_current: password.into(),
    }
}

/// Asks for `address` and answers the secret in the mail that goes there.
async fn asked(clinic: &TestClinic, scope: &Scope, address: &str) -> String {
    email::ask(scope, &to(address, testing::PASSWORD), None).await.unwrap();
    link(clinic, address, "/confirm-email/").await
}

on_both_engines! {
    async fn an_account_moves_once_the_new_address_is_confirmed_and_the_old_one_is_told(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let old = clinic.email(&ann).await;
        let forgotten = forget(&clinic, &old).await;
        let token = asked(&clinic, &ann, NEW).await;
        let visitor = clinic.anonymous();
        assert_eq!(email::look(&visitor, &token).await.unwrap(), NEW);
        assert_eq!(view(&ann, None).await.unwrap().email_to_come.as_deref(), Some(NEW));
        assert_eq!(clinic.email(&ann).await, old, "nothing has moved yet");

        email::confirm(&visitor, &token).await.unwrap();
        assert!(matches!(email::confirm(&visitor, &token).await, Err(Error::NotFound)), "once");
        let told = mails(&clinic, &old).await.pop().expect("a mail to the old address");
        assert!(told.subject.contains("changed") && !told.text.contains(NEW), "{}", told.text);
        let seen = view(&ann, None).await.unwrap();
        assert_eq!((seen.email.as_str(), seen.email_to_come), (NEW, None));
        sign_in(&visitor, "ann.new@example.org", testing::PASSWORD).await.unwrap();
        assert_eq!(problem(sign_in(&visitor, &old, testing::PASSWORD).await, "email"), Problem::SignInFailed);
        assert!(matches!(recovery::look(&visitor, &forgotten).await, Err(Error::NotFound)), "links to the old address die");
    }

    async fn the_old_address_hears_of_the_wish_and_a_new_password_ends_it(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let (old, visitor) = (clinic.email(&ann).await, clinic.anonymous());
        // Somebody at her open session, who knows her password.
        email::ask(&ann, &to(NEW, testing::PASSWORD), None).await.unwrap();
        clinic.run_jobs().await;
        let token = secret(&clinic.mailer.sent_to(NEW)[0], "/confirm-email/");
        let told = clinic.mailer.sent_to(&old).pop().expect("a mail to the address of now");
        assert!(told.subject.contains("to change") && !told.text.contains(NEW), "{}", told.text);
        clinic.mailer.clear();

        let (spare, reset) = (forget(&clinic, &old).await, forget(&clinic, &old).await);
        let new = ResetPassword { password: "seven grey herons wade".into(), password_again: "seven grey herons wade".into() };
        recovery::reset(&visitor, &reset, &new).await.unwrap();
        assert!(matches!(email::look(&visitor, &token).await, Err(Error::NotFound)));
        assert!(matches!(email::confirm(&visitor, &token).await, Err(Error::NotFound)));
        assert!(matches!(recovery::look(&visitor, &spare).await, Err(Error::NotFound)));
        assert_eq!((clinic.email(&ann).await, view(&ann, None).await.unwrap().email_to_come), (old.clone(), None));

        mails(&clinic, &old).await;
        // So does a password that is changed, and a stopped account moves nowhere.
        let spare = forget(&clinic, &old).await;
        let changed = ChangePassword {
            password_current: "seven grey herons wade".into(),
            password: testing::PASSWORD.into(),
            password_again: testing::PASSWORD.into(),
        };
        recovery::change(&ann, &changed, None).await.unwrap();
        assert!(matches!(recovery::look(&visitor, &spare).await, Err(Error::NotFound)));
        let admin = clinic.admin().await;
        email::ask(&ann, &to(NEW, testing::PASSWORD), None).await.unwrap();
        clinic.run_jobs().await;
        let token = secret(clinic.mailer.sent_to(NEW).last().unwrap(), "/confirm-email/");
        let account = ann.account().unwrap();
        let shown = people::person(&admin, account, &domain::access::AskAccess::default()).await.unwrap();
        let stop = domain::admin::ChangeAccount { account: account.to_string(), version: shown.version.to_string() };
        people::suspend(&admin, &stop).await.unwrap();
        assert!(matches!(email::confirm(&visitor, &token).await, Err(Error::NotFound)));
    }

    async fn a_later_wish_ends_the_earlier_and_a_day_later_both_are_over(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let first = asked(&clinic, &ann, NEW).await;
        let second = asked(&clinic, &ann, "ann.other@example.org").await;
        let visitor = clinic.anonymous();
        assert!(matches!(email::confirm(&visitor, &first).await, Err(Error::NotFound)));
        clinic.advance(chrono::TimeDelta::hours(25));
        assert!(matches!(email::confirm(&visitor, &second).await, Err(Error::NotFound)));
        assert_eq!(view(&ann, None).await.unwrap().email_to_come, None);
    }

    async fn only_who_knows_the_password_can_ask(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let wrong = email::ask(&ann, &to(NEW, "not the password"), None).await;
        assert_eq!(problem(wrong, "password_current"), Problem::CurrentPasswordWrong);
        assert_eq!(clinic.value::<i64>(NOT_CONFIRMED).await, 1);
        let same = email::ask(&ann, &to(&clinic.email(&ann).await.to_uppercase(), testing::PASSWORD), None).await;
        assert_eq!(problem(same, "email"), Problem::EmailSame);
        assert!(matches!(email::ask(&clinic.anonymous(), &to(NEW, testing::PASSWORD), None).await, Err(Error::Forbidden)));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM email_change").await, 0);
    }

    async fn an_address_of_somebody_else_is_told_to_its_owner_only(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let (own, bens) = (clinic.email(&ann).await, clinic.email(&ben).await);
        let token = asked(&clinic, &ann, &bens).await;
        let refused = email::confirm(&clinic.anonymous(), &token).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::EmailInUse))), "{refused:?}");
        assert_eq!(clinic.email(&ann).await, own);
        assert_eq!(clinic.email(&ben).await, bens);
    }
}
