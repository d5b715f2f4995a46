//! The only place that asks what time it is.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};

/// Tells the present instant, cut to milliseconds so that it survives both databases unchanged.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "everything else asks the clock, the clock asks the machine"
    )]
    fn now(&self) -> DateTime<Utc> {
        to_milliseconds(DateTime::<Utc>::from(SystemTime::now()))
    }
}

/// A clock that stands still until it is told otherwise.
#[derive(Debug)]
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(to_milliseconds(now)))
    }

    /// Puts the clock to `now`.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.locked() = to_milliseconds(now);
    }

    /// Moves the clock; a negative step moves it back.
    pub fn advance(&self, by: TimeDelta) {
        let mut now = self.locked();
        *now = to_milliseconds(*now + by);
    }

    fn locked(&self) -> MutexGuard<'_, DateTime<Utc>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.locked()
    }
}

fn to_milliseconds(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_have_no_more_than_milliseconds() {
        assert_eq!(SystemClock.now().timestamp_subsec_nanos() % 1_000_000, 0);
        let clock = TestClock::at(DateTime::from_timestamp_nanos(1_999_999));
        assert_eq!(clock.now(), DateTime::from_timestamp_nanos(1_000_000));
        clock.advance(TimeDelta::minutes(2));
        assert_eq!(clock.now().timestamp(), 120);
        clock.set(DateTime::UNIX_EPOCH);
        assert_eq!(clock.now(), DateTime::UNIX_EPOCH);
    }
}
