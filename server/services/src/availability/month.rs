//! The free times of a month, as a public page shows them.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use domain::conflict::SlotOffer;
use domain::doctors::{AskTimes, FreeTimes};
use domain::id::{DoctorId, LocationId};
use domain::slots::{DayCell, DayPart, DaySlots, MonthOfSlots, Slot};
use domain::values::Choice;

use super::diaries::{Diaries, Diary};
use super::resolve::{FreeSlot, Place};
use crate::doctors;
use crate::error::{Error, Result};
use crate::locations::LocationRow;
use crate::money::money_label;
use crate::scope::Scope;
use crate::times::{
    Formatter, Instants, Zone, date_label, day_label, local_day, local_minute, month_label, month_range, next_day,
    weekday_number, zone_label,
};
use crate::visit_types::VisitTypeRow;

/// The free times of a doctor for one kind of visit at one place in one month; `None` when nothing at all is offered.
///
/// What is not asked for, or cannot be had, is chosen: the first kind of visit, the place and month of the next free
/// time, the first day of the month with a free time. Anybody may ask.
///
/// # Errors
/// `NotFound` for a doctor who does not exist or is not verified.
pub async fn month(scope: &Scope, ask: &AskTimes) -> Result<Option<FreeTimes>> {
    let doctor: DoctorId = ask.doctor.parse().map_err(|_| Error::NotFound)?;
    let db = scope.db();
    let found = doctors::bookable(db, &[doctor]).await?;
    if found.is_empty() {
        return Err(Error::NotFound);
    }
    let mut diaries = Diaries::load(db, scope.now(), found).await?;
    let Some(visit_type) = kind_asked(&diaries, doctor, &ask.visit) else {
        return Ok(None);
    };
    let places = offered_places(&diaries, doctor, &visit_type);
    let asked = places.iter().find(|place| is_named(place, &ask.place)).cloned();
    let shown = first_of_month(&ask.month);

    let mut next = None;
    if asked.is_none() && places.len() > 1 || shown.is_none() {
        next = first_free(scope, &mut diaries, doctor, &visit_type, asked.as_ref()).await?;
    }
    let soonest = next.as_ref().map(|slot| slot.location);
    let place = asked
        .or_else(|| places.iter().find(|place| Some(place.location) == soonest).cloned())
        .or_else(|| places.first().cloned())
        .ok_or(Error::NotFound)?;

    let zone = &place.zone;
    let bookable = diaries.bookable();
    let first = month_of(local_day(diaries.now, zone));
    let last = month_of(local_day(bookable.end, zone));
    let shown = shown.or_else(|| next.as_ref().map(|slot| month_of(local_day(slot.starts_at, zone))));
    let shown = shown.unwrap_or(first).clamp(first, last);

    let range = month_range(shown, zone);
    diaries.read_busy(db, &[doctor], &range).await?;
    let mut slots = diaries.free(doctor, &visit_type, range, None);
    slots.retain(|slot| slot.location == place.location);
    if slots.is_empty() && next.is_none() {
        next = first_free(scope, &mut diaries, doctor, &visit_type, Some(&place)).await?;
    }
    let diary = diaries.diary(doctor).ok_or(Error::NotFound)?;
    let fees = doctors::fees(db, [doctor]).await?;
    let fee = fees.get(&(doctor, visit_type.id)).copied();
    Ok(Some(FreeTimes {
        next: next
            .filter(|_| slots.is_empty())
            .map(|slot| offer(scope, &diaries, diary, &visit_type, &slot)),
        visit_type: visit_type.choice(fee.map(|fee| money_label(fee, scope.language())), scope.language()),
        places: choices(&diaries, &places),
        location: place.location,
        month: Sheet {
            scope,
            zone,
            doctor: &diary.doctor.name,
            today: local_day(diaries.now, zone),
        }
        .month(shown, first..=last, &slots, &ask.day),
    }))
}

/// The kind of visit asked for by its code, else the first one that the doctor offers.
fn kind_asked(diaries: &Diaries, doctor: DoctorId, code: &str) -> Option<VisitTypeRow> {
    let diary = diaries.diary(doctor)?;
    let mut offered = diaries.visit_types.iter().filter(|one| diary.offers(one.id));
    let asked = offered.clone().find(|one| one.code == code.trim());
    asked.or_else(|| offered.next()).cloned()
}

/// Where the kind of visit is offered, by name.
fn offered_places(diaries: &Diaries, doctor: DoctorId, visit_type: &VisitTypeRow) -> Vec<Place> {
    let diary = diaries.diary(doctor);
    let places = diary.map(|diary| diary.places(visit_type.id)).unwrap_or_default();
    let mut places: Vec<Place> = places.into_iter().cloned().collect();
    places.sort_by_key(|place| place.location.map(|id| (diaries.place_name(id), id)));
    places
}

