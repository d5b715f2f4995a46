//! Stories of one thing done to many people.

use chrono::TimeDelta;
use domain::access::AskAccess;
use domain::actor::{Actor, Permission, Permissions};
use domain::admin::ChangeAccount;
use domain::bulk::{BulkOutcome, ConfirmBulk};
use domain::conflict::Conflict;
use domain::id::RoleId;
use domain::roles::{GrantRole, Held};
use sea_orm::ModelTrait;
use tokio::task::JoinSet;

use super::*;
use crate::accounts::identity;
use crate::accounts::people::AccountRow;
use crate::admin::people::{person, suspend};
use crate::on_both_engines;
use crate::testing::TestClinic;
use BulkOutcome::{Already, Changes, LastAdmin, MoreThanHeld, NotActive, Own, Renews};

fn id_of(scope: &Scope) -> AccountId {
    scope.account().unwrap()
}

fn ticked(action: &str, people: &[&Scope]) -> PrepareBulk {
    PrepareBulk {
        whom: "ticked".into(),
        accounts: people.iter().map(|scope| id_of(scope).to_string()).collect(),
        action: action.into(),
        ..PrepareBulk::default()
    }
}

fn with_role(action: &str, people: &[&Scope], role: RoleId, until: &str) -> PrepareBulk {
    PrepareBulk {
        role: role.to_string(),
        until: until.into(),
        ..ticked(action, people)
    }
}

/// What is shown of these people, in this order, and whether all of it is done.
async fn shown(actor: &Scope, id: BulkId, people: &[&Scope]) -> (Vec<BulkOutcome>, bool) {
    let bulk = bulk(actor, id).await.unwrap();
    let of = |scope: &&Scope| bulk.lines.iter().find(|line| line.person.account == id_of(scope));
    let lines: Vec<_> = people.iter().map(|scope| of(scope).unwrap()).collect();
    let done = bulk.done.is_some();
    assert!(bulk.lines.len() == people.len() && lines.iter().all(|line| line.done == done));
    (lines.iter().map(|line| line.outcome).collect(), done)
}

fn yes(id: BulkId) -> ConfirmBulk {
    ConfirmBulk { bulk: id.to_string() }
}

/// Prepares it, sees what would happen, does it, and sees that it did.
async fn does(actor: &Scope, form: &PrepareBulk, people: &[&Scope], expected: &[BulkOutcome]) {
    let id = prepare(actor, form).await.unwrap();
    assert_eq!(shown(actor, id, people).await, (expected.to_vec(), false));
    assert_eq!(confirm(actor, &yes(id)).await.unwrap(), id);
    assert_eq!(shown(actor, id, people).await, (expected.to_vec(), true));
}

async fn works(clinic: &TestClinic, whose: &Scope) -> bool {
    identity::find(&clinic.tools, id_of(whose)).await.unwrap().is_some()
}

async fn held(clinic: &TestClinic, whose: &Scope) -> Vec<Held> {
    roles::held(clinic.tools.database.read(), id_of(whose), clinic.now())
        .await
        .unwrap()
}

async fn role_named(admin: &Scope, name: &str) -> RoleId {
    let all = roles::list(admin).await.unwrap().roles;
    all.into_iter().find(|role| role.name == name).unwrap().id
}

async fn give(admin: &Scope, to: &Scope, role: RoleId, until: &str) {
    let form = GrantRole {
        account: id_of(to).to_string(),
        role: role.to_string(),
        until: until.into(),
    };
    roles::grant(admin, &form).await.unwrap();
}

/// Somebody who may do this much, and has confirmed who they are.
fn acting(clinic: &TestClinic, whose: &Scope, permissions: Permissions) -> Scope {
    let account = id_of(whose);
    clinic.confirmed(&clinic.scope(Actor::Staff { account, permissions }))
}

async fn audited(clinic: &TestClinic, action: &str) -> i64 {
    clinic
        .value(&format!("SELECT COUNT(*) FROM audit_event WHERE action = '{action}'"))
        .await
}

