//! Stories of the second step.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::accounts::{ConfirmIdentity, ProveFactor, ResetFactor, SignIn};
use domain::actor::{Actor, Permission, Permissions};
use tokio::task::JoinSet;

use super::*;
use crate::accounts::identity::{Area, Identity};
use crate::accounts::recovery;
use crate::accounts::sign_in;
use crate::accounts::step_up;
use crate::on_both_engines;
use crate::testing::{PASSWORD, TestClinic};

async fn identity(clinic: &TestClinic, scope: &Scope) -> Identity {
    let account = scope.account().unwrap();
    identity::find(&clinic.tools, account).await.unwrap().unwrap()
}

/// Signs in by password, as far as the second step.
async fn waiting(clinic: &TestClinic, scope: &Scope) -> Pending {
    let form = SignIn {
        email: clinic.email(scope).await,
        password: PASSWORD.into(),
        next: "/patient/visits".into(),
    };
    let visitor = clinic.anonymous();
    let whose = sign_in::check(&visitor, &form, None).await.unwrap();
    Pending::of(&visitor, &whose, &form.next).expect("a code is asked for")
}

fn code(code: &str) -> ProveFactor {
    ProveFactor {
        code: code.into(),
        remember: String::new(),
    }
}

async fn offer(clinic: &TestClinic, pending: &Pending, typed: &str) -> Result<Proven> {
    pass(&clinic.anonymous(), pending, &code(typed), None).await
}

fn is_wrong<T>(answer: Result<T>) -> bool {
    matches!(answer, Err(Error::Invalid(errors)) if errors.get("code") == Some(&Problem::CodeWrong))
}

async fn count(clinic: &TestClinic, action: &str) -> i64 {
    clinic
        .value(&format!("SELECT COUNT(*) FROM audit_event WHERE action = '{action}'"))
        .await
}

fn confirmation(password: &str, code: &str) -> ConfirmIdentity {
    ConfirmIdentity {
        password: password.into(),
        code: code.into(),
        next: String::new(),
    }
}

