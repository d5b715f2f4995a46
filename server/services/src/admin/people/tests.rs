//! Stories of people administration.

use domain::access::{AccessRule, Explained};
use domain::accounts::{AccountStatus, SignIn};
use domain::actor::{Actor, Permissions};
use domain::admin::EditPerson;
use domain::appointments::{BookAppointment, CancelAppointment, HoldTime};
use domain::id::AppointmentId;
use domain::patients::EditPatient;

use super::*;
use crate::accounts::{identity, sign_in};
use crate::appointments;
use crate::error::Error;
use crate::on_both_engines;
use crate::testing::{PASSWORD, TestClinic, doctor_of};

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

/// What an administrator is told about an account and a record.
async fn why(admin: &Scope, whose: &Scope, number: i64) -> Explained {
    let id = whose.account().unwrap();
    let ask = AskAccess {
        account: id.to_string(),
        patient: number.to_string(),
    };
    let answer = person(admin, id, &ask).await.unwrap().access;
    answer.unwrap().explained.unwrap()
}

/// The patient books the doctor at the clinic's first place.
async fn booked(clinic: &TestClinic, patient: &Scope, doctor: &Scope, starts_at: &str) -> AppointmentId {
    let wish = HoldTime {
        doctor: doctor_of(doctor).to_string(),
        visit_type: clinic.visit_type("first").to_string(),
        location: clinic.location.to_string(),
        starts_at: starts_at.to_owned(),
    };
    let hold = appointments::hold(patient, &wish).await.unwrap();
    let request = BookAppointment {
        hold: hold.to_string(),
        reason: String::new(),
    };
    appointments::book(patient, &request).await.unwrap()
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
        let before = person(&admin, id, &AskAccess::default()).await.unwrap();
        assert!(before.may.suspend && !before.may.reinstate);
        assert_eq!(suspend(&admin, &change(&before)).await.unwrap(), id);
        assert!(identity::find(&clinic.tools, id).await.unwrap().is_none());
        let form = SignIn { email: email.clone(), password: PASSWORD.into(), next: String::new() };
        assert!(matches!(sign_in::check(&clinic.anonymous(), &form, None).await, Err(Error::Invalid(_))));

        let stale = suspend(&admin, &change(&before)).await;
        assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))), "{stale:?}");
        let stopped = person(&admin, id, &AskAccess::default()).await.unwrap();
        assert_eq!((stopped.row.status, stopped.may.reinstate), (AccountStatus::Suspended, true));
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
        let own = person(&admin, admin.account().unwrap(), &AskAccess::default()).await.unwrap();
        assert!(!own.may.suspend && !own.may.reinstate);
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
            assert!(matches!(person(scope, id, &AskAccess::default()).await, Err(Error::Forbidden)));
            assert!(matches!(suspend(scope, &form).await, Err(Error::Forbidden)));
            assert!(matches!(reinstate(scope, &form).await, Err(Error::Forbidden)));
        }
        let nobody = domain::id::AccountId::from_uuid(uuid::Uuid::nil());
        assert!(matches!(person(&clinic.admin().await, nobody, &AskAccess::default()).await, Err(Error::NotFound)));
    }

    async fn why_somebody_may_see_a_record_is_told_by_the_rule_that_decides(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let (ann, ben) = (clinic.patient("Ann").await, clinic.patient("Ben").await);
        let (mateo, iris) = (clinic.doctor("Dr Mateo").await, clinic.doctor("Dr Iris").await);
        let visit = booked(&clinic, &ann, &mateo, "2026-11-17T10:00:00Z").await;
        let number: i64 = patients::of_account(admin.db(), ann.account().unwrap()).await.unwrap().unwrap().number;
        let nothing = Explained::Rules { rules: Vec::new(), staff: Vec::new() };
        let only = |rule| Explained::Rules { rules: vec![rule], staff: Vec::new() };
        let by_visit = AccessRule::Visit { day: "17 November 2026".into(), until: "15 February 2027".into() };
        for (whose, expected) in [(&ann, only(AccessRule::Own)), (&ben, nothing.clone()), (&mateo, only(by_visit)), (&iris, nothing.clone())] {
            assert_eq!(why(&admin, whose, number).await, expected);
        }
        // Whoever is told to open it does open it, and nobody else does.
        let patient = crate::testing::patient_of(&ann);
        for doctor in [&mateo, &iris] {
            let opens = patients::summary(doctor, patient, "").await.is_ok();
            assert_eq!(opens, why(&admin, doctor, number).await != nothing);
        }
        // An administrator opens no record, whatever the role permits.
        let Explained::Rules { rules, staff } = why(&admin, &admin, number).await else { panic!("an account that works") };
        assert!(rules.is_empty());
        assert_eq!((staff[0].0.name.as_str(), staff[0].1), ("Administrator", Permissions::admin()));
        assert_eq!(why(&admin, &ann, 999_999_999).await, Explained::NoSuchRecord);

        // Ninety days after the visit the doctor is out, and after a cancelled one never was in.
        clinic.clock.set(crate::testing::instant("2027-02-15T10:00:00Z"));
        assert_eq!(why(&admin, &mateo, number).await, nothing);
        clinic.clock.set(crate::testing::instant("2026-11-16T09:00:00Z"));
        let cancel = CancelAppointment { appointment: visit.to_string(), reason: String::new(), version: "1".into() };
        appointments::cancel(&ann, &cancel).await.unwrap();
        assert_eq!(why(&admin, &mateo, number).await, nothing);
        let own = person(&admin, mateo.account().unwrap(), &AskAccess::default()).await.unwrap();
        assert!(matches!(suspend(&clinic.unsure(&admin), &change(&own)).await, Err(Error::ConfirmFirst)));
        suspend(&clinic.confirmed(&admin), &change(&own)).await.unwrap();
        assert_eq!(why(&admin, &mateo, number).await, Explained::AccountStopped);

        let asked = "SELECT COUNT(*) FROM audit_event WHERE action = 'access.explained' AND patient_id IS NOT NULL";
        assert_eq!(clinic.value::<i64>(asked).await, 10);
    }

    async fn only_those_who_watch_over_it_are_told_why(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let id = ann.account().unwrap();
        let ask = AskAccess { account: id.to_string(), patient: "no number".into() };
        for (permission, told) in [(Permission::ManagePeople, false), (Permission::ReadAudit, true), (Permission::ManageRoles, true)] {
            let staff = clinic.staff(permission.as_str(), Permissions::none().with(permission)).await;
            let seen = person(&staff, id, &ask).await.unwrap();
            assert_eq!(seen.access.is_some(), told, "{permission:?}");
            if let Some(answer) = seen.access {
                assert!(answer.errors.get("patient").is_some() && answer.explained.is_none());
            }
        }
    }

    async fn staff_correct_the_details_of_a_patient_who_is_told(clinic: TestClinic) {
        let (admin, ann) = (clinic.admin().await, clinic.patient("Ann Lee").await);
        let id = ann.account().unwrap();
        assert!(person(&admin, id, &AskAccess::default()).await.unwrap().may.edit);
        let form = |values| EditPerson { account: id.to_string(), details: values };
        let shown = details(&admin, id).await.unwrap();
        assert_eq!((shown.name.as_str(), &shown.values), ("Ann Lee", &patients::own(&ann).await.unwrap().values));

        let wanted = EditPatient { name: "Anne Leigh".into(), address: "2 New Road".into(), ..shown.values.clone() };
        let nameless = EditPatient { name: String::new(), ..shown.values.clone() };
        assert!(matches!(edit(&admin, &form(nameless)).await, Err(Error::Invalid(_))));
        edit(&admin, &form(wanted.clone())).await.unwrap();
        let now = patients::own(&ann).await.unwrap().values;
        assert_eq!((now.name.as_str(), now.address.as_str(), now.version.as_str()), ("Anne Leigh", "2 New Road", "2"));
        // Somebody else was quicker; nobody corrects what they no longer see.
        assert!(matches!(edit(&admin, &form(wanted)).await, Err(Error::Conflict(Conflict::Stale))));

        clinic.run_jobs().await;
        let letter = clinic.mailer.sent_to(&clinic.email(&ann).await).pop().unwrap();
        assert_eq!(letter.subject, "Your details have changed");
        assert!(!letter.text.contains("New Road"));
        let written = "SELECT COUNT(*) FROM audit_event WHERE action = 'patient.changed' AND actor_kind = 'staff' AND patient_id IS NOT NULL";
        assert_eq!(clinic.value::<i64>(written).await, 1);
    }

    async fn nobody_corrects_the_details_of_those_above_them_or_their_own(clinic: TestClinic) {
        let desk = clinic.staff("Desk", Permissions::none().with(Permission::ManagePeople)).await;
        let (ann, doctor, admin) = (clinic.patient("Ann").await, clinic.doctor("Dr Ben").await, clinic.admin().await);
        let values = patients::own(&ann).await.unwrap().values;
        let form = |scope: &Scope| EditPerson { account: scope.account().unwrap().to_string(), details: values.clone() };
        assert!(matches!(edit(&desk, &form(&desk)).await, Err(Error::Conflict(Conflict::OwnAccount))));
        assert!(matches!(edit(&desk, &form(&admin)).await, Err(Error::Conflict(Conflict::MoreThanHeld))));
        // Whoever is no patient has no details to correct.
        assert!(matches!(edit(&desk, &form(&doctor)).await, Err(Error::NotFound)));
        assert!(matches!(details(&desk, doctor.account().unwrap()).await, Err(Error::NotFound)));
        let reader = clinic.staff("Reader", Permissions::none().with(Permission::ReadAudit)).await;
        for scope in [&ann, &doctor, &reader, &clinic.anonymous()] {
            assert!(matches!(edit(scope, &form(&ann)).await, Err(Error::Forbidden)));
            assert!(matches!(details(scope, ann.account().unwrap()).await, Err(Error::Forbidden)));
        }
    }
}
