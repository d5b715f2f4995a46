//! Calendars as agenda and week: what the pages show and where a week's entries stand.

use crate::{
    appointments::{AppointmentStatus, AppointmentSummary},
    id::AppointmentId,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Minutes that a row of the week grid stands for.
pub const ROW_MINUTES: u16 = 5;

/// Which part of a calendar is asked for: `?view=agenda|week&from=2026-11-16`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskCalendar {
    pub view: String,
    pub from: String,
    /// For the agenda: `past` lists earlier visits, newest first.
    pub when: String,
    pub page: String,
}

/// The views of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarView {
    #[default]
    Agenda,
    Week,
}

impl AskCalendar {
    /// The view that is asked for; the agenda unless it is the week.
    #[must_use]
    pub fn view(&self) -> CalendarView {
        if self.view.trim() == "week" {
            CalendarView::Week
        } else {
            CalendarView::Agenda
        }
    }
}

/// A calendar page: the agenda, and the week for wide screens when it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub view: CalendarView,
    /// Whether earlier visits are listed.
    pub past: bool,
    pub agenda: Agenda,
    pub week: Option<CalendarWeek>,
}

/// Days that have entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    pub days: Vec<AgendaDay>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// "London time": the zone of the times, when they share one that the reader may not expect.
    pub zone: Option<String>,
}

/// A day of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaDay {
    pub date: NaiveDate,
    /// "Wednesday 18 November 2026".
    pub label: String,
    pub today: bool,
    pub entries: Vec<AppointmentSummary>,
}

/// A week in seven columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarWeek {
    /// "16 to 22 November 2026".
    pub label: String,
    /// The Monday.
    pub monday: NaiveDate,
    pub prev: NaiveDate,
    pub next: NaiveDate,
    /// The Monday of the current week, unless it is shown.
    pub this_week: Option<NaiveDate>,
    pub zone: Option<String>,
    /// How many rows of five minutes the grid has.
    pub rows: u16,
    /// The hours that are labelled.
    pub hours: Vec<HourLine>,
    pub days: Vec<WeekDay>,
    /// How many visits the week has.
    pub visits: u32,
}

/// A labelled line of the week grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourLine {
    /// From 1.
    pub row: u16,
    /// "9am".
    pub label: String,
}

/// A column of the week grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekDay {
    pub date: NaiveDate,
    /// "Wed".
    pub weekday: String,
    /// "18 Nov".
    pub day: String,
    /// "Wednesday 18 November 2026".
    pub label: String,
    pub today: bool,
    pub entries: Vec<WeekEntry>,
}

/// Something that stands in the week grid. Classes made of `at` place it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekEntry {
    pub kind: WeekEntryKind,
    /// The visit, when it is one.
    pub appointment: Option<AppointmentId>,
    pub status: Option<AppointmentStatus>,
    /// "5:30pm to 6pm".
    pub time: String,
    /// Who or what: a name, the note of a block.
    pub title: String,
    /// A second line: visit type, place.
    pub detail: Option<String>,
    /// "5:30pm to 6pm, Wednesday 18 November, Ann Okafor, first visit".
    pub label: String,
    /// RFC 3339 with offset.
    pub datetime: String,
    pub at: GridPlace,
}

/// What kind of thing a week entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekEntryKind {
    /// A visit.
    Visit,
    /// Time in which the doctor cannot be booked.
    Block,
    /// Time in which the doctor can be booked, as background.
    Open,
}

/// Where an entry stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridPlace {
    /// First row, from 1.
    pub row: u16,
    /// How many rows, at least 1.
    pub span: u16,
    /// Which of the side-by-side lanes, from 1.
    pub lane: u8,
    /// How many lanes its group of overlapping entries has.
    pub lanes: u8,
}

/// Most lanes side by side; what overlaps more shares the last one.
pub const MAX_LANES: u8 = 4;

/// Places the entries of one day, given as minutes of the day `[from, to)`, below `first_minute`.
///
/// Overlapping entries stand side by side. The answer is in the order of the entries.
#[must_use]
pub fn lay_out(entries: &[(u16, u16)], first_minute: u16) -> Vec<GridPlace> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&index| (entries[index].0, std::cmp::Reverse(entries[index].1)));
    let mut places = vec![
        GridPlace {
            row: 1,
            span: 1,
            lane: 1,
            lanes: 1
        };
        entries.len()
    ];
    let mut group: Vec<usize> = Vec::new();
    let mut lane_ends: Vec<u16> = Vec::new();
    for index in order {
        let (row, end) = rows(entries[index], first_minute);
        if lane_ends.iter().all(|lane_end| *lane_end <= row) {
            widen(&mut places, &mut group, lane_ends.len());
            lane_ends.clear();
        }
        let full = lane_ends.len() == usize::from(MAX_LANES);
        let lane = lane_ends
            .iter()
            .position(|lane_end| *lane_end <= row)
            .unwrap_or(lane_ends.len() - usize::from(full));
        match lane_ends.get_mut(lane) {
            Some(lane_end) => *lane_end = end.max(*lane_end),
            None => lane_ends.push(end),
        }
        places[index] = GridPlace {
            row,
            span: end - row,
            lane: small(lane) + 1,
            lanes: 1,
        };
        group.push(index);
    }
    widen(&mut places, &mut group, lane_ends.len());
    places
}

fn rows((from, to): (u16, u16), first_minute: u16) -> (u16, u16) {
    let row = from.saturating_sub(first_minute) / ROW_MINUTES + 1;
    let end = to.saturating_sub(first_minute).div_ceil(ROW_MINUTES) + 1;
    (row, end.max(row + 1))
}

fn widen(places: &mut [GridPlace], group: &mut Vec<usize>, lanes: usize) {
    for index in group.drain(..) {
        places[index].lanes = small(lanes);
    }
}

fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(MAX_LANES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(entries: &[(u16, u16)]) -> Vec<(u8, u8)> {
        lay_out(entries, 480)
            .iter()
            .map(|place| (place.lane, place.lanes))
            .collect()
    }

    #[test]
    fn rows_are_five_minutes_from_the_first_hour() {
        let places = lay_out(&[(480, 510), (545, 547), (470, 475)], 480);
        assert_eq!((places[0].row, places[0].span), (1, 6));
        assert_eq!((places[1].row, places[1].span), (14, 1));
        assert_eq!((places[2].row, places[2].span), (1, 1));
    }

    #[test]
    fn overlapping_entries_stand_side_by_side() {
        assert_eq!(lanes(&[]), []);
        assert_eq!(lanes(&[(540, 570), (570, 600)]), [(1, 1), (1, 1)]);
        assert_eq!(lanes(&[(540, 570), (555, 585)]), [(1, 2), (2, 2)]);
        assert_eq!(
            lanes(&[(540, 570), (555, 585), (570, 600), (600, 630)]),
            [(1, 2), (2, 2), (1, 2), (1, 1)]
        );
        assert_eq!(lanes(&[(555, 585), (540, 570)]), [(2, 2), (1, 2)]);
    }

    #[test]
    fn there_are_never_more_lanes_than_classes() {
        let crowd = [(540, 600); 9];
        assert!(
            lay_out(&crowd, 480)
                .iter()
                .all(|place| place.lane <= MAX_LANES && place.lanes == MAX_LANES)
        );
    }
}
