//! Everything that says when some doctors are free, read with a number of queries that depends on neither doctors nor rows.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use chrono::{DateTime, TimeDelta, Utc};
use domain::availability::ExceptionKind;
use domain::conflict::SlotOffer;
use domain::doctors::VisitKind;
use domain::id::{DoctorId, LocationId, VisitTypeId};
use domain::settings::Settings;
use sea_orm::{ConnectionTrait, QueryOrder};
use uuid::Uuid;
use words::Language;

use super::entity::{exception, rule};
use super::resolve::{DailyLimit, FreeSlot, Opening, Place, Timetable, Wanted, WeeklyHours, free_slots};
use crate::doctors::DoctorRow;
use crate::error::{Error, Result};
use crate::locations::{self, LocationRow};
use crate::occupancy::{self, Range};
use crate::settings;
use crate::times::{DAY_MINUTES, Formatter, Instants, Zone, local_day};
use crate::visit_types::{self, VisitTypeRow};

/// No visit lasts longer, so nothing that ends later is in the way of a time.
const LONGEST_VISIT: TimeDelta = TimeDelta::minutes(DAY_MINUTES as i64);

/// The hours of some doctors, and what is needed to tell what is free in them.
pub(super) struct Diaries {
    pub now: DateTime<Utc>,
    pub settings: Settings,
    /// Those that can be booked, in the clinic's order.
    pub visit_types: Vec<VisitTypeRow>,
    /// Those that the hours name, closed ones too.
    pub locations: HashMap<LocationId, LocationRow>,
    doctors: HashMap<DoctorId, Diary>,
}

/// One doctor's hours.
#[derive(Clone)]
pub(super) struct Diary {
    pub doctor: DoctorRow,
    /// The zone of video visits and blocks.
    pub zone: Zone,
    /// Hours at closed places and kinds of visit that cannot be booked there are left out.
    pub timetable: Timetable,
}

impl Diaries {
    /// Reads the hours of doctors as they hold from now on, without what is busy.
    pub async fn load(db: &impl ConnectionTrait, now: DateTime<Utc>, doctors: Vec<DoctorRow>) -> Result<Self> {
        let settings = settings::current(db).await?;
        let visit_types = visit_types::active(db).await?;
        let ids: Vec<DoctorId> = doctors.iter().map(|doctor| doctor.id).collect();
        // A day that is over here may not be over everywhere.
        let yesterday = local_day(now - TimeDelta::days(1), &Zone::UTC);
        let rules = rule::from_day(ids.iter().copied(), yesterday)
            .order_by_asc(rule::Column::Id)
            .all(db)
            .await?;
        let exceptions = exception::since(ids, now)
            .order_by_asc(exception::Column::Id)
            .all(db)
            .await?;
        let places = rules.iter().map(|rule| rule.location_id);
        let places = places.chain(exceptions.iter().map(|exception| exception.location_id));
        let places: HashSet<LocationId> = places.flatten().collect();
        let locations = locations::by_ids(db, places).await?;
        let mut diaries = Self {
            now,
            settings,
            visit_types,
            locations,
            doctors: HashMap::new(),
        };
        for doctor in doctors {
            let zone = Zone::named(&doctor.time_zone).map_err(Error::internal)?;
            let timetable = Timetable::default();
            diaries.doctors.insert(
                doctor.id,
                Diary {
                    doctor,
                    zone,
                    timetable,
                },
            );
        }
        diaries.add_rules(db, rules).await?;
        diaries.add_exceptions(db, exceptions).await?;
        Ok(diaries)
    }

