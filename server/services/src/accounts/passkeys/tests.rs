//! Stories of passkeys.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::access::AskAccess;
use domain::accounts::{AddPasskey, ResetFactor, ShowPasskey};
use domain::admin::ChangeAccount;
use domain::conflict::Conflict;
use domain::form::Problem;
use tokio::task::JoinSet;

use super::*;
use crate::accounts::factor;
use crate::accounts::identity::Identity;
use crate::accounts::step_up::Confirmation;
use crate::admin::people;
use crate::on_both_engines;
use crate::testing::{Authenticator, TestClinic};

fn added(name: &str, credential: String) -> AddPasskey {
    AddPasskey {
        name: name.into(),
        credential,
    }
}

fn answered(credential: String) -> ShowPasskey {
    ShowPasskey {
        credential,
        next: String::new(),
    }
}

fn removal(id: &str) -> RemovePasskey {
    RemovePasskey { passkey: id.into() }
}

/// Signs in as somebody does who has nothing but the device.
async fn come(clinic: &TestClinic, device: &mut Authenticator) -> Result<Identity> {
    let visitor = clinic.anonymous();
    let asked = ask(&visitor).await?;
    let credential = device.get(&asked.options);
    sign_in(&visitor, Some(asked.kept), &answered(credential)).await
}

fn is_refused<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Invalid(errors)) if errors.get("credential") == Some(&Problem::PasskeyRefused))
}

fn is_not_added<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Invalid(errors)) if errors.get("credential") == Some(&Problem::PasskeyNotAdded))
}

async fn events(clinic: &TestClinic, action: &str) -> i64 {
    clinic
        .value(&format!("SELECT COUNT(*) FROM audit_event WHERE action = '{action}'"))
        .await
}

async fn subjects(clinic: &TestClinic, scope: &Scope) -> Vec<String> {
    clinic.run_jobs().await;
    let mails = clinic.mailer.sent_to(&clinic.email(scope).await);
    let mut subjects: Vec<_> = mails.into_iter().map(|mail| mail.subject).collect();
    subjects.sort_unstable();
    subjects
}