on_both_engines! {
    async fn the_second_step_is_on_only_after_a_right_code(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        assert!(matches!(start(&ann).await, Err(Error::ConfirmFirst)));
        let fresh = clinic.confirmed(&ann);
        start(&fresh).await.unwrap();
        assert_eq!(view(&ann).await.unwrap().draft, None, "the key is shown only to who has just confirmed");
        let draft = view(&fresh).await.unwrap().draft.unwrap();
        assert!(draft.link.starts_with("otpauth://totp/Salve:") && draft.link.contains("issuer=Salve"), "{}", draft.link);
        assert!(draft.link.contains(&draft.secret.replace(' ', "")) && draft.picture.size > 20);
        assert!(identity(&clinic, &ann).await.factor.is_none());

        let wrong = TurnOnFactor { code: clinic.app_code(&draft.secret, 5).as_str().into() };
        assert!(is_wrong(turn_on(&fresh, &wrong).await));
        let right = TurnOnFactor { code: clinic.app_code(&draft.secret, 0).as_str().into() };
        assert!(matches!(turn_on(&ann, &right).await, Err(Error::ConfirmFirst)));
        let codes = turn_on(&fresh, &right).await.unwrap();
        assert!(matches!(turn_on(&fresh, &right).await, Err(Error::Conflict(_))), "it is on already");
        assert!(matches!(start(&fresh).await, Err(Error::Conflict(_))));

        let seen = view(&fresh).await.unwrap();
        assert_eq!((seen.on.map(|on| on.codes_left), seen.draft), (Some(10), None));
        assert!(identity(&clinic, &ann).await.factor.is_some());
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&ann).await);
        assert_eq!((mails.len(), mails[0].subject.as_str()), (1, "Your second step is on"));
        assert_eq!(count(&clinic, "factor.on").await, 1);

        // Neither key nor codes stand in the tables.
        let hashes: Vec<String> = clinic.values("SELECT code_hash FROM recovery_code").await;
        let shown = codes.made_at(clinic.now()).shown(clinic.now());
        assert!(hashes.iter().all(|hash| hash.len() == 43 && !shown.iter().any(|code| hash.contains(&code.replace(' ', "")))));
    }

    async fn a_code_is_good_for_one_step_before_and_after_and_only_once(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let kept = clinic.second_step(&ann).await;
        clinic.advance(TimeDelta::minutes(5));
        for (steps, good) in [(-2, false), (2, false), (-1, true), (-1, false), (1, true), (0, false), (1, false)] {
            let pending = waiting(&clinic, &ann).await;
            let answer = offer(&clinic, &pending, &clinic.app_code(&kept.secret, steps)).await;
            assert_eq!(answer.is_ok(), good, "{steps} steps from now");
            assert!(good || is_wrong(answer));
        }
        assert_eq!(count(&clinic, "factor.code_refused").await, 5);
        let grouped = clinic.app_code(&kept.secret, 0);
        clinic.advance(TimeDelta::minutes(1));
        let fresh = clinic.app_code(&kept.secret, 0);
        assert!(is_wrong(offer(&clinic, &waiting(&clinic, &ann).await, &grouped).await), "too old");
        let (a, b) = fresh.split_at(3);
        let proven = offer(&clinic, &waiting(&clinic, &ann).await, &format!(" {a} {b}")).await.unwrap();
        assert_eq!(proven.identity.account, ann.account().unwrap());
    }

    async fn of_twenty_at_once_one_code_lets_one_in(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let kept = clinic.second_step(&ann).await;
        let clinic = Arc::new(clinic);
        for typed in [clinic.app_code(&kept.secret, 0), kept.codes[3].clone()] {
            let mut tries = JoinSet::new();
            for _ in 0..20 {
                // Each in a sign-in of its own, from a browser of its own: only the code itself is in the way.
                let (clinic, typed, pending) = (clinic.clone(), typed.clone(), waiting(&clinic, &ann).await);
                let device = scope_id(&clinic);
                tries.spawn(async move { pass(&clinic.anonymous(), &pending, &code(&typed), Some(&device)).await.is_ok() });
            }
            let passed = tries.join_all().await.into_iter().filter(|passed| *passed).count();
            assert_eq!(passed, 1, "{typed}");
        }
    }

    async fn recovery_codes_let_in_once_each_and_their_owner_is_told(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let kept = clinic.second_step(&ann).await;
        clinic.run_jobs().await;
        clinic.mailer.clear();
        offer(&clinic, &waiting(&clinic, &ann).await, &kept.codes[0]).await.unwrap();
        assert!(is_wrong(offer(&clinic, &waiting(&clinic, &ann).await, &kept.codes[0]).await));
        assert_eq!(view(&ann).await.unwrap().on.unwrap().codes_left, 9);
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&ann).await);
        assert!(mails.len() == 1 && mails[0].text.contains("Recovery codes left: 9."), "{mails:?}");
        assert_eq!(count(&clinic, "factor.recovery_code_used").await, 1);

        assert!(matches!(renew_codes(&ann).await, Err(Error::ConfirmFirst)));
        clinic.mailer.clear();
        let new = renew_codes(&clinic.confirmed(&ann)).await.unwrap().made_at(clinic.now()).shown(clinic.now());
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&ann).await);
        assert!(mails.len() == 1 && mails[0].subject == "You have new recovery codes", "{mails:?}");
        assert!(new.iter().all(|code| !mails[0].text.contains(code.as_str())), "no code is mailed");
        assert!(is_wrong(offer(&clinic, &waiting(&clinic, &ann).await, &kept.codes[1]).await), "old ones end");
        offer(&clinic, &waiting(&clinic, &ann).await, &new[1].replace(' ', "-")).await.unwrap();
        // Somebody else's code is none.
        let ben = clinic.patient("Ben").await;
        clinic.second_step(&ben).await;
        assert!(is_wrong(offer(&clinic, &waiting(&clinic, &ben).await, &new[2]).await));
    }

    async fn a_pending_sign_in_ends_after_five_codes_ten_minutes_or_a_change(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let kept = clinic.second_step(&ann).await;
        let pending = waiting(&clinic, &ann).await;
        for _ in 0..5 {
            assert!(is_wrong(offer(&clinic, &pending, "000 000").await));
        }
        let right = || clinic.app_code(&kept.secret, 0);
        assert!(matches!(offer(&clinic, &pending, &right()).await, Err(Error::NotFound)), "even the right one");
        let other = waiting(&clinic, &ann).await;
        offer(&clinic, &other, &right()).await.unwrap();

        let slow = waiting(&clinic, &ann).await;
        clinic.advance(TimeDelta::minutes(10));
        assert!(matches!(offer(&clinic, &slow, &right()).await, Err(Error::NotFound)));

        let before = waiting(&clinic, &ann).await;
        turn_off(&clinic.confirmed(&ann)).await.unwrap();
        assert!(matches!(offer(&clinic, &before, &right()).await, Err(Error::NotFound)), "its second step is gone");
        let kept = clinic.second_step(&ann).await;
        assert!(matches!(offer(&clinic, &before, &clinic.app_code(&kept.secret, 0)).await, Err(Error::NotFound)));

        let before = waiting(&clinic, &ann).await;
        let change = domain::accounts::ChangePassword {
            password_current: PASSWORD.into(),
            password: "seven grey herons wade".into(),
            password_again: "seven grey herons wade".into(),
        };
        recovery::change(&ann, &change, None).await.unwrap();
        assert!(matches!(offer(&clinic, &before, &clinic.app_code(&kept.secret, 0)).await, Err(Error::NotFound)));
    }

    async fn guessing_codes_is_slowed_down_and_locks_no_known_device_out(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let kept = clinic.second_step(&ann).await;
        for _ in 0..2 {
            let pending = waiting(&clinic, &ann).await;
            for _ in 0..5 {
                assert!(is_wrong(offer(&clinic, &pending, "000000").await));
            }
        }
        let pending = waiting(&clinic, &ann).await;
        let right = clinic.app_code(&kept.secret, 0);
        assert!(matches!(offer(&clinic, &pending, &right).await, Err(Error::TooMany { seconds: 900 })));
        pass(&clinic.anonymous(), &pending, &code(&right), Some("her own phone")).await.unwrap();
    }

    async fn a_remembered_browser_is_let_off_until_something_changes(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        clinic.second_step(&ann).await;
        clinic.second_step(&ben).await;
        let whose = identity(&clinic, &ann).await;
        let browser = Trusted::default().remember(&clinic.anonymous(), &whose).await.unwrap();
        let kept = Trusted::read(&browser.write());
        assert_eq!(kept, browser);
        assert!(kept.lets_off(&clinic.tools, &whose));
        assert!(!kept.lets_off(&clinic.tools, &identity(&clinic, &ben).await));
        assert_eq!(count(&clinic, "factor.device_remembered").await, 1);
        let (until, mac) = browser.write().split_once('~').map(|(until, mac)| (until.to_owned(), mac.to_owned())).unwrap();
        let longer = format!("{}~{mac}", until.parse::<i64>().unwrap() + 1);
        assert!(!Trusted::read(&longer).lets_off(&clinic.tools, &whose), "its end is part of it");

        clinic.advance(TimeDelta::days(30) - TimeDelta::seconds(1));
        assert!(kept.lets_off(&clinic.tools, &whose));
        clinic.advance(TimeDelta::seconds(1));
        assert!(!kept.lets_off(&clinic.tools, &whose), "thirty days are over");

        let browser = Trusted::default().remember(&clinic.anonymous(), &whose).await.unwrap();
        let other_password = Identity { fingerprint: [7; 32], ..whose.clone() };
        assert!(!browser.lets_off(&clinic.tools, &other_password));
        turn_off(&clinic.confirmed(&ann)).await.unwrap();
        assert!(!browser.lets_off(&clinic.tools, &identity(&clinic, &ann).await));
        clinic.second_step(&ann).await;
        assert!(!browser.lets_off(&clinic.tools, &identity(&clinic, &ann).await), "another second step");
    }

    async fn a_confirmation_holds_ten_minutes_and_for_one_account(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let wrong = step_up::confirm(&ann, &confirmation("wrong", ""), Some("s")).await;
        assert!(matches!(wrong, Err(Error::Invalid(errors)) if errors.get("password").is_some()));
        let confirmed = step_up::confirm(&ann, &confirmation(PASSWORD, ""), Some("s")).await.unwrap();
        assert!(ann.fresh().is_err());
        assert_eq!(ann.clone().confirmed(Some(confirmed)).fresh().unwrap().account(), ann.account().unwrap());
        assert!(matches!(ben.clone().confirmed(Some(confirmed)).fresh(), Err(Error::ConfirmFirst)));
        assert!(matches!(clinic.anonymous().confirmed(Some(confirmed)).fresh(), Err(Error::Forbidden)));
        clinic.advance(TimeDelta::minutes(10));
        assert!(matches!(ann.clone().confirmed(Some(confirmed)).fresh(), Err(Error::ConfirmFirst)));
        assert_eq!((count(&clinic, "session.confirmed").await, count(&clinic, "session.confirmation_refused").await), (1, 1));

        let kept = clinic.second_step(&ann).await;
        let without = step_up::confirm(&ann, &confirmation(PASSWORD, ""), Some("s")).await;
        assert!(matches!(without, Err(Error::Invalid(errors)) if errors.get("code") == Some(&Problem::EnterCode)));
        let right = clinic.app_code(&kept.secret, 0);
        step_up::confirm(&ann, &confirmation(PASSWORD, &right), Some("s")).await.unwrap();
        assert!(is_wrong(step_up::confirm(&ann, &confirmation(PASSWORD, &right), Some("s")).await), "used before");
        for _ in 0..12 {
            let _ = step_up::confirm(&ann, &confirmation("wrong", &right), Some("s")).await;
        }
        assert!(matches!(step_up::confirm(&ann, &confirmation(PASSWORD, &right), Some("s")).await, Err(Error::TooMany { .. })));
    }

    async fn staff_take_a_lost_second_step_away_and_never_in_silence(clinic: TestClinic) {
        let (ann, admin) = (clinic.patient("Ann").await, clinic.admin().await);
        clinic.second_step(&ann).await;
        clinic.run_jobs().await;
        clinic.mailer.clear();
        let form = |scope: &Scope, reason: &str| ResetFactor {
            account: scope.account().unwrap().to_string(),
            version: "1".into(),
            reason: reason.into(),
        };
        let good = form(&ann, "lost");
        let desk = clinic.scope(Actor::Staff {
            account: admin.account().unwrap(),
            permissions: Permissions::none().with(Permission::ManageSettings),
        });
        for wrong in [clinic.anonymous(), ann.clone(), clinic.doctor("Doc").await, desk] {
            assert!(matches!(reset(&wrong, &good).await, Err(Error::Forbidden)));
        }
        assert!(matches!(reset(&clinic.unsure(&admin), &good).await, Err(Error::ConfirmFirst)));
        let fresh = admin.clone();
        assert!(matches!(reset(&fresh, &form(&ann, "")).await, Err(Error::Invalid(_))));
        assert!(matches!(reset(&fresh, &form(&admin, "lost")).await, Err(Error::Conflict(Conflict::OwnAccount))));
        let stale = ResetFactor { version: "7".into(), ..good.clone() };
        assert!(matches!(reset(&fresh, &stale).await, Err(Error::Conflict(Conflict::Stale))));
        reset(&fresh, &good).await.unwrap();
        assert!(matches!(reset(&fresh, &good).await, Err(Error::NotFound)));

        assert!(identity(&clinic, &ann).await.factor.is_none());
        let left: i64 = clinic.value("SELECT COUNT(*) FROM recovery_code").await;
        assert_eq!(left, 0);
        let detail: serde_json::Value = clinic.value("SELECT detail FROM audit_event WHERE action = 'factor.reset'").await;
        assert_eq!(detail["reason"], "lost");
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&ann).await);
        assert_eq!((mails.len(), mails[0].subject.as_str()), (1, "Your second step was taken away"));
    }

    async fn the_operator_helps_an_administrator_who_lost_it(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let email = clinic.email(&admin).await;
        clinic.second_step(&admin).await;
        assert!(matches!(reset_by_operator(&admin, &email).await, Err(Error::Forbidden)));
        assert!(matches!(reset_by_operator(&clinic.system(), "nobody@example.org").await, Err(Error::NotFound)));
        reset_by_operator(&clinic.system(), &email.to_uppercase()).await.unwrap();
        assert!(identity(&clinic, &admin).await.factor.is_none());
        assert!(matches!(reset_by_operator(&clinic.system(), &email).await, Err(Error::NotFound)));
    }

    async fn where_it_is_required_work_waits_until_it_is_on(clinic: TestClinic) {
        let (doctor, admin, ann) = (clinic.doctor("Doc").await, clinic.admin().await, clinic.patient("Ann").await);
        let now = settings::of(&clinic.tools, clinic.database.read()).await.unwrap();
        let required = domain::settings::Settings { factor_required_doctors: true, factor_required_staff: true, ..now };
        let value = serde_json::to_string(&required).unwrap();
        let at = if clinic.database.engine() == crate::database::Engine::Sqlite { "'2026-11-16T08:00:00.000+00:00'" } else { "now()" };
        clinic.execute(&format!("INSERT INTO setting (\"key\", value, version, updated_at) VALUES ('clinic', '{value}', 1, {at})")).await;

        for (scope, area) in [(&doctor, Area::Doctor), (&admin, Area::Admin)] {
            let whose = identity(&clinic, scope).await;
            assert!(whose.lacks_factor.closes(area));
            assert_eq!(whose.actor_in(area), Actor::Anonymous);
            let own = whose.actor_in(Area::Account);
            assert_eq!(own.account(), scope.account().ok());
            assert!(own.doctor().is_none() && Permission::ALL.iter().all(|permission| !own.holds(*permission)));
            assert!(view(scope).await.unwrap().required);
            clinic.second_step(scope).await;
            let whose = identity(&clinic, scope).await;
            assert_eq!(whose.actor_in(area), *scope.actor());
            assert!(!view(scope).await.unwrap().required);
        }
        let whose = identity(&clinic, &ann).await;
        assert!(matches!(whose.actor_in(Area::Patient), Actor::Patient { .. }), "patients choose for themselves");
    }
}

/// A name that no other browser has.
fn scope_id(clinic: &TestClinic) -> String {
    clinic.anonymous().new_id().to_string()
}
