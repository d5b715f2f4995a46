//! What went to other systems, told to those who run the portal and to nobody else.

use std::future::pending;

use async_trait::async_trait;
use domain::actor::Permissions;
use domain::exchanges::{ANY_FAILURE, Operation, Outcome};
use domain::id::AccountId;

use super::*;
use crate::files::Files;
use crate::handover::Waiting;
use crate::outbox::{self, Mail};
use crate::ports::files::{FileStore, Objects};
use crate::ports::mailer::{MailError, Trouble};
use crate::ports::scanner::{ScanError, Scanner, Verdict};
use crate::ports::watched::Watched;
use crate::testing::TestClinic;
use crate::testing::pictures::{jpeg, upload};
use crate::{on_both_engines, photos, reference};

fn reader(clinic: &TestClinic) -> impl Future<Output = Scope> {
    clinic.staff("Operator", Permissions::none().with(Permission::ReadLog))
}

/// Asks for a mail to somebody, and lets it be sent.
async fn mail_to(clinic: &TestClinic, account: AccountId) {
    let system = clinic.system();
    let posted = system.transaction(async |tx| outbox::post(tx, &system, Mail::PasswordChanged { account }).await);
    posted.await.unwrap();
    clinic.run_jobs().await;
}

fn exchanged(clinic: &TestClinic, minutes_ago: i64, system: OtherSystem, outcome: Outcome) -> Exchanged {
    Exchanged {
        at: clinic.now() - TimeDelta::minutes(minutes_ago),
        system,
        operation: Operation::Send,
        answer: Answer::of(outcome),
        milliseconds: 120,
        host: "mail.salve.example:587".into(),
        reference: None,
    }
}

async fn found_by(scope: &Scope, search: FindExchanges) -> Vec<Exchange> {
    let list = list(scope, &search).await.unwrap();
    assert!(list.errors.is_empty());
    list.exchanges
}

fn outcomes(exchanges: &[Exchange]) -> Vec<Outcome> {
    exchanges.iter().map(|exchange| exchange.outcome).collect()
}

fn taken(waiting: Waiting<Exchanged>) -> Vec<(Operation, Answer)> {
    waiting.map(|row| (row.operation, row.answer)).collect()
}

/// Says what it is told to say.
struct Says(fn() -> Result<Verdict, ScanError>);

#[async_trait]
impl Scanner for Says {
    async fn scan(&self, _: &[u8]) -> Result<Verdict, ScanError> {
        (self.0)()
    }
}

