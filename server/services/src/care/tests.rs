//! Who may ask, answer and end, and what a relationship gives.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::{Actor, Permission, Permissions};
use domain::audit::{Action, FindAccess};
use domain::care::{
    AskByNumber, AskDoctor, AskPatient, Care, CareKind, CareState, CareStep, ConfirmAssignment, LineOutcome,
    PrepareAssignment, StepCare,
};
use domain::conflict::Conflict;
use domain::form::Problem;
use domain::id::CareId;
use domain::patients::FindPatients;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::*;
use crate::error::{Error, Result};
use crate::on_both_engines;
use crate::patients;
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of, patient_of};

fn ask(doctor: &Scope, kind: &str, ends_on: &str) -> AskDoctor {
    AskDoctor {
        doctor: doctor_of(doctor).to_string(),
        kind: kind.to_owned(),
        ends_on: ends_on.to_owned(),
        referral: "From Dr Hall".to_owned(),
    }
}

async fn asked(patient: &Scope, doctor: &Scope) -> CareId {
    ask_doctor(patient, &ask(doctor, "primary_care", "")).await.unwrap()
}

async fn take(scope: &Scope, care: CareId, taken: CareStep, version: i32) -> Result<()> {
    let request = StepCare {
        care: care.to_string(),
        step: taken.as_str().to_owned(),
        version: version.to_string(),
    };
    step(scope, &request).await
}

/// A relationship in force.
async fn agreed(patient: &Scope, doctor: &Scope) -> CareId {
    let care = asked(patient, doctor).await;
    take(doctor, care, CareStep::Accept, 1).await.unwrap();
    care
}

async fn sees(doctor: &Scope, patient: &Scope) -> bool {
    let listed = patients::of_doctor(doctor, &FindPatients::default()).await.unwrap();
    let listed = listed.patients.items.iter().any(|card| card.id == patient_of(patient));
    let opened = match patients::summary(doctor, patient_of(patient), "").await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => panic!("{error:?}"),
    };
    assert_eq!(listed, opened, "the list and the page say the same");
    opened
}

fn by_number(number: i64, kind: &str) -> AskByNumber {
    AskByNumber {
        number: number.to_string(),
        birth_day: "27".to_owned(),
        birth_month: "3".to_owned(),
        birth_year: "1985".to_owned(),
        kind: kind.to_owned(),
        ..AskByNumber::default()
    }
}

async fn number_of(clinic: &TestClinic, patient: &Scope) -> i64 {
    let people = patients::by_ids(clinic.database.read(), [patient_of(patient)])
        .await
        .unwrap();
    people[&patient_of(patient)].number
}

fn names(cares: &[Care]) -> Vec<(Option<&str>, CareState)> {
    cares.iter().map(|care| (care.name.as_deref(), care.state)).collect()
}

fn is_conflict<T: std::fmt::Debug>(answer: &Result<T>, wanted: &Conflict) -> bool {
    matches!(answer, Err(Error::Conflict(conflict)) if conflict == wanted)
}

