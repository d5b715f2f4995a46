//! Stories of one person with two records.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::actor::{Actor, Permission, Permissions};
use domain::appointments::{BookAppointment, HoldTime};
use domain::audit::FindAccess;
use domain::care::{AskDoctor, CareStep, StepCare};
use domain::carers::{CarerScopes, EndCarer};
use domain::conflict::Conflict;
use domain::emergency::OpenEmergency;
use domain::form::Problem;
use domain::id::{AppointmentId, MergeId, PatientId};
use domain::merges::{FindTwin, MergeRecords, SeparateRecords};
use domain::patients::FindPatients;
use domain::records::{AddRecord, ClaimRecord, FindRecords, InviteOwner};
use tokio::task::JoinSet;

use super::*;
use crate::accounts::identity::{self, Identity};
use crate::error::Error;
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of, patient_of};
use crate::{appointments, care, carers, emergency, on_both_engines, patients, records};

const EARLY: &str = "2026-11-23T09:00:00Z";
const LATE: &str = "2026-11-23T14:00:00Z";
const NEXT_DAY: &str = "2026-11-24T09:00:00Z";

async fn desk(clinic: &TestClinic) -> Scope {
    clinic.confirmed(&clinic.admin().await)
}

async fn book(clinic: &TestClinic, patient: &Scope, doctor: &Scope, starts_at: &str) -> Result<AppointmentId> {
    let wish = HoldTime {
        doctor: doctor_of(doctor).to_string(),
        visit_type: clinic.visit_type("first").to_string(),
        location: clinic.location.to_string(),
        starts_at: starts_at.to_owned(),
    };
    let hold = appointments::hold(patient, &wish).await?.to_string();
    let reason = String::new();
    appointments::book(patient, &BookAppointment { hold, reason }).await
}

/// The doctor looks after the patient.
async fn looks_after(patient: &Scope, doctor: &Scope) {
    let ask = AskDoctor {
        doctor: doctor_of(doctor).to_string(),
        kind: "primary_care".to_owned(),
        ends_on: String::new(),
        referral: String::new(),
    };
    let care = care::ask_doctor(patient, &ask).await.unwrap();
    let accept = StepCare {
        care: care.to_string(),
        step: CareStep::Accept.as_str().to_owned(),
        version: "1".to_owned(),
    };
    care::step(doctor, &accept).await.unwrap();
}

/// The form that makes `merged` part of `kept`, as staff see both now.
async fn form(admin: &Scope, kept: PatientId, merged: PatientId) -> MergeRecords {
    let number = patients::kept(admin.db(), admin, merged).await.unwrap().number;
    let search = FindTwin {
        patient: kept.to_string(),
        number: number.to_string(),
    };
    let both = compare(admin, kept, &search).await.unwrap().both.expect("two records");
    MergeRecords {
        patient: kept.to_string(),
        patient_version: both.one.version.to_string(),
        other: merged.to_string(),
        other_version: both.other.version.to_string(),
        keep: kept.to_string(),
        reason: "Passport seen, registered twice".into(),
        another_birth: String::new(),
    }
}

async fn merge(admin: &Scope, kept: PatientId, merged: PatientId) -> Result<PatientId> {
    join(admin, &form(admin, kept, merged).await).await
}

async fn merge_of(admin: &Scope, merged: PatientId) -> MergeId {
    of_record(admin, merged)
        .await
        .unwrap()
        .into
        .expect("part of another")
        .id
}

async fn apart(admin: &Scope, merge: MergeId) -> Result<PatientId> {
    let merge = merge.to_string();
    separate(admin, &SeparateRecords { merge }).await
}

async fn identity_of(clinic: &TestClinic, scope: &Scope) -> Identity {
    let found = identity::find(&clinic.tools, scope.account().unwrap()).await.unwrap();
    found.expect("an account that works")
}