    async fn add_rules(&mut self, db: &impl ConnectionTrait, rules: Vec<rule::Model>) -> Result<()> {
        let kinds = rule::visit_type::of(rules.iter().map(|rule| rule.id)).all(db).await?;
        let mut kinds = grouped(kinds.into_iter().map(|row| (row.rule_id, row.visit_type_id)));
        for rule in rules {
            let offered = kinds.remove(&rule.id).unwrap_or_default();
            let Some((place, visit_types)) = self.offer(rule.doctor_id, rule.location_id, offered)? else {
                continue;
            };
            let minute = |minute: i32| u16::try_from(minute).unwrap_or_default();
            let hours = WeeklyHours {
                weekday: u8::try_from(rule.weekday).unwrap_or_default(),
                from_minute: minute(rule.from_minute),
                to_minute: minute(rule.to_minute),
                valid_from: rule.valid_from,
                valid_until: rule.valid_until,
                place,
                visit_types,
            };
            if let Some(diary) = self.doctors.get_mut(&rule.doctor_id) {
                diary.timetable.hours.push(hours);
            }
        }
        Ok(())
    }

    async fn add_exceptions(&mut self, db: &impl ConnectionTrait, exceptions: Vec<exception::Model>) -> Result<()> {
        let openings = exceptions.iter().filter(|one| one.kind == ExceptionKind::Opening);
        let kinds = exception::visit_type::of(openings.map(|one| one.id)).all(db).await?;
        let mut kinds = grouped(kinds.into_iter().map(|row| (row.exception_id, row.visit_type_id)));
        for exception in exceptions {
            let range = exception.range();
            let offer = match exception.kind {
                ExceptionKind::Block => None,
                ExceptionKind::Opening => {
                    let offered = kinds.remove(&exception.id).unwrap_or_default();
                    let offer = self.offer(exception.doctor_id, exception.location_id, offered)?;
                    let Some(offer) = offer else { continue };
                    Some(offer)
                }
            };
            let Some(diary) = self.doctors.get_mut(&exception.doctor_id) else {
                continue;
            };
            match offer {
                None => diary.timetable.blocks.push(range),
                Some((place, visit_types)) => diary.timetable.openings.push(Opening {
                    range,
                    place,
                    visit_types,
                }),
            }
        }
        Ok(())
    }

    /// The place and what can be booked there; nothing when it is closed or nothing can.
    fn offer(
        &self,
        doctor: DoctorId,
        location: Option<LocationId>,
        visit_types: Vec<VisitTypeId>,
    ) -> Result<Option<(Place, Vec<VisitTypeId>)>> {
        let zone = match location {
            None => self.doctors.get(&doctor).map(|diary| diary.zone.clone()),
            Some(id) => {
                let open = self.locations.get(&id).filter(|location| location.active);
                let zone = open.map(|location| Zone::named(&location.zone)).transpose();
                zone.map_err(Error::internal)?
            }
        };
        let Some(zone) = zone else { return Ok(None) };
        let bookable = |id: &VisitTypeId| {
            self.visit_type(*id)
                .is_some_and(|visit_type| happens_there(visit_type.kind, location.is_some()))
        };
        let visit_types: Vec<_> = visit_types.into_iter().filter(bookable).collect();
        Ok((!visit_types.is_empty()).then_some((Place { location, zone }, visit_types)))
    }

    /// One doctor's hours.
    pub fn diary(&self, doctor: DoctorId) -> Option<&Diary> {
        self.doctors.get(&doctor)
    }

    /// A kind of visit that can be booked.
    pub fn visit_type(&self, id: VisitTypeId) -> Option<&VisitTypeRow> {
        self.visit_types.iter().find(|visit_type| visit_type.id == id)
    }

    /// From the end of the notice to the horizon: instants, the same wherever doctor and reader are.
    pub fn bookable(&self) -> Instants {
        let earliest = self.now + TimeDelta::minutes(self.settings.book_notice_minutes.into());
        earliest..self.now + TimeDelta::days(self.settings.book_horizon_days.into())
    }

    /// What can be booked, cut so that a look for the next free time seldom reads more than a week.
    pub fn stretches(&self) -> impl Iterator<Item = Instants> + use<> {
        let all = self.bookable();
        let cuts = [7, 35].map(|days| (all.start + TimeDelta::days(days)).min(all.end));
        [all.start..cuts[0], cuts[0]..cuts[1], cuts[1]..all.end]
            .into_iter()
            .filter(|stretch| stretch.start < stretch.end)
    }