on_both_engines! {
    async fn a_patient_asks_the_doctor_accepts_and_sees_the_patient_until_one_ends_it(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let other = clinic.doctor("Dr Ruiz").await;
        let care = asked(&ana, &doctor).await;
        assert!(!sees(&doctor, &ana).await, "asking gives nothing");
        clinic.run_jobs().await;
        let waiting = requests(&doctor).await.unwrap();
        assert_eq!(names(&waiting.to_answer), [(Some("Ana Lima"), CareState::Requested)]);
        assert_eq!(waiting.to_answer[0].referral.as_deref(), Some("From Dr Hall"));
        assert_eq!(patients::of_doctor(&doctor, &FindPatients::default()).await.unwrap().requests, 1);
        assert_eq!(names(&team(&ana).await.unwrap().asked), [(Some("Dr Okafor"), CareState::Requested)]);

        clinic.advance(TimeDelta::minutes(1));
        take(&doctor, care, CareStep::Accept, 1).await.unwrap();
        clinic.run_jobs().await;
        clinic.advance(TimeDelta::minutes(1));
        assert!(sees(&doctor, &ana).await && !sees(&other, &ana).await);
        let list = patients::of_doctor(&doctor, &FindPatients::default()).await.unwrap();
        assert_eq!(list.patients.items[0].care, [(CareKind::PrimaryCare, "16 November 2026".to_owned())]);
        assert_eq!(names(&team(&ana).await.unwrap().active), [(Some("Dr Okafor"), CareState::Active)]);

        take(&ana, care, CareStep::End, 2).await.unwrap();
        assert!(!sees(&doctor, &ana).await, "from the next request on");
        assert_eq!(names(&team(&ana).await.unwrap().past), [(Some("Dr Okafor"), CareState::Ended)]);
        clinic.run_jobs().await;
        let subjects: Vec<String> = clinic.mailer.sent().into_iter().map(|mail| mail.subject).collect();
        assert_eq!(
            subjects,
            ["A patient asks you to look after them", "Your doctor has agreed", "A patient has left your care"]
        );
        let audited = "SELECT action FROM audit_event WHERE subject_kind = 'care_relationship' ORDER BY at, id";
        assert_eq!(clinic.values::<String>(audited).await, ["care.asked", "care.accepted", "care.ended"]);
        let history = patients::access(&ana, &FindAccess::default()).await.unwrap();
        assert!(history.rows.items.iter().any(|row| row.what == Action::CareAccepted && row.name.as_deref() == Some("Dr Okafor")));
    }

    async fn staff_end_what_should_not_be_and_both_sides_hear_of_it(clinic: TestClinic) {
        let (ana, doctor, admin) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await, clinic.admin().await);
        let care = asked(&ana, &doctor).await;
        take(&doctor, care, CareStep::Accept, 1).await.unwrap();
        let request = ask_by_number(&doctor, &by_number(number_of(&clinic, &ana).await, "referral")).await.unwrap();
        clinic.run_jobs().await;
        let before = clinic.mailer.sent().len();
        let shown = of_record(&admin, patient_of(&ana)).await.unwrap();
        assert_eq!(shown.len(), 2);
        assert!(shown.iter().all(|care| care.doctor == "Dr Okafor"));
        let step = |care: CareId, step: &str, version: &str| StepCare { care: care.to_string(), step: step.into(), version: version.into() };
        for stranger in [&ana, &doctor, &clinic.staff("All but that", Permissions::none().with(Permission::ReadAudit)).await] {
            assert!(matches!(of_record(stranger, patient_of(&ana)).await, Err(Error::Forbidden)));
            assert!(matches!(end_of_record(stranger, &step(care, "end", "2")).await, Err(Error::Forbidden)));
        }
        assert!(matches!(end_of_record(&admin, &step(care, "accept", "2")).await, Err(Error::Forbidden)));
        assert!(is_conflict(&end_of_record(&admin, &step(care, "end", "1")).await, &Conflict::Stale));
        assert!(sees(&doctor, &ana).await);
        assert_eq!(end_of_record(&admin, &step(care, "end", "2")).await.unwrap(), patient_of(&ana));
        assert!(!sees(&doctor, &ana).await, "from the next request on");
        end_of_record(&admin, &step(request, "end", "1")).await.unwrap();
        clinic.run_jobs().await;
        let mut subjects: Vec<String> = clinic.mailer.sent().into_iter().skip(before).map(|mail| mail.subject).collect();
        subjects.sort_unstable();
        assert_eq!(subjects, ["A doctor no longer looks after you", "A patient has left your care"], "what was only asked for needs none");
        assert!(is_conflict(&end_of_record(&admin, &step(care, "end", "3")).await, &Conflict::NotPossibleNow));
        assert!(of_record(&admin, patient_of(&ana)).await.unwrap().is_empty());
    }

    async fn nobody_answers_for_the_other_side_and_strangers_find_nothing(clinic: TestClinic) {
        let (ana, ben) = (clinic.patient("Ana Lima").await, clinic.patient("Ben Kaya").await);
        let (doctor, other) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Ruiz").await);
        let pending = clinic.new_doctor("Dr Nair").pending().make().await;
        let (admin, anonymous) = (clinic.admin().await, clinic.anonymous());
        let by_patient = asked(&ana, &doctor).await;
        let by_doctor = ask_by_number(&doctor, &by_number(number_of(&clinic, &ana).await, "referral")).await.unwrap();
        for (asker, addressee, care) in [(&ana, &doctor, by_patient), (&doctor, &ana, by_doctor)] {
            for step in [CareStep::Accept, CareStep::Decline] {
                assert!(matches!(take(asker, care, step, 1).await, Err(Error::Forbidden)), "{step:?} by who asked");
            }
            assert!(matches!(take(addressee, care, CareStep::Withdraw, 1).await, Err(Error::Forbidden)));
            for side in [asker, addressee] {
                assert!(is_conflict(&take(side, care, CareStep::End, 1).await, &Conflict::NotPossibleNow));
            }
            for step in CareStep::ALL {
                for stranger in [&ben, &other] {
                    assert!(matches!(take(stranger, care, *step, 1).await, Err(Error::NotFound)), "{step:?}");
                }
                for nobody in [&pending, &admin, &anonymous] {
                    assert!(matches!(take(nobody, care, *step, 1).await, Err(Error::Forbidden)), "{step:?}");
                }
            }
        }
        for wrong in [&doctor, &pending, &admin, &anonymous] {
            assert!(matches!(team(wrong).await, Err(Error::Forbidden)));
            assert!(matches!(ask_doctor(wrong, &ask(&doctor, "referral", "")).await, Err(Error::Forbidden)));
            assert!(matches!(ask_page(wrong, doctor_of(&doctor)).await, Err(Error::Forbidden)));
        }
        for wrong in [&ana, &pending, &admin, &anonymous] {
            assert!(matches!(requests(wrong).await, Err(Error::Forbidden)));
            let number = ask_by_number(wrong, &by_number(100_001, "referral")).await;
            assert!(matches!(number, Err(Error::Forbidden)));
            let patient = AskPatient { patient: patient_of(&ana).to_string(), ..AskPatient::default() };
            assert!(matches!(ask_patient(wrong, &patient).await, Err(Error::Forbidden)));
        }
        let hidden = ask_doctor(&ana, &ask(&pending, "primary_care", "")).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "a doctor whom nobody may find");
        assert!(!sees(&doctor, &ana).await);
        take(&ana, by_patient, CareStep::Withdraw, 1).await.unwrap();
        take(&ana, by_doctor, CareStep::Decline, 1).await.unwrap();
        assert!(!sees(&doctor, &ana).await);
        assert!(names(&team(&ana).await.unwrap().past).iter().any(|(_, state)| *state == CareState::Declined));
    }

    async fn a_doctor_asks_whom_they_see_and_by_number_whoever_told_them_both(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let ask = AskPatient {
            patient: patient_of(&ana).to_string(),
            kind: "temporary".to_owned(),
            ends_on: "2026-11-30".to_owned(),
            referral: String::new(),
        };
        assert!(matches!(ask_patient(&doctor, &ask).await, Err(Error::NotFound)), "not their patient");
        let number = number_of(&clinic, &ana).await;
        let wrong_day = AskByNumber { birth_day: "28".to_owned(), ..by_number(number, "primary_care") };
        for unknown in [by_number(number + 1, "primary_care"), wrong_day] {
            let Err(Error::Invalid(errors)) = ask_by_number(&doctor, &unknown).await else { panic!("found") };
            assert_eq!(errors.get("number"), Some(&Problem::NobodyHasNumber));
            assert_eq!(errors.len(), 1, "which of the two was wrong is not told");
        }
        let care = ask_by_number(&doctor, &by_number(number, "primary_care")).await.unwrap();
        let waiting = requests(&doctor).await.unwrap();
        assert_eq!(names(&waiting.asked), [(None, CareState::Requested)], "the name is the patient's to tell");
        assert_eq!(waiting.asked[0].number, number);
        let again = ask_by_number(&doctor, &by_number(number, "primary_care")).await;
        assert!(is_conflict(&again, &Conflict::CareOpen), "{again:?}");
        take(&ana, care, CareStep::Accept, 1).await.unwrap();
        assert!(sees(&doctor, &ana).await);
        ask_patient(&doctor, &ask).await.unwrap();
        let denied = "SELECT COUNT(*) FROM audit_event WHERE action = 'access.denied'";
        assert_eq!(clinic.value::<i64>(denied).await, 2);
    }

    async fn numbers_cannot_be_tried_out(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let number = number_of(&clinic, &ana).await;
        for _ in 0..10 {
            let wrong = ask_by_number(&doctor, &by_number(number + 1, "referral")).await;
            assert!(matches!(wrong, Err(Error::Invalid(_))));
        }
        let right = ask_by_number(&doctor, &by_number(number, "referral")).await;
        assert!(matches!(right, Err(Error::TooMany { .. })), "{right:?}");
        let other = clinic.doctor("Dr Ruiz").await;
        ask_by_number(&other, &by_number(number, "referral")).await.unwrap();
        clinic.advance(TimeDelta::minutes(61));
        ask_by_number(&doctor, &by_number(number, "referral")).await.unwrap();
    }

    async fn a_temporary_relationship_is_over_on_its_day_by_the_clinics_clock(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let care = ask_doctor(&ana, &ask(&doctor, "temporary", "2026-11-20")).await.unwrap();
        take(&doctor, care, CareStep::Accept, 1).await.unwrap();
        // London has no summer time in November: its days begin at midnight in UTC.
        clinic.advance(crate::testing::instant("2026-11-19T23:59:59Z") - clinic.now());
        assert!(sees(&doctor, &ana).await);
        clinic.advance(TimeDelta::seconds(1));
        assert!(!sees(&doctor, &ana).await);
        assert_eq!(names(&team(&ana).await.unwrap().past), [(Some("Dr Okafor"), CareState::Ended)]);
        let ended = take(&ana, care, CareStep::End, 2).await;
        assert!(is_conflict(&ended, &Conflict::NotPossibleNow), "{ended:?}");
        // What is over stands in nobody's way, and an unanswered request neither.
        let next = ask_doctor(&ana, &ask(&doctor, "temporary", "2026-11-25")).await.unwrap();
        clinic.advance(TimeDelta::days(5));
        let late = take(&doctor, next, CareStep::Accept, 1).await;
        assert!(is_conflict(&late, &Conflict::NotPossibleNow), "{late:?}");
        assert!(requests(&doctor).await.unwrap().to_answer.is_empty());
        ask_doctor(&ana, &ask(&doctor, "temporary", "2026-12-25")).await.unwrap();
    }

    async fn of_a_kind_there_is_one_however_many_ask(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let number = number_of(&clinic, &ana).await;
        let start = Arc::new(Barrier::new(8));
        let mut crowd = JoinSet::new();
        for person in 0..8 {
            let (ana, doctor, start) = (ana.clone(), doctor.clone(), Arc::clone(&start));
            crowd.spawn(async move {
                start.wait().await;
                match person % 2 {
                    0 => ask_doctor(&ana, &ask(&doctor, "primary_care", "")).await,
                    _ => ask_by_number(&doctor, &by_number(number, "primary_care")).await,
                }
            });
        }
        let answers = crowd.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert_eq!(answers.iter().filter(|answer| is_conflict(answer, &Conflict::CareOpen)).count(), 7, "{answers:?}");
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM care_relationship").await, 1);
        asked_other_kind(&ana, &doctor).await;
    }

    async fn of_two_steps_at_once_one_is_taken(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        for round in 0..4 {
            let care = asked(&ana, &doctor).await;
            let start = Arc::new(Barrier::new(4));
            let mut steps = JoinSet::new();
            for (who, what) in [
                (&doctor, CareStep::Accept),
                (&doctor, CareStep::Decline),
                (&doctor, CareStep::Accept),
                (&ana, CareStep::Withdraw),
            ] {
                let (who, start) = (who.clone(), Arc::clone(&start));
                steps.spawn(async move {
                    start.wait().await;
                    take(&who, care, what, 1).await
                });
            }
            let taken = steps.join_all().await;
            assert_eq!(taken.iter().filter(|step| step.is_ok()).count(), 1, "{round}: {taken:?}");
            let left = taken.iter().filter(|step| is_conflict(step, &Conflict::Stale)).count();
            assert_eq!(left, 3, "{round}: {taken:?}");
            let over = take(&ana, care, CareStep::End, 2).await;
            assert!(over.is_ok() || is_conflict(&over, &Conflict::NotPossibleNow), "{over:?}");
        }
        let rows = "SELECT COUNT(*) FROM audit_event WHERE subject_kind = 'care_relationship' AND action <> 'care.asked'";
        let versions = "SELECT SUM(version) - COUNT(*) FROM care_relationship";
        assert_eq!(clinic.value::<i64>(rows).await, clinic.value::<i64>(versions).await, "a row for each step");
    }

    async fn a_cancelled_visit_and_an_ended_relationship_give_nothing_each_of_them_something(clinic: TestClinic) {
        let (ana, doctor) = (clinic.patient("Ana Lima").await, clinic.doctor("Dr Okafor").await);
        let care = agreed(&ana, &doctor).await;
        let second = ask_doctor(&ana, &ask(&doctor, "referral", "")).await.unwrap();
        take(&doctor, second, CareStep::Accept, 1).await.unwrap();
        let list = patients::of_doctor(&doctor, &FindPatients::default()).await.unwrap();
        assert_eq!((list.patients.items.len(), list.patients.items[0].care.len()), (1, 2), "one patient, two reasons");
        take(&doctor, care, CareStep::End, 2).await.unwrap();
        assert!(sees(&doctor, &ana).await);
        take(&doctor, second, CareStep::End, 2).await.unwrap();
        assert!(!sees(&doctor, &ana).await);
    }

    async fn staff_give_many_patients_to_a_doctor_at_once(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let (admin, other_admin) = (clinic.admin().await, clinic.admin().await);
        let (ana, ben, cem) =
            (clinic.patient("Ana Lima").await, clinic.patient("Ben Kaya").await, clinic.patient("Cem Öz").await);
        agreed(&ana, &doctor).await;
        asked(&ben, &doctor).await;
        clinic.run_jobs().await;
        let told = clinic.mailer.sent().len();
        let numbers = [number_of(&clinic, &ana).await, number_of(&clinic, &ben).await, number_of(&clinic, &cem).await];
        let form = PrepareAssignment {
            numbers: format!("{} {}, {};{}\nx-12 999999999", numbers[0], numbers[1], numbers[2], numbers[2]),
            doctor: "okafor".to_owned(),
            kind: "primary_care".to_owned(),
            ends_on: String::new(),
        };
        let id = prepare(&admin, &form).await.unwrap();
        let chosen: serde_json::Value =
            clinic.value("SELECT detail FROM audit_event WHERE action = 'care.assignment_prepared'").await;
        let doctor_id = doctor_of(&doctor).to_string();
        assert_eq!(chosen, serde_json::json!({ "kind": "primary_care", "doctor": doctor_id, "lines": 6 }));
        let shown = assignment(&admin, id).await.unwrap();
        let outcomes: Vec<_> = shown.lines.iter().map(|line| (line.name.as_deref(), line.outcome)).collect();
        assert_eq!(
            outcomes,
            [
                (Some("Ana Lima"), LineOutcome::Active),
                (Some("Ben Kaya"), LineOutcome::Waits),
                (Some("Cem Öz"), LineOutcome::Assigns),
                (Some("Cem Öz"), LineOutcome::Twice),
                (None, LineOutcome::Unknown),
                (None, LineOutcome::Unknown),
            ]
        );
        assert_eq!((shown.assigns, shown.done, shown.doctor_name.as_str()), (1, None, "Dr Okafor"));
        assert!(!sees(&doctor, &cem).await, "looking changes nothing");

        let yes = ConfirmAssignment { assignment: id.to_string(), version: "1".to_owned() };
        assert!(matches!(assignment(&other_admin, id).await, Err(Error::NotFound)));
        assert!(matches!(confirm(&other_admin, &yes).await, Err(Error::NotFound)));
        for wrong in [&ana, &doctor, &clinic.anonymous()] {
            assert!(matches!(prepare(wrong, &form).await, Err(Error::Forbidden)));
            assert!(matches!(assignment(wrong, id).await, Err(Error::Forbidden)));
            assert!(matches!(confirm(wrong, &yes).await, Err(Error::Forbidden)));
        }
        assert!(matches!(confirm(&clinic.unsure(&admin), &yes).await, Err(Error::ConfirmFirst)));
        // Nobody gives patients to themselves.
        let own = Actor::Staff { account: doctor.account().unwrap(), permissions: Permissions::admin() };
        let own = clinic.confirmed(&clinic.scope(own));
        let for_me = ConfirmAssignment { assignment: prepare(&own, &form).await.unwrap().to_string(), version: "1".to_owned() };
        assert!(is_conflict(&confirm(&own, &for_me).await, &Conflict::OwnMatter));
        confirm(&admin, &yes).await.unwrap();
        assert!(sees(&doctor, &cem).await && !sees(&doctor, &ben).await);
        assert!(is_conflict(&confirm(&admin, &yes).await, &Conflict::Stale), "done once");
        assert_eq!(assignment(&admin, id).await.unwrap().done.map(|(_, count)| count), Some(1));
        clinic.run_jobs().await;
        let mails: Vec<String> = clinic.mailer.sent()[told..].iter().map(|mail| mail.subject.clone()).collect();
        assert_eq!(mails.len(), 2, "{mails:?}");
        for subject in ["You have new patients", "A doctor looks after you"] {
            assert!(mails.iter().any(|mail| mail == subject), "{mails:?}");
        }
        take(&cem, care_of(&cem, &doctor).await, CareStep::End, 1).await.unwrap();
        assert!(!sees(&doctor, &cem).await, "and the patient may end it");
    }

    async fn a_doctor_is_found_by_name_or_licence_and_only_if_it_is_one(clinic: TestClinic) {
        let (admin, ana) = (clinic.admin().await, clinic.patient("Ana Lima").await);
        clinic.doctor("Dr Ada Okafor").await;
        let bola = clinic.doctor("Dr Bola Okafor").await;
        clinic.new_doctor("Dr Nair").pending().make().await;
        let licence: String = clinic.value("SELECT licence_number FROM doctor WHERE name = 'Dr Bola Okafor'").await;
        let numbers = number_of(&clinic, &ana).await.to_string();
        let form = |doctor: &str| PrepareAssignment {
            numbers: numbers.clone(),
            doctor: doctor.to_owned(),
            kind: "referral".to_owned(),
            ends_on: String::new(),
        };
        for (typed, problem) in [("okafor", Problem::DoctorsMany), ("nair", Problem::DoctorUnknown), ("%", Problem::DoctorUnknown)] {
            let Err(Error::Invalid(errors)) = prepare(&admin, &form(typed)).await else { panic!("{typed} was one") };
            assert_eq!(errors.get("doctor"), Some(&problem), "{typed}");
        }
        for typed in ["bola ok", licence.as_str()] {
            let id = prepare(&admin, &form(typed)).await.unwrap();
            assert_eq!(assignment(&admin, id).await.unwrap().doctor, doctor_of(&bola), "{typed}");
        }
    }

    async fn an_assignment_of_which_nothing_is_left_changes_nothing(clinic: TestClinic) {
        let (admin, ana) = (clinic.admin().await, clinic.patient("Ana Lima").await);
        let doctor = clinic.doctor("Dr Okafor").await;
        let form = PrepareAssignment {
            numbers: number_of(&clinic, &ana).await.to_string(),
            doctor: "okafor".to_owned(),
            kind: "primary_care".to_owned(),
            ends_on: String::new(),
        };
        let id = prepare(&admin, &form).await.unwrap();
        asked(&ana, &doctor).await;
        let yes = ConfirmAssignment { assignment: id.to_string(), version: "1".to_owned() };
        assert!(is_conflict(&confirm(&admin, &yes).await, &Conflict::NotPossibleNow));
        clinic.advance(TimeDelta::days(2));
        clinic.run_jobs().await;
        assert!(matches!(assignment(&admin, id).await, Err(Error::NotFound)), "kept for a day");
    }
}

/// A request of another kind, which is no second one of the first.
async fn asked_other_kind(patient: &Scope, doctor: &Scope) {
    ask_doctor(patient, &ask(doctor, "referral", "")).await.unwrap();
}

/// The relationship in force between two people.
async fn care_of(patient: &Scope, doctor: &Scope) -> CareId {
    let active = team(patient).await.unwrap().active;
    let with = active.into_iter().find(|care| care.doctor == doctor_of(doctor));
    with.expect("one in force").id
}
