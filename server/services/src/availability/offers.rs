//! Single free times: is this one still offered, which are nearest to it, which is the next.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use domain::conflict::SlotOffer;
use domain::id::{DoctorId, LocationId, PatientId, VisitTypeId};
use sea_orm::ConnectionTrait;
use words::Language;

use super::diaries::Diaries;
use super::resolve::{self, DailyLimit, FreeSlot};
use crate::appointments;
use crate::doctors;
use crate::error::Result;
use crate::occupancy::{self, Range};
use crate::scope::{Scope, Tools};
use crate::times::{Instants, Zone, local_day};
use crate::visit_types::VisitTypeRow;

/// How far around a time its neighbours are looked for, in days; each try reads more.
const REACHES: [i64; 3] = [3, 21, 400];

/// Doctors whose next free time is looked for at once.
const DOCTORS_AT_ONCE: usize = 200;

/// The free time that starts at this very instant, if the doctor is verified and offers it; runs inside a transaction too.
///
/// What `asking` holds does not count as taken, because a new hold takes the place of the old one. Whether the patient is
/// busy elsewhere or has booked enough for the day is not looked at.
///
/// # Errors
/// When the database fails.
pub async fn offered(
    db: &impl ConnectionTrait,
    tools: &Tools,
    doctor: DoctorId,
    visit_type: VisitTypeId,
    location: Option<LocationId>,
    starts_at: DateTime<Utc>,
    asking: Option<PatientId>,
) -> Result<Option<FreeSlot>> {
    let found = doctors::bookable(db, &[doctor]).await?;
    let mut diaries = Diaries::load(db, tools.clock.now(), found).await?;
    let Some(visit_type) = diaries.visit_type(visit_type).cloned() else {
        return Ok(None);
    };
    let range = starts_at..starts_at + TimeDelta::milliseconds(1);
    diaries.read_busy(db, &[doctor], &range).await?;
    if let Some(patient) = asking {
        forget_own_hold(db, &mut diaries, doctor, patient).await?;
    }
    let mut slots = diaries.free(doctor, &visit_type, range, None).into_iter();
    Ok(slots.find(|slot| slot.location == location && slot.starts_at == starts_at))
}

/// The free times of the same kind nearest to an instant, in order of start: what is offered when a time was taken.
///
/// A patient who asks gets only times that this patient can take: not while busy elsewhere, not on a day that is full.
///
/// # Errors
/// When the database fails.
pub async fn nearest(
    scope: &Scope,
    doctor: DoctorId,
    visit_type: VisitTypeId,
    location: Option<LocationId>,
    around: DateTime<Utc>,
    count: usize,
) -> Result<Vec<SlotOffer>> {
    let db = scope.db();
    let found = doctors::bookable(db, &[doctor]).await?;
    let mut diaries = Diaries::load(db, scope.now(), found).await?;
    let Some(visit_type) = diaries.visit_type(visit_type).cloned() else {
        return Ok(Vec::new());
    };
    let bookable = diaries.bookable();
    let around = Ord::clamp(around, bookable.start, bookable.end);
    let mut slots = Vec::new();
    for days in REACHES {
        let reach = TimeDelta::days(days);
        let range = (around - reach).max(bookable.start)..(around + reach).min(bookable.end);
        slots = free_near(scope, &mut diaries, doctor, &visit_type, location, &range).await?;
        if slots.len() >= count || range == bookable {
            break;
        }
    }
    let Some(diary) = diaries.diary(doctor) else {
        return Ok(Vec::new());
    };
    let near = resolve::nearest(&slots, around, count);
    let offer = |slot| diaries.offer_of(diary, visit_type.id, slot, scope.language());
    Ok(near.iter().map(offer).collect())
}

/// Which kinds of visit count for a next free time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinds {
    /// Whatever the doctor offers.
    Any,
    /// What the clinic lists first, for who comes for the first time; any where the doctor doesn't offer that.
    ListedFirst,
}