/// The visits of a patient, the soonest first.
async fn visits(patient: &Scope) -> Vec<AppointmentId> {
    let home = appointments::patient_home(patient).await.unwrap();
    home.next.into_iter().chain(home.later).map(|visit| visit.id).collect()
}

async fn names_seen(doctor: &Scope) -> Vec<String> {
    let listed = patients::of_doctor(doctor, &FindPatients::default()).await.unwrap();
    listed.patients.items.into_iter().map(|card| card.name).collect()
}

/// A record without an account, born on the same day as every patient of the tests.
async fn record(admin: &Scope, name: &str) -> PatientId {
    let form = AddRecord {
        name: name.into(),
        phone: "020 7946 0321".into(),
        address: "3 Mill Lane".into(),
        birth_day: "27".into(),
        birth_month: "3".into(),
        birth_year: "1985".into(),
        another: "yes".into(),
    };
    records::add(admin, &form).await.unwrap()
}

on_both_engines! {
    async fn two_records_become_one_and_two_again(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let doctor = clinic.doctor("Dr Eze").await;
        let (first, second) = (book(&clinic, &ann, &doctor, EARLY).await.unwrap(), book(&clinic, &anna, &doctor, LATE).await.unwrap());
        looks_after(&anna, &doctor).await;
        let (kept, merged) = (patient_of(&ann), patient_of(&anna));

        assert_eq!(merge(&admin, kept, merged).await.unwrap(), kept);
        assert_eq!(visits(&ann).await, [first, second]);
        assert_eq!(names_seen(&doctor).await, ["Ann Lee"]);
        assert_eq!(care::team(&ann).await.unwrap().active.len(), 1);
        // The time of the visit that moved is hers now.
        let at_once = book(&clinic, &ann, &clinic.doctor("Dr Hall").await, LATE).await;
        assert!(matches!(at_once, Err(Error::Conflict(Conflict::PatientBusy { .. }))), "{at_once:?}");
        // The other account holds no record, and is told so.
        let who = identity_of(&clinic, &anna).await;
        assert_eq!((who.patient, who.home()), (None, "/account/caring"));
        let account = clinic.scope(Actor::Account { account: anna.account().unwrap() });
        assert!(carers::caring(&account).await.unwrap().merged);
        clinic.run_jobs().await;
        let mailed = |email: String, subject: &str| clinic.mailer.sent_to(&email).iter().any(|mail| mail.subject == subject);
        assert!(mailed(clinic.email(&ann).await, "Two records of yours are one now"));
        assert!(mailed(clinic.email(&anna).await, "Your record is in your other account now"));

        let since = book(&clinic, &ann, &doctor, NEXT_DAY).await.unwrap();
        let merge = merge_of(&admin, merged).await;
        assert_eq!(apart(&admin, merge).await.unwrap(), merged);
        assert_eq!((visits(&ann).await, visits(&anna).await), (vec![first, since], vec![second]));
        assert_eq!(care::team(&anna).await.unwrap().active.len(), 1);
        assert!(care::team(&ann).await.unwrap().active.is_empty());
        book(&clinic, &ann, &clinic.doctor("Dr Shaw").await, LATE).await.expect("her own time again");
        assert_eq!(identity_of(&clinic, &anna).await.patient, Some(merged));
        assert!(matches!(apart(&admin, merge).await, Err(Error::Conflict(Conflict::NotPossibleNow))));
        clinic.run_jobs().await;
        assert!(mailed(clinic.email(&anna).await, "Your record was separated from another one"));
        let written: Vec<String> = clinic.values("SELECT action FROM audit_event WHERE action IN ('record.merged', 'record.separated') ORDER BY action").await;
        assert_eq!(written, ["record.merged", "record.merged", "record.separated", "record.separated"]);
    }

    async fn whoever_opened_either_stands_in_the_history_of_the_one(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let doctor = clinic.doctor("Dr Eze").await;
        book(&clinic, &anna, &doctor, LATE).await.unwrap();
        patients::summary(&doctor, patient_of(&anna), "").await.unwrap();
        let history = async |whose: &Scope| patients::access(whose, &FindAccess::default()).await.unwrap().rows.items;
        assert!(history(&ann).await.is_empty());
        merge(&admin, patient_of(&ann), patient_of(&anna)).await.unwrap();
        let seen = history(&ann).await;
        assert!(seen.iter().any(|entry| entry.name.as_deref() == Some("Dr Eze")), "{seen:?}");
        assert!(seen.iter().all(|entry| entry.role != domain::actor::ActorKind::Patient), "the other account is hers");
        apart(&admin, merge_of(&admin, patient_of(&anna)).await).await.unwrap();
        assert!(history(&ann).await.iter().all(|entry| entry.name.as_deref() != Some("Dr Eze")));
    }

    async fn a_record_without_an_account_becomes_part_of_its_owners(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let ann = clinic.patient("Ann Lee").await;
        let old = record(&admin, "Ann M Lee").await;
        let number = patients::kept(admin.db(), &admin, old).await.unwrap().number;
        let email = "else@example.org";
        records::invite(&admin, &InviteOwner { patient: old.to_string(), email: email.into() }).await.unwrap();
        let token = clinic.mailed_secret(email, "/record/").await;

        let search = FindTwin { patient: patient_of(&ann).to_string(), number: String::new() };
        let likely = compare(&admin, patient_of(&ann), &search).await.unwrap().likely;
        assert_eq!(likely.iter().map(|row| (row.number, row.has_account)).collect::<Vec<_>>(), [(number, false)]);

        // The owner would be left without a record.
        let wrong = MergeRecords { keep: old.to_string(), ..form(&admin, patient_of(&ann), old).await };
        let refused = join(&admin, &wrong).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::OwnerLeftOut))), "{refused:?}");
        merge(&admin, patient_of(&ann), old).await.unwrap();

        assert!(matches!(records::look(&clinic.anonymous(), &token).await, Err(Error::NotFound)), "the invitation is withdrawn");
        let claim = records::claim(&clinic.anonymous(), &token, &ClaimRecord::default(), None).await;
        assert!(matches!(claim, Err(Error::NotFound)));
        let again = records::invite(&admin, &InviteOwner { patient: old.to_string(), email: email.into() }).await;
        assert!(matches!(again, Err(Error::Conflict(Conflict::RecordMerged))), "{again:?}");
        let listed = |query: String| FindRecords { query, page: String::new() };
        assert_eq!(records::list(&admin, &listed(String::new())).await.unwrap().records.total, 0);
        let by_number = records::list(&admin, &listed(number.to_string())).await.unwrap().records.items;
        assert!(by_number[0].merged, "the number on an old card is found");
        let found = patients::of_numbers(admin.db(), &admin, &[number]).await.unwrap();
        assert_eq!(found[&number].id, patient_of(&ann), "and leads to the one that stayed");
        let born = chrono::NaiveDate::from_ymd_opt(1985, 3, 27).unwrap();
        let known = patients::known_by(admin.db(), number, born).await.unwrap();
        assert_eq!(known.map(|row| row.id), Some(patient_of(&ann)));
    }

    async fn visits_at_the_same_time_stand_in_the_way(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let (eze, hall) = (clinic.doctor("Dr Eze").await, clinic.doctor("Dr Hall").await);
        book(&clinic, &ann, &eze, EARLY).await.unwrap();
        let hers = book(&clinic, &anna, &hall, EARLY).await.unwrap();
        let (kept, merged) = (patient_of(&ann), patient_of(&anna));
        let number = patients::kept(admin.db(), &admin, merged).await.unwrap().number.to_string();
        let search = FindTwin { patient: kept.to_string(), number };
        assert_eq!(compare(&admin, kept, &search).await.unwrap().both.unwrap().overlaps.len(), 1, "said beforehand");
        let refused = merge(&admin, kept, merged).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::VisitsOverlap))), "{refused:?}");
        assert_eq!(visits(&anna).await, [hers], "nothing of it is done");
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM patient_merge").await, 0);
        // What is over is in nobody's way.
        clinic.advance(TimeDelta::days(30));
        let admin = clinic.confirmed(&admin);
        merge(&admin, kept, merged).await.unwrap();
    }

    async fn what_both_have_stays_where_it_is(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let doctor = clinic.doctor("Dr Eze").await;
        let eva = clinic.carer("Eva Lee", &ann, CarerScopes::all()).await;
        clinic.lets_act(&anna, &eva).await;
        looks_after(&ann, &doctor).await;
        looks_after(&anna, &doctor).await;
        merge(&admin, patient_of(&ann), patient_of(&anna)).await.unwrap();
        assert_eq!(care::team(&ann).await.unwrap().active.len(), 1);
        assert_eq!(names_seen(&doctor).await, ["Ann Lee"]);
        let account = clinic.scope(Actor::Account { account: eva.account().unwrap() });
        let cared = carers::caring(&account).await.unwrap().people;
        assert_eq!(cared.iter().map(|cared| cared.name.as_str()).collect::<Vec<_>>(), ["Ann Lee"]);
        apart(&admin, merge_of(&admin, patient_of(&anna)).await).await.unwrap();
        assert_eq!(names_seen(&doctor).await, ["Ann Lee", "Anna Lee"]);
        assert_eq!(carers::caring(&account).await.unwrap().people.len(), 2);
    }

    async fn what_is_only_asked_for_gives_way_to_what_holds(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let doctor = clinic.doctor("Dr Eze").await;
        let ask = AskDoctor { doctor: doctor_of(&doctor).to_string(), kind: "primary_care".into(), ..AskDoctor::default() };
        care::ask_doctor(&ann, &ask).await.unwrap();
        looks_after(&anna, &doctor).await;
        merge(&admin, patient_of(&ann), patient_of(&anna)).await.unwrap();
        assert_eq!(names_seen(&doctor).await, ["Ann Lee"], "who saw the patient goes on seeing them");
        let requests = care::requests(&doctor).await.unwrap();
        assert!(requests.to_answer.is_empty() && requests.asked.is_empty());
    }

    async fn whom_the_owner_has_shown_the_door_does_not_come_back(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let eva = clinic.carer("Eva Lee", &ann, CarerScopes::all()).await;
        let Actor::Carer { carer, .. } = *eva.actor() else { unreachable!("a carer") };
        carers::end(&ann, &EndCarer { carer: carer.to_string() }).await.unwrap();
        clinic.lets_act(&anna, &eva).await;
        merge(&admin, patient_of(&ann), patient_of(&anna)).await.unwrap();
        let account = clinic.scope(Actor::Account { account: eva.account().unwrap() });
        assert!(carers::caring(&account).await.unwrap().people.is_empty());
    }

    async fn nobody_gets_a_record_who_cannot_sign_in(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, old) = (clinic.patient("Ann Lee").await, record(&admin, "Ann M Lee").await);
        clinic.execute("UPDATE account SET status = 'unverified' WHERE email_folded LIKE 'ann%'").await;
        let search = FindTwin { patient: old.to_string(), number: "100001".into() };
        assert_eq!(compare(&admin, old, &search).await.unwrap().both.unwrap().may_stay, [old]);
        let refused = merge(&admin, patient_of(&ann), old).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::OwnerLeftOut))), "{refused:?}");
        merge(&admin, old, patient_of(&ann)).await.unwrap();
    }

    async fn what_is_written_meanwhile_is_not_written_for_a_part(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let doctor = clinic.doctor("Dr Eze").await;
        merge(&admin, patient_of(&ann), patient_of(&anna)).await.unwrap();
        // A request that was let in before, and writes after.
        let late = book(&clinic, &anna, &doctor, LATE).await;
        assert!(matches!(late, Err(Error::Conflict(Conflict::RecordMerged))), "{late:?}");
        let ask = AskDoctor { doctor: doctor_of(&doctor).to_string(), kind: "primary_care".into(), ..AskDoctor::default() };
        let asked = care::ask_doctor(&anna, &ask).await;
        assert!(matches!(asked, Err(Error::Conflict(Conflict::RecordMerged))), "{asked:?}");
    }

    async fn of_two_parts_one_leaves_and_the_other_stays_whole(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna, annie) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await, clinic.patient("Annie Lee").await);
        let doctor = clinic.doctor("Dr Eze").await;
        looks_after(&anna, &doctor).await;
        looks_after(&annie, &doctor).await;
        for part in [&anna, &annie] {
            merge(&admin, patient_of(&ann), patient_of(part)).await.unwrap();
        }
        assert_eq!(names_seen(&doctor).await, ["Ann Lee"]);
        apart(&admin, merge_of(&admin, patient_of(&anna)).await).await.unwrap();
        let mut seen = names_seen(&doctor).await;
        seen.sort();
        assert_eq!(seen, ["Ann Lee", "Anna Lee"]);
    }

    async fn an_emergency_is_judged_by_what_was_opened_before(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let doctor = clinic.doctor("Dr Eze").await;
        let open = OpenEmergency {
            number: "100002".into(),
            birth_day: "27".into(),
            birth_month: "3".into(),
            birth_year: "1985".into(),
            kind: "danger".into(),
            reason: "Collapsed".into(),
            password: crate::testing::PASSWORD.into(),
        };
        emergency::open(&doctor, &open, None).await.unwrap();
        patients::summary(&doctor, patient_of(&anna), "").await.unwrap();
        merge(&admin, patient_of(&ann), patient_of(&anna)).await.unwrap();
        let list = emergency::list(&admin, &domain::emergency::FindEmergencies::default()).await.unwrap();
        let told = emergency::one(&admin, list.rows.items[0].id).await.unwrap();
        assert!(!told.opened.is_empty());
    }

    async fn what_was_merged_last_is_separated_first(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (one, two, three) = (record(&admin, "Ann Lee").await, record(&admin, "Anna Lee").await, record(&admin, "Annie Lee").await);
        merge(&admin, two, one).await.unwrap();
        let first = merge_of(&admin, one).await;
        let again = MergeRecords { other: one.to_string(), ..form(&admin, three, two).await };
        assert!(matches!(join(&admin, &again).await, Err(Error::Conflict(Conflict::RecordMerged))));
        merge(&admin, three, two).await.unwrap();
        let leads = async |id: PatientId| patients::kept(admin.db(), &admin, id).await.unwrap().merged_into_id;
        assert_eq!((leads(one).await, leads(two).await), (Some(three), Some(three)));
        assert!(!of_record(&admin, two).await.unwrap().from[0].may_separate);
        assert!(matches!(apart(&admin, first).await, Err(Error::Conflict(Conflict::MergedAgain))));
        apart(&admin, merge_of(&admin, two).await).await.unwrap();
        assert_eq!((leads(one).await, leads(two).await, leads(three).await), (Some(two), None, None));
        apart(&admin, first).await.unwrap();
        assert_eq!(leads(one).await, None);
    }

    async fn only_staff_who_confirmed_and_never_for_themselves(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (ann, anna) = (clinic.patient("Ann Lee").await, clinic.patient("Anna Lee").await);
        let (kept, merged) = (patient_of(&ann), patient_of(&anna));
        let good = form(&admin, kept, merged).await;
        let other_permissions = Permissions::none().with(Permission::ReadAudit).with(Permission::ManageRoles);
        for wrong in [clinic.confirmed(&clinic.staff("Ruth", other_permissions).await), ann.clone(), clinic.doctor("Dr Eze").await, clinic.anonymous()] {
            assert!(matches!(join(&wrong, &good).await, Err(Error::Forbidden)));
            assert!(matches!(compare(&wrong, kept, &FindTwin::default()).await, Err(Error::Forbidden)));
            assert!(matches!(of_record(&wrong, kept).await, Err(Error::Forbidden)));
            assert!(matches!(separate(&wrong, &SeparateRecords::default()).await, Err(Error::Forbidden)));
        }
        assert!(matches!(join(&clinic.unsure(&admin), &good).await, Err(Error::ConfirmFirst)));

        // A member of staff who is the patient, or acts for the patient.
        let hers = clinic.scope(Actor::Staff { account: ann.account().unwrap(), permissions: Permissions::all() });
        assert!(matches!(join(&clinic.confirmed(&hers), &good).await, Err(Error::Conflict(Conflict::OwnRecord))));
        clinic.lets_act(&anna, &admin).await;
        assert!(matches!(join(&admin, &good).await, Err(Error::Conflict(Conflict::OwnRecord))));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM patient_merge").await, 0);
    }

    async fn whoever_was_not_looked_at_is_not_merged(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (one, two) = (record(&admin, "Ann Lee").await, record(&admin, "Anna Lee").await);
        let good = form(&admin, one, two).await;
        clinic.execute("UPDATE patient SET birth_date = '1985-03-28', version = version + 1 WHERE number = 100002").await;
        assert!(matches!(join(&admin, &good).await, Err(Error::Conflict(Conflict::Stale))), "it was changed meanwhile");
        let seen = form(&admin, one, two).await;
        assert!(matches!(join(&admin, &seen).await, Err(Error::Invalid(errors)) if errors.get("another_birth") == Some(&Problem::CheckBirthDates)));
        let checked = MergeRecords { another_birth: "on".into(), ..form(&admin, one, two).await };
        join(&admin, &checked).await.unwrap();
        let gone = MergeRecords { other: PatientId::from_uuid(one.uuid()).to_string(), patient: "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".into(), ..checked };
        assert!(matches!(join(&admin, &gone).await, Err(Error::NotFound)));
        let search = |number: &str| FindTwin { patient: one.to_string(), number: number.into() };
        for (number, problem) in [("999999", Problem::NoSuchRecord), ("100001", Problem::SameRecord), ("100002", Problem::SameRecord)] {
            let found = compare(&admin, one, &search(number)).await.unwrap();
            assert_eq!(found.errors.get("number"), Some(&problem), "{number}");
        }
    }

    async fn of_many_at_once_one_is_done(clinic: TestClinic) {
        let admin = desk(&clinic).await;
        let (one, two) = (record(&admin, "Ann Lee").await, record(&admin, "Anna Lee").await);
        let (forth, back) = (form(&admin, one, two).await, form(&admin, two, one).await);
        let mut race = JoinSet::new();
        for form in [&forth, &back, &forth, &back, &forth, &back] {
            let (admin, form) = (admin.clone(), form.clone());
            race.spawn(async move { join(&admin, &form).await });
        }
        let answers = race.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        let part: Vec<Option<uuid::Uuid>> = clinic.values("SELECT merged_into_id FROM patient").await;
        assert_eq!(part.iter().flatten().count(), 1);
    }

    async fn every_table_that_points_to_a_patient_is_thought_of(clinic: TestClinic) {
        let sql = match clinic.database.engine() {
            crate::database::Engine::Sqlite => "SELECT DISTINCT m.name AS name FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE f.\"table\" = 'patient'",
            crate::database::Engine::Postgres => "SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'patient'::regclass",
        };
        let there: BTreeSet<String> = clinic.values::<String>(sql).await.into_iter().collect();
        let thought: BTreeSet<String> = tables::moving().chain(tables::STAYS).map(str::to_owned).collect();
        assert_eq!(there, thought);
    }
}
