//! What this process heard lately, and the streams it passes changes on to.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::AccountId;
use domain::live::{Change, Topic};
use tokio::sync::mpsc;

use super::reach::Reach;
use super::{Cursor, KEPT};

/// Changes kept at most.
const MOST_KEPT: usize = 4096;
/// A browser that missed more of its own than this asks for everything again instead.
const MOST_MISSED: usize = 64;
/// Changes that may wait for a stream that reads slowly; with one more it is cut and comes back by its cursor.
const MOST_WAITING: usize = 16;
/// Streams of one account; with one more the oldest is ended.
const PER_ACCOUNT: usize = 10;
/// How far the clocks of two processes, and what they heard when, may lie apart.
const MARGIN: TimeDelta = TimeDelta::seconds(2);

/// The changes and the streams of a process. Cheap to clone.
#[derive(Clone, Default)]
pub struct Live(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// New after each gap; 0 while nothing is heard.
    epoch: u32,
    heard: VecDeque<(DateTime<Utc>, Change)>,
    /// How many changes were heard and are kept no more.
    gone: u64,
    /// Everything that was heard after this is kept.
    since: Option<DateTime<Utc>>,
    streams: BTreeMap<u64, Stream>,
    by_topic: HashMap<Topic, Vec<u64>>,
    last_stream: u64,
}

struct Stream {
    account: AccountId,
    reach: Reach,
    sender: mpsc::Sender<Told>,
}

/// What a stream is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Change(Cursor, Change),
    /// Something may have passed unheard.
    Gap(Cursor),
    /// Sessions or roles of the account changed.
    Rights,
    /// The account opened more streams than it may have.
    TooMany,
}

/// What a stream missed before it began.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Missed {
    Changes(Vec<(Cursor, Change)>),
    /// Too much, or nobody knows: everything has to be asked for again.
    Unknown(Cursor),
}

/// A stream's place; given up when dropped.
pub(super) struct Seat {
    live: Live,
    id: u64,
    pub(super) told: mpsc::Receiver<Told>,
}

impl Live {
    /// Where the stream of changes stands at this moment: for a page, taken before its data are read. None while the
    /// process does not hear changes.
    #[must_use]
    pub fn cursor(&self, now: DateTime<Utc>) -> Option<Cursor> {
        let state = self.state();
        (state.epoch != 0).then(|| state.cursor(now))
    }

    /// How many streams are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.state().streams.len()
    }

    /// From now on everything is heard.
    pub(super) fn open(&self, now: DateTime<Utc>) {
        self.state().begin(now);
    }

    /// Something may have passed unheard: every stream says so.
    pub(super) fn gap(&self, now: DateTime<Utc>) {
        let mut state = self.state();
        if state.epoch == 0 {
            return;
        }
        state.begin(now);
        let told = Told::Gap(state.cursor(now));
        let all: Vec<_> = state.streams.keys().copied().collect();
        state.pass_on(&all, told);
    }

    /// Ends every stream and takes no more.
    pub(super) fn close(&self) {
        *self.state() = State::default();
    }

    /// Keeps changes and passes them on, in their order.
    pub(super) fn publish(&self, now: DateTime<Utc>, changes: &[Change]) {
        let mut state = self.state();
        if state.epoch == 0 {
            return;
        }
        for change in changes {
            state.keep(now, *change);
            let told = match change.topic {
                Topic::Account(_) => Told::Rights,
                _ => Told::Change(state.cursor(now), *change),
            };
            let streams = state.reached_by(change);
            state.pass_on(&streams, told);
        }
    }

    /// A place for a stream of `account`, and what it missed after `from`. None while the process does not hear changes.
    pub(super) fn seat(
        &self,
        account: AccountId,
        reach: Reach,
        from: Option<Cursor>,
        now: DateTime<Utc>,
    ) -> Option<(Seat, Missed)> {
        let mut state = self.state();
        if state.epoch == 0 {
            return None;
        }
        let missed = match from {
            Some(from) => state.missed(from, &reach, now),
            None => Missed::Changes(Vec::new()),
        };
        state.make_room(account);
        let (sender, told) = mpsc::channel(MOST_WAITING);
        state.last_stream += 1;
        let id = state.last_stream;
        for topic in reach.topics() {
            state.by_topic.entry(topic).or_default().push(id);
        }
        let stream = Stream { account, reach, sender };
        state.streams.insert(id, stream);
        let live = self.clone();
        Some((Seat { live, id, told }, missed))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Live({} streams)", self.count())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.live.state().remove(self.id);
    }
}

