//! Where visits stand on a calendar day: rows of five minutes on the wall clock, and lanes side by side.

use chrono::NaiveDate;
use domain::calendar::{GridPlace, ROW_MINUTES};

use super::zone::{DAY_MINUTES, Instants, Zone, day_range, local_minute};

/// Rows of a day.
pub const DAY_ROWS: u16 = DAY_MINUTES / ROW_MINUTES;

/// Places entries on one local day, each answer at the index of its entry; `None` has no part in this day.
///
/// Entries that overlap in time, or on the wall while clocks are put back, never share a lane. An entry that lasts over
/// midnight is cut at it. Rows count from midnight and follow the wall clock, so an hour that is jumped over stays empty.
#[must_use]
pub fn place_day(day: NaiveDate, zone: &Zone, entries: &[Instants]) -> Vec<Option<GridPlace>> {
    let whole_day = day_range(day, zone);
    let mut parts: Vec<Entry> = entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| Entry::cut(index, entry, &whole_day, zone))
        .collect();
    parts.sort_by_key(|one| (one.time.start, std::cmp::Reverse(one.time.end), one.index));

    let mut placed = vec![None; entries.len()];
    for group in groups(&parts) {
        let lanes = lanes(&group);
        let count = lanes.iter().copied().max().unwrap_or(1);
        for (one, lane) in group.iter().zip(lanes) {
            placed[one.index] = Some(GridPlace {
                row: one.row + 1,
                span: one.end_row - one.row,
                lane,
                lanes: count,
            });
        }
    }
    placed
}

#[derive(Clone)]
struct Entry {
    index: usize,
    time: Instants,
    /// From 0.
    row: u16,
    end_row: u16,
}

impl Entry {
    fn cut(index: usize, entry: &Instants, day: &Instants, zone: &Zone) -> Option<Self> {
        let time = entry.start.max(day.start)..entry.end.min(day.end);
        if time.start >= time.end {
            return None;
        }
        let row = local_minute(time.start, zone) / ROW_MINUTES;
        let end_row = if time.end == day.end {
            DAY_ROWS
        } else {
            let end_row = local_minute(time.end, zone).div_ceil(ROW_MINUTES);
            // Clocks put back in between: the wall says it ended before it began.
            let elapsed = u16::try_from((time.end - time.start).num_minutes()).unwrap_or(DAY_MINUTES);
            if end_row > row {
                end_row
            } else {
                row + elapsed.div_ceil(ROW_MINUTES).max(1)
            }
        };
        Some(Self {
            index,
            time,
            row,
            end_row: end_row.min(DAY_ROWS),
        })
    }

    fn meets(&self, other: &Self) -> bool {
        (self.time.start < other.time.end && other.time.start < self.time.end)
            || (self.row < other.end_row && other.row < self.end_row)
    }
}

/// Entries that meet, directly or through others.
fn groups(parts: &[Entry]) -> Vec<Vec<Entry>> {
    let mut groups: Vec<Vec<Entry>> = Vec::new();
    for one in parts {
        let (joined, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.iter().any(|other| one.meets(other)));
        let mut group: Vec<Entry> = joined.into_iter().flatten().collect();
        group.push(one.clone());
        groups = apart;
        groups.push(group);
    }
    groups
}

/// The lowest free lane for each, in the order given.
fn lanes(group: &[Entry]) -> Vec<u8> {
    let mut lanes: Vec<u8> = Vec::with_capacity(group.len());
    for (index, one) in group.iter().enumerate() {
        let taken: Vec<u8> = group[..index]
            .iter()
            .zip(&lanes)
            .filter(|(other, _)| one.meets(other))
            .map(|(_, lane)| *lane)
            .collect();
        lanes.push((1..=u8::MAX).find(|lane| !taken.contains(lane)).unwrap_or(u8::MAX));
    }
    lanes
}
