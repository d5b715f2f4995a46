use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::{Actor, Permission, Permissions};
use domain::admin::ChangeAccount;
use domain::appointments::{BookAppointment, CancelAppointment, HoldTime};
use domain::care::AskDoctor;
use domain::carers::{CarerScope, CarerScopes, OfferCarer, ValidActFor};
use domain::emergency::OpenEmergency;
use domain::id::{AccountId, DoctorId, PatientId};
use domain::live::{Change, Kind, Topic};
use sea_orm::TransactionTrait;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::hub::{Missed, Seat, Told};
use super::reach::Reach;
use super::{Cursor, Live, Watched, tell};
use crate::accounts::identity;
use crate::database::news::Heard;
use crate::error::Error;
use crate::scope::Scope;
use crate::testing::{PASSWORD, TestClinic, doctor_of, instant, patient_of};
use crate::{admin, appointments, care, carers, emergency, on_both_engines, patients};

fn account(number: u128) -> AccountId {
    AccountId::from_uuid(Uuid::from_u128(number))
}

fn patient(number: u128) -> Topic {
    Topic::Patient(PatientId::from_uuid(Uuid::from_u128(number)))
}

fn change(topic: Topic) -> Change {
    Change::of(topic, Kind::Visit)
}

fn noon() -> DateTime<Utc> {
    instant("2026-11-16T12:00:00Z")
}

fn hearing() -> Live {
    let live = Live::default();
    live.open(noon() - TimeDelta::hours(1));
    live
}

fn seat(live: &Live, topic: Topic, from: Option<Cursor>) -> (Seat, Missed) {
    live.seat(account(1), vec![topic].into(), from, noon()).expect("a seat")
}

/// The changes that a stream got or missed, without their places.
fn changes(missed: Missed) -> Vec<Change> {
    match missed {
        Missed::Changes(changes) => changes.into_iter().map(|(_, change)| change).collect(),
        Missed::Unknown(_) => panic!("everything has to be asked for again"),
    }
}

#[test]
fn a_stream_hears_its_own_and_nothing_else() {
    let live = hearing();
    let (mut own, _) = seat(&live, patient(1), None);
    let (mut other, _) = seat(&live, patient(2), None);
    live.publish(noon(), &[change(patient(1)), change(Topic::Clinic)]);
    assert!(matches!(own.told.try_recv(), Ok(Told::Change(_, heard)) if heard == change(patient(1))));
    assert!(own.told.try_recv().is_err() && other.told.try_recv().is_err());
}

#[test]
fn who_comes_back_gets_exactly_what_was_missed() {
    let live = hearing();
    let page = live.cursor(noon()).expect("it hears");
    live.publish(noon(), &[change(patient(1)), change(patient(2)), change(patient(1))]);
    let (_, missed) = seat(&live, patient(1), Some(page));
    let Missed::Changes(missed) = missed else {
        panic!("all of it is kept")
    };
    assert_eq!(missed.len(), 2);
    let (_, rest) = seat(&live, patient(1), Some(missed[0].0));
    assert_eq!(changes(rest), [change(patient(1))], "after the first of them");
    let (_, none) = seat(&live, patient(1), live.cursor(noon()));
    assert_eq!(changes(none), []);
    let (_, none) = seat(&live, patient(1), None);
    assert_eq!(changes(none), [], "who names no place begins here");
}

#[test]
fn another_process_goes_by_the_time_and_rather_tells_twice() {
    let (here, there) = (hearing(), hearing());
    let page = here.cursor(noon()).expect("it hears");
    for live in [&here, &there] {
        live.publish(noon() - TimeDelta::seconds(60), &[change(patient(1))]);
        live.publish(noon() - TimeDelta::seconds(1), &[change(patient(1))]);
        live.publish(noon() + TimeDelta::seconds(1), &[change(patient(1))]);
    }
    let (_, missed) = seat(&there, patient(1), Some(page));
    assert_eq!(changes(missed).len(), 2, "the one just before may have been missed");
    let begun = Live::default();
    begun.open(noon());
    let (_, missed) = seat(&begun, patient(1), Some(page));
    assert!(
        matches!(missed, Missed::Unknown(_)),
        "this process began too late to know"
    );
}