impl State {
    fn begin(&mut self, now: DateTime<Utc>) {
        self.epoch = rand::random_range(1..=u32::MAX);
        self.gone += u64::try_from(self.heard.len()).unwrap_or_default();
        self.heard.clear();
        self.since = Some(now);
    }

    fn cursor(&self, at: DateTime<Utc>) -> Cursor {
        Cursor {
            epoch: self.epoch,
            number: self.gone + u64::try_from(self.heard.len()).unwrap_or_default(),
            at,
        }
    }

    fn keep(&mut self, now: DateTime<Utc>, change: Change) {
        self.heard.push_back((now, change));
        while self.heard.len() > MOST_KEPT || self.heard.front().is_some_and(|(at, _)| *at < now - KEPT) {
            if let Some((at, _)) = self.heard.pop_front() {
                self.gone += 1;
                self.since = Some(at);
            }
        }
    }

    /// The streams whose owners may hear of a change.
    fn reached_by(&self, change: &Change) -> Vec<u64> {
        let of_topic = self.by_topic.get(&change.topic).into_iter().flatten().copied();
        let covers = |id: &u64| self.streams.get(id).is_some_and(|stream| stream.reach.covers(change));
        of_topic.filter(covers).collect()
    }

    fn missed(&self, from: Cursor, reach: &Reach, now: DateTime<Utc>) -> Missed {
        let same = from.epoch == self.epoch;
        let whole = if same {
            from.number >= self.gone
        } else {
            self.since.is_some_and(|since| since < from.at - MARGIN)
        };
        if !whole {
            return Missed::Unknown(self.cursor(now));
        }
        let kept = (self.gone..).zip(&self.heard);
        let after = kept.filter(|(number, (at, _))| {
            if same {
                *number >= from.number
            } else {
                *at >= from.at - MARGIN
            }
        });
        let changes: Vec<_> = after
            .filter(|(_, (_, change))| reach.covers(change) && !matches!(change.topic, Topic::Account(_)))
            .map(|(number, (at, change))| {
                let cursor = Cursor {
                    epoch: self.epoch,
                    number: number + 1,
                    at: *at,
                };
                (cursor, *change)
            })
            .collect();
        if changes.len() > MOST_MISSED {
            Missed::Unknown(self.cursor(now))
        } else {
            Missed::Changes(changes)
        }
    }

    /// Ends the oldest streams of an account until one more fits.
    fn make_room(&mut self, account: AccountId) {
        let own = self.streams.iter().filter(|(_, stream)| stream.account == account);
        let own: Vec<_> = own.map(|(id, _)| *id).collect();
        for id in own.iter().take((own.len() + 1).saturating_sub(PER_ACCOUNT)) {
            if let Some(stream) = self.streams.get(id) {
                let _ = stream.sender.try_send(Told::TooMany);
            }
            self.remove(*id);
        }
    }

    /// A stream whose owner reads too slowly is cut: it comes back and says how far it had come.
    fn pass_on(&mut self, streams: &[u64], told: Told) {
        for id in streams {
            let full = |stream: &Stream| stream.sender.try_send(told).is_err();
            if self.streams.get(id).is_some_and(full) {
                self.remove(*id);
            }
        }
    }

    fn remove(&mut self, id: u64) {
        let Some(stream) = self.streams.remove(&id) else {
            return;
        };
        for topic in stream.reach.topics() {
            if let Some(streams) = self.by_topic.get_mut(&topic) {
                streams.retain(|other| *other != id);
                if streams.is_empty() {
                    self.by_topic.remove(&topic);
                }
            }
        }
    }
}
