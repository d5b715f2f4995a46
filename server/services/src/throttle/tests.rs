use std::net::IpAddr;
use std::sync::Arc;

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
        let ip = Some("192.0.2.1".parse().unwrap());
        for _ in 0..5 {
            desk.throttle(&database).mail("sofia@example.org", ip).await.unwrap().unwrap();
        }
        desk.clock.advance(TimeDelta::minutes(59));
        let refused = desk.throttle(&database).mail("sofia@example.org", ip).await.unwrap();
        assert_eq!(refused, Err(RetryAfter { seconds: 60 }));
        desk.throttle(&database).mail("other@example.org", ip).await.unwrap().unwrap();
        desk.clock.advance(TimeDelta::minutes(1));
        desk.throttle(&database).mail("sofia@example.org", ip).await.unwrap().unwrap();
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
