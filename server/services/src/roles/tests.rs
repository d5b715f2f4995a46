//! Stories of roles: made, given, taken, over, and all that must not be possible.

use chrono::TimeDelta;
use domain::access::AskAccess;
use domain::accounts::{AccountStatus, ResetFactor};
use domain::actor::{Actor, Permissions};
use domain::admin::ChangeAccount;
use domain::conflict::Conflict;
use domain::form::Problem;
use domain::id::GrantId;
use domain::roles::{DeleteRole, GrantRole, Grants, RevokeRole, SaveRole};
use tokio::task::JoinSet;

use super::*;
use crate::accounts::{factor, identity};
use crate::admin::people;
use crate::on_both_engines;
use crate::testing::TestClinic;

fn set(permissions: &[Permission]) -> Permissions {
    permissions.iter().copied().collect()
}

fn role_form(name: &str, permissions: &[Permission]) -> SaveRole {
    SaveRole {
        name: name.to_owned(),
        description: "For tests".to_owned(),
        permissions: permissions.iter().map(|each| each.as_str().to_owned()).collect(),
        ..SaveRole::default()
    }
}

fn give_form(to: &Scope, role: RoleId, until: &str) -> GrantRole {
    GrantRole {
        account: to.account().unwrap().to_string(),
        role: role.to_string(),
        until: until.to_owned(),
    }
}

/// The roles of somebody, as a reader sees them.
async fn grants(reader: &Scope, whose: &Scope) -> Grants {
    of_person(reader, whose.account().unwrap(), AccountStatus::Active)
        .await
        .unwrap()
}

async fn only_grant(reader: &Scope, whose: &Scope) -> RevokeRole {
    let held = grants(reader, whose).await.held;
    assert_eq!(held.len(), 1);
    RevokeRole {
        grant: held[0].grant.to_string(),
    }
}

/// What somebody may do on their next request.
async fn permissions(clinic: &TestClinic, whose: &Scope) -> Permissions {
    let found = identity::find(&clinic.tools, whose.account().unwrap()).await.unwrap();
    found.map_or(Permissions::none(), |found| found.permissions)
}

/// Whoever may do this, acting with what they hold on their next request, having confirmed who they are.
async fn acting(clinic: &TestClinic, whose: &Scope) -> Scope {
    let account = whose.account().unwrap();
    let actor = Actor::Staff {
        account,
        permissions: permissions(clinic, whose).await,
    };
    clinic.confirmed(&clinic.scope(actor))
}

async fn role_named(reader: &Scope, name: &str) -> RoleId {
    let all = list(reader).await.unwrap().roles;
    all.into_iter().find(|role| role.name == name).unwrap().id
}

async fn change(admin: &Scope, whose: &Scope) -> ChangeAccount {
    let person = people::person(admin, whose.account().unwrap(), &AskAccess::default())
        .await
        .unwrap();
    ChangeAccount {
        account: person.row.account.to_string(),
        version: person.version.to_string(),
    }
}