#[test]
fn who_was_away_too_long_asks_for_everything_again() {
    let live = hearing();
    let page = live.cursor(noon()).expect("it hears");
    live.publish(noon(), &[change(patient(1))]);
    live.publish(noon() + TimeDelta::minutes(11), &[change(patient(2))]);
    let (_, missed) = seat(&live, patient(1), Some(page));
    assert!(matches!(missed, Missed::Unknown(_)), "what was told at noon is gone");

    let page = live.cursor(noon()).expect("it hears");
    for _ in 0..65 {
        live.publish(noon() + TimeDelta::minutes(12), &[change(patient(1))]);
    }
    let (_, missed) = seat(&live, patient(1), Some(page));
    assert!(matches!(missed, Missed::Unknown(_)), "so many are one");
}

#[test]
fn a_gap_is_told_to_everybody_and_makes_old_places_worthless() {
    let live = hearing();
    let page = live.cursor(noon()).expect("it hears");
    let (mut own, _) = seat(&live, patient(1), None);
    live.gap(noon());
    assert!(matches!(own.told.try_recv(), Ok(Told::Gap(_))));
    let (_, missed) = seat(&live, patient(1), Some(page));
    assert!(matches!(missed, Missed::Unknown(_)));
}

#[test]
fn an_account_has_ten_streams_and_the_oldest_makes_room() {
    let live = hearing();
    let mut seats: Vec<_> = (0..10).map(|_| seat(&live, patient(1), None).0).collect();
    let (_other, _) = live
        .seat(account(2), vec![patient(2)].into(), None, noon())
        .expect("a seat");
    assert_eq!(live.count(), 11);
    let (_eleventh, _) = seat(&live, patient(1), None);
    assert_eq!(live.count(), 11, "the other account keeps its own");
    assert!(matches!(seats[0].told.try_recv(), Ok(Told::TooMany)));
    assert!(seats[1].told.try_recv().is_err());
    drop(seats);
    assert_eq!(live.count(), 2, "a dropped stream gives its place up");
}

#[test]
fn a_stream_that_nobody_reads_is_cut_and_can_come_back() {
    let live = hearing();
    let (mut slow, _) = seat(&live, patient(1), None);
    for _ in 0..20 {
        live.publish(noon(), &[change(patient(1))]);
    }
    assert_eq!(live.count(), 0);
    let mut last = None;
    while let Ok(Told::Change(cursor, _)) = slow.told.try_recv() {
        last = Some(cursor);
    }
    let (_, missed) = seat(&live, patient(1), last);
    assert_eq!(changes(missed).len(), 4);
}

#[test]
fn nothing_is_heard_before_the_beginning_and_after_the_end() {
    let live = Live::default();
    assert!(live.cursor(noon()).is_none() && live.seat(account(1), Reach::default(), None, noon()).is_none());
    live.open(noon());
    let (mut own, _) = seat(&live, patient(1), None);
    live.close();
    assert!(own.told.try_recv().is_err());
    assert!(live.seat(account(1), Reach::default(), None, noon()).is_none());
}

/// The next change that a seat hears within some seconds.
async fn next(seat: &mut Seat) -> Option<Change> {
    match timeout(Duration::from_secs(5), seat.told.recv()).await.ok()? {
        Some(Told::Change(_, change)) => Some(change),
        _ => None,
    }
}

/// Everything that a seat hears until it is quiet for a while.
async fn all(seat: &mut Seat) -> Vec<Change> {
    let mut heard = Vec::new();
    while let Ok(Some(Told::Change(_, change))) = timeout(Duration::from_millis(1500), seat.told.recv()).await {
        heard.push(change);
    }
    heard
}

