//! A store in a folder and in memory: the same answers.

use chrono::{TimeDelta, Utc};
use std::os::unix::fs::PermissionsExt;
use uuid::Uuid;

use super::*;
use crate::clock::{Clock, SystemClock};
use crate::crypto::random;

async fn keeps_and_forgets(store: Objects) {
    assert_eq!(store.get("one").await.unwrap(), None);
    store.put("one", b"first".to_vec()).await.unwrap();
    store.put("one", b"second".to_vec()).await.unwrap();
    store.put("two", Vec::new()).await.unwrap();
    assert_eq!(store.get("one").await.unwrap().as_deref(), Some(&b"second"[..]));
    let now: DateTime<Utc> = SystemClock.now();
    assert_eq!(
        store.older_than(now - TimeDelta::hours(1)).await.unwrap(),
        Vec::<String>::new()
    );
    let mut names = store.older_than(now + TimeDelta::hours(1)).await.unwrap();
    names.sort_unstable();
    assert_eq!(names, ["one", "two"]);
    store.remove("one").await.unwrap();
    store.remove("one").await.unwrap();
    assert_eq!(store.get("one").await.unwrap(), None);
}

#[tokio::test]
async fn memory_keeps_what_it_is_given() {
    keeps_and_forgets(Objects::memory()).await;
}

#[tokio::test]
async fn a_folder_is_made_for_its_owner_alone() {
    let folder = std::env::temp_dir().join(format!("salve-store-{}", Uuid::from_bytes(random())));
    let inner = folder.join("a").join("files");
    keeps_and_forgets(Objects::folder(&inner).unwrap()).await;
    let mode = std::fs::metadata(&inner).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    assert!(Objects::folder(&inner.join("two")).is_err(), "a file is no folder");
    std::fs::remove_dir_all(folder).unwrap();
}
