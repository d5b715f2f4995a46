//! Files from the hand of their owner to the store and back, and what is left when something goes wrong on the way.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::files::PHOTO;
use domain::form::Problem;
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::*;
use crate::crypto::{KeyRing, KeySource, Rotated, new_key_line, random};
use crate::ports::files::Objects;
use crate::ports::scanner::{NoScanner, ScanError};
use crate::scope::Tools;
use crate::testing::TestClinic;
use crate::testing::pictures::{jpeg, pdf, upload};
use crate::{doctors, on_both_engines, photos};

/// The same clinic in a process of its own, which keeps files differently.
async fn with(clinic: &TestClinic, actor: &Scope, change: impl FnOnce(&mut Tools)) -> Scope {
    let mut tools = Arc::into_inner(clinic.another_process().await).expect("nobody else has it");
    change(&mut tools);
    Scope::new(actor.actor().clone(), actor.request().clone(), Arc::new(tools))
}

fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("salve-files-{}", Uuid::from_bytes(random())))
}

/// What lies in a folder.
fn objects(folder: &PathBuf) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| fs::read(entry.path()).expect("an object"))
        .collect()
}

fn problem(done: Result<()>, field: &str) -> Option<Problem> {
    match done {
        Err(Error::Invalid(errors)) => errors.get(field).cloned(),
        _ => None,
    }
}

/// Finds something in everything.
struct Suspicious;

#[async_trait]
impl Scanner for Suspicious {
    async fn scan(&self, _: &[u8]) -> Result<Verdict, ScanError> {
        Ok(Verdict::Infected)
    }
}

/// Is not there.
struct Away;

#[async_trait]
impl Scanner for Away {
    async fn scan(&self, _: &[u8]) -> Result<Verdict, ScanError> {
        Err(ScanError::TooLong)
    }
}

