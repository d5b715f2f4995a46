use std::net::IpAddr;
use std::sync::Arc;

use domain::id::AccountId;
use sea_orm::prelude::Uuid;
use tokio::task::JoinSet;

use super::*;
use crate::clock::{Clock, TestClock};
use crate::on_both_engines;
use crate::testing::TestDatabase;

struct Desk {
    clock: TestClock,
    keys: KeyRing,
    limits: Limits,
}

impl Desk {
    fn open() -> Self {
        Self {
            clock: TestClock::at(DateTime::UNIX_EPOCH + TimeDelta::days(20_000)),
            keys: KeyRing::ephemeral(),
            limits: Limits::default(),
        }
    }

    fn throttle<'a>(&'a self, database: &'a TestDatabase) -> Throttle<'a> {
        Throttle::new(database, &self.clock, &self.keys, &self.limits)
    }
}

fn from(account: &'static str, ip: &str) -> SignInTry<'static> {
    SignInTry {
        account,
        ip: Some(ip.parse().unwrap()),
        known_device: None,
    }
}

async fn rows(database: &TestDatabase) -> Vec<entity::Model> {
    entity::all().all(database.read()).await.unwrap()
}

#[test]
fn networks_are_what_one_subscriber_holds() {
    let of = |ip: &str| policies::network(Some(ip.parse::<IpAddr>().unwrap()));
    assert_eq!(of("192.0.2.1"), of("192.0.2.254"));
    assert_ne!(of("192.0.2.1"), of("192.0.3.1"));
    assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.7"));
    assert_eq!(of("2001:db8:1:2::3"), of("2001:db8:1:ffff::"));
    assert_ne!(of("2001:db8:1::"), of("2001:db8:2::"));
}

on_both_engines! {
    async fn of_many_tries_at_once_only_the_allowed_ones_pass(database: TestDatabase) {
        let (desk, database) = (Arc::new(Desk::open()), Arc::new(database));
        let mut tries = JoinSet::new();
        for _ in 0..64 {
            let (desk, database) = (desk.clone(), database.clone());
            tries.spawn(async move {
                desk.throttle(&database).sign_in(&from("sofia@example.org", "192.0.2.1")).await.unwrap()
            });
        }
        let answers = tries.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 10);
        assert!(answers.contains(&Err(RetryAfter { seconds: 900 })));
        assert!(rows(&database).await.iter().all(|row| !row.key.contains("sofia") && !row.key.contains("192.0.2")));
    }

    async fn a_window_opens_again_when_it_is_over(database: TestDatabase) {
        let desk = Desk::open();
        let mail = async |address: &str| {
            let here = Sender::Visitor(Some("192.0.2.1".parse().unwrap()));
            desk.throttle(&database).mail(MailPurpose::Recovery, address, here).await.unwrap()
        };
        for _ in 0..5 {
            mail("sofia@example.org").await.unwrap();
        }
        desk.clock.advance(TimeDelta::minutes(59));
        assert_eq!(mail("sofia@example.org").await, Err(RetryAfter { seconds: 60 }));
        mail("other@example.org").await.unwrap();
        desk.clock.advance(TimeDelta::minutes(1));
        mail("sofia@example.org").await.unwrap();
    }

    async fn mails_that_a_stranger_asks_for_stop_no_others(database: TestDatabase) {
        let desk = Desk::open();
        let at = |network: u8| Sender::Visitor(Some([192, 0, network, 1].into()));
        let mail = async |purpose, sender| {
            desk.throttle(&database).mail(purpose, "sofia@example.org", sender).await.unwrap()
        };
        for _ in 0..50 {
            let _refused = mail(MailPurpose::Recovery, at(2)).await;
            let _refused = mail(MailPurpose::Verification, at(2)).await;
        }
        assert!(mail(MailPurpose::Recovery, at(2)).await.is_err(), "the stranger has none left");
        mail(MailPurpose::Registration, at(2)).await.expect("another purpose");
        mail(MailPurpose::Recovery, at(3)).await.expect("Sofia, from elsewhere");
        mail(MailPurpose::Invitation, Sender::Account(AccountId::from_uuid(Uuid::nil()))).await.expect("staff in that network");
        // All networks together fill nobody's box.
        let sent = async |network| mail(MailPurpose::Recovery, at(network)).await.is_ok();
        let mut count = 6;
        for network in 4..30 {
            count += i32::from(sent(network).await);
        }
        assert_eq!(count, 20);
    }

    async fn waits_grow_up_to_a_ceiling_and_end(database: TestDatabase) {
        let desk = Desk::open();
        let attempt = from("sofia@example.org", "192.0.2.1");
        for _ in 0..10 {
            desk.throttle(&database).sign_in(&attempt).await.unwrap().unwrap();
        }
        for minutes in [15, 30, 60, 60, 60] {
            let refused = desk.throttle(&database).sign_in(&attempt).await.unwrap();
            assert_eq!(refused, Err(RetryAfter { seconds: minutes * 60 }));
            desk.clock.advance(TimeDelta::minutes(i64::try_from(minutes).unwrap()));
            desk.throttle(&database).sign_in(&attempt).await.unwrap().unwrap();
        }
        desk.clock.advance(TimeDelta::days(1));
        for _ in 0..10 {
            desk.throttle(&database).sign_in(&attempt).await.unwrap().unwrap();
        }
        assert!(desk.throttle(&database).sign_in(&attempt).await.unwrap().is_err());
    }

    async fn strangers_cannot_lock_a_person_out(database: TestDatabase) {
        let desk = Desk::open();
        let mut passed = 0;
        for network in 0..40 {
            let ip = format!("198.51.{network}.1").parse().unwrap();
            for _ in 0..12 {
                let attempt = SignInTry { account: "sofia@example.org", ip: Some(ip), known_device: None };
                passed += i32::from(desk.throttle(&database).sign_in(&attempt).await.unwrap().is_ok());
            }
        }
        assert_eq!(passed, 100);
        let own = SignInTry { known_device: Some("her phone"), ..from("sofia@example.org", "192.0.2.1") };
        desk.throttle(&database).sign_in(&own).await.unwrap().unwrap();
        let elsewhere = from("sofia@example.org", "192.0.2.1");
        assert_eq!(desk.throttle(&database).sign_in(&elsewhere).await.unwrap(), Err(RetryAfter { seconds: 3600 }));
        desk.throttle(&database).signed_in(&elsewhere).await.unwrap();
        desk.throttle(&database).sign_in(&elsewhere).await.unwrap().unwrap();
    }

    async fn only_failures_count_against_a_network(database: TestDatabase) {
        let desk = Desk::open();
        let attempt = from("sofia@example.org", "192.0.2.1");
        for _ in 0..150 {
            desk.throttle(&database).sign_in(&attempt).await.unwrap().unwrap();
            desk.throttle(&database).signed_in(&attempt).await.unwrap();
        }
        let names: Vec<_> = (0..101).map(|number| format!("p{number}@example.org")).collect();
        let ip = Some("192.0.2.9".parse().unwrap());
        for (number, account) in names.iter().enumerate() {
            let attempt = SignInTry { account, ip, known_device: None };
            let answer = desk.throttle(&database).sign_in(&attempt).await.unwrap();
            assert_eq!(answer.is_ok(), number < 100, "{number}");
        }
    }

    async fn counters_that_limit_nothing_are_removed(database: TestDatabase) {
        let desk = Desk::open();
        desk.throttle(&database).sign_in(&from("sofia@example.org", "192.0.2.1")).await.unwrap().unwrap();
        desk.throttle(&database).registration(None).await.unwrap().unwrap();
        desk.clock.advance(TimeDelta::hours(2));
        let now = desk.clock.now();
        let removed = database.transaction(async |tx| clean(tx, now).await).await.unwrap();
        assert_eq!((removed, rows(&database).await.len()), (2, 2));
    }
}