/// So many accounts more, alike.
async fn many(clinic: &TestClinic, like: &Scope, count: u32) {
    let system = clinic.system();
    let row = people::among(system.db(), &system, [id_of(like)])
        .await
        .unwrap()
        .remove(0);
    let copy = |number: u32| {
        let copy = AccountRow {
            id: AccountId::from_uuid(system.new_id()),
            email: format!("copy-{number}@example.org"),
            email_folded: format!("copy-{number}@example.org"),
            ..row.clone()
        };
        <AccountRow as ModelTrait>::Entity::insert(sea_orm::IntoActiveModel::into_active_model(copy))
    };
    system
        .transaction(async |tx| {
            for number in 0..count {
                copy(number).exec_without_returning(tx).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

fn problem<T: std::fmt::Debug>(answer: Result<T>, field: &str) -> Problem {
    match answer {
        Err(Error::Invalid(errors)) => errors.get(field).cloned().unwrap(),
        other => panic!("nothing to mend: {other:?}"),
    }
}

on_both_engines! {
    async fn people_are_suspended_after_a_look_and_come_back(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let (ann, ben, doctor) = (clinic.patient("Ann").await, clinic.patient("Ben").await, clinic.doctor("Dr Cem").await);
        let sure = clinic.confirmed(&admin);
        does(&sure, &ticked("suspend", &[&ben]), &[&ben], &[Changes]).await;
        clinic.run_jobs().await;
        let told = clinic.mailer.sent().len();

        let everybody = [&ann, &ben, &doctor, &admin];
        let id = prepare(&admin, &ticked("suspend", &everybody)).await.unwrap();
        let expected = vec![Changes, Already, Changes, Own];
        assert_eq!(shown(&admin, id, &everybody).await, (expected.clone(), false));
        assert!(matches!(confirm(&clinic.unsure(&admin), &yes(id)).await, Err(Error::ConfirmFirst)));
        assert!(works(&clinic, &ann).await, "looking changes nothing");
        confirm(&sure, &yes(id)).await.unwrap();
        confirm(&sure, &yes(id)).await.unwrap();
        assert_eq!(shown(&admin, id, &everybody).await, (expected, true));
        assert!(!works(&clinic, &ann).await && !works(&clinic, &doctor).await && works(&clinic, &admin).await);

        let back = PrepareBulk { whom: "found".into(), status: "suspended".into(), action: "reinstate".into(), ..PrepareBulk::default() };
        does(&sure, &back, &[&ann, &ben, &doctor], &[Changes, Changes, Changes]).await;
        assert!(works(&clinic, &ann).await && works(&clinic, &ben).await && works(&clinic, &doctor).await);
        clinic.run_jobs().await;
        assert_eq!(clinic.mailer.sent().len() - told, 5, "each is told once");
        for (action, count) in [("account.suspended", 3), ("account.reinstated", 3), ("bulk.prepared", 3), ("bulk.done", 3)] {
            assert_eq!(audited(&clinic, action).await, count, "{action}");
        }
    }

    async fn a_role_is_given_with_an_end_and_taken_again(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let (ann, ben, cem, dan) = (clinic.patient("Ann").await, clinic.patient("Ben").await, clinic.patient("Cem").await, clinic.patient("Dan").await);
        let desk = role_named(&admin, "Front desk").await;
        give(&admin, &ben, desk, "2026-12-24").await;
        give(&admin, &cem, desk, "").await;
        does(&admin, &ticked("suspend", &[&dan]), &[&dan], &[Changes]).await;
        let people = [&ann, &ben, &cem, &dan, &admin];
        let form = with_role("give_role", &people, desk, "2026-12-24");
        does(&admin, &form, &people, &[Changes, Already, Renews, NotActive, Own]).await;
        let end = held(&clinic, &ann).await[0].1;
        assert!(end.is_some());
        assert_eq!((held(&clinic, &cem).await[0].1, held(&clinic, &dan).await.len()), (end, 0));
        let seen = bulk(&admin, prepare(&admin, &form).await.unwrap()).await.unwrap();
        assert_eq!((seen.role.as_deref(), seen.until.as_deref()), (Some("Front desk"), Some("24 December 2026")));

        let form = with_role("take_role", &people, desk, "");
        does(&admin, &form, &people, &[Changes, Changes, Changes, Already, Already]).await;
        assert!(held(&clinic, &ann).await.is_empty() && held(&clinic, &cem).await.is_empty());
        assert_eq!((audited(&clinic, "role.granted").await, audited(&clinic, "role.revoked").await), (5, 3), "and the administrator's own");
    }

    async fn nobody_does_to_many_what_is_above_them(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        let rights = Permissions::none().with(Permission::ManageRoles).with(Permission::ManagePeople);
        let manager = clinic.confirmed(&clinic.staff("Manager", rights).await);
        let (own, privacy) = (role_named(&admin, "Manager").await, role_named(&admin, "Privacy officer").await);
        does(&manager, &with_role("give_role", &[&ann], privacy, ""), &[&ann], &[MoreThanHeld]).await;
        does(&manager, &with_role("take_role", &[&admin], roles::ADMIN, ""), &[&admin], &[MoreThanHeld]).await;
        does(&manager, &ticked("suspend", &[&admin, &ann]), &[&admin, &ann], &[MoreThanHeld, Changes]).await;
        does(&manager, &ticked("reinstate", &[&admin, &ann]), &[&admin, &ann], &[MoreThanHeld, Changes]).await;
        // What they hold they give, and for no longer than they hold it.
        give(&admin, &manager, own, "2026-11-20").await;
        does(&manager, &with_role("give_role", &[&ann], own, "2026-11-21"), &[&ann], &[MoreThanHeld]).await;
        does(&manager, &with_role("give_role", &[&ann], own, "2026-11-20"), &[&ann], &[Changes]).await;
        assert!(works(&clinic, &admin).await && held(&clinic, &ann).await.len() == 1);
    }

    async fn an_administrator_is_left(clinic: TestClinic) {
        let one = clinic.confirmed(&clinic.admin().await);
        clinic.advance(TimeDelta::seconds(1));
        let (other, ann) = (clinic.admin().await, clinic.patient("Ann").await);
        give(&one, &ann, roles::ADMIN, "2026-12-31").await;
        let deputy = acting(&clinic, &ann, Permissions::admin());
        // The newer account comes first, so the older one is the last.
        does(&deputy, &ticked("suspend", &[&one, &other]), &[&one, &other], &[LastAdmin, Changes]).await;
        does(&deputy, &ticked("reinstate", &[&other]), &[&other], &[Changes]).await;
        let people = [&one, &other];
        does(&deputy, &with_role("give_role", &people, roles::ADMIN, "2026-12-01"), &people, &[LastAdmin, Renews]).await;
        give(&one, &other, roles::ADMIN, "").await;
        does(&deputy, &with_role("take_role", &people, roles::ADMIN, ""), &people, &[LastAdmin, Changes]).await;
        assert!(held(&clinic, &other).await.is_empty() && held(&clinic, &one).await.len() == 1);
    }

    async fn whoever_takes_a_role_from_themselves_does_so_last(clinic: TestClinic) {
        let (other, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        let admin = clinic.confirmed(&clinic.admin().await);
        give(&other, &ann, roles::ADMIN, "").await;
        let people = [&admin, &ann];
        does(&admin, &with_role("take_role", &people, roles::ADMIN, ""), &people, &[Changes, Changes]).await;
        assert!(held(&clinic, &admin).await.is_empty() && held(&clinic, &ann).await.is_empty());
    }

    async fn what_changed_since_is_judged_anew(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let people = [&ann, &ben];
        let id = prepare(&admin, &ticked("suspend", &people)).await.unwrap();
        let seen = person(&admin, id_of(&ann), &AskAccess::default()).await.unwrap();
        let form = ChangeAccount { account: id_of(&ann).to_string(), version: seen.version.to_string() };
        suspend(&admin, &form).await.unwrap();
        confirm(&admin, &yes(id)).await.unwrap();
        assert_eq!(shown(&admin, id, &people).await, (vec![Already, Changes], true));

        // A role that would be over already is given to nobody, and a role that is gone takes what was prepared along.
        let desk = role_named(&admin, "Front desk").await;
        let late = prepare(&admin, &with_role("give_role", &people, desk, "2026-11-16")).await.unwrap();
        clinic.advance(TimeDelta::hours(20));
        let admin = clinic.confirmed(&admin);
        assert!(matches!(confirm(&admin, &yes(late)).await, Err(Error::Conflict(Conflict::NotPossibleNow))));
        roles::delete(&admin, &domain::roles::DeleteRole { role: desk.to_string(), version: "1".into() }).await.unwrap();
        assert!(matches!(bulk(&admin, late).await, Err(Error::NotFound)));
    }

    async fn cut_off_in_the_middle_it_goes_on_from_there(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let id = prepare(&admin, &ticked("suspend", &[&ann, &ben])).await.unwrap();
        clinic.execute("UPDATE bulk_line SET outcome = 'changes' WHERE account_id = (SELECT account_id FROM patient WHERE name = 'Ann')").await;
        let half = bulk(&admin, id).await.unwrap();
        assert_eq!((half.done, half.lines.iter().filter(|line| line.done).count()), (None, 1));
        confirm(&admin, &yes(id)).await.unwrap();
        assert_eq!(shown(&admin, id, &[&ann, &ben]).await, (vec![Changes, Changes], true));
        assert!(works(&clinic, &ann).await && !works(&clinic, &ben).await, "what was settled is not done again");
    }

    async fn confirmed_twice_at_once_it_is_done_once(clinic: TestClinic) {
        let admin = clinic.confirmed(&clinic.admin().await);
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let desk = role_named(&admin, "Front desk").await;
        let id = prepare(&admin, &with_role("give_role", &[&ann, &ben], desk, "")).await.unwrap();
        let mut race = JoinSet::new();
        for _ in 0..4 {
            let admin = admin.clone();
            race.spawn(async move { confirm(&admin, &yes(id)).await });
        }
        assert!(race.join_all().await.iter().all(Result::is_ok));
        assert_eq!(shown(&admin, id, &[&ann, &ben]).await, (vec![Changes, Changes], true));
        assert_eq!((audited(&clinic, "role.granted").await, audited(&clinic, "bulk.done").await), (3, 1), "and the administrator's own");
        clinic.run_jobs().await;
        assert_eq!(clinic.mailer.sent().len(), 2);
    }

    async fn five_hundred_people_at_once_and_no_more(clinic: TestClinic) {
        let (admin, ann) = (clinic.confirmed(&clinic.admin().await), clinic.patient("Ann").await);
        many(&clinic, &ann, 500).await;
        let found = |status: &str| PrepareBulk { whom: "found".into(), status: status.into(), query: "copy-".into(), action: "suspend".into(), ..PrepareBulk::default() };
        let everybody = PrepareBulk { query: String::new(), ..found("") };
        assert_eq!(problem(prepare(&admin, &everybody).await, "whom"), Problem::TooMany { max: 500 });
        assert_eq!(problem(prepare(&admin, &found("suspended")).await, "whom"), Problem::ChoosePeople);
        let id = prepare(&admin, &found("active")).await.unwrap();
        assert_eq!(bulk(&admin, id).await.unwrap().count(domain::bulk::Standing::Changes), 500);
        confirm(&admin, &yes(id)).await.unwrap();
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM account WHERE status = 'suspended'").await, 500);
        assert_eq!(audited(&clinic, "account.suspended").await, 500);
    }

    async fn only_who_may_do_it_to_one_does_it_to_many(clinic: TestClinic) {
        let (admin, other) = (clinic.confirmed(&clinic.admin().await), clinic.confirmed(&clinic.admin().await));
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Ben").await);
        let desk = role_named(&admin, "Front desk").await;
        let people = clinic.confirmed(&clinic.staff("People", Permissions::none().with(Permission::ManagePeople)).await);
        let keeper = clinic.confirmed(&clinic.staff("Roles", Permissions::none().with(Permission::ManageRoles)).await);
        let reader = clinic.confirmed(&clinic.staff("Reader", Permissions::none().with(Permission::ReadAudit)).await);
        let (suspends, gives) = (ticked("suspend", &[&ann]), with_role("give_role", &[&ann], desk, ""));
        let (first, second) = (prepare(&admin, &suspends).await.unwrap(), prepare(&admin, &gives).await.unwrap());
        for (scope, refused) in [(&people, &gives), (&keeper, &suspends), (&reader, &suspends), (&reader, &gives), (&ann, &suspends), (&doctor, &gives), (&clinic.anonymous(), &suspends)] {
            assert!(matches!(prepare(scope, refused).await, Err(Error::Forbidden)));
        }
        for scope in [&ann, &doctor, &reader, &clinic.anonymous()] {
            assert!(matches!(bulk(scope, first).await, Err(Error::Forbidden)));
            assert!(matches!(confirm(scope, &yes(first)).await, Err(Error::Forbidden)));
        }
        // What somebody prepared is theirs, as long as they may do it.
        let less = acting(&clinic, &admin, Permissions::none().with(Permission::ManagePeople));
        for (scope, id) in [(&other, first), (&people, first), (&keeper, second), (&less, second)] {
            assert!(matches!(bulk(scope, id).await, Err(Error::NotFound)));
            assert!(matches!(confirm(scope, &yes(id)).await, Err(Error::NotFound)));
        }
        assert!(works(&clinic, &ann).await && held(&clinic, &ann).await.is_empty());
        does(&people, &suspends, &[&ann], &[Changes]).await;
    }

    async fn what_was_prepared_is_kept_for_a_day(clinic: TestClinic) {
        let (admin, ann) = (clinic.admin().await, clinic.patient("Ann").await);
        let id = prepare(&admin, &ticked("suspend", &[&ann])).await.unwrap();
        clinic.run_jobs().await;
        assert!(bulk(&admin, id).await.is_ok());
        clinic.advance(TimeDelta::hours(25));
        clinic.run_jobs().await;
        assert!(matches!(bulk(&admin, id).await, Err(Error::NotFound)));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM bulk_line").await, 0);
        let nobody = PrepareBulk { accounts: vec![uuid::Uuid::nil().to_string()], ..ticked("suspend", &[]) };
        assert_eq!(problem(prepare(&admin, &nobody).await, "whom"), Problem::ChoosePeople);
        let no_role = with_role("give_role", &[&ann], RoleId::from_uuid(uuid::Uuid::nil()), "");
        assert_eq!(problem(prepare(&admin, &no_role).await, "role"), Problem::UnknownChoice);
    }
}