fn conflict<T: std::fmt::Debug>(answer: Result<T>) -> Conflict {
    match answer {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

on_both_engines! {
    async fn a_clinic_begins_with_roles_to_choose_from(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let all = list(&admin).await.unwrap().roles;
        let names: Vec<_> = all.iter().map(|role| (role.name.as_str(), role.holders, role.fixed)).collect();
        assert_eq!(names, [
            ("Administrator", 1, true), ("Front desk", 0, false), ("Nurse", 0, false), ("Billing", 0, false), ("Privacy officer", 0, false),
        ]);
        assert_eq!(all[0].permissions, Permissions::admin());
        assert!(all.iter().all(|role| !role.permissions.is_empty() && !role.description.is_empty()));
        let spanish = list(&admin.clone().answering_in(Language::Es)).await.unwrap().roles;
        assert_eq!(spanish[1].name, "Recepción");
        let fixed = form(&admin, &ADMIN.to_string()).await.unwrap();
        assert!(!fixed.may_change && !fixed.may_delete);
        let mut changed = fixed.values.clone();
        changed.permissions.truncate(1);
        assert_eq!(conflict(save(&admin, &changed).await), Conflict::FixedRole);
        let deleted = DeleteRole { role: ADMIN.to_string(), version: "1".into() };
        assert_eq!(conflict(delete(&admin, &deleted).await), Conflict::FixedRole);
    }

    async fn a_role_is_made_given_changed_taken_and_deleted(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        let role = save(&admin, &role_form("Archive", &[Permission::ReadAudit])).await.unwrap();
        assert_eq!(permissions(&clinic, &ann).await, Permissions::none());
        grant(&admin, &give_form(&ann, role, "")).await.unwrap();
        assert_eq!(permissions(&clinic, &ann).await, set(&[Permission::ReadAudit]));
        let ann_found = identity::find(&clinic.tools, ann.account().unwrap()).await.unwrap().unwrap();
        assert!(ann_found.patient.is_some(), "a member of staff stays a patient");
        assert_eq!(list(&admin).await.unwrap().roles.last().unwrap().holders, 1);

        let mut values = form(&admin, &role.to_string()).await.unwrap().values;
        values.permissions.push("read_numbers".into());
        save(&admin, &values).await.unwrap();
        assert_eq!(permissions(&clinic, &ann).await, set(&[Permission::ReadAudit, Permission::ReadNumbers]));
        let stale = save(&admin, &values).await;
        assert_eq!(conflict(stale), Conflict::Stale, "the same form again");

        let version = form(&admin, &role.to_string()).await.unwrap().values.version;
        let deletion = DeleteRole { role: role.to_string(), version };
        assert_eq!(conflict(delete(&admin, &deletion).await), Conflict::RoleInUse);
        revoke(&admin, &only_grant(&admin, &ann).await).await.unwrap();
        assert_eq!(permissions(&clinic, &ann).await, Permissions::none());
        delete(&admin, &deletion).await.unwrap();
        assert!(matches!(form(&admin, &role.to_string()).await, Err(Error::NotFound)));

        let written: Vec<String> = clinic
            .values("SELECT action FROM audit_event WHERE action LIKE 'role.%' AND account_id IS NOT NULL ORDER BY action")
            .await;
        assert_eq!(written, ["role.changed", "role.deleted", "role.granted", "role.made", "role.revoked"]);
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&ann).await);
        assert_eq!(mails.len(), 3);
        assert!(mails.iter().all(|mail| mail.subject == "Your rights have ended"), "each mail tells how it stands when it is sent");
    }

    async fn whoever_changes_rights_confirms_who_they_are_first(clinic: TestClinic) {
        let (sure, ann) = (clinic.admin().await, clinic.patient("Ann").await);
        let unsure = clinic.unsure(&sure);
        let role = save(&sure, &role_form("Archive", &[Permission::ReadAudit])).await.unwrap();
        grant(&sure, &give_form(&ann, role, "")).await.unwrap();
        let given = only_grant(&sure, &ann).await;
        let values = form(&sure, &role.to_string()).await.unwrap().values;
        let deletion = DeleteRole { role: role.to_string(), version: values.version.clone() };
        assert!(matches!(save(&unsure, &values).await, Err(Error::ConfirmFirst)));
        assert!(matches!(delete(&unsure, &deletion).await, Err(Error::ConfirmFirst)));
        assert!(matches!(grant(&unsure, &give_form(&ann, role, "")).await, Err(Error::ConfirmFirst)));
        assert!(matches!(revoke(&unsure, &given).await, Err(Error::ConfirmFirst)));
    }

    async fn a_mail_names_the_roles_and_their_last_day(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        let desk = role_named(&admin, "Front desk").await;
        let nurse = role_named(&admin, "Nurse").await;
        grant(&admin, &give_form(&ann, desk, "2026-11-30")).await.unwrap();
        clinic.advance(TimeDelta::seconds(1));
        grant(&admin, &give_form(&ann, nurse, "")).await.unwrap();
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(&clinic.email(&ann).await);
        let text = &mails.last().unwrap().text;
        assert!(text.contains("Front desk (until 30 November 2026), Nurse"), "{text}");
    }

    async fn a_role_is_over_after_its_last_day_without_anybody_ending_it(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        let desk = role_named(&admin, "Front desk").await;
        grant(&admin, &give_form(&ann, desk, "2026-11-17")).await.unwrap();
        let held = &grants(&admin, &ann).await.held[0];
        assert_eq!((held.until.as_deref(), held.over), (Some("17 November 2026"), false));
        clinic.clock.set(crate::testing::instant("2026-11-17T23:59:59Z"));
        assert!(!permissions(&clinic, &ann).await.is_empty());
        clinic.clock.set(crate::testing::instant("2026-11-18T00:00:00Z"));
        assert_eq!(permissions(&clinic, &ann).await, Permissions::none());
        let over = &grants(&admin, &ann).await.held[0];
        assert!(over.over && !over.may_revoke);
        assert_eq!(list(&admin).await.unwrap().roles[1].holders, 0);
        // Given again, it holds again; there is one row of it.
        grant(&clinic.confirmed(&admin), &give_form(&ann, desk, "")).await.unwrap();
        assert!(!permissions(&clinic, &ann).await.is_empty());
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM role_grant").await, 2);
        clinic.advance(TimeDelta::seconds(1));
        grant(&clinic.confirmed(&admin), &give_form(&ann, desk, "2026-11-20")).await.unwrap();
        let written: Vec<serde_json::Value> = clinic
            .values("SELECT detail FROM audit_event WHERE action = 'role.granted' AND actor_kind = 'staff' ORDER BY id")
            .await;
        let desk = desk.to_string();
        let (first, last) = ("2026-11-18T00:00:00+00:00", "2026-11-21T00:00:00+00:00");
        assert_eq!(
            written,
            [
                serde_json::json!({ "role": desk, "until": first }),
                serde_json::json!({ "role": desk, "until_before": first }),
                serde_json::json!({ "role": desk, "until": last, "until_before": null }),
            ],
            "how long, and how long before"
        );
    }

    async fn nobody_takes_the_second_step_of_somebody_who_holds_more(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let manager = clinic.confirmed(&clinic.staff("Manager", set(&[Permission::ManagePeople])).await);
        clinic.second_step(&admin).await;
        let id = admin.account().unwrap();
        let seen = people::person(&manager, id, &AskAccess::default()).await.unwrap();
        assert!(seen.factor_on && !seen.may.reset_factor);
        let form = ResetFactor { account: id.to_string(), version: seen.version.to_string(), reason: "lost".into() };
        assert_eq!(conflict(factor::reset(&clinic.confirmed(&manager), &form).await), Conflict::MoreThanHeld);
        assert!(factor::is_on(admin.db(), id).await.unwrap());
        // One of the administrators may.
        let other = clinic.confirmed(&clinic.admin().await);
        factor::reset(&clinic.confirmed(&other), &form).await.unwrap();
        assert!(!factor::is_on(admin.db(), id).await.unwrap());
    }

    async fn who_holds_a_role_gets_nothing_that_its_maker_has_for_a_time(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let lasting = clinic.staff("Manager", set(&[Permission::ManageRoles])).await;
        let archive = save(&admin, &role_form("Archive", &[Permission::ReadAudit])).await.unwrap();
        let in_a_week = (clinic.now() + TimeDelta::days(7)).format("%Y-%m-%d").to_string();
        grant(&admin, &give_form(&lasting, archive, &in_a_week)).await.unwrap();
        let account = lasting.account().unwrap();
        let manager = clinic.confirmed(&clinic.scope(Actor::Staff { account, permissions: permissions(&clinic, &lasting).await }));
        // Their own role, and any other that somebody holds longer than they hold this.
        let own = role_named(&admin, "Manager").await;
        let values = form(&manager, &own.to_string()).await.unwrap().values;
        let wider = SaveRole { permissions: vec!["manage_roles".into(), "read_audit".into()], ..values.clone() };
        assert_eq!(conflict(save(&manager, &wider).await), Conflict::MoreThanHeld);
        // What is there may stay, and go.
        save(&manager, &SaveRole { description: "Said better".into(), ..values }).await.unwrap();
        let values = form(&manager, &archive.to_string()).await.unwrap().values;
        save(&manager, &SaveRole { name: "Old archive".into(), ..values }).await.unwrap();
    }

    async fn nobody_hands_out_more_than_they_hold(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let manager = clinic.confirmed(&clinic.staff("Manager", set(&[Permission::ManageRoles, Permission::ManagePeople])).await);
        let privacy = role_named(&admin, "Privacy officer").await;
        for role in [ADMIN, privacy] {
            assert_eq!(conflict(grant(&manager, &give_form(&ann, role, "")).await), Conflict::MoreThanHeld);
        }
        let offered: Vec<_> = grants(&manager, &ann).await.offered.into_iter().map(|role| role.label).collect();
        assert_eq!(offered, ["Manager"]);
        assert_eq!(conflict(save(&manager, &role_form("All", Permission::ALL)).await), Conflict::MoreThanHeld);
        // A role that permits more than they hold cannot be made smaller either.
        let seen = form(&manager, &privacy.to_string()).await.unwrap();
        assert!(!seen.may_change);
        let smaller = SaveRole { permissions: vec!["manage_people".into()], ..seen.values.clone() };
        assert_eq!(conflict(save(&manager, &smaller).await), Conflict::MoreThanHeld);
        let deletion = DeleteRole { role: privacy.to_string(), version: "1".into() };
        assert_eq!(conflict(delete(&manager, &deletion).await), Conflict::MoreThanHeld);
        assert_eq!(conflict(revoke(&manager, &only_grant(&admin, &admin).await).await), Conflict::MoreThanHeld);
        assert_eq!(conflict(people::suspend(&manager, &change(&admin, &admin).await).await), Conflict::MoreThanHeld);
        assert!(!people::person(&manager, admin.account().unwrap(), &AskAccess::default()).await.unwrap().may.suspend);

        // What they hold themselves they may give: to others.
        let own = role_named(&admin, "Manager").await;
        assert_eq!(conflict(grant(&manager, &give_form(&manager, own, "")).await), Conflict::OwnAccount);
        grant(&manager, &give_form(&ann, own, "")).await.unwrap();
        // And for no longer than they hold it.
        grant(&admin, &give_form(&manager, own, "2026-11-20")).await.unwrap();
        let manager = acting(&clinic, &manager).await;
        for (until, allowed) in [("", false), ("2026-11-21", false), ("2026-11-20", true)] {
            let given = grant(&manager, &give_form(&ben, own, until)).await;
            assert_eq!(given.is_ok(), allowed, "{until}: {given:?}");
        }
        assert_eq!(permissions(&clinic, &ben).await, set(&[Permission::ManageRoles, Permission::ManagePeople]));
    }

    async fn who_lost_the_right_meanwhile_is_refused_in_the_transaction(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        let manager = clinic.confirmed(&clinic.staff("Manager", set(&[Permission::ManageRoles])).await);
        let own = role_named(&admin, "Manager").await;
        revoke(&admin, &only_grant(&admin, &manager).await).await.unwrap();
        assert!(matches!(grant(&manager, &give_form(&ann, own, "")).await, Err(Error::Forbidden)));
        assert!(matches!(save(&manager, &role_form("New", &[Permission::ManageRoles])).await, Err(Error::Forbidden)));
        assert!(matches!(revoke(&manager, &only_grant(&admin, &admin).await).await, Err(Error::Forbidden)));
    }

    async fn the_last_administrator_stays(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        assert_eq!(conflict(revoke(&admin, &only_grant(&admin, &admin).await).await), Conflict::LastAdmin);
        // Somebody who may do everything, but not for good, does not count.
        grant(&admin, &give_form(&ann, ADMIN, "2026-12-31")).await.unwrap();
        let deputy = acting(&clinic, &ann).await;
        assert_eq!(conflict(revoke(&deputy, &only_grant(&deputy, &admin).await).await), Conflict::LastAdmin);
        assert_eq!(conflict(people::suspend(&deputy, &change(&deputy, &admin).await).await), Conflict::LastAdmin);
        assert_eq!(conflict(grant(&deputy, &give_form(&admin, ADMIN, "2026-12-01")).await), Conflict::LastAdmin);
        assert_eq!(permissions(&clinic, &admin).await, Permissions::admin());

        // With a second one for good, the first may go, whichever way.
        grant(&admin, &give_form(&ann, ADMIN, "")).await.unwrap();
        people::suspend(&deputy, &change(&deputy, &admin).await).await.unwrap();
        assert_eq!(permissions(&clinic, &admin).await, Permissions::none());
        assert_eq!(conflict(revoke(&deputy, &only_grant(&deputy, &ann).await).await), Conflict::LastAdmin, "suspended ones do not count");
    }

    async fn administrators_who_remove_each_other_at_once_leave_one(clinic: TestClinic) {
        for round in 0..5 {
            let (one, other) = (clinic.confirmed(&clinic.admin().await), clinic.confirmed(&clinic.admin().await));
            // Whoever is left of the round before makes room.
            clinic.execute("UPDATE account SET status = 'suspended'").await;
            for scope in [&one, &other] {
                let email = clinic.email(scope).await;
                clinic.execute(&format!("UPDATE account SET status = 'active' WHERE email = '{email}'")).await;
            }
            let mut race = JoinSet::new();
            for (actor, target) in [(&one, &other), (&other, &one)] {
                let actor = actor.clone();
                let taken = only_grant(&actor, target).await;
                let stopped = change(&actor, target).await;
                race.spawn(async move {
                    if round % 2 == 0 {
                        revoke(&actor, &taken).await.map(drop)
                    } else {
                        people::suspend(&actor, &stopped).await.map(drop)
                    }
                });
            }
            let answers = race.join_all().await;
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
            let mut left = 0;
            for scope in [&one, &other] {
                left += usize::from(permissions(&clinic, scope).await == Permissions::admin());
            }
            assert_eq!(left, 1);
        }
    }

    async fn of_two_who_change_a_role_at_once_one_is_told(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let role = save(&admin, &role_form("Archive", &[Permission::ReadAudit])).await.unwrap();
        let values = form(&admin, &role.to_string()).await.unwrap().values;
        let mut race = JoinSet::new();
        for name in ["Archive one", "Archive two", "Archive three"] {
            let (admin, form) = (admin.clone(), SaveRole { name: name.into(), ..values.clone() });
            race.spawn(async move { save(&admin, &form).await });
        }
        let answers = race.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let stale = answers.iter().filter(|answer| matches!(answer, Err(Error::Conflict(Conflict::Stale)))).count();
        assert_eq!(stale, 2, "{answers:?}");
        // The same role given twice at once is held once.
        let ann = clinic.patient("Ann").await;
        let mut race = JoinSet::new();
        for _ in 0..6 {
            let (admin, form) = (admin.clone(), give_form(&ann, role, ""));
            race.spawn(async move { grant(&admin, &form).await });
        }
        assert!(race.join_all().await.iter().all(Result::is_ok));
        assert_eq!(grants(&admin, &ann).await.held.len(), 1);
    }

    async fn names_are_told_apart_and_words_stay_words(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        save(&admin, &role_form("Archive", &[Permission::ReadAudit])).await.unwrap();
        let Err(Error::Invalid(problems)) = save(&admin, &role_form("  ARCHIVE ", &[Permission::ReadAudit])).await else {
            panic!("taken")
        };
        assert_eq!(problems.get("name"), Some(&Problem::RoleNameTaken));
        // Other permissions under the words that the portal brought along: it stays in each reader's language.
        let desk = role_named(&admin, "Front desk").await;
        let mut values = form(&admin, &desk.to_string()).await.unwrap().values;
        values.permissions = vec!["manage_people".into()];
        save(&admin, &values).await.unwrap();
        let spanish = admin.clone().answering_in(Language::Es);
        assert_eq!(role_named(&spanish, "Recepción").await, desk);
        // With a name of the clinic's own it is that name for everybody.
        let mut values = form(&admin, &desk.to_string()).await.unwrap().values;
        values.name = "Reception north".into();
        save(&admin, &values).await.unwrap();
        assert_eq!(role_named(&spanish, "Reception north").await, desk);
    }

    async fn only_who_manages_roles_touches_them(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Ben").await);
        let others = set(Permission::ALL.iter().copied().filter(|each| *each != Permission::ManageRoles).collect::<Vec<_>>().as_slice());
        let staff = clinic.confirmed(&clinic.staff("Nearly everything", others).await);
        let nobody = GrantId::from_uuid(Uuid::nil()).to_string();
        for scope in [&ann, &doctor, &staff, &clinic.anonymous()] {
            assert!(matches!(list(scope).await, Err(Error::Forbidden)));
            assert!(matches!(form(scope, "new").await, Err(Error::Forbidden)));
            assert!(matches!(save(scope, &role_form("X", &[Permission::ReadAudit])).await, Err(Error::Forbidden)));
            assert!(matches!(delete(scope, &DeleteRole::default()).await, Err(Error::Forbidden)));
            assert!(matches!(grant(scope, &give_form(&ann, ADMIN, "")).await, Err(Error::Forbidden)));
            assert!(matches!(revoke(scope, &RevokeRole { grant: nobody.clone() }).await, Err(Error::Forbidden)));
        }
        // Whoever may see people sees what they hold, and can change nothing of it.
        let seen = grants(&staff, &admin).await;
        assert_eq!((seen.held.len(), seen.offered.len(), seen.held[0].may_revoke), (1, 0, false));
        assert!(matches!(of_person(&ann, admin.account().unwrap(), AccountStatus::Active).await, Err(Error::Forbidden)));
        // What is not there is told as such.
        assert!(matches!(revoke(&admin, &RevokeRole { grant: nobody }).await, Err(Error::NotFound)));
        let absent = RoleId::from_uuid(Uuid::nil());
        assert!(matches!(grant(&admin, &give_form(&ann, absent, "")).await, Err(Error::NotFound)));
        clinic.execute("UPDATE account SET status = 'unverified' WHERE email LIKE 'ann%'").await;
        let desk = role_named(&admin, "Front desk").await;
        assert_eq!(conflict(grant(&admin, &give_form(&ann, desk, "")).await), Conflict::NotPossibleNow);
    }
}
