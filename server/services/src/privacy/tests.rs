//! Who may ask, who may answer, and what each of them reads.

use domain::audit::{Access, FindAccess};
use domain::conflict::Conflict;
use domain::id::CaseId;
use domain::privacy::{AnswerCase, CaseState, CloseCase, FindCases, ReportAccess};
use tokio::task::JoinSet;

use super::*;
use crate::error::{Error, Result};
use crate::on_both_engines;
use crate::patients;
use crate::scope::Scope;
use crate::testing::TestClinic;

/// The newest entry of a patient's access history.
async fn entry(patient: &Scope) -> Access {
    let history = patients::access(patient, &FindAccess::default()).await.unwrap();
    history.rows.items.into_iter().next().expect("an entry")
}

async fn looked_at(admin: &Scope, patient: &Scope) {
    crate::admin::people::person(admin, patient.account().unwrap(), &domain::access::AskAccess::default())
        .await
        .unwrap();
}

fn about(entry: &Access, message: &str) -> ReportAccess {
    ReportAccess {
        event: entry.id.to_string(),
        message: message.to_owned(),
    }
}

fn answer_to(case: CaseId, version: i32) -> AnswerCase {
    AnswerCase {
        case: case.to_string(),
        answer: "The desk looked up your phone number.".to_owned(),
        version: version.to_string(),
    }
}

async fn in_state(staff: &Scope, state: &str) -> Vec<CaseId> {
    let find = FindCases {
        state: state.to_owned(),
        page: String::new(),
    };
    let list = list(staff, &find).await.unwrap();
    list.rows.items.iter().map(|row| row.id).collect()
}

fn is_late<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict(Conflict::NotPossibleNow | Conflict::Stale)))
}

fn is_own<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict(Conflict::OwnMatter)))
}

on_both_engines! {
    async fn a_patient_asks_and_reads_the_answer(clinic: TestClinic) {
        let (ana, admin, desk) = (clinic.patient("Ana Lima").await, clinic.admin().await, clinic.admin().await);
        looked_at(&desk, &ana).await;
        let strange = entry(&ana).await;
        let case = report(&ana, &about(&strange, "I was not at the clinic that day")).await.unwrap();
        assert_eq!(open_cases(&admin).await.unwrap(), 1);
        let shown = one(&admin, case).await.unwrap();
        assert_eq!(shown.message.as_deref(), Some("I was not at the clinic that day"));
        assert_eq!((shown.what, shown.row.state), (Some(strange.what), CaseState::Open));
        assert_eq!(shown.who, Some(clinic.email(&desk).await));

        // Nobody answers for what they did themselves.
        assert!(is_own(&answer(&desk, &answer_to(case, 1)).await));
        answer(&admin, &answer_to(case, 1)).await.unwrap();
        clinic.run_jobs().await;
        let mail = clinic.mailer.sent().pop().unwrap();
        assert_eq!(mail.to, clinic.email(&ana).await);
        assert!(!mail.text.contains("phone number"), "an answer is read in the portal");
        let history = patients::access(&ana, &FindAccess::default()).await.unwrap();
        let own = history.rows.items.into_iter().find(|row| row.id == strange.id).and_then(|row| row.case).unwrap();
        assert_eq!(own.answer.as_deref(), Some("The desk looked up your phone number."));
        assert_eq!((in_state(&admin, "").await, in_state(&admin, "answered").await), (vec![], vec![case]));
        let over = CloseCase { case: case.to_string(), version: "2".to_owned() };
        assert!(is_own(&close(&desk, &over).await));
        close(&admin, &over).await.unwrap();
        assert_eq!(in_state(&admin, "closed").await, [case]);
        assert_eq!(open_cases(&admin).await.unwrap(), 0);
    }

    async fn only_ones_own_entries_can_be_asked_about_and_once(clinic: TestClinic) {
        let (ana, ben, admin) =
            (clinic.patient("Ana Lima").await, clinic.patient("Ben Kaya").await, clinic.admin().await);
        looked_at(&admin, &ana).await;
        let entry = entry(&ana).await;
        assert!(matches!(report(&ben, &about(&entry, "")).await, Err(Error::NotFound)));
        let doctor = clinic.doctor("Dr Okafor").await;
        for wrong in [&doctor, &admin, &clinic.anonymous()] {
            assert!(matches!(report(wrong, &about(&entry, "")).await, Err(Error::Forbidden)));
        }
        let mut crowd = JoinSet::new();
        for _ in 0..5 {
            let (ana, request) = (ana.clone(), about(&entry, ""));
            crowd.spawn(async move { report(&ana, &request).await });
        }
        let asked = crowd.join_all().await;
        assert_eq!(asked.iter().filter(|answer| answer.is_ok()).count(), 1, "{asked:?}");
        assert_eq!(asked.iter().filter(|answer| is_late(answer)).count(), 4, "{asked:?}");
    }

    async fn only_who_reviews_answers_and_once(clinic: TestClinic) {
        let (ana, admin) = (clinic.patient("Ana Lima").await, clinic.admin().await);
        looked_at(&clinic.admin().await, &ana).await;
        let case = report(&ana, &about(&entry(&ana).await, "")).await.unwrap();
        let doctor = clinic.doctor("Dr Okafor").await;
        let yes = CloseCase { case: case.to_string(), version: "1".to_owned() };
        for wrong in [&ana, &doctor, &clinic.anonymous()] {
            assert!(matches!(list(wrong, &FindCases::default()).await, Err(Error::Forbidden)));
            assert!(matches!(one(wrong, case).await, Err(Error::Forbidden)));
            assert!(matches!(answer(wrong, &answer_to(case, 1)).await, Err(Error::Forbidden)));
            assert!(matches!(close(wrong, &yes).await, Err(Error::Forbidden)));
        }
        assert!(is_late(&close(&admin, &yes).await), "nobody is left without an answer");
        let mut crowd = JoinSet::new();
        for _ in 0..5 {
            let admin = admin.clone();
            crowd.spawn(async move { answer(&admin, &answer_to(case, 1)).await });
        }
        let answered = crowd.join_all().await;
        assert_eq!(answered.iter().filter(|answer| answer.is_ok()).count(), 1, "{answered:?}");
        assert_eq!(answered.iter().filter(|answer| is_late(answer)).count(), 4, "{answered:?}");
    }
}
