//! Free times of a month, as the date picker shows them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A month of days with the number of free times on each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthOfSlots {
    /// `2026-11`.
    pub month: String,
    /// "November 2026".
    pub month_label: String,
    /// `2026-10`, unless it is past.
    pub prev: Option<String>,
    /// `2026-12`, unless it is beyond what can be booked.
    pub next: Option<String>,
    /// "London time": the zone of the times.
    pub zone: Option<String>,
    /// Every day of the month.
    pub days: Vec<DayCell>,
    /// The chosen day.
    pub chosen: Option<DaySlots>,
}

impl MonthOfSlots {
    /// The days in rows of a week from Monday; `None` where the month does not reach.
    #[must_use]
    pub fn weeks(&self) -> Vec<[Option<&DayCell>; 7]> {
        let mut weeks: Vec<[Option<&DayCell>; 7]> = Vec::new();
        for cell in &self.days {
            let column = usize::from(cell.weekday.clamp(1, 7) - 1);
            if weeks.is_empty() || column == 0 {
                weeks.push([None; 7]);
            }
            if let Some(week) = weeks.last_mut() {
                week[column] = Some(cell);
            }
        }
        weeks
    }
}

/// A day in the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCell {
    pub date: NaiveDate,
    /// 1 to 31.
    pub day_number: u8,
    /// 1 (Monday) to 7.
    pub weekday: u8,
    /// How many times are free.
    pub free: u32,
    /// "Wednesday 18 November, 5 free times".
    pub label: String,
    pub today: bool,
    pub chosen: bool,
}

/// The free times of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaySlots {
    pub date: NaiveDate,
    /// "Wednesday 18 November 2026".
    pub label: String,
    pub slots: Vec<Slot>,
}

/// A free time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Posted to hold the time.
    pub starts_at: DateTime<Utc>,
    /// "2:30pm".
    pub time: String,
    /// "2:30pm, Wednesday 18 November, Dr Okafor".
    pub label: String,
    /// RFC 3339 with offset, for `<time datetime>`.
    pub datetime: String,
    pub part: DayPart,
}

/// Parts of the day that times are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// Before midday.
    Morning,
    /// Until 5pm.
    Afternoon,
    /// From 5pm.
    Evening,
}

impl DayPart {
    /// The part that an hour of the day belongs to.
    #[must_use]
    pub const fn of_hour(hour: u8) -> Self {
        match hour {
            0..12 => Self::Morning,
            12..17 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_laid_out_in_weeks() {
        let days = (1..=30)
            .map(|day| DayCell {
                date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
                day_number: u8::try_from(day).unwrap(),
                // 1 November 2026 is a Sunday.
                weekday: u8::try_from((day + 5) % 7 + 1).unwrap(),
                free: 0,
                label: String::new(),
                today: false,
                chosen: false,
            })
            .collect();
        let month = MonthOfSlots {
            month: "2026-11".into(),
            month_label: "November 2026".into(),
            prev: None,
            next: None,
            zone: None,
            days,
            chosen: None,
        };
        let weeks = month.weeks();
        assert_eq!(weeks.len(), 6);
        assert_eq!(weeks[0].iter().flatten().count(), 1);
        assert_eq!(weeks[0][6].unwrap().day_number, 1);
        assert_eq!(weeks[5][0].unwrap().day_number, 30);
    }
}
