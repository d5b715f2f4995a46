//! Stories of people who act for others, and of those who must not.

mod changes;

use std::sync::Arc;

use chrono::TimeDelta;
use domain::access::{AccessRule, AskAccess, Explained};
use domain::actor::{Actor, ActorKind};
use domain::carers::{
    CarerScope, CarerScopes, CarerState, EndCarer, GUESSES, MOST, OfferCarer, OfferCarerFor, ValidActFor,
};
use domain::conflict::Conflict;
use domain::form::Problem;
use domain::id::{AccountId, CarerId, PatientId};
use domain::patients::EditPatient;
use domain::records::{AddRecord, ClaimRecord, ClaimStep};
use tokio::task::JoinSet;

use super::*;
use crate::accounts::identity::{self, ActingFor, Area, Identity};
use crate::admin::people;
use crate::error::Error;
use crate::scope::Scope;
use crate::testing::{TestClinic, patient_of};
use crate::{appointments, care, on_both_engines, patients, records};

const EMAIL: &str = "eva@example.org";
const GOOD: &str = "seven grey herons wade past";

fn wish(scopes: &[&str]) -> OfferCarer {
    OfferCarer {
        name: "Eva Lee".into(),
        email: EMAIL.into(),
        relation: "child".into(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        ends_on: String::new(),
    }
}

/// The date of birth of patients of the test clinic, but for the day.
fn born(day: &str) -> ClaimRecord {
    ClaimRecord {
        birth_day: day.into(),
        birth_month: "3".into(),
        birth_year: "1985".into(),
        password: GOOD.into(),
        password_again: GOOD.into(),
    }
}

async fn identity_of(clinic: &TestClinic, account: AccountId) -> Identity {
    let found = identity::find(&clinic.tools, account).await.unwrap();
    found.expect("an account that works")
}

/// The scope of an account that acts by what lets it, if anything does.
async fn acts(clinic: &TestClinic, account: AccountId, carer: CarerId, preview: bool) -> Option<Scope> {
    let mut who = identity_of(clinic, account).await;
    who.acting = acting(&clinic.tools, &who, ValidActFor { carer, preview })
        .await
        .unwrap();
    match who.actor_in(Area::Patient) {
        actor @ Actor::Carer { .. } => Some(clinic.scope(actor)),
        _ => None,
    }
}

/// Ann, and Eva, who agreed to act for her.
async fn pair(clinic: &TestClinic, scopes: &[&str]) -> (Scope, AccountId, CarerId) {
    let ann = clinic.patient("Ann Lee").await;
    let id = offer(&clinic.confirmed(&ann), &wish(scopes)).await.unwrap();
    let token = clinic.mailed_secret(EMAIL, "/carer/").await;
    let done = accept(&clinic.anonymous(), &token, &born("27"), None).await.unwrap();
    assert_eq!(done, Accepted::SignIn);
    let account = crate::accounts::contact::of_address(clinic.database.read(), EMAIL)
        .await
        .unwrap();
    (ann, account.expect("Eva's account"), id)
}

fn end_form(id: CarerId) -> EndCarer {
    EndCarer { carer: id.to_string() }
}

/// A child without an account, born on 1 March 2012, and the desk.
async fn child(clinic: &TestClinic) -> (Scope, PatientId) {
    let admin = clinic.confirmed(&clinic.admin().await);
    let form = AddRecord {
        name: "Tim Lee".into(),
        phone: "020 7946 0321".into(),
        address: "3 Mill Lane".into(),
        birth_day: "1".into(),
        birth_month: "3".into(),
        birth_year: "2012".into(),
        another: String::new(),
    };
    let id = records::add(&admin, &form).await.unwrap();
    (admin, id)
}

fn for_child(patient: PatientId) -> OfferCarerFor {
    OfferCarerFor {
        patient: patient.to_string(),
        offer: OfferCarer {
            relation: "parent".into(),
            ..wish(&["booking", "profile"])
        },
        basis: "Birth certificate seen".into(),
    }
}

on_both_engines! {
    async fn a_patient_lets_somebody_act_and_ends_it(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["booking"]).await;
        let carer = acts(&clinic, eva, id, false).await.expect("Eva acts");
        assert_eq!(carer.actor().patient(), ann.actor().patient());
        assert_eq!(carer.actor().kind(), ActorKind::Carer);

        // Visits, which every carer sees, and what the scope is for.
        let home = appointments::patient_home(&carer).await.unwrap();
        assert_eq!(home.name, "Ann Lee");
        assert!(matches!(patients::own(&carer).await, Err(Error::Forbidden)));
        assert!(matches!(patients::edit(&carer, &EditPatient::default()).await, Err(Error::Forbidden)));
        assert!(matches!(care::team(&carer).await, Err(Error::Forbidden)));
        assert!(matches!(patients::access(&carer, &domain::audit::FindAccess::default()).await, Err(Error::Forbidden)));
        // A carer lets nobody else act.
        assert!(matches!(offer(&clinic.confirmed(&carer), &wish(&[])).await, Err(Error::Forbidden)));
        assert!(matches!(own(&carer).await, Err(Error::Forbidden)));

        let shown = own(&ann).await.unwrap();
        assert_eq!((shown.open.len(), shown.open[0].state), (1, CarerState::Active));
        let caring = caring(&clinic.scope(Actor::Account { account: eva })).await.unwrap();
        assert_eq!(caring.people.iter().map(|cared| cared.name.as_str()).collect::<Vec<_>>(), ["Ann Lee"]);
        assert!(identity_of(&clinic, eva).await.cares);

        end(&ann, &end_form(id)).await.unwrap();
        assert!(acts(&clinic, eva, id, false).await.is_none(), "from the next request on");
        assert!(matches!(end(&ann, &end_form(id)).await, Err(Error::Conflict(Conflict::NotPossibleNow))));
        clinic.run_jobs().await;
        assert!(clinic.mailer.sent_to(EMAIL).last().unwrap().text.contains("You can no longer act for Ann Lee"));
        let told: Vec<String> = clinic.values("SELECT action FROM audit_event WHERE action LIKE 'carer.%' ORDER BY action").await;
        assert_eq!(told, ["carer.accepted", "carer.ended", "carer.offered"]);
    }

    async fn what_a_carer_reads_and_does_stands_in_the_patients_history(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["profile", "care_team"]).await;
        let who = identity_of(&clinic, eva).await;
        let began = begin(&clinic.scope(Actor::Account { account: eva }), &who, ValidActFor { carer: id, preview: false }).await.unwrap();
        assert_eq!(began.name, "Ann Lee");
        let carer = acts(&clinic, eva, id, false).await.unwrap();
        patients::own(&carer).await.unwrap();
        care::team(&carer).await.unwrap();
        let history = patients::access(&ann, &domain::audit::FindAccess::default()).await.unwrap().rows;
        let seen: Vec<_> = history.items.iter().map(|row| (row.role, row.what.as_str(), row.name.as_deref())).collect();
        assert!(seen.contains(&(ActorKind::Carer, "carer.began", Some("Eva Lee"))), "{seen:?}");
        assert!(seen.contains(&(ActorKind::Carer, "patient.read", Some("Eva Lee"))), "{seen:?}");
        assert!(seen.contains(&(ActorKind::Carer, "care.listed", Some("Eva Lee"))), "{seen:?}");
        assert!(!seen.iter().any(|(role, ..)| *role == ActorKind::Patient), "{seen:?}");
    }

    async fn a_carer_reads_the_same_history_as_the_patient(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["access", "profile"]).await;
        let carer = acts(&clinic, eva, id, false).await.unwrap();
        patients::own(&carer).await.unwrap();
        let form = EditPatient { phone: "020 7946 0111".into(), ..patients::own(&ann).await.unwrap().values };
        patients::edit(&ann, &form).await.unwrap();
        let find = domain::audit::FindAccess::default();
        let shown = |history: domain::audit::AccessHistory| history.rows.items.into_iter().map(|row| row.id).collect::<Vec<_>>();
        let (hers, carers) = (patients::access(&ann, &find).await.unwrap(), patients::access(&carer, &find).await.unwrap());
        assert!(hers.rows.items.iter().all(|row| row.role == ActorKind::Carer), "{hers:?}");
        assert_eq!(shown(hers), shown(carers));
    }

    async fn nobody_stays_a_child_by_the_hand_of_a_carer(clinic: TestClinic) {
        let (_, eva, id) = pair(&clinic, &["profile"]).await;
        let carer = acts(&clinic, eva, id, false).await.unwrap();
        let values = patients::own(&carer).await.unwrap().values;
        let younger = EditPatient { birth_year: "2015".into(), ..values.clone() };
        let Err(Error::Invalid(problems)) = patients::edit(&carer, &younger).await else { panic!("a carer changed the date of birth") };
        assert_eq!(problems.get("birth_day"), Some(&Problem::BirthDateKept));
        patients::edit(&carer, &EditPatient { phone: "020 7946 0111".into(), ..values }).await.unwrap();
    }

    async fn a_stopped_patient_lets_nobody_act(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["booking"]).await;
        assert!(acts(&clinic, eva, id, false).await.is_some());
        let opens = async || acting::rule_that_opens(&clinic.system(), eva, patient_of(&ann)).await.unwrap().is_some();
        assert!(opens().await);
        let form = domain::admin::ChangeAccount { account: ann.account().unwrap().to_string(), version: "1".into() };
        people::suspend(&clinic.admin().await, &form).await.unwrap();
        assert!(acts(&clinic, eva, id, false).await.is_none() && !opens().await);
    }

    async fn a_link_that_was_passed_on_opens_nothing(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let id = offer(&clinic.confirmed(&ann), &wish(&["booking"])).await.unwrap();
        let token = clinic.mailed_secret(EMAIL, "/carer/").await;
        let visitor = clinic.anonymous();
        let seen = look(&visitor, &token).await.unwrap();
        assert!(matches!(seen.step, ClaimStep::NewAccount { .. }) && seen.email == EMAIL);
        // Many at once are counted like many in a row.
        let mut guesses = JoinSet::new();
        for _ in 0..20 {
            let (scope, token) = (visitor.clone(), token.clone());
            guesses.spawn(async move { accept(&scope, &token, &born("28"), None).await });
        }
        let mut told = 0;
        while let Some(answer) = guesses.join_next().await {
            match answer.unwrap() {
                Err(Error::Conflict(Conflict::AnotherBirthDate { .. })) => told += 1,
                Err(Error::NotFound) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(told, GUESSES - 1);
        assert!(matches!(accept(&visitor, &token, &born("27"), None).await, Err(Error::NotFound)), "the right one comes too late");
        assert!(own(&ann).await.unwrap().open[0].link_over);
        // Asking again replaces it.
        let again = offer(&clinic.confirmed(&ann), &wish(&["booking"])).await.unwrap();
        assert_ne!(again, id);
        let newer = clinic.mailed_secret(EMAIL, "/carer/").await;
        assert!(matches!(look(&visitor, &token).await, Err(Error::NotFound)));
        clinic.clock.advance(TimeDelta::days(7));
        assert!(matches!(look(&visitor, &newer).await, Err(Error::NotFound)), "a week later");
    }

    async fn somebody_elses_account_does_not_agree(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann Lee").await, clinic.patient("Ben Okoro").await);
        let carla = clinic.patient("Carla Ruiz").await;
        let form = OfferCarer { email: clinic.email(&ben).await, ..wish(&["profile"]) };
        let id = offer(&clinic.confirmed(&ann), &form).await.unwrap();
        let token = clinic.mailed_secret(&form.email, "/carer/").await;
        assert_eq!(look(&clinic.anonymous(), &token).await.unwrap().step, ClaimStep::SignIn);
        assert_eq!(accept(&clinic.anonymous(), &token, &born("27"), None).await.unwrap(), Accepted::SignInFirst);
        let whose = identity_of(&clinic, carla.account().unwrap()).await;
        assert!(matches!(accept(&carla, &token, &born("27"), Some(&whose)).await, Err(Error::Conflict(Conflict::InvitationForAnother))));
        let whose = identity_of(&clinic, ann.account().unwrap()).await;
        assert!(matches!(accept(&ann, &token, &born("27"), Some(&whose)).await, Err(Error::Conflict(Conflict::OwnAccount))));
        let whose = identity_of(&clinic, ben.account().unwrap()).await;
        assert_eq!(accept(&ben, &token, &born("27"), Some(&whose)).await.unwrap(), Accepted::Own);
        assert!(matches!(accept(&ben, &token, &born("27"), Some(&whose)).await, Err(Error::NotFound)), "once");

        // Nobody else acts by it, and nobody else ends it.
        assert!(acts(&clinic, carla.account().unwrap(), id, false).await.is_none());
        assert!(acts(&clinic, carla.account().unwrap(), id, true).await.is_none(), "nor looks");
        for stranger in [&carla, &ben] {
            assert!(matches!(end(stranger, &end_form(id)).await, Err(Error::NotFound)));
        }
        assert!(matches!(leave(&carla, &end_form(id)).await, Err(Error::NotFound)));
        let mine = acts(&clinic, ben.account().unwrap(), id, false).await.expect("Ben acts for Ann");
        assert_eq!(patients::own(&mine).await.unwrap().email, Some(clinic.email(&ann).await));
        leave(&ben, &end_form(id)).await.unwrap();
        assert!(acts(&clinic, ben.account().unwrap(), id, false).await.is_none());
        clinic.run_jobs().await;
        assert!(clinic.mailer.sent_to(&clinic.email(&ann).await).last().unwrap().text.contains("Eva Lee has ended it"));
    }

    async fn a_patient_asks_only_when_it_is_them_and_not_without_end(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        assert!(matches!(offer(&ann, &wish(&[])).await, Err(Error::ConfirmFirst)));
        let ann = clinic.confirmed(&ann);
        let oneself = OfferCarer { email: clinic.email(&ann).await.to_uppercase(), ..wish(&[]) };
        assert!(matches!(offer(&ann, &oneself).await, Err(Error::Conflict(Conflict::OwnAccount))));
        offer(&ann, &wish(&[])).await.unwrap();
        assert!(matches!(offer(&ann, &wish(&[])).await, Err(Error::Conflict(Conflict::CarerOpen))));
        for number in 1..MOST {
            clinic.clock.advance(TimeDelta::hours(1));
            let ann = clinic.confirmed(&ann);
            let form = OfferCarer { email: format!("eva{number}@example.org"), ..wish(&[]) };
            offer(&ann, &form).await.unwrap();
        }
        clinic.clock.advance(TimeDelta::hours(1));
        let one_more = OfferCarer { email: "more@example.org".into(), ..wish(&[]) };
        let full = offer(&clinic.confirmed(&ann), &one_more).await;
        assert!(matches!(full, Err(Error::Conflict(Conflict::CarersFull { max: MOST }))), "{full:?}");
        let doctor = clinic.confirmed(&clinic.doctor("Dr Mateo Ruiz").await);
        assert!(matches!(offer(&doctor, &wish(&[])).await, Err(Error::Forbidden)));
    }

    async fn it_is_over_on_its_day(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let form = OfferCarer { ends_on: "2026-11-20".into(), ..wish(&[]) };
        let id = offer(&clinic.confirmed(&ann), &form).await.unwrap();
        let token = clinic.mailed_secret(EMAIL, "/carer/").await;
        accept(&clinic.anonymous(), &token, &born("27"), None).await.unwrap();
        let eva = crate::accounts::contact::of_address(clinic.database.read(), EMAIL).await.unwrap().unwrap();
        clinic.clock.set(crate::testing::instant("2026-11-19T20:00:00Z"));
        assert!(acts(&clinic, eva, id, false).await.is_some());
        clinic.clock.set(crate::testing::instant("2026-11-20T08:00:00Z"));
        assert!(acts(&clinic, eva, id, false).await.is_none(), "though nobody has written it down");
        assert_eq!(own(&ann).await.unwrap().past.len(), 1);
        over::end_all(&clinic.tools).await.unwrap();
        over::end_all(&clinic.tools).await.unwrap();
        let ended: i64 = clinic.value("SELECT count(*) FROM carer WHERE state = 'ended' AND ended_by = 'system'").await;
        let told: i64 = clinic.value("SELECT count(*) FROM audit_event WHERE action = 'carer.ended'").await;
        assert_eq!((ended, told), (1, 1));
    }

    async fn a_parent_acts_for_a_child_until_it_comes_of_age(clinic: TestClinic) {
        let (admin, tim) = child(&clinic).await;
        assert!(of_record(&admin, tim).await.unwrap().of_age.is_some_and(|day| day == "1 March 2030"));
        offer_for_record(&admin, &for_child(tim)).await.unwrap();
        let offered: serde_json::Value =
            clinic.value("SELECT detail FROM audit_event WHERE action = 'carer.offered'").await;
        let wanted = serde_json::json!({ "scopes": "booking profile", "ends_on": null, "while_minor": true });
        assert_eq!(offered, wanted);
        let token = clinic.mailed_secret(EMAIL, "/carer/").await;
        let birth = ClaimRecord { birth_day: "1".into(), birth_month: "3".into(), birth_year: "2012".into(), ..born("1") };
        accept(&clinic.anonymous(), &token, &birth, None).await.unwrap();
        let eva = crate::accounts::contact::of_address(clinic.database.read(), EMAIL).await.unwrap().unwrap();
        let shown = of_record(&admin, tim).await.unwrap();
        let id = shown.open[0].id;
        assert_eq!(shown.open[0].basis.as_deref(), Some("Birth certificate seen"));
        assert!(shown.open[0].by_clinic && shown.may_offer);
        let acting = acts(&clinic, eva, id, false).await.unwrap();
        assert_eq!(patients::own(&acting).await.unwrap().email, None);
        assert_eq!(accounts_told(clinic.database.read(), &clinic.tools, tim).await.unwrap(), [eva]);

        clinic.clock.set(crate::testing::instant("2030-02-10T08:00:00Z"));
        over::end_all(&clinic.tools).await.unwrap();
        over::end_all(&clinic.tools).await.unwrap();
        clinic.run_jobs().await;
        let mails = clinic.mailer.sent_to(EMAIL);
        let soon: Vec<_> = mails.iter().filter(|mail| mail.text.contains("comes of age")).collect();
        assert_eq!(soon.len(), 1, "told once");
        assert!(soon[0].text.contains("1 March 2030") || soon[0].text.contains("On 1 March 2030"), "{}", soon[0].text);
        assert!(acts(&clinic, eva, id, false).await.is_some());
        clinic.clock.set(crate::testing::instant("2030-03-01T08:00:00Z"));
        assert!(acts(&clinic, eva, id, false).await.is_none());
        assert_eq!(accounts_told(clinic.database.read(), &clinic.tools, tim).await.unwrap(), []);
    }

    async fn staff_let_nobody_act_for_whom_can_do_it_themselves(clinic: TestClinic) {
        let (admin, tim) = child(&clinic).await;
        let ann = clinic.patient("Ann Lee").await;
        let refused = offer_for_record(&admin, &for_child(patient_of(&ann))).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::RecordTaken))));
        let own = OfferCarerFor { offer: OfferCarer { email: clinic.email(&admin).await, ..wish(&[]) }, ..for_child(tim) };
        assert!(matches!(offer_for_record(&admin, &own).await, Err(Error::Conflict(Conflict::OwnAccount))));
        let desk = clinic.scope(admin.actor().clone());
        assert!(matches!(offer_for_record(&desk, &for_child(tim)).await, Err(Error::ConfirmFirst)));
        for stranger in [&ann, &clinic.doctor("Dr Mateo Ruiz").await] {
            assert!(matches!(offer_for_record(stranger, &for_child(tim)).await, Err(Error::Forbidden)));
            assert!(matches!(of_record(stranger, tim).await, Err(Error::Forbidden)));
        }
        // What a patient arranged, staff end.
        let id = offer(&clinic.confirmed(&ann), &wish(&["profile"])).await.unwrap();
        let shown = of_record(&admin, patient_of(&ann)).await.unwrap();
        assert!(shown.open.len() == 1 && !shown.may_offer);
        assert!(matches!(end_of_record(&ann, &end_form(id)).await, Err(Error::Forbidden)));
        assert_eq!(end_of_record(&admin, &end_form(id)).await.unwrap(), patient_of(&ann));
    }

    async fn a_preview_shows_what_the_carer_would_see(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["booking"]).await;
        let looks = acts(&clinic, ann.account().unwrap(), id, true).await.expect("Ann looks");
        assert!(appointments::patient_home(&looks).await.is_ok());
        assert!(matches!(patients::own(&looks).await, Err(Error::Forbidden)), "as little as Eva");
        assert_eq!(looks.actor().kind(), ActorKind::Patient, "it is Ann who looks");
        assert!(acts(&clinic, eva, id, true).await.is_none(), "only the patient");
        assert!(acts(&clinic, ann.account().unwrap(), id, false).await.is_none());
    }

    async fn whoever_asks_why_is_told(clinic: TestClinic) {
        let (ann, eva, _) = pair(&clinic, &[]).await;
        let admin = clinic.admin().await;
        let number: i64 = clinic.value("SELECT number FROM patient").await;
        let ask = AskAccess { account: eva.to_string(), patient: number.to_string() };
        let shown = people::person(&admin, eva, &ask).await.unwrap().access.expect("the answer");
        let answer = shown.explained;
        let Some(Explained::Rules { rules, .. }) = answer else { panic!("{answer:?}") };
        assert!(matches!(&rules[..], [AccessRule::Carer { until: None, .. }]), "{rules:?}");
        assert_eq!(ann.actor().patient(), Some(patient_of(&ann)));
        let tools = Arc::clone(&clinic.tools);
        let who = identity_of(&clinic, eva).await;
        let nobody = acting(&tools, &who, ValidActFor { carer: "01990000-0000-7000-8000-00000000dead".parse().unwrap(), preview: false });
        assert_eq!(nobody.await.unwrap(), ActingFor::Nobody);
        assert!(CarerScopes::all().contains(CarerScope::Access));
    }
}
