//! Stories of sessions, through the store that the web layer uses.

use std::collections::HashMap;

use serde_json::json;
use tower_sessions_core::SessionStore;
use tower_sessions_core::session::{Id, Record};

use super::*;
use crate::accounts::{identity, recovery};
use crate::on_both_engines;
use crate::testing::{PASSWORD, TestClinic};
use domain::accounts::ChangePassword;
use domain::actor::{Permission, Permissions};

fn store(clinic: &TestClinic) -> Store {
    Store::new(Arc::clone(&clinic.tools))
}

fn record(data: HashMap<String, serde_json::Value>) -> Record {
    Record {
        id: Id::default(),
        data,
        expiry_date: time::macros::datetime!(2000-01-01 0:00 UTC),
    }
}

fn holder(scope: &Scope, idle_seconds: i32) -> Holder {
    Holder {
        account: scope.account().unwrap(),
        idle_seconds,
        ip: Some("192.0.2.7".to_owned()),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
        goes_on: None,
    }
}

/// Signs the account of a scope in, on one more device.
async fn begin(clinic: &TestClinic, scope: &Scope, idle_seconds: i32) -> Id {
    hold(clinic, holder(scope, idle_seconds)).await
}

async fn hold(clinic: &TestClinic, holder: Holder) -> Id {
    let mut record = record(HashMap::from([
        (HOLDER.to_owned(), json!(holder)),
        ("canary".to_owned(), json!("a visible word")),
    ]));
    store(clinic).create(&mut record).await.unwrap();
    record.id
}

async fn who(clinic: &TestClinic, scope: &Scope) -> Identity {
    let found = identity::find(&clinic.tools, scope.account().unwrap()).await;
    found.unwrap().expect("an account that works")
}

async fn lives(clinic: &TestClinic, id: Id) -> bool {
    store(clinic).load(&id).await.unwrap().is_some()
}

