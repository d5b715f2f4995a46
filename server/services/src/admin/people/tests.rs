//! Stories of people administration.

use domain::accounts::{AccountStatus, SignIn};
use domain::actor::{Actor, Permissions};

use super::*;
use crate::accounts::{identity, sign_in};
use crate::error::Error;
use crate::on_both_engines;
use crate::testing::{PASSWORD, TestClinic};

fn search(query: &str, role: &str, status: &str) -> FindPeople {
    FindPeople {
        query: query.to_owned(),
        role: role.to_owned(),
        status: status.to_owned(),
        page: String::new(),
    }
}

async fn names(admin: &Scope, query: &str, role: &str, status: &str) -> Vec<String> {
    let list = people(admin, &search(query, role, status)).await.unwrap();
    assert_eq!(list.people.total, list.people.items.len() as u64);
    list.people.items.into_iter().map(|row| row.name).collect()
}

fn change(person: &Person) -> ChangeAccount {
    ChangeAccount {
        account: person.row.account.to_string(),
        version: person.version.to_string(),
    }
}

on_both_engines! {
    async fn people_are_found_by_name_address_role_and_status(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let (ann, _) = (clinic.patient("Ann Moreau").await, clinic.patient("Zoë Lindqvist").await);
        clinic.doctor("Dr Ann Okafor").await;

        assert_eq!(names(&admin, "", "", "").await.len(), 4);
        let mut both = names(&admin, "ann", "", "").await;
        both.sort();
        assert_eq!(both, ["Ann Moreau", "Dr Ann Okafor"]);
        assert_eq!(names(&admin, "moreau ann", "", "").await, ["Ann Moreau"]);
        assert_eq!(names(&admin, "ZOE", "patient", "active").await, ["Zoë Lindqvist"]);
        assert_eq!(names(&admin, "ann", "doctor", "").await, ["Dr Ann Okafor"]);
        assert_eq!(names(&admin, "", "staff", "").await.len(), 1);
        assert!(names(&admin, "", "", "suspended").await.is_empty());
        assert!(names(&admin, "100%", "", "").await.is_empty());
        let email = clinic.email(&ann).await;
        assert_eq!(names(&admin, &email.to_uppercase(), "", "").await, ["Ann Moreau"]);
        assert_eq!(names(&admin, &email[..6], "", "").await.len(), 1);
        let listed = "SELECT COUNT(*) FROM audit_event WHERE action = 'person.listed'";
        assert_eq!(clinic.value::<i64>(listed).await, 10);
    }

    async fn a_long_list_comes_in_pages(clinic: TestClinic) {
        let admin = clinic.admin().await;
        for number in 0..24 {
            clinic.patient(&format!("Ann {number}")).await;
        }
        let second = FindPeople { page: "2".into(), ..FindPeople::default() };
        let list = people(&admin, &second).await.unwrap();
        assert_eq!((list.people.items.len(), list.people.pages, list.people.total), (5, 2, 25));
    }

    async fn a_suspended_person_is_out_at_once_and_can_come_back(clinic: TestClinic) {
        let (admin, ann) = (clinic.admin().await, clinic.patient("Ann").await);
        let (id, email) = (ann.account().unwrap(), clinic.email(&ann).await);
        let before = person(&admin, id).await.unwrap();
        assert!(before.may_suspend && !before.may_reinstate);
        assert_eq!(suspend(&admin, &change(&before)).await.unwrap(), id);
        assert!(identity::find(&clinic.tools, id).await.unwrap().is_none());
        let form = SignIn { email: email.clone(), password: PASSWORD.into(), next: String::new() };
        assert!(matches!(sign_in::check(&clinic.anonymous(), &form, None).await, Err(Error::Invalid(_))));

        let stale = suspend(&admin, &change(&before)).await;
        assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))), "{stale:?}");
        let stopped = person(&admin, id).await.unwrap();
        assert_eq!((stopped.row.status, stopped.may_reinstate), (AccountStatus::Suspended, true));
        reinstate(&admin, &change(&stopped)).await.unwrap();
        sign_in::check(&clinic.anonymous(), &form, None).await.unwrap();
        let again = reinstate(&admin, &change(&stopped)).await;
        assert!(matches!(again, Err(Error::Conflict(Conflict::Stale))), "{again:?}");

        clinic.run_jobs().await;
        assert_eq!(clinic.mailer.sent_to(&email).len(), 2);
        let changes = "SELECT COUNT(*) FROM audit_event WHERE action IN ('account.suspended', 'account.reinstated')";
        assert_eq!(clinic.value::<i64>(changes).await, 2);
        let reads = "SELECT COUNT(*) FROM audit_event WHERE action = 'person.read' AND patient_id IS NOT NULL";
        assert_eq!(clinic.value::<i64>(reads).await, 2);
    }

    async fn nobody_stops_their_own_account(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let own = person(&admin, admin.account().unwrap()).await.unwrap();
        assert!(!own.may_suspend && !own.may_reinstate);
        assert!(matches!(suspend(&admin, &change(&own)).await, Err(Error::Conflict(Conflict::OwnAccount))));
    }

    async fn only_who_manages_people_sees_them(clinic: TestClinic) {
        let (ann, doctor) = (clinic.patient("Ann").await, clinic.doctor("Ben").await);
        let id = ann.account().unwrap();
        let reader = clinic.scope(Actor::Staff {
            account: clinic.admin().await.account().unwrap(),
            permissions: Permissions::none().with(Permission::ReadNumbers),
        });
        let form = ChangeAccount { account: id.to_string(), version: "1".into() };
        for scope in [&ann, &doctor, &reader, &clinic.anonymous()] {
            assert!(matches!(people(scope, &FindPeople::default()).await, Err(Error::Forbidden)));
            assert!(matches!(person(scope, id).await, Err(Error::Forbidden)));
            assert!(matches!(suspend(scope, &form).await, Err(Error::Forbidden)));
            assert!(matches!(reinstate(scope, &form).await, Err(Error::Forbidden)));
        }
        let nobody = domain::id::AccountId::from_uuid(uuid::Uuid::nil());
        assert!(matches!(person(&clinic.admin().await, nobody).await, Err(Error::NotFound)));
    }
}