/// The seat that a stream of theirs gets.
async fn seat_of(clinic: &TestClinic, scope: &Scope) -> Seat {
    let tools = &clinic.tools;
    let account = scope.account().expect("an account");
    let who = identity::find(tools, account).await.expect("a read");
    let mut who = who.expect("somebody who may sign in");
    if let Actor::Carer { carer, preview, .. } = *scope.actor() {
        let asked = ValidActFor { carer, preview };
        who.acting = carers::acting(tools, &who, asked).await.expect("a read");
    }
    let reach = Reach::of(tools, &who, &Watched::default()).await.expect("a read");
    tools.live.seat(account, reach, None, clinic.now()).expect("a seat").0
}

/// What a seat hears until it is quiet, as a browser is told.
async fn lines(seat: &mut Seat) -> Vec<String> {
    all(seat).await.iter().map(Change::to_string).collect()
}

/// A doctor opens the record of somebody in an emergency.
async fn opened(clinic: &TestClinic, doctor: &Scope, patient: &Scope) {
    let found = patients::by_ids(clinic.database.read(), [patient_of(patient)]).await;
    let form = OpenEmergency {
        number: found.expect("a read")[&patient_of(patient)].number.to_string(),
        birth_day: "27".to_owned(),
        birth_month: "3".to_owned(),
        birth_year: "1985".to_owned(),
        kind: "danger".to_owned(),
        reason: "Found unconscious at the bus stop".to_owned(),
        password: PASSWORD.into(),
    };
    emergency::open(doctor, &form, None).await.expect("opened");
}

fn at_ten(clinic: &TestClinic, doctor: &Scope) -> HoldTime {
    HoldTime {
        doctor: doctor_of(doctor).to_string(),
        visit_type: clinic.visit_type("first").to_string(),
        location: clinic.location.to_string(),
        starts_at: "2026-11-17T10:00:00Z".to_owned(),
    }
}