on_both_engines! {
    async fn what_is_kept_lies_sealed_and_goes_when_it_is_removed(clinic: TestClinic) {
        let (place, doctor) = (folder(), clinic.doctor("Dr Okafor").await);
        let doctor = with(&clinic, &doctor, |tools| {
            tools.files = Files::new(Arc::new(Objects::folder(&place).unwrap()), Arc::new(NoScanner));
        }).await;
        let long = "kanarienvogel-document ".repeat(9_000);
        doctors::add_document(&doctor, upload("kanarienvogel-name.pdf", pdf(&long))).await.unwrap();
        photos::set(&doctor, upload("me.jpg", jpeg(300, 200))).await.unwrap();
        let kept = objects(&place);
        assert_eq!(kept.len(), 3, "a document and two sizes");
        for object in &kept {
            assert!(!object.windows(12).any(|part| part == b"kanarienvoge"));
            assert!(!object.starts_with(&[0xff, 0xd8]));
        }
        let names: Vec<_> = fs::read_dir(&place).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert!(names.iter().all(|name| name.len() == 43), "{names:?}");

        let listed = doctors::licence(&doctor).await.unwrap().documents;
        assert_eq!(listed[0].name, "kanarienvogel-name.pdf");
        let read = doctors::own_document(&doctor, listed[0].id).await.unwrap();
        assert_eq!(read.bytes, pdf(&long));

        photos::remove(&doctor).await.unwrap();
        let request = domain::files::RemoveDocument { document: listed[0].id.to_string() };
        doctors::remove_document(&doctor, &request).await.unwrap();
        assert_eq!(objects(&place).len(), 3, "content goes after the commit");
        crate::work::worker(&doctor.shared_tools()).run_due().await.unwrap();
        assert_eq!(objects(&place).len(), 0);
        fs::remove_dir_all(place).unwrap();
    }

    async fn what_was_changed_in_the_store_is_not_read(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        photos::set(&ann, upload("me.jpg", jpeg(300, 200))).await.unwrap();
        let id = photos::view(&ann).await.unwrap().photo.unwrap();
        let rows: Vec<String> = clinic.values("SELECT object FROM file ORDER BY kind").await;
        let store = &clinic.tools.files.store;
        let (large, small) = (store.get(&rows[0]).await.unwrap().unwrap(), store.get(&rows[1]).await.unwrap().unwrap());
        store.put(&rows[0], small).await.unwrap();
        assert!(matches!(photos::own(&ann, id, photos::Size::Large).await, Err(Error::Internal(_))));
        store.put(&rows[0], large).await.unwrap();
        assert!(photos::own(&ann, id, photos::Size::Large).await.is_ok());
    }

    async fn content_that_no_row_speaks_of_is_swept_after_a_day(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        photos::set(&ann, upload("me.jpg", jpeg(300, 200))).await.unwrap();
        let store = &clinic.tools.files.store;
        store.put("left-by-a-crash", vec![1; 100]).await.unwrap();
        // The store has a clock of its own.
        let long_ago = clinic.now() - TimeDelta::days(3650);
        clinic.clock.set(long_ago);
        assert_eq!(sweep::sweep(&clinic.tools).await.unwrap(), 0, "it may still get its row");
        clinic.clock.set(long_ago + TimeDelta::days(7300));
        assert_eq!(sweep::sweep(&clinic.tools).await.unwrap(), 1);
        assert!(store.get("left-by-a-crash").await.unwrap().is_none());
        assert!(photos::view(&ann).await.unwrap().photo.is_some());
        assert_eq!(sweep::sweep(&clinic.tools).await.unwrap(), 0);
    }

    async fn files_of_an_older_key_are_sealed_with_the_newest(clinic: TestClinic) {
        let (one, two) = (new_key_line(1), new_key_line(2));
        let ring = |lines: &[&str]| KeyRing::load(&KeySource::Value(lines.join(",").into())).unwrap();
        let (old, both) = (ring(&[one.expose_secret()]), ring(&[one.expose_secret(), two.expose_secret()]));
        let doctor = clinic.doctor("Dr Okafor").await;
        let before = with(&clinic, &doctor, |tools| tools.keys = old.clone()).await;
        doctors::add_document(&before, upload("licence.pdf", pdf("number 7"))).await.unwrap();
        let id = doctors::licence(&before).await.unwrap().documents[0].id;

        let after = with(&clinic, &doctor, |tools| tools.keys = both.clone()).await;
        let system = after.acting_as(domain::actor::Actor::System);
        let mut only_files = Rotated::default();
        rotate(&system, &mut only_files).await.unwrap();
        assert_eq!(only_files, Rotated { read: 1, sealed: 1 });
        assert_eq!(doctors::own_document(&after, id).await.unwrap().bytes, pdf("number 7"));
        assert!(doctors::own_document(&before, id).await.is_err(), "the old ring opens it no more");
        let mut again = Rotated::default();
        rotate(&system, &mut again).await.unwrap();
        assert_eq!(again, Rotated::default());

        let object: String = clinic.value("SELECT object FROM file").await;
        clinic.execute("UPDATE file SET key_number = 1").await;
        clinic.tools.files.store.remove(&object).await.unwrap();
        assert!(rotate(&system, &mut again).await.is_err(), "content that is gone is told");
    }

    async fn what_the_scanner_does_not_like_is_not_kept(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let store = clinic.tools.files.store.clone();
        let looked_at = with(&clinic, &ann, |tools| tools.files = Files::new(store.clone(), Arc::new(Suspicious))).await;
        let refused = photos::set(&looked_at, upload("me.jpg", jpeg(30, 20))).await;
        assert_eq!(problem(refused, PHOTO.field), Some(Problem::FileRefused));
        let away = with(&clinic, &ann, |tools| tools.files = Files::new(store, Arc::new(Away))).await;
        let error = photos::set(&away, upload("me.jpg", jpeg(30, 20))).await.unwrap_err();
        assert!(error.is_unavailable(), "nothing is kept that nobody could look at");
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM file").await, 0);
    }

    async fn an_account_keeps_no_more_than_it_may(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let content = pdf(&"a line ".repeat(1_000));
        let room = u64::try_from(content.len() * 2 + 10).unwrap();
        let doctor = with(&clinic, &doctor, |tools| tools.files.quota = room).await;
        for number in 0..2 {
            doctors::add_document(&doctor, upload(&format!("{number}.pdf"), content.clone())).await.unwrap();
        }
        let full = doctors::add_document(&doctor, upload("3.pdf", content)).await;
        assert_eq!(problem(full, "document"), Some(Problem::StorageFull));
        let names = clinic.tools.files.store.older_than(clinic.now() + TimeDelta::days(3650)).await.unwrap();
        assert_eq!(names.len(), 2, "what found no room is taken back");
        assert_eq!(doctors::licence(&doctor).await.unwrap().documents.len(), 2);
    }

    async fn nobody_sends_files_without_end(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        for _ in 0..60 {
            count_upload(&ann).await.unwrap();
        }
        assert!(matches!(count_upload(&ann).await, Err(Error::TooMany { .. })));
        assert!(count_upload(&clinic.patient("Ben Okoro").await).await.is_ok());
        assert!(matches!(count_upload(&clinic.anonymous()).await, Err(Error::Forbidden)));
        clinic.advance(TimeDelta::minutes(61));
        assert!(count_upload(&ann).await.is_ok());
    }
}
