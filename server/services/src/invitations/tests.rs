//! Stories of people who join the staff, and of links that must not let anybody in.

use domain::access::AskAccess;
use domain::accounts::{AccountStatus, ResetPassword, SignIn};
use domain::actor::Actor;
use domain::admin::ChangeAccount;
use domain::form::Problem;
use domain::id::AccountId;
use domain::invitations::InvitationStep;
use domain::roles::{DeleteRole, RevokeRole};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::*;
use crate::accounts::identity::{self, Identity};
use crate::accounts::sign_in;
use crate::admin::people as administration;
use crate::on_both_engines;
use crate::testing::TestClinic;

const EMAIL: &str = "new.desk@example.org";
const GOOD: &str = "seven grey herons wade past";
/// "Front desk".
const DESK: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0003_0002);

fn form(email: &str, roles: &[Uuid], until: &str) -> InviteStaff {
    InviteStaff {
        email: email.to_owned(),
        roles: roles.iter().map(Uuid::to_string).collect(),
        until: until.to_owned(),
    }
}

fn password(text: &str) -> ResetPassword {
    ResetPassword {
        password: text.into(),
        password_again: text.into(),
    }
}

/// The secret of the newest link that was mailed to an address.
async fn link(clinic: &TestClinic, email: &str) -> String {
    clinic.run_jobs().await;
    let mails = clinic.mailer.sent_to(email);
    let mail = mails.last().expect("a mail");
    let (_, rest) = mail.text.split_once("/invitation/").expect("a link");
    rest.split_whitespace().next().expect("a secret").to_owned()
}

async fn invited(clinic: &TestClinic, admin: &Scope, email: &str) -> String {
    invite(&clinic.confirmed(admin), &form(email, &[DESK], ""))
        .await
        .unwrap();
    link(clinic, email).await
}

async fn identity_of(clinic: &TestClinic, account: AccountId) -> Identity {
    identity::find(&clinic.tools, account)
        .await
        .unwrap()
        .expect("an account that works")
}

async fn only(admin: &Scope) -> ChangeInvitation {
    let pending = list(admin).await.unwrap().pending;
    assert_eq!(pending.len(), 1);
    ChangeInvitation {
        invitation: pending[0].id.to_string(),
    }
}

async fn accounts(clinic: &TestClinic) -> i64 {
    clinic.value("SELECT COUNT(*) FROM account").await
}