fn is_named(place: &Place, asked: &str) -> bool {
    match place.location {
        Some(id) => asked.parse::<LocationId>() == Ok(id),
        None => true,
    }
}

fn choices(diaries: &Diaries, places: &[Place]) -> Vec<Choice> {
    let locations = places
        .iter()
        .filter_map(|place| diaries.locations.get(&place.location?));
    locations.map(LocationRow::choice).collect()
}

/// The next free time, at one place or anywhere.
async fn first_free(
    scope: &Scope,
    diaries: &mut Diaries,
    doctor: DoctorId,
    visit_type: &VisitTypeRow,
    at: Option<&Place>,
) -> Result<Option<FreeSlot>> {
    for stretch in diaries.stretches() {
        diaries.read_busy(scope.db(), &[doctor], &stretch).await?;
        let slots = diaries.free(doctor, visit_type, stretch, None);
        let mut there = slots
            .into_iter()
            .filter(|slot| at.is_none_or(|at| slot.location == at.location));
        if let Some(slot) = there.next() {
            return Ok(Some(slot));
        }
    }
    Ok(None)
}

fn offer(scope: &Scope, diaries: &Diaries, diary: &Diary, visit_type: &VisitTypeRow, slot: &FreeSlot) -> SlotOffer {
    diaries.offer_of(diary, visit_type.id, slot, scope.language())
}

/// `2026-11` as its first day.
fn first_of_month(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    (text.len() == 7).then(|| format!("{text}-01").parse().ok()).flatten()
}

fn month_of(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

fn month_key(date: NaiveDate) -> String {
    date.format("%Y-%m").to_string()
}

/// What the labels of a month are made with.
struct Sheet<'a> {
    scope: &'a Scope,
    zone: &'a Zone,
    doctor: &'a str,
    today: NaiveDate,
}

impl Sheet<'_> {
    fn month(
        &self,
        first: NaiveDate,
        months: std::ops::RangeInclusive<NaiveDate>,
        slots: &[FreeSlot],
        day: &str,
    ) -> MonthOfSlots {
        let language = self.scope.language();
        let mut by_day: BTreeMap<NaiveDate, Vec<&FreeSlot>> = BTreeMap::new();
        for slot in slots {
            by_day
                .entry(local_day(slot.starts_at, self.zone))
                .or_default()
                .push(slot);
        }
        let dates = std::iter::successors(Some(first), |date| Some(next_day(*date)));
        let dates = dates.take_while(|date| date.month() == first.month());
        let asked = day
            .trim()
            .parse()
            .ok()
            .filter(|day: &NaiveDate| month_of(*day) == first);
        let chosen = asked.or_else(|| by_day.keys().next().copied());
        let other = |month: Option<NaiveDate>| month.filter(|month| months.contains(month)).map(month_key);
        MonthOfSlots {
            month: month_key(first),
            month_label: month_label(first, language),
            prev: other(first.checked_sub_months(Months::new(1))),
            next: other(first.checked_add_months(Months::new(1))),
            // Nobody knows yet where the reader lives.
            zone: Some(zone_label(self.zone, language)),
            days: dates
                .map(|date| self.cell(date, by_day.get(&date).map_or(0, Vec::len), chosen))
                .collect(),
            chosen: chosen.map(|date| DaySlots {
                date,
                label: date_label(date, language),
                slots: by_day
                    .get(&date)
                    .into_iter()
                    .flatten()
                    .map(|slot| self.slot(date, slot))
                    .collect(),
            }),
        }
    }

    fn cell(&self, date: NaiveDate, free: usize, chosen: Option<NaiveDate>) -> DayCell {
        let language = self.scope.language();
        let free = u32::try_from(free).unwrap_or(u32::MAX);
        let day = day_label(date, language);
        DayCell {
            date,
            day_number: u8::try_from(date.day()).unwrap_or_default(),
            weekday: weekday_number(date),
            free,
            label: if free == 0 {
                language.server().labels.none_free_on(day)
            } else {
                language.ui().booking.free_on(free, day)
            },
            today: date == self.today,
            chosen: chosen == Some(date),
        }
    }

    fn slot(&self, date: NaiveDate, slot: &FreeSlot) -> Slot {
        let language = self.scope.language();
        let range: Instants = slot.starts_at..slot.ends_at;
        let when = Formatter::new(self.zone, language).when(&range);
        let hour = local_minute(slot.starts_at, self.zone) / 60;
        let words = &language.ui().booking;
        Slot {
            starts_at: slot.starts_at,
            label: words.slot(&when.time, day_label(date, language), self.doctor),
            time: when.time,
            datetime: when.datetime,
            part: DayPart::of_hour(u8::try_from(hour).unwrap_or_default()),
        }
    }
}