on_both_engines! {
    async fn a_mail_is_told_with_its_job_and_without_its_reader(clinic: TestClinic) {
        let (reader, ann) = (reader(&clinic).await, clinic.patient("Ann Lee").await);
        clinic.mailer.fail(1);
        mail_to(&clinic, ann.account().unwrap()).await;
        clinic.advance(TimeDelta::minutes(1));
        clinic.run_jobs().await;
        clinic.write_exchanges().await;
        let sent = clinic.mailer.sent_to(&clinic.email(&ann).await).pop().unwrap();
        let list = list(&reader, &FindExchanges::default()).await.unwrap();
        assert_eq!(outcomes(&list.exchanges), [Outcome::Ok, Outcome::Refused]);
        for exchange in &list.exchanges {
            assert_eq!((exchange.system, exchange.operation), (OtherSystem::Mail, Operation::Send));
            assert_eq!((exchange.reference, exchange.host.as_str()), (Some(sent.key), "mail.salve.example:587"));
        }
        assert_eq!(list.exchanges[1].code, Some(451));
        let lately = &list.summary[0];
        assert_eq!((lately.system, lately.exchanges, lately.failures), (OtherSystem::Mail, 2, 1));
        assert_eq!(lately.last_good.as_ref(), Some(&list.exchanges[0].at));
        assert_eq!((list.summary.len(), list.summary[1].exchanges), (3, 0));
        let kept: Vec<String> = clinic.values("SELECT host || coalesce(CAST(code AS TEXT), '') FROM exchange").await;
        assert!(kept.iter().all(|text| !text.contains('@')));
    }

    async fn a_broken_log_stops_no_mail(clinic: TestClinic) {
        let (reader, ann) = (reader(&clinic).await, clinic.patient("Ann Lee").await);
        clinic.execute("ALTER TABLE exchange RENAME TO away").await;
        mail_to(&clinic, ann.account().unwrap()).await;
        clinic.write_exchanges().await;
        assert_eq!(clinic.mailer.sent_to(&clinic.email(&ann).await).len(), 1);
        clinic.execute("ALTER TABLE away RENAME TO exchange").await;
        assert!(found_by(&reader, FindExchanges::default()).await.is_empty());
        mail_to(&clinic, ann.account().unwrap()).await;
        clinic.write_exchanges().await;
        assert_eq!(found_by(&reader, FindExchanges::default()).await.len(), 1);
    }

    async fn exchanges_are_found_by_system_outcome_day_and_reference(clinic: TestClinic) {
        let reader = reader(&clinic).await;
        let id = Uuid::from_u128(7);
        let rows = vec![
            exchanged(&clinic, 0, OtherSystem::Mail, Outcome::Ok),
            Exchanged { reference: Some(id), ..exchanged(&clinic, 1, OtherSystem::Files, Outcome::TimedOut) },
            exchanged(&clinic, 2, OtherSystem::Files, Outcome::Ok),
            exchanged(&clinic, 24 * 60, OtherSystem::Scanner, Outcome::Failed),
            exchanged(&clinic, 24 * 60 + 1, OtherSystem::Scanner, Outcome::Ok),
        ];
        keep(&clinic.database, &rows).await.unwrap();
        keep(&clinic.database, &[]).await.unwrap();
        let find = |find: FindExchanges| async { outcomes(&found_by(&reader, find).await) };
        let all = FindExchanges::default;
        assert_eq!(find(all()).await.len(), 5);
        assert_eq!(find(FindExchanges { system: "files".into(), ..all() }).await, [Outcome::TimedOut, Outcome::Ok]);
        assert_eq!(find(FindExchanges { outcome: ANY_FAILURE.into(), ..all() }).await, [Outcome::TimedOut, Outcome::Failed]);
        assert_eq!(find(FindExchanges { outcome: "failed".into(), ..all() }).await, [Outcome::Failed]);
        assert_eq!(find(FindExchanges { reference: id.to_string(), ..all() }).await, [Outcome::TimedOut]);
        let day = FindExchanges { from: "2026-11-15".into(), until: "2026-11-15".into(), ..all() };
        assert_eq!(find(day).await, [Outcome::Failed, Outcome::Ok]);
        let wrong = list(&reader, &FindExchanges { system: "fax".into(), ..all() }).await.unwrap();
        assert!(wrong.exchanges.is_empty() && wrong.errors.get("system").is_some());
        let gone = list(&reader, &FindExchanges { before: id.to_string(), ..all() }).await.unwrap();
        assert!(gone.errors.get("before").is_some());
        // The scanner's failure is as old as the summary goes back, and what went well is older.
        let scanner = &gone.summary[2];
        assert_eq!((scanner.exchanges, scanner.failures, &scanner.last_good), (1, 1, &None));

        assert_eq!(file(&reader, &all()).await.unwrap().len(), 5);
        assert!(matches!(file(&clinic.unsure(&reader), &all()).await, Err(Error::ConfirmFirst)), "a file leaves the portal");
        assert!(matches!(file(&reader, &FindExchanges { system: "fax".into(), ..all() }).await, Err(Error::Invalid(_))));
        let looked: Vec<String> = clinic.values("SELECT action FROM audit_event WHERE action LIKE 'exchanges.%' ORDER BY action").await;
        assert_eq!(looked.len(), 9);
        assert_eq!(looked[0], "exchanges.exported");
    }

    async fn a_long_log_goes_on_where_the_page_ended_and_old_rows_go_in_steps(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let many = || (0..ROWS + 3).map(|_| exchanged(&clinic, 0, OtherSystem::Mail, Outcome::Ok));
        let old = KEPT_DAYS * 24 * 60 + 1;
        let older = (0..5).map(|_| exchanged(&clinic, old, OtherSystem::Mail, Outcome::Failed));
        keep(&clinic.database, &many().chain(older).collect::<Vec<_>>()).await.unwrap();
        let first = list(&admin, &FindExchanges::default()).await.unwrap();
        assert_eq!(first.exchanges.len() as u64, ROWS);
        let rest = FindExchanges { before: first.older.unwrap().to_string(), ..FindExchanges::default() };
        let second = list(&admin, &rest).await.unwrap();
        assert_eq!((second.exchanges.len(), second.older), (8, None));
        clean(&clinic.tools, 2).await.unwrap();
        assert_eq!(outcomes(&found_by(&admin, rest).await), [Outcome::Ok; 3]);
    }

    async fn files_and_scans_are_told_with_the_request_that_they_are_of(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let (log, waiting) = ExchangeLog::new(Arc::clone(&clinic.tools.clock));
        let mut tools = Arc::into_inner(clinic.another_process().await).unwrap();
        let store = Watched::new(Objects::memory(), log.line(OtherSystem::Files, "minio:9000"));
        let scanner = Watched::new(Says(|| Ok(Verdict::Clean)), log.line(OtherSystem::Scanner, "clamd:3310"));
        tools.files = Files::new(Arc::new(store), Arc::new(scanner));
        let ann = Scope::new(ann.actor().clone(), ann.request().clone(), Arc::new(tools));
        let request = ann.request().id;
        reference::within(request, photos::set(&ann, upload("me.jpg", jpeg(30, 20)))).await.unwrap();
        let rows: Vec<_> = waiting.collect();
        let what: Vec<_> = rows.iter().map(|row| row.operation).collect();
        assert_eq!(what, [Operation::Scan, Operation::Store, Operation::Store]);
        assert!(rows.iter().all(|row| row.reference == Some(request) && row.answer.bytes.is_some()));
    }

    async fn nobody_else_reads_it(clinic: TestClinic) {
        let others = Permission::ALL.iter().copied().filter(|permission| *permission != Permission::ReadLog).collect();
        for stranger in [clinic.anonymous(), clinic.patient("Ann Lee").await, clinic.doctor("Dr Mateo Ruiz").await, clinic.staff("All but that", others).await] {
            assert!(matches!(list(&stranger, &FindExchanges::default()).await, Err(Error::Forbidden)));
            assert!(matches!(file(&stranger, &FindExchanges::default()).await, Err(Error::Forbidden)));
        }
    }
}