on_both_engines! {
    async fn somebody_new_joins_with_a_password_of_their_own(clinic: TestClinic) {
        let (admin, visitor) = (clinic.confirmed(&clinic.admin().await), clinic.anonymous());
        invite(&admin, &form("New.Desk@Example.org", &[DESK], "2026-12-31")).await.unwrap();
        let token = link(&clinic, "New.Desk@Example.org").await;
        assert!(token.len() >= 43, "256 bits");
        let stored: String = clinic.value("SELECT token_hash FROM invitation").await;
        assert_ne!(stored, token);
        for _ in 0..2 {
            let seen = look(&visitor, &token).await.unwrap();
            assert_eq!((seen.email.as_str(), seen.until.as_deref()), ("New.Desk@Example.org", Some("31 December 2026")));
            assert_eq!((seen.roles, seen.step), (vec!["Front desk".to_owned()], InvitationStep::ChoosePassword { min: 15 }));
        }
        for (text, problem) in [("short password", Problem::PasswordTooShort { min: 15 }), ("password1234567890", Problem::PasswordCommon)] {
            let Err(Error::Invalid(problems)) = join(&visitor, &token, &password(text)).await else { panic!("{text}") };
            assert_eq!(problems.get("password"), Some(&problem));
        }
        assert_eq!(accounts(&clinic).await, 1, "nothing half written");
        assert_eq!(join(&visitor, &token, &password(GOOD)).await.unwrap(), Joined::SignIn);
        let sign_in_form = SignIn { email: EMAIL.into(), password: GOOD.into(), next: String::new() };
        let joined = sign_in::check(&visitor, &sign_in_form, None).await.unwrap();
        assert_eq!(joined.permissions.to_string(), "manage_people manage_deliveries");
        assert!(joined.permitted_until.is_some() && joined.home() == "/admin");
        assert!(list(&admin).await.unwrap().pending.is_empty());
        assert!(matches!(look(&visitor, &token).await, Err(Error::NotFound)), "good for one use");
        let written: Vec<String> = clinic
            .values("SELECT action FROM audit_event WHERE action LIKE 'invitation.%' AND action <> 'invitation.listed' ORDER BY action")
            .await;
        assert_eq!(written, ["invitation.accepted", "invitation.sent"]);
        let sent: serde_json::Value =
            clinic.value("SELECT detail FROM audit_event WHERE action = 'invitation.sent'").await;
        let until = "2027-01-01T00:00:00+00:00";
        assert_eq!(sent, serde_json::json!({ "roles": [DESK.to_string()], "until": until }));
    }

    async fn one_link_lets_one_in_even_of_twenty_at_once(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let token = invited(&clinic, &admin, EMAIL).await;
        let mut race = JoinSet::new();
        for number in 0..20 {
            let (visitor, token) = (clinic.anonymous(), token.clone());
            race.spawn(async move { join(&visitor, &token, &password(&format!("{number} grey herons wade past"))).await });
        }
        let answers = race.join_all().await;
        let joined = answers.iter().filter(|answer| matches!(answer, Ok(Joined::SignIn))).count();
        assert_eq!(joined, 1, "{answers:?}");
        assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(Error::NotFound))), "{answers:?}");
        assert_eq!(accounts(&clinic).await, 2);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM role_grant").await, 2);
    }

    async fn who_has_an_account_accepts_with_it_and_nobody_else_can(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let email = clinic.email(&ann).await;
        let token = invited(&clinic, &admin, &email.to_uppercase()).await;
        assert_eq!(look(&clinic.anonymous(), &token).await.unwrap().step, InvitationStep::SignIn);
        assert_eq!(join(&clinic.anonymous(), &token, &password(GOOD)).await.unwrap(), Joined::AcceptSignedIn);
        assert_eq!(look(&ben, &token).await.unwrap().step, InvitationStep::SomebodyElse);
        let bens = identity_of(&clinic, ben.account().unwrap()).await;
        let refused = accept(&clinic.anonymous(), &token, &bens).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::InvitationForAnother))), "{refused:?}");
        assert!(identity_of(&clinic, ben.account().unwrap()).await.permissions.is_empty());

        assert_eq!(look(&ann, &token).await.unwrap().step, InvitationStep::Accept);
        let anns = identity_of(&clinic, ann.account().unwrap()).await;
        accept(&clinic.anonymous(), &token, &anns).await.unwrap();
        let joined = identity_of(&clinic, ann.account().unwrap()).await;
        assert!(!joined.permissions.is_empty() && joined.patient.is_some());
        assert!(matches!(accept(&clinic.anonymous(), &token, &anns).await, Err(Error::NotFound)));
        // A new address is nobody's account, whoever is signed in.
        let token = invited(&clinic, &admin, EMAIL).await;
        assert_eq!(look(&ben, &token).await.unwrap().step, InvitationStep::SomebodyElse);
    }

    async fn a_link_ends_when_it_is_old_replaced_or_withdrawn(clinic: TestClinic) {
        let (admin, visitor) = (clinic.confirmed(&clinic.admin().await), clinic.anonymous());
        let first = invited(&clinic, &admin, EMAIL).await;
        clinic.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
        look(&visitor, &first).await.unwrap();
        clinic.advance(TimeDelta::seconds(1));
        assert!(matches!(look(&visitor, &first).await, Err(Error::NotFound)));
        assert!(matches!(join(&visitor, &first, &password(GOOD)).await, Err(Error::NotFound)));
        assert!(list(&admin).await.unwrap().pending[0].expired);

        let open = only(&admin).await;
        assert!(matches!(send_again(&clinic.unsure(&admin), &open).await, Err(Error::ConfirmFirst)));
        send_again(&clinic.confirmed(&admin), &open).await.unwrap();
        let again: serde_json::Value = clinic
            .value("SELECT detail FROM audit_event WHERE action = 'invitation.sent' ORDER BY id DESC LIMIT 1")
            .await;
        assert_eq!(again, serde_json::json!({ "roles": [DESK.to_string()], "until": null, "again": true }));
        let second = link(&clinic, EMAIL).await;
        assert!(matches!(look(&visitor, &first).await, Err(Error::NotFound)));
        look(&visitor, &second).await.unwrap();
        let third = invited(&clinic, &admin, EMAIL).await;
        assert!(matches!(look(&visitor, &second).await, Err(Error::NotFound)), "a new invitation replaces the old one");
        let open = only(&admin).await;
        withdraw(&admin, &open).await.unwrap();
        assert!(matches!(join(&visitor, &third, &password(GOOD)).await, Err(Error::NotFound)));
        for gone in [withdraw(&admin, &open).await, send_again(&clinic.confirmed(&admin), &open).await] {
            assert!(matches!(gone, Err(Error::NotFound)));
        }
        for nonsense in ["", "x", "expired", "'; --"] {
            assert!(matches!(look(&visitor, nonsense).await, Err(Error::NotFound)));
        }
        assert_eq!(accounts(&clinic).await, 1);
        // Withdrawn before the mail is written: no mail.
        invite(&clinic.confirmed(&admin), &form("other@example.org", &[DESK], "")).await.unwrap();
        withdraw(&admin, &only(&admin).await).await.unwrap();
        clinic.run_jobs().await;
        assert!(clinic.mailer.sent_to("other@example.org").is_empty());
    }

    async fn an_invitation_is_worth_what_its_sender_may_give(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let desk_permissions = Permissions::from_text("manage_people manage_deliveries manage_roles");
        let manager = clinic.confirmed(&clinic.staff("Manager", desk_permissions).await);
        let privacy = Uuid::from_u128(DESK.as_u128() + 3);
        for roles in [vec![privacy], vec![DESK, privacy], vec![roles::ADMIN.uuid()]] {
            let refused = invite(&manager, &form(EMAIL, &roles, "")).await;
            assert!(matches!(refused, Err(Error::Conflict(Conflict::MoreThanHeld))), "{refused:?}");
        }
        assert!(matches!(invite(&manager, &form(EMAIL, &[Uuid::nil()], "")).await, Err(Error::NotFound)));
        let unsure = manager.clone().confirmed(None);
        assert!(matches!(invite(&unsure, &form(EMAIL, &[DESK], "")).await, Err(Error::ConfirmFirst)));
        let token = invited(&clinic, &manager, EMAIL).await;
        // What the admin offers, the manager can neither send again nor withdraw.
        clinic.advance(TimeDelta::seconds(1));
        invite(&admin, &form("officer@example.org", &[privacy], "")).await.unwrap();
        let rows = list(&manager).await.unwrap();
        assert_eq!(rows.pending.iter().map(|row| row.may_change).collect::<Vec<_>>(), [false, true]);
        assert_eq!(rows.offered.len(), 2, "their own role and the front desk");
        let officer = ChangeInvitation { invitation: rows.pending[0].id.to_string() };
        for refused in [withdraw(&manager, &officer).await, send_again(&manager, &officer).await] {
            assert!(matches!(refused, Err(Error::Conflict(Conflict::MoreThanHeld))), "{refused:?}");
        }
        // A sender who lost the right, or the account, lets nobody in any more.
        let person = administration::person(&admin, manager.account().unwrap(), &AskAccess::default()).await.unwrap();
        let stop = ChangeAccount { account: person.row.account.to_string(), version: person.version.to_string() };
        administration::suspend(&admin, &stop).await.unwrap();
        assert!(matches!(join(&clinic.anonymous(), &token, &password(GOOD)).await, Err(Error::NotFound)));
        let person = administration::person(&admin, manager.account().unwrap(), &AskAccess::default()).await.unwrap();
        let again = ChangeAccount { version: person.version.to_string(), ..stop };
        administration::reinstate(&admin, &again).await.unwrap();
        look(&clinic.anonymous(), &token).await.unwrap();
        let grant = roles::of_person(&admin, manager.account().unwrap(), AccountStatus::Active).await.unwrap().held[0].grant;
        roles::revoke(&admin, &RevokeRole { grant: grant.to_string() }).await.unwrap();
        assert!(matches!(look(&clinic.anonymous(), &token).await, Err(Error::NotFound)));
        // A role that is offered cannot be deleted.
        let deletion = DeleteRole { role: DESK.to_string(), version: "1".into() };
        let refused = roles::delete(&admin, &deletion).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::RoleInUse))), "{refused:?}");
    }

    async fn the_last_administrator_does_not_end_themselves_by_invitation(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let email = clinic.email(&admin).await;
        invite(&admin, &form(&email, &[roles::ADMIN.uuid()], "2026-12-01")).await.unwrap();
        let token = link(&clinic, &email).await;
        let own = identity_of(&clinic, admin.account().unwrap()).await;
        let refused = accept(&clinic.anonymous(), &token, &own).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::LastAdmin))), "{refused:?}");
    }

    async fn known_and_unknown_addresses_get_the_same_answer(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        let known = clinic.email(&ann).await;
        for email in [known.as_str(), EMAIL] {
            invite(&admin, &form(email, &[DESK], "")).await.unwrap();
        }
        let rows = list(&admin).await.unwrap().pending;
        assert_eq!(rows.len(), 2);
        assert_eq!((&rows[0].roles, rows[0].expired), (&rows[1].roles, rows[1].expired));
        clinic.run_jobs().await;
        let subjects: Vec<_> = [known.as_str(), EMAIL].iter().map(|email| clinic.mailer.sent_to(email)[0].subject.clone()).collect();
        assert_eq!(subjects[0], subjects[1]);
    }

    async fn only_who_manages_roles_invites(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        invite(&admin, &form(EMAIL, &[DESK], "")).await.unwrap();
        let open = only(&admin).await;
        let staff = clinic.confirmed(&clinic.staff("Desk", Permissions::none().with(Permission::ManagePeople)).await);
        let lost = Actor::Staff { account: staff.account().unwrap(), permissions: Permissions::admin() };
        let lost = clinic.confirmed(&clinic.scope(lost));
        let people = [clinic.patient("Ann").await, clinic.doctor("Ben").await, staff, clinic.anonymous()];
        for scope in &people {
            assert!(matches!(list(scope).await, Err(Error::Forbidden)));
            assert!(matches!(invite(scope, &form("x@example.org", &[DESK], "")).await, Err(Error::Forbidden)));
            assert!(matches!(send_again(scope, &open).await, Err(Error::Forbidden)));
            assert!(matches!(withdraw(scope, &open).await, Err(Error::Forbidden)));
        }
        // Rights that are gone since the request began.
        assert!(matches!(invite(&lost, &form("x@example.org", &[DESK], "")).await, Err(Error::Forbidden)));
        assert!(matches!(withdraw(&lost, &open).await, Err(Error::Forbidden)));
    }
}