on_both_engines! {
    async fn a_session_is_kept_hashed_and_sealed(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let id = begin(&clinic, &ann, 1800).await;
        let loaded = store(&clinic).load(&id).await.unwrap().unwrap();
        assert_eq!(loaded.data["canary"], json!("a visible word"));
        let stored: String = clinic.value("SELECT id_hash FROM web_session").await;
        assert!(!stored.contains(&id.to_string()));
        let data: Vec<u8> = clinic.value("SELECT data FROM web_session").await;
        assert!(!data.windows(7).any(|bytes| bytes == b"visible"));
    }

    async fn a_session_ends_after_idling_and_touching_keeps_it(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let id = begin(&clinic, &ann, 1800).await;
        clinic.advance(TimeDelta::minutes(29));
        touch(&clinic.tools, &id.to_string(), &who(&clinic, &ann).await).await.unwrap();
        clinic.advance(TimeDelta::minutes(29));
        assert!(lives(&clinic, id).await);
        clinic.advance(TimeDelta::minutes(1));
        assert!(!lives(&clinic, id).await);
    }

    async fn who_got_a_role_idles_as_those_who_have_one(clinic: TestClinic) {
        let desk = clinic.staff("Desk", Permissions::none().with(Permission::ManagePeople)).await;
        // Signed in as a patient.
        let id = begin(&clinic, &desk, 1800).await;
        clinic.advance(TimeDelta::minutes(2));
        let record = store(&clinic).load(&id).await.unwrap().unwrap();
        touch(&clinic.tools, &id.to_string(), &who(&clinic, &desk).await).await.unwrap();
        // What the request writes at its end leaves it so.
        store(&clinic).save(&record).await.unwrap();
        clinic.advance(TimeDelta::minutes(14));
        assert!(lives(&clinic, id).await);
        clinic.advance(TimeDelta::minutes(1));
        assert!(!lives(&clinic, id).await);
    }

    async fn a_session_ends_after_twelve_hours_whatever_happens(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let id = begin(&clinic, &ann, 1800).await;
        for _ in 0..35 {
            clinic.advance(TimeDelta::minutes(20));
            touch(&clinic.tools, &id.to_string(), &who(&clinic, &ann).await).await.unwrap();
            let record = store(&clinic).load(&id).await.unwrap().unwrap();
            store(&clinic).save(&record).await.unwrap();
        }
        clinic.advance(TimeDelta::minutes(20));
        assert!(!lives(&clinic, id).await);
        // Whose it was is known for another day.
        assert_eq!(ended::sweep(&clinic.tools).await.unwrap(), 0);
        clinic.advance(TimeDelta::hours(24));
        assert_eq!(ended::sweep(&clinic.tools).await.unwrap(), 1);
    }

    async fn nothing_is_left_of_an_ended_session_but_whose_it_was(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let (here, there) = (begin(&clinic, &ann, 1800).await, begin(&clinic, &ann, 1800).await);
        let record = store(&clinic).load(&there).await.unwrap().unwrap();
        end_others(&ann, Some(&here.to_string())).await.unwrap();
        // What its last request still writes is lost.
        store(&clinic).save(&record).await.unwrap();
        let left: i64 = clinic
            .value("SELECT count(*) FROM web_session WHERE length(data) = 0 AND ip IS NULL AND user_agent = ''")
            .await;
        assert_eq!((left, mine(&ann, None).await.unwrap().len()), (1, 1));
        assert_eq!(former(&clinic.tools, &there.to_string()).await.unwrap(), ann.account().ok());

        // Whoever signs out is known no more.
        store(&clinic).delete(&here).await.unwrap();
        assert_eq!(former(&clinic.tools, &here.to_string()).await.unwrap(), None);
        assert_eq!(former(&clinic.tools, "no such session").await.unwrap(), None);
    }

    async fn a_session_that_goes_on_under_another_id_is_left_for_a_moment(clinic: TestClinic) {
        let (ann, bea) = (clinic.patient("Ann").await, clinic.patient("Bea").await);
        let id = begin(&clinic, &ann, 1800).await;
        let name = id.to_string();
        // Nobody replaces somebody else's.
        assert_eq!(replace(&bea, &name, holder(&bea, 1800)).await.unwrap().goes_on, None);
        assert_eq!(count(&ann, ann.account().unwrap()).await.unwrap(), 1);

        let next = replace(&ann, &name, holder(&ann, 60)).await.unwrap();
        store(&clinic).delete(&id).await.unwrap();
        assert!(lives(&clinic, id).await);
        assert_eq!((count(&ann, ann.account().unwrap()).await.unwrap(), mine(&ann, Some(&name)).await.unwrap().len()), (0, 0));
        let left = left(&clinic.tools, &name).await.unwrap().expect("open pages still hear by it");
        assert!(left.idle > Duration::from_mins(29), "and of no end: {:?}", left.idle);
        clinic.advance(TimeDelta::seconds(REPLACED_SECONDS));
        assert!(!lives(&clinic, id).await);
        assert_eq!(former(&clinic.tools, &name).await.unwrap(), ann.account().ok());

        // A sign-out ends what the session was before, too.
        let (before, after) = (begin(&clinic, &ann, 1800).await, begin(&clinic, &ann, 1800).await);
        replace(&ann, &before.to_string(), holder(&ann, 1800)).await.unwrap();
        store(&clinic).delete(&after).await.unwrap();
        assert!(!lives(&clinic, before).await);

        // It began and ends when the first one did, and idles as long; signing out with either id ends it.
        assert_eq!(next.idle_seconds, 1800);
        let id = hold(&clinic, next.clone()).await;
        let ends: String = clinic.value("SELECT CAST(MIN(expires_at) AS TEXT) FROM web_session WHERE replaced = FALSE").await;
        assert!(ends.contains("20:00:00"), "twelve hours after eight: {ends}");
        let again = replace(&ann, &id.to_string(), next).await.unwrap();
        let after = hold(&clinic, again).await;
        store(&clinic).delete(&id).await.unwrap();
        assert!(lives(&clinic, id).await && !lives(&clinic, after).await);
    }

    async fn a_visitor_keeps_typed_text_for_a_while(clinic: TestClinic) {
        let mut visitor = record(HashMap::from([("typed".to_owned(), json!("text"))]));
        store(&clinic).create(&mut visitor).await.unwrap();
        clinic.advance(TimeDelta::minutes(29));
        assert!(lives(&clinic, visitor.id).await);
        clinic.advance(TimeDelta::minutes(31));
        assert_eq!(ended::sweep(&clinic.tools).await.unwrap(), 1);
    }

    async fn a_session_that_is_gone_is_not_written_again(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let id = begin(&clinic, &ann, 1800).await;
        let record = store(&clinic).load(&id).await.unwrap().unwrap();
        store(&clinic).delete(&id).await.unwrap();
        store(&clinic).save(&record).await.unwrap();
        assert!(!lives(&clinic, id).await);
    }

    async fn one_sees_and_ends_ones_own_sessions_only(clinic: TestClinic) {
        let (ann, bea) = (clinic.patient("Ann").await, clinic.patient("Bea").await);
        let here = begin(&clinic, &ann, 1800).await;
        clinic.advance(TimeDelta::minutes(1));
        let there = begin(&clinic, &ann, 1800).await;
        let foreign = begin(&clinic, &bea, 1800).await;

        let rows = mine(&ann, Some(&here.to_string())).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.current).collect::<Vec<_>>(), [false, true]);
        assert_eq!(rows[0].device, "Firefox on Linux");
        let others = mine(&bea, None).await.unwrap();
        assert!(matches!(end(&ann, &others[0].key).await, Err(Error::NotFound)));
        end(&ann, &rows[0].key).await.unwrap();
        assert!(matches!(end(&ann, &rows[0].key).await, Err(Error::NotFound)));
        assert!(!lives(&clinic, there).await);
        assert!(lives(&clinic, here).await && lives(&clinic, foreign).await);

        let third = begin(&clinic, &ann, 1800).await;
        assert_eq!(end_others(&ann, Some(&here.to_string())).await.unwrap(), 1);
        assert!(!lives(&clinic, third).await && lives(&clinic, here).await && lives(&clinic, foreign).await);
        assert!(matches!(end_others(&clinic.anonymous(), None).await, Err(Error::Forbidden)));
        assert!(matches!(mine(&clinic.anonymous(), None).await, Err(Error::Forbidden)));
    }

    async fn a_new_password_ends_the_other_sessions(clinic: TestClinic) {
        let ann = clinic.patient("Ann").await;
        let (here, there) = (begin(&clinic, &ann, 1800).await, begin(&clinic, &ann, 1800).await);
        let form = ChangePassword {
            password_current: PASSWORD.into(),
            password: "seven grey herons wade".into(),
            password_again: "seven grey herons wade".into(),
        };
        recovery::change(&ann, &form, Some(&here.to_string())).await.unwrap();
        assert!(lives(&clinic, here).await && !lives(&clinic, there).await);
    }
}