    /// Reads what is busy for times that start within `range`, instead of what was read before.
    pub async fn read_busy(&mut self, db: &impl ConnectionTrait, doctors: &[DoctorId], range: &Instants) -> Result<()> {
        let ids: Vec<Uuid> = doctors.iter().map(|doctor| doctor.uuid()).collect();
        let range = Range::new(range.start, range.end + LONGEST_VISIT);
        let mut busy = occupancy::busy_of(db, &ids, range, self.now).await?;
        for doctor in doctors {
            if let Some(diary) = self.doctors.get_mut(doctor) {
                let busy = busy.remove(&doctor.uuid()).unwrap_or_default();
                diary.timetable.busy = busy.into_iter().map(|busy| busy.from..busy.to).collect();
            }
        }
        Ok(())
    }

    /// Changes what is busy for one doctor after it was read.
    pub fn mend_busy(&mut self, doctor: DoctorId, mend: impl FnOnce(&mut Vec<Instants>)) {
        if let Some(diary) = self.doctors.get_mut(&doctor) {
            mend(&mut diary.timetable.busy);
        }
    }

    /// The free times of a doctor for one kind of visit that start within `range`.
    pub fn free(
        &self,
        doctor: DoctorId,
        visit_type: &VisitTypeRow,
        range: Instants,
        daily_limit: Option<DailyLimit>,
    ) -> Vec<FreeSlot> {
        let Some(diary) = self.doctors.get(&doctor) else {
            return Vec::new();
        };
        let bookable = self.bookable();
        let wanted = Wanted {
            visit_type: visit_type.id,
            duration_minutes: visit_type.minutes(),
            step_minutes: Some(self.settings.slot_step_minutes),
            range,
            earliest: bookable.start,
            latest: bookable.end,
            daily_limit,
        };
        free_slots(&diary.timetable, &wanted)
    }

    /// A free time as people are offered it. Whose zone the reader lives in is not known here, so the zone is named.
    pub fn offer_of(&self, diary: &Diary, visit_type: VisitTypeId, slot: &FreeSlot, language: Language) -> SlotOffer {
        let formatter = Formatter::new(&slot.zone, language).naming_zone();
        SlotOffer {
            doctor: diary.doctor.id,
            doctor_name: diary.doctor.name.clone(),
            visit_type,
            location: slot.location,
            place: slot.location.and_then(|id| self.place_name(id)),
            when: formatter.when(&(slot.starts_at..slot.ends_at)),
        }
    }

    /// The name of a location.
    pub fn place_name(&self, location: LocationId) -> Option<String> {
        self.locations.get(&location).map(|location| location.name.clone())
    }
}

impl Diary {
    /// Where a kind of visit is offered, each place once.
    pub fn places(&self, visit_type: VisitTypeId) -> Vec<&Place> {
        let hours = self
            .timetable
            .hours
            .iter()
            .map(|hours| (&hours.place, &hours.visit_types));
        let openings = self.timetable.openings.iter();
        let openings = openings.map(|opening| (&opening.place, &opening.visit_types));
        let mut places: Vec<&Place> = Vec::new();
        for (place, offered) in hours.chain(openings) {
            if offered.contains(&visit_type) && !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    /// Whether a kind of visit is offered anywhere.
    pub fn offers(&self, visit_type: VisitTypeId) -> bool {
        !self.places(visit_type).is_empty()
    }
}

/// Whether visits of this kind happen at a place with, or without, a location.
pub(super) fn happens_there(kind: VisitKind, location: bool) -> bool {
    (kind == VisitKind::InPerson) == location
}

/// The values of each key, in order.
pub(super) fn grouped<K: Eq + Hash, V>(rows: impl IntoIterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in rows {
        groups.entry(key).or_default().push(value);
    }
    groups
}