impl Kinds {
    fn of(self, diaries: &Diaries, doctor: DoctorId) -> &[VisitTypeRow] {
        let all = diaries.visit_types.as_slice();
        match (self, all.first(), diaries.diary(doctor)) {
            (Self::ListedFirst, Some(first), Some(diary)) if diary.offers(first.id) => &all[..1],
            _ => all,
        }
    }
}

/// The next free time of each doctor; a doctor without one is not in the map.
///
/// # Errors
/// When the database fails.
pub async fn next_free(
    db: &impl ConnectionTrait,
    tools: &Tools,
    doctors: &[DoctorId],
    kinds: Kinds,
    language: Language,
) -> Result<HashMap<DoctorId, SlotOffer>> {
    let mut next = HashMap::new();
    for some in doctors.chunks(DOCTORS_AT_ONCE) {
        let (mut diaries, mut open) = with_hours(db, tools, some).await?;
        for stretch in diaries.stretches() {
            if open.is_empty() {
                break;
            }
            diaries.read_busy(db, &open, &stretch).await?;
            open.retain(|doctor| match first_of(&diaries, *doctor, kinds, &stretch) {
                Some((visit_type, slot)) => {
                    if let Some(diary) = diaries.diary(*doctor) {
                        next.insert(*doctor, diaries.offer_of(diary, visit_type, &slot, language));
                    }
                    false
                }
                None => true,
            });
        }
    }
    Ok(next)
}

/// When a doctor is next free for one kind of visit at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextFree {
    pub visit_type: VisitTypeId,
    /// `None` is a video visit.
    pub location: Option<LocationId>,
    /// `None` while it is offered but nothing is free.
    pub at: Option<DateTime<Utc>>,
}

/// The next free time of each doctor for each kind of visit at each place; a doctor who offers nothing is not in the map.
///
/// # Errors
/// When the database fails.
pub async fn next_of_each(
    db: &impl ConnectionTrait,
    tools: &Tools,
    doctors: &[DoctorId],
) -> Result<HashMap<DoctorId, Vec<NextFree>>> {
    let mut next = HashMap::new();
    for some in doctors.chunks(DOCTORS_AT_ONCE) {
        let (mut diaries, mut open) = with_hours(db, tools, some).await?;
        next.extend(open.iter().map(|doctor| (*doctor, on_offer(&diaries, *doctor))));
        for stretch in diaries.stretches() {
            if open.is_empty() {
                break;
            }
            diaries.read_busy(db, &open, &stretch).await?;
            open.retain(|doctor| {
                let Some(wanted) = next.get_mut(doctor) else {
                    return false;
                };
                fill(&diaries, *doctor, wanted, &stretch);
                wanted.iter().any(|one| one.at.is_none())
            });
        }
    }
    Ok(next)
}

/// Those of the doctors who can be booked and have hours, without what is busy.
async fn with_hours(
    db: &impl ConnectionTrait,
    tools: &Tools,
    doctors: &[DoctorId],
) -> Result<(Diaries, Vec<DoctorId>)> {
    let found = doctors::bookable(db, doctors).await?;
    let mut open: Vec<DoctorId> = found.iter().map(|doctor| doctor.id).collect();
    let diaries = Diaries::load(db, tools.clock.now(), found).await?;
    open.retain(|doctor| {
        let diary = diaries.diary(*doctor);
        diary.is_some_and(|diary| !diary.timetable.hours.is_empty() || !diary.timetable.openings.is_empty())
    });
    Ok((diaries, open))
}

fn first_of(diaries: &Diaries, doctor: DoctorId, kinds: Kinds, range: &Instants) -> Option<(VisitTypeId, FreeSlot)> {
    let firsts = kinds.of(diaries, doctor).iter().filter_map(|visit_type| {
        let slots = diaries.free(doctor, visit_type, range.clone(), None);
        Some((visit_type.id, slots.into_iter().next()?))
    });
    firsts.min_by_key(|(_, slot)| slot.starts_at)
}

