//! Visits as one reader sees them: names and times, looked up for a whole list at once.

use std::collections::HashMap;

use domain::actor::Actor;
use domain::appointments::AppointmentSummary;
use domain::doctors::{Place, VisitKind};
use domain::id::{DoctorId, LocationId, PatientId, VisitTypeId};
use sea_orm::ConnectionTrait;
use words::Language;

use super::entity::appointment::Model;
use crate::error::Result;
use crate::locations::LocationRow;
use crate::scope::{Scope, Tools};
use crate::times::{Formatter, Zone};
use crate::{accounts, doctors, locations, patients, visit_types};

/// Whoever reads: their zone and language.
#[derive(Clone, Debug)]
pub struct Reader {
    pub zone: Zone,
    pub language: Language,
}

impl Reader {
    /// Whoever acts: a doctor's zone is that of the video hours, everybody else's that of the account.
    pub async fn of(scope: &Scope) -> Result<Self> {
        let db = scope.db();
        let zone = match scope.actor() {
            Actor::Doctor { doctor, .. } => doctors::by_ids(db, [*doctor])
                .await?
                .remove(doctor)
                .map(|row| row.time_zone),
            actor => match actor.account() {
                Some(account) => accounts::contact::time_zone(db, account).await?,
                None => None,
            },
        };
        let zone = zone.map_or_else(
            || scope.tools().site.time_zone.clone(),
            |name| named(scope.tools(), &name),
        );
        Ok(Self {
            zone,
            language: scope.language(),
        })
    }

    /// Tells times of a visit: clinic time for one in person, the reader's for one by video, and names the zone when
    /// the two differ.
    pub fn formatter(&self, place: &Zone, kind: VisitKind) -> Formatter {
        match kind {
            VisitKind::InPerson => Formatter::new(place, self.language).naming_zone_unless(&self.zone),
            VisitKind::Video => Formatter::new(&self.zone, self.language).naming_zone_unless(place),
        }
    }

    /// [`Self::formatter`] for a visit that is booked.
    pub fn formatter_of(&self, tools: &Tools, visit: &Model) -> Formatter {
        self.formatter(&named(tools, &visit.zone), kind_at(visit.location_id))
    }
}

/// A stored zone; the clinic's own for a name that the zone database no longer has.
pub fn named(tools: &Tools, name: &str) -> Zone {
    Zone::named(name).unwrap_or_else(|_| tools.site.time_zone.clone())
}

/// A visit without a place is one by video.
pub fn kind_at(location: Option<LocationId>) -> VisitKind {
    location.map_or(VisitKind::Video, |_| VisitKind::InPerson)
}

/// The names that some visits need.
#[derive(Debug)]
pub struct Names {
    pub doctors: HashMap<DoctorId, String>,
    pub specialties: HashMap<DoctorId, Vec<String>>,
    pub patients: HashMap<PatientId, String>,
    pub visit_types: HashMap<VisitTypeId, String>,
    pub locations: HashMap<LocationId, LocationRow>,
}

impl Names {
    /// Looks up everything the visits name, in five statements however many they are.
    pub async fn of(db: &impl ConnectionTrait, visits: &[Model], language: Language) -> Result<Self> {
        Self::named(
            db,
            language,
            visits.iter().map(|visit| visit.doctor_id),
            visits.iter().map(|visit| visit.patient_id),
            visits.iter().filter_map(|visit| visit.location_id),
        )
        .await
    }

    /// Looks up people and places, which may come more than once, and the kinds of visit.
    pub async fn named(
        db: &impl ConnectionTrait,
        language: Language,
        doctors: impl Iterator<Item = DoctorId>,
        patients: impl Iterator<Item = PatientId>,
        places: impl Iterator<Item = LocationId>,
    ) -> Result<Self> {
        let (doctors, patients, places) = (distinct(doctors), distinct(patients), distinct(places));
        let (names, specialties, patients, visit_types, locations) = tokio::try_join!(
            Box::pin(doctors::names(db, doctors.clone())),
            Box::pin(doctors::specialties(db, doctors, language)),
            Box::pin(patients::names(db, patients)),
            Box::pin(visit_types::all(db)),
            Box::pin(locations::by_ids(db, places)),
        )?;
        Ok(Self {
            doctors: names,
            specialties,
            patients,
            visit_types: visit_types.iter().map(|row| (row.id, row.name_in(language))).collect(),
            locations,
        })
    }

    /// The doctor's name.
    pub fn doctor(&self, id: DoctorId) -> &str {
        self.doctors.get(&id).map_or("", String::as_str)
    }

    /// The patient's name.
    pub fn patient(&self, id: PatientId) -> &str {
        self.patients.get(&id).map_or("", String::as_str)
    }

    /// The name of the kind of visit.
    pub fn visit_type(&self, id: VisitTypeId) -> &str {
        self.visit_types.get(&id).map_or("", String::as_str)
    }

    /// The place, when it is not a visit by video.
    pub fn place(&self, id: Option<LocationId>) -> Option<Place> {
        self.locations.get(&id?).map(LocationRow::place)
    }

    /// The doctor's first specialty.
    pub fn specialty(&self, id: DoctorId) -> Option<String> {
        self.specialties.get(&id)?.first().cloned()
    }

    /// A visit in a list.
    pub fn summary(&self, tools: &Tools, reader: &Reader, visit: &Model) -> AppointmentSummary {
        let range = visit.starts_at..visit.ends_at;
        AppointmentSummary {
            id: visit.id,
            number: visit.number,
            status: visit.status,
            when: reader.formatter_of(tools, visit).when(&range),
            minutes: u16::try_from((range.end - range.start).num_minutes()).unwrap_or_default(),
            doctor: visit.doctor_id,
            doctor_name: self.doctor(visit.doctor_id).to_owned(),
            patient: visit.patient_id,
            patient_name: self.patient(visit.patient_id).to_owned(),
            visit_type: self.visit_type(visit.visit_type_id).to_owned(),
            kind: kind_at(visit.location_id),
            place: self.place(visit.location_id).map(|place| place.name),
            specialty: self.specialty(visit.doctor_id),
        }
    }
}

/// Visits in a list for whoever acts.
pub async fn summaries(scope: &Scope, reader: &Reader, visits: &[Model]) -> Result<Vec<AppointmentSummary>> {
    if visits.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::of(scope.db(), visits, reader.language).await?;
    let summary = |visit| names.summary(scope.tools(), reader, visit);
    Ok(visits.iter().map(summary).collect())
}

fn distinct<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    let mut ids: Vec<T> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
