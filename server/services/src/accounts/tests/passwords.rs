use domain::accounts::{ChangePassword, CreateAdmin};

use super::*;
use crate::accounts::{admin, identity};
use crate::on_both_engines;
use crate::testing;

fn change(current: &str, new: &str) -> ChangePassword {
    ChangePassword {
        password_current: current.into(),
        password: new.into(),
        password_again: new.into(),
    }
}

on_both_engines! {
    async fn a_password_is_changed_by_whoever_knows_it(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let email = clinic.email(&ann).await;
        let before = identity::find(&clinic.tools, ann.account().unwrap()).await.unwrap().unwrap().fingerprint;
        let wrong = recovery::change(&ann, &change("not the old one", OTHER_PASSWORD), None).await;
        assert_eq!(problem(wrong, "password_current"), Problem::CurrentPasswordWrong);
        assert_eq!(clinic.value::<i64>(NOT_CONFIRMED).await, 1);
        let short = recovery::change(&ann, &change(testing::PASSWORD, "short"), None).await;
        assert_eq!(problem(short, "password"), Problem::PasswordTooShort { min: 12 });
        let common = recovery::change(&ann, &change(testing::PASSWORD, "password1234"), None).await;
        assert_eq!(problem(common, "password"), Problem::PasswordCommon);

        let after = recovery::change(&ann, &change(testing::PASSWORD, OTHER_PASSWORD), None).await.unwrap();
        assert_ne!(after.fingerprint, before);
        let visitor = clinic.anonymous();
        sign_in(&visitor, &email, OTHER_PASSWORD).await.unwrap();
        assert_eq!(problem(sign_in(&visitor, &email, testing::PASSWORD).await, "email"), Problem::SignInFailed);
        assert_eq!(mails(&clinic, &email).await.len(), 1);
        let nobody = recovery::change(&clinic.anonymous(), &change(OTHER_PASSWORD, PASSWORD), None).await;
        assert!(matches!(nobody, Err(Error::Forbidden)));
    }

    async fn doctors_need_a_longer_password_than_patients(clinic: TestClinic) {
        let doctor = clinic.doctor("Ben Okafor").await;
        let short = recovery::change(&doctor, &change(testing::PASSWORD, "otters & crows"), None).await;
        assert_eq!(problem(short, "password"), Problem::PasswordTooShort { min: 15 });
        let token = forget(&clinic, &clinic.email(&doctor).await).await;
        assert_eq!(recovery::look(&clinic.anonymous(), &token).await.unwrap(), 15);
        let named = recovery::reset(&clinic.anonymous(), &token, &new_password("long live Okafor 2026")).await;
        assert_eq!(problem(named, "password"), Problem::PasswordHasContext);
        recovery::look(&clinic.anonymous(), &token).await.unwrap();
    }

    async fn only_the_operator_makes_administrators(clinic: TestClinic) {
        let form = CreateAdmin { email: "boss@example.org".into(), password: PASSWORD.into() };
        assert!(admin::is_missing(&clinic.tools).await.unwrap(), "a clinic begins without one");
        for scope in [clinic.anonymous(), clinic.patient("Ann").await, clinic.admin().await] {
            assert!(matches!(admin::create(&scope, &form).await, Err(Error::Forbidden)));
        }
        admin::create(&clinic.system(), &form).await.unwrap();
        assert!(!admin::is_missing(&clinic.tools).await.unwrap());
        assert_eq!(problem(admin::create(&clinic.system(), &form).await, "email"), Problem::EmailTaken);
        let identity = sign_in(&clinic.anonymous(), "boss@example.org", PASSWORD).await.unwrap();
        assert_eq!(identity.home(), "/admin");
    }

    async fn no_password_is_written_anywhere(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let hash: String = clinic.value("SELECT password_hash FROM account").await;
        assert!(hash.starts_with("$argon2id$") && !hash.contains(PASSWORD));
        let payloads = "SELECT COUNT(*) FROM job WHERE CAST(payload AS TEXT) LIKE '%otters%'";
        assert_eq!(clinic.value::<i64>(payloads).await, 0);
        let audit = "SELECT COUNT(*) FROM audit_event WHERE CAST(detail AS TEXT) LIKE '%example.org%'";
        assert_eq!(clinic.value::<i64>(audit).await, 0);
    }
}