on_both_engines! {
    async fn a_passkey_signs_its_owner_in_without_password_and_code(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        clinic.second_step(&ann).await;
        assert!(matches!(begin_adding(&ann).await, Err(Error::ConfirmFirst)));
        assert!(matches!(add(&ann, None, &added("", "{}".into())).await, Err(Error::ConfirmFirst)));
        let mut phone = clinic.passkey(&ann).await;
        let page = view(&ann).await.unwrap();
        assert!(page.may_add && page.passkeys[0].name == "Phone" && page.passkeys[0].last_used.is_none());

        clinic.advance(TimeDelta::minutes(20));
        for _ in 0..2 {
            let whose = come(&clinic, &mut phone).await.unwrap();
            assert_eq!(whose.account, ann.account().unwrap());
        }
        let used = view(&ann).await.unwrap().passkeys[0].last_used.clone();
        assert!(used.is_some_and(|at| at.datetime.starts_with("2026-11-16T08:20")));
        assert_eq!(subjects(&clinic, &ann).await, ["A passkey was added", "Your second step is on"]);
        assert_eq!(events(&clinic, "passkey.added").await, 1);
        assert_eq!(view(&clinic.patient("Ben").await).await.unwrap().passkeys, []);
    }

    async fn the_row_tells_nothing_and_cannot_be_moved(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let (mut phone, mut other) = (clinic.passkey(&ann).await, clinic.passkey(&ben).await);
        let sealed: Vec<Vec<u8>> = clinic.values("SELECT credential_sealed FROM passkey").await;
        assert!(sealed.iter().all(|sealed| !String::from_utf8_lossy(sealed).contains("cred")));
        // Whoever can write the table makes nobody's passkey open another account: neither by its account nor by its key.
        let (ann_id, ben_id) = (ann.account().unwrap(), ben.account().unwrap());
        let literal = |id: AccountId| match clinic.database.engine() {
            crate::database::Engine::Sqlite => format!("X'{}'", id.uuid().simple()),
            crate::database::Engine::Postgres => format!("'{id}'"),
        };
        clinic.execute(&format!("UPDATE passkey SET account_id = {} WHERE account_id = {}", literal(ann_id), literal(ben_id))).await;
        other.pretend_to_be(&ann);
        assert!(matches!(come(&clinic, &mut other).await, Err(Error::Internal(_))));
        assert_eq!(come(&clinic, &mut phone).await.unwrap().account, ann_id);
    }

    async fn what_does_not_fit_is_refused_in_the_same_words(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let mut phone = clinic.passkey(&ann).await;
        let visitor = clinic.anonymous();
        let mut refused = 0;
        for nonsense in ["", "{}", "[]", "\u{0}", "{\"id\":\"x\"}"] {
            let asked = ask(&visitor).await.unwrap();
            let answer = sign_in(&visitor, Some(asked.kept), &answered(nonsense.into())).await;
            assert!(is_refused(&answer), "{nonsense:?}");
            refused += 1;
        }
        let asked = ask(&visitor).await.unwrap();
        let credential = phone.get(&asked.options);
        // Nothing was asked; something else was asked; it was asked too long ago; it is no form of ours.
        let other = ask(&visitor).await.unwrap();
        for kept in [None, Some(other.kept)] {
            assert!(is_refused(&sign_in(&visitor, kept, &answered(credential.clone())).await));
        }
        let late = ask(&visitor).await.unwrap();
        let too_late = phone.get(&late.options);
        clinic.advance(TimeDelta::minutes(5));
        assert!(is_refused(&sign_in(&visitor, Some(late.kept), &answered(too_late)).await));
        assert!(is_refused(&sign_in(&visitor, None, &answered("x".repeat(17 * 1024))).await));
        // Another page, a device that was not unlocked, a copy of the device, another account, another device.
        phone.origin = "http://localhost:3001".into();
        assert!(is_refused(&come(&clinic, &mut phone).await));
        phone.origin = "http://localhost:3000".into();
        phone.unlocked = false;
        assert!(is_refused(&come(&clinic, &mut phone).await));
        phone.unlocked = true;
        come(&clinic, &mut phone).await.unwrap();
        let asked = ask(&visitor).await.unwrap();
        let copied = phone.get_as_copy(&asked.options);
        assert!(is_refused(&sign_in(&visitor, Some(asked.kept), &answered(copied)).await));
        phone.pretend_to_be(&ben);
        assert!(is_refused(&come(&clinic, &mut phone).await));
        let mut stranger = Authenticator::default();
        let asked = begin_adding(&clinic.confirmed(&ann)).await.unwrap();
        stranger.create(&asked.options);
        assert!(is_refused(&come(&clinic, &mut stranger).await), "never added");
        assert_eq!(events(&clinic, "session.refused").await, refused + 9);
    }

    async fn an_answer_is_good_once_even_for_twenty_at_once(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let mut phone = clinic.passkey(&ann).await;
        let visitor = clinic.anonymous();
        let asked = ask(&visitor).await.unwrap();
        let credential = phone.get(&asked.options);
        let clinic = Arc::new(clinic);
        let mut tries = JoinSet::new();
        for _ in 0..20 {
            let (visitor, kept, form) = (clinic.anonymous(), asked.kept.clone(), answered(credential.clone()));
            tries.spawn(async move { sign_in(&visitor, Some(kept), &form).await.is_ok() });
        }
        let passed = tries.join_all().await.into_iter().filter(|passed| *passed).count();
        assert_eq!(passed, 1);
    }

    async fn only_a_fresh_answer_of_the_same_account_adds_a_passkey(clinic: TestClinic) {
        let (ann, ben) = (clinic.confirmed(&clinic.patient("Ann").await), clinic.confirmed(&clinic.patient("Ben").await));
        let mut phone = Authenticator::default();
        let asked = begin_adding(&ann).await.unwrap();
        assert_eq!(asked.options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(asked.options["authenticatorSelection"]["userVerification"], "required");
        let credential = phone.create(&asked.options);
        assert!(is_not_added(&add(&ben, Some(asked.kept.clone()), &added("", credential.clone())).await), "somebody else's");
        assert!(is_not_added(&add(&ann, None, &added("", credential.clone())).await));
        assert!(is_not_added(&add(&ann, Some(asked.kept.clone()), &added("", String::new())).await));
        let long = add(&ann, Some(asked.kept.clone()), &added(&"x".repeat(61), credential.clone())).await;
        assert!(matches!(long, Err(Error::Invalid(errors)) if errors.get("name").is_some()));
        add(&ann, Some(asked.kept.clone()), &added("", credential.clone())).await.unwrap();
        assert_eq!(view(&ann).await.unwrap().passkeys[0].name, "Unknown device");
        assert!(is_not_added(&add(&ann, Some(asked.kept), &added("", credential)).await), "used");

        let asked = begin_adding(&ann).await.unwrap();
        assert_eq!(asked.options["excludeCredentials"].as_array().map(Vec::len), Some(1));
        let credential = phone.create(&asked.options);
        clinic.advance(TimeDelta::minutes(5));
        assert!(is_not_added(&add(&ann, Some(asked.kept), &added("", credential)).await), "too late");
        let asked = begin_adding(&ann).await.unwrap();
        phone.unlocked = false;
        let credential = phone.create(&asked.options);
        assert!(is_not_added(&add(&ann, Some(asked.kept), &added("", credential)).await), "nobody unlocked the device");
        assert!(matches!(begin_adding(&clinic.anonymous()).await, Err(Error::Forbidden)));
        assert!(matches!(view(&clinic.anonymous()).await, Err(Error::Forbidden)));
    }

    async fn ten_passkeys_are_enough(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let fresh = clinic.confirmed(&ann);
        let mut device = Authenticator::default();
        let asked = begin_adding(&fresh).await.unwrap();
        let eleventh = added("", device.create(&asked.options));
        for _ in 0..10 {
            clinic.passkey(&ann).await;
        }
        assert!(!view(&ann).await.unwrap().may_add);
        let full = Conflict::PasskeysFull { max: 10 };
        assert!(matches!(begin_adding(&fresh).await, Err(Error::Conflict(conflict)) if conflict == full));
        assert!(matches!(add(&fresh, Some(asked.kept), &eleventh).await, Err(Error::Conflict(conflict)) if conflict == full));
    }

    async fn a_removed_passkey_lets_nobody_in(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let mut phone = clinic.passkey(&ann).await;
        let id = view(&ann).await.unwrap().passkeys[0].id.to_string();
        assert!(matches!(remove(&ann, &removal(&id)).await, Err(Error::ConfirmFirst)));
        for wrong in [id.clone(), clinic.anonymous().new_id().to_string(), "nothing".into()] {
            assert!(matches!(remove(&clinic.confirmed(&ben), &removal(&wrong)).await, Err(Error::NotFound)));
        }
        come(&clinic, &mut phone).await.unwrap();
        remove(&clinic.confirmed(&ann), &removal(&id)).await.unwrap();
        assert!(is_refused(&come(&clinic, &mut phone).await));
        assert!(matches!(remove(&clinic.confirmed(&ann), &removal(&id)).await, Err(Error::NotFound)));
        assert_eq!(subjects(&clinic, &ann).await, ["A passkey was added", "A passkey was removed"]);
        assert_eq!(events(&clinic, "passkey.removed").await, 1);
    }

    async fn a_suspended_account_stays_out(clinic: TestClinic) {
        let (ann, admin) = (clinic.patient("Ann").await, clinic.admin().await);
        let mut phone = clinic.passkey(&ann).await;
        let change = |version: i32| ChangeAccount {
            account: ann.account().unwrap().to_string(),
            version: version.to_string(),
        };
        people::suspend(&admin, &change(1)).await.unwrap();
        assert!(is_refused(&come(&clinic, &mut phone).await));
        people::reinstate(&admin, &change(2)).await.unwrap();
        come(&clinic, &mut phone).await.unwrap();
    }

    async fn staff_take_lost_passkeys_away_with_or_without_a_second_step(clinic: TestClinic) {
        let (ann, admin) = (clinic.patient("Ann").await, clinic.admin().await);
        let fresh = clinic.confirmed(&admin);
        let lost = ResetFactor {
            account: ann.account().unwrap().to_string(),
            version: "1".into(),
            reason: "stolen".into(),
        };
        assert!(matches!(factor::reset(&fresh, &lost).await, Err(Error::NotFound)));
        for with_factor in [false, true] {
            if with_factor {
                clinic.second_step(&ann).await;
            }
            let mut phone = clinic.passkey(&ann).await;
            let seen = people::person(&admin, ann.account().unwrap(), &AskAccess::default()).await.unwrap();
            assert!(seen.passkeys == 1 && seen.may.reset_factor);
            factor::reset(&fresh, &lost).await.unwrap();
            assert!(is_refused(&come(&clinic, &mut phone).await));
            assert_eq!(view(&ann).await.unwrap().passkeys, []);
        }
        assert_eq!(events(&clinic, "factor.reset").await, 2);
    }

    async fn many_failures_make_the_network_wait(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let mut phone = clinic.passkey(&ann).await;
        // Who succeeds uses nothing up.
        for _ in 0..3 {
            come(&clinic, &mut phone).await.unwrap();
        }
        let visitor = clinic.anonymous();
        for _ in 0..100 {
            assert!(is_refused(&sign_in(&visitor, None, &answered("{}".into())).await));
        }
        assert!(matches!(come(&clinic, &mut phone).await, Err(Error::TooMany { .. })));
        clinic.advance(TimeDelta::minutes(15));
        come(&clinic, &mut phone).await.unwrap();
        for _ in 0..300 {
            ask(&visitor).await.unwrap();
        }
        assert!(matches!(ask(&visitor).await, Err(Error::TooMany { .. })));
    }

    async fn at_an_address_without_a_name_there_are_none(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let mut phone = clinic.passkey(&ann).await;
        let asked = ask(&clinic.anonymous()).await.unwrap();
        let credential = phone.get(&asked.options);
        let tools = clinic.tools_without_passkeys().await;
        let bare = |scope: &Scope| Scope::new(scope.actor().clone(), scope.request().clone(), tools.clone());
        let confirmed = Some(Confirmation::now(&ann, ann.account().unwrap()));
        let fresh = bare(&ann).confirmed(confirmed);
        assert!(matches!(view(&fresh).await, Err(Error::NotFound)));
        assert!(matches!(begin_adding(&fresh).await, Err(Error::NotFound)));
        assert!(matches!(add(&fresh, None, &added("", "{}".into())).await, Err(Error::NotFound)));
        let visitor = bare(&clinic.anonymous());
        assert!(matches!(ask(&visitor).await, Err(Error::NotFound)));
        assert!(matches!(sign_in(&visitor, Some(asked.kept), &answered(credential)).await, Err(Error::NotFound)));
        assert_eq!(crate::accounts::view(&fresh, None).await.unwrap().passkeys, None);
        assert_eq!(crate::accounts::view(&ann, None).await.unwrap().passkeys, Some(1));
    }
}
