//! Visits that stand whatever the doctor changes: in which hours, in which block, or outside of all.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::DoctorId;
use sea_orm::ConnectionTrait;

use super::diaries::Diary;
use super::entity::rule;
use super::resolve::{open_windows, without};
use crate::appointments::{self, StandingVisit};
use crate::error::{Error, Result};
use crate::times::{Instants, Zone, local_day, local_minute, weekday_number};

/// How far ahead visits are looked for: as far as the settings can let anybody book, and a day.
const AHEAD: TimeDelta = TimeDelta::days(366);

/// A doctor who has more coming visits than this sees the first ones counted.
const MOST: u64 = 5000;

/// A doctor's coming live visits.
pub(super) struct Standing(Vec<StandingVisit>);

impl Standing {
    /// Reads them with one query.
    pub async fn load(db: &impl ConnectionTrait, now: DateTime<Utc>, doctor: DoctorId) -> Result<Self> {
        let visits = appointments::live_of_doctor(db, doctor, &(now..now + AHEAD), MOST).await?;
        Ok(Self(visits))
    }

    /// All of them, in order.
    pub fn all(&self) -> &[StandingVisit] {
        &self.0
    }

    /// How many share an instant with a range.
    pub fn within(&self, range: &Instants) -> u32 {
        let shares = |visit: &&StandingVisit| visit.range.start < range.end && range.start < visit.range.end;
        count(self.0.iter().filter(shares).count())
    }

    /// How many start in weekly hours.
    pub fn in_rule(&self, rule: &rule::Model) -> Result<u32> {
        let mut found = 0;
        for visit in self.0.iter().filter(|visit| visit.location == rule.location_id) {
            let zone = Zone::named(&visit.zone).map_err(Error::internal)?;
            let day = local_day(visit.range.start, &zone);
            let minute = i32::from(local_minute(visit.range.start, &zone));
            let holds = rule.valid_from <= day && rule.valid_until.is_none_or(|last| day <= last);
            let inside = rule.from_minute <= minute && minute < rule.to_minute;
            if holds && inside && i32::from(weekday_number(day)) == rule.weekday {
                found += 1;
            }
        }
        Ok(found)
    }

    /// Those that begin after `now` and that no hours or openings at their place hold, or that a block cuts.
    pub fn outside_of(&self, diary: &Diary, now: DateTime<Utc>) -> Vec<&StandingVisit> {
        let coming: Vec<&StandingVisit> = self.0.iter().filter(|visit| visit.range.start >= now).collect();
        let Some(end) = coming.iter().map(|visit| visit.range.end).max() else {
            return Vec::new();
        };
        // A day more on both sides, so that the range cuts no window that a visit stands in.
        let range = now - TimeDelta::days(1)..end + TimeDelta::days(1);
        let mut places: Vec<_> = coming.iter().map(|visit| visit.location).collect();
        places.sort_unstable();
        places.dedup();
        let mut outside: Vec<&StandingVisit> = Vec::new();
        for location in places {
            let open = open_windows(&diary.timetable, &range, |place| place.location == location);
            let open = without(&open, diary.timetable.blocks.clone());
            let there = coming.iter().filter(|visit| visit.location == location);
            outside.extend(there.filter(|visit| !is_held(&open, &visit.range)).copied());
        }
        outside.sort_by_key(|visit| (visit.range.start, visit.id));
        outside
    }
}

fn is_held(open: &[Instants], visit: &Instants) -> bool {
    let after = open.partition_point(|window| window.start <= visit.start);
    after > 0 && visit.end <= open[after - 1].end
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