on_both_engines! {
    async fn news_are_heard_after_the_commit_by_every_process(clinic: TestClinic) {
        let other = clinic.database.another_process().await;
        let (mut here, mut there) = (clinic.database.ear().await, other.ear().await);
        let now = clinic.now();
        let rolled_back = clinic.database.transaction(async |tx| {
            crate::database::news::tell(tx, now, "never").await?;
            Err::<(), _>(Error::NotFound)
        });
        assert!(rolled_back.await.is_err());
        for news in ["one", "it's \"two\" — 二"] {
            other.transaction(async |tx| crate::database::news::tell(tx, now, news).await).await.expect("told");
        }
        for ear in [&mut here, &mut there] {
            for news in ["one", "it's \"two\" — 二"] {
                let heard = timeout(Duration::from_secs(5), ear.hear()).await.expect("heard in time");
                assert_eq!(heard, Heard::News(news.to_owned()));
            }
        }
        other.close().await.expect("closed");
    }

    async fn what_commits_later_is_heard_later_and_nothing_is_skipped(clinic: TestClinic) {
        if clinic.database.engine() == crate::database::Engine::Sqlite {
            return; // One transaction writes at a time.
        }
        let mut ear = clinic.database.ear().await;
        let (first, second) = (clinic.database.writer().begin().await.expect("begun"), clinic.database.writer().begin().await.expect("begun"));
        for (tx, news) in [(&first, "told first"), (&second, "committed first")] {
            crate::database::news::tell(tx, clinic.now(), news).await.expect("told");
        }
        second.commit().await.expect("committed");
        assert_eq!(timeout(Duration::from_secs(5), ear.hear()).await.expect("heard"), Heard::News("committed first".to_owned()));
        first.commit().await.expect("committed");
        assert_eq!(timeout(Duration::from_secs(5), ear.hear()).await.expect("heard"), Heard::News("told first".to_owned()));
    }

    async fn old_news_are_forgotten(clinic: TestClinic) {
        let database = &clinic.database;
        let now = clinic.now();
        database.transaction(async |tx| crate::database::news::tell(tx, now, "old").await).await.expect("told");
        database.forget_news(now + TimeDelta::seconds(1)).await.expect("forgotten");
        let mut ear = database.ear().await;
        database.transaction(async |tx| crate::database::news::tell(tx, now, "new").await).await.expect("told");
        assert_eq!(timeout(Duration::from_secs(5), ear.hear()).await.expect("heard"), Heard::News("new".to_owned()));
    }

    async fn a_booking_and_its_cancellation_are_told_to_both_sides_only(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann Lee").await, clinic.patient("Ben Okoro").await);
        let mateo = clinic.doctor("Dr Mateo Ruiz").await;
        let stop = CancellationToken::new();
        let passing_on = crate::live::start(clinic.tools.clone(), stop.clone()).await;
        let live = &clinic.tools.live;
        let doctor: DoctorId = doctor_of(&mateo);
        let mut seats: Vec<_> = [
            Topic::Patient(patient_of(&ann)),
            Topic::Doctor(doctor),
            Topic::Times(doctor),
            Topic::Clinic,
            Topic::Patient(patient_of(&ben)),
        ]
        .into_iter()
        .map(|topic| live.seat(account(9), vec![topic].into(), None, clinic.now()).expect("a seat").0)
        .collect();

        let hold = appointments::hold(&ann, &at_ten(&clinic, &mateo)).await.expect("held");
        assert_eq!(next(&mut seats[0]).await.map(|heard| heard.kind), Some(Kind::Hold));
        assert_eq!(next(&mut seats[2]).await.map(|heard| heard.kind), Some(Kind::Hours));
        let visit = appointments::book(&ann, &BookAppointment { hold: hold.to_string(), reason: "A secret".to_owned() }).await.expect("booked");
        assert_eq!(next(&mut seats[0]).await, Some(Change::of_visit(Topic::Patient(patient_of(&ann)), visit)));
        assert_eq!(next(&mut seats[1]).await, Some(Change::of(Topic::Doctor(doctor), Kind::Hold)));
        assert_eq!(next(&mut seats[1]).await, Some(Change::of_visit(Topic::Doctor(doctor), visit)));
        appointments::cancel(&ann, &CancelAppointment { appointment: visit.to_string(), version: "1".to_owned(), reason: String::new() }).await.expect("cancelled");
        assert_eq!(next(&mut seats[1]).await, Some(Change::of_visit(Topic::Doctor(doctor), visit)));
        assert_eq!(all(&mut seats[2]).await.len(), 2, "the time was taken and is free again");
        assert_eq!(all(&mut seats[3]).await, [Change::of(Topic::Clinic, Kind::Visit); 2]);
        assert_eq!(all(&mut seats[4]).await, [], "a stranger");
        stop.cancel();
        passing_on.await.expect("ended");
        assert!(seats[0].told.recv().await.is_some() && seats[0].told.recv().await.is_none(), "streams end with the process");
    }

    async fn staff_hear_what_their_own_pages_show(clinic: TestClinic) {
        let (ann, mateo) = (clinic.patient("Ann Lee").await, clinic.doctor("Dr Mateo Ruiz").await);
        let admin = clinic.admin().await;
        let only = |permission| Permissions::none().with(permission);
        let stop = CancellationToken::new();
        let passing_on = crate::live::start(clinic.tools.clone(), stop.clone()).await;
        let mut seats = Vec::new();
        for (name, permission) in [
            ("Nurse", Permission::ReadNumbers),
            ("Privacy officer", Permission::ReviewAccess),
            ("Front desk", Permission::ManagePeople),
            ("Verifier", Permission::VerifyDoctors),
        ] {
            let member = clinic.staff(name, only(permission)).await;
            seats.push(seat_of(&clinic, &member).await);
        }
        opened(&clinic, &mateo, &ann).await;
        let account = ann.account().expect("an account").to_string();
        admin::people::suspend(&admin, &ChangeAccount { account, version: "1".to_owned() }).await.expect("suspended");
        clinic.new_doctor("Dr Priya Nair").pending().make().await;
        assert_eq!(lines(&mut seats[0]).await, ["clinic numbers"], "of a doctor who waits, and no more of it");
        assert_eq!(lines(&mut seats[1]).await, ["clinic review"]);
        assert_eq!(lines(&mut seats[2]).await, ["clinic people"]);
        assert_eq!(lines(&mut seats[3]).await, ["clinic application"]);
        stop.cancel();
        passing_on.await.expect("ended");
    }

    async fn a_carer_hears_what_the_patient_lets_them_read(clinic: TestClinic) {
        let (ann, mateo) = (clinic.patient("Ann Lee").await, clinic.doctor("Dr Mateo Ruiz").await);
        let with = |scope| CarerScopes::none().with(scope);
        let eva = clinic.carer("Eva", &ann, with(CarerScope::Profile)).await;
        let tom = clinic.carer("Tom", &ann, with(CarerScope::CareTeam)).await;
        let stop = CancellationToken::new();
        let passing_on = crate::live::start(clinic.tools.clone(), stop.clone()).await;
        let mut anns = seat_of(&clinic, &ann).await;
        let (mut evas, mut toms) = (seat_of(&clinic, &eva).await, seat_of(&clinic, &tom).await);
        let ask = AskDoctor {
            doctor: doctor_of(&mateo).to_string(),
            kind: "primary_care".to_owned(),
            ends_on: String::new(),
            referral: String::new(),
        };
        let asked = care::ask_doctor(&ann, &ask).await.expect("asked");
        let offer = OfferCarer {
            name: "Rosa".to_owned(),
            email: "rosa@example.org".to_owned(),
            relation: "friend".to_owned(),
            ..OfferCarer::default()
        };
        carers::offer(&clinic.confirmed(&ann), &offer).await.expect("offered");
        appointments::hold(&ann, &at_ten(&clinic, &mateo)).await.expect("held");
        assert_eq!(lines(&mut anns).await, [format!("patient care {asked}"), "patient carer".to_owned(), "patient hold".to_owned()]);
        assert_eq!(lines(&mut evas).await, Vec::<String>::new(), "neither doctors nor carers nor kept times");
        assert_eq!(lines(&mut toms).await, [format!("patient care {asked}")]);
        stop.cancel();
        passing_on.await.expect("ended");
    }

    async fn a_time_that_is_kept_no_longer_is_told_to_whoever_kept_it(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let mateo = clinic.doctor("Dr Mateo Ruiz").await;
        appointments::hold(&ann, &at_ten(&clinic, &mateo)).await.expect("held");
        let stop = CancellationToken::new();
        let passing_on = crate::live::start(clinic.tools.clone(), stop.clone()).await;
        let own = vec![Topic::Patient(patient_of(&ann))];
        let (mut own, _) = clinic.tools.live.seat(account(9), own.into(), None, clinic.now()).expect("a seat");
        clinic.advance(TimeDelta::minutes(11));
        appointments::sweep_holds(&clinic.system()).await.expect("swept");
        assert_eq!(next(&mut own).await, Some(Change::of(Topic::Patient(patient_of(&ann)), Kind::Hold)));
        stop.cancel();
        passing_on.await.expect("ended");
    }

    async fn a_lost_connection_is_a_gap(clinic: TestClinic) {
        if clinic.database.engine() == crate::database::Engine::Sqlite {
            return; // There is no connection to lose.
        }
        let mut ear = clinic.database.ear().await;
        clinic.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'").await;
        assert_eq!(timeout(Duration::from_secs(10), ear.hear()).await.expect("noticed"), Heard::Gap);
        let now = clinic.now();
        clinic.database.transaction(async |tx| tell(tx, now, &[Change::of(Topic::Clinic, Kind::People)]).await).await.expect("told");
        assert!(matches!(timeout(Duration::from_secs(10), ear.hear()).await.expect("heard"), Heard::News(_)));
    }
}