fn log() -> (ExchangeLog, Waiting<Exchanged>) {
    ExchangeLog::new(Arc::new(crate::clock::SystemClock))
}

#[tokio::test]
async fn every_word_with_the_store_of_files_is_told() {
    let (log, waiting) = log();
    let store = Watched::new(Objects::memory(), log.line(OtherSystem::Files, "minio:9000"));
    store.put("one", vec![7; 3]).await.unwrap();
    store.get("one").await.unwrap();
    store.get("two").await.unwrap();
    store
        .older_than(crate::testing::instant("2026-11-16T08:00:00Z"))
        .await
        .unwrap();
    store.remove("one").await.unwrap();
    let ok = Answer::of(Outcome::Ok);
    let expected = [
        (Operation::Store, ok.bytes(3)),
        (Operation::Fetch, ok.bytes(3)),
        (Operation::Fetch, Answer::of(Outcome::Refused).code(404)),
        (Operation::List, ok),
        (Operation::Remove, ok),
    ];
    assert_eq!(taken(waiting), expected);
}

#[tokio::test]
async fn what_the_scanner_says_is_told() {
    let (log, waiting) = log();
    let says: [fn() -> Result<Verdict, ScanError>; 3] = [
        || Ok(Verdict::Clean),
        || Ok(Verdict::Infected),
        || Err(ScanError::TooLong),
    ];
    for said in says {
        let scanner = Watched::new(Says(said), log.line(OtherSystem::Scanner, "clamd:3310"));
        let _ = scanner.scan(b"12345").await;
    }
    let expected = [
        Answer::of(Outcome::Ok).bytes(5),
        Answer::of(Outcome::Refused).bytes(5),
        Answer::of(Outcome::TimedOut),
    ];
    let answers: Vec<_> = taken(waiting).into_iter().map(|(_, answer)| answer).collect();
    assert_eq!(answers, expected);
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_is_told_and_what_was_never_asked_is_not() {
    let (log, waiting) = log();
    let line = log.line(OtherSystem::Mail, "mail.salve.example:587");
    let good = |(): &()| Answer::of(Outcome::Ok);
    let talk = line.exchange(Operation::Send, pending::<Result<(), MailError>>(), good);
    assert!(
        tokio::time::timeout(std::time::Duration::from_millis(1), talk)
            .await
            .is_err()
    );
    let unwritten = async {
        Err(MailError::Refused(Trouble::NotAsked(
            "the address is malformed".to_owned(),
        )))
    };
    assert!(line.exchange(Operation::Send, unwritten, good).await.is_err());
    assert_eq!(taken(waiting), [(Operation::Send, Answer::of(Outcome::Failed))]);
}