fn on_offer(diaries: &Diaries, doctor: DoctorId) -> Vec<NextFree> {
    let Some(diary) = diaries.diary(doctor) else {
        return Vec::new();
    };
    let each = diaries.visit_types.iter().flat_map(|visit_type| {
        let places = diary.places(visit_type.id).into_iter();
        places.map(|place| NextFree {
            visit_type: visit_type.id,
            location: place.location,
            at: None,
        })
    });
    each.collect()
}

/// Looks for what is still missing among the times that start within `range`.
fn fill(diaries: &Diaries, doctor: DoctorId, wanted: &mut [NextFree], range: &Instants) {
    for visit_type in &diaries.visit_types {
        let mut missing = wanted
            .iter_mut()
            .filter(|one| one.visit_type == visit_type.id && one.at.is_none())
            .peekable();
        if missing.peek().is_none() {
            continue;
        }
        let slots = diaries.free(doctor, visit_type, range.clone(), None);
        for one in missing {
            let first = slots.iter().find(|slot| slot.location == one.location);
            one.at = first.map(|slot| slot.starts_at);
        }
    }
}

async fn free_near(
    scope: &Scope,
    diaries: &mut Diaries,
    doctor: DoctorId,
    visit_type: &VisitTypeRow,
    location: Option<LocationId>,
    range: &Instants,
) -> Result<Vec<FreeSlot>> {
    let db = scope.db();
    diaries.read_busy(db, &[doctor], range).await?;
    let mut limit = None;
    if let Some(patient) = scope.actor().patient() {
        forget_own_hold(db, diaries, doctor, patient).await?;
        let whole = Range::new(range.start, range.end + TimeDelta::days(1));
        let busy = occupancy::busy(db, patient.uuid(), whole, diaries.now).await?;
        diaries.mend_busy(doctor, |all| all.extend(busy.into_iter().map(|one| one.from..one.to)));
        limit = day_limit(scope, diaries, doctor, visit_type.id, location, patient, range).await?;
    }
    let mut slots = diaries.free(doctor, visit_type, range.clone(), limit);
    slots.retain(|slot| slot.location == location);
    Ok(slots)
}

/// How many visits the patient has booked for each day, as days go at that place.
async fn day_limit(
    scope: &Scope,
    diaries: &Diaries,
    doctor: DoctorId,
    visit_type: VisitTypeId,
    location: Option<LocationId>,
    patient: PatientId,
    range: &Instants,
) -> Result<Option<DailyLimit>> {
    let places = diaries.diary(doctor).map(|diary| diary.places(visit_type));
    let mut places = places.into_iter().flatten();
    let Some(place) = places.find(|place| place.location == location) else {
        return Ok(None);
    };
    let around = range.start - TimeDelta::days(2)..range.end + TimeDelta::days(2);
    let starts = appointments::live_starts_of_patient(scope.db(), patient, &around).await?;
    Ok(Some(DailyLimit {
        visits: diaries.settings.visits_per_day.into(),
        counts: per_day(&starts, &place.zone),
    }))
}

fn per_day(starts: &[DateTime<Utc>], zone: &Zone) -> BTreeMap<chrono::NaiveDate, u32> {
    let mut counts = BTreeMap::new();
    for start in starts {
        *counts.entry(local_day(*start, zone)).or_default() += 1;
    }
    counts
}

/// A hold occupies exactly its own range of the doctor, and rows of one doctor never overlap. Where one has expired, somebody
/// else may have a visit by now.
async fn forget_own_hold(
    db: &impl ConnectionTrait,
    diaries: &mut Diaries,
    doctor: DoctorId,
    patient: PatientId,
) -> Result<()> {
    use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
    let held = Query::select()
        .columns(["starts_at", "ends_at"])
        .from("hold")
        .and_where(Expr::col("patient_id").eq(patient.uuid()))
        .and_where(Expr::col("doctor_id").eq(doctor.uuid()))
        .and_where(Expr::col("expires_at").gt(diaries.now))
        .to_owned();
    for row in db.query_all(&held).await? {
        let own: Instants = row.try_get("", "starts_at")?..row.try_get("", "ends_at")?;
        diaries.mend_busy(doctor, |busy| busy.retain(|range| *range != own));
    }
    Ok(())
}
