//! Three months of visits: who sees whom when, and how it went.
//!
//! Times come from the slot engine, so every visit lies in the hours of its doctor, outside of the blocks, and meets no
//! other visit of the doctor or the patient. What is rolled for one time of one doctor depends on nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::appointments::AppointmentStatus;

use super::dice::Dice;
use super::doctors::Doctor;
use super::hours::{self, STEP};
use super::people::Patient;
use super::{Clinic, DAYS_AHEAD, DAYS_BEHIND};
use crate::availability::NextFree;
use crate::availability::resolve::FreeSlot;
use crate::times::{Instants, instant_at, local_day};

/// A visit that is still to be written.
pub struct Visit {
    /// Index of the doctor.
    pub doctor: usize,
    /// Index of the patient.
    pub patient: usize,
    /// Index of the kind.
    pub kind: usize,
    pub slot: FreeSlot,
    pub status: AppointmentStatus,
    /// When it was booked.
    pub made: DateTime<Utc>,
}

impl Visit {
    pub fn range(&self) -> Instants {
        self.slot.starts_at..self.slot.ends_at
    }
}

/// What a doctor offers, by start: kind and slot.
type Offers = BTreeMap<DateTime<Utc>, Vec<(usize, FreeSlot)>>;

/// All visits of the doctors who can be booked, in the order in which they were made.
pub fn visits(clinic: &Clinic, doctors: &[Doctor], patients: &[Patient]) -> Vec<Visit> {
    let mut plan = Plan::new(clinic, doctors, patients);
    for doctor in 0..doctors.len().min(3) {
        plan.see_somebody_now(doctor);
    }
    plan.fill_the_demo_patient();
    for doctor in 0..doctors.len() {
        plan.fill(doctor);
    }
    plan.visits
        .sort_by_key(|visit| (visit.made, visit.doctor, visit.slot.starts_at));
    plan.visits
}

struct Plan<'a> {
    clinic: &'a Clinic,
    doctors: &'a [Doctor],
    patients: &'a [Patient],
    offers: Vec<Offers>,
    /// Patients of each doctor.
    panels: Vec<Vec<usize>>,
    of_patient: HashMap<usize, Vec<Instants>>,
    of_doctor: HashMap<usize, Vec<Instants>>,
    visits: Vec<Visit>,
}

impl<'a> Plan<'a> {
    fn new(clinic: &'a Clinic, doctors: &'a [Doctor], patients: &'a [Patient]) -> Self {
        Self {
            clinic,
            doctors,
            patients,
            offers: doctors.iter().map(|doctor| offers(clinic, doctor)).collect(),
            panels: (0..doctors.len())
                .map(|doctor| panel(doctor, doctors, patients))
                .collect(),
            of_patient: HashMap::new(),
            of_doctor: HashMap::new(),
            visits: Vec::new(),
        }
    }

    /// One patient is in the room, one sits outside.
    fn see_somebody_now(&mut self, doctor: usize) {
        let now = self.clinic.now;
        let Some(kind) = self.clinic.kinds.iter().position(|kind| kind.code == "follow_up") else {
            return;
        };
        let minutes = self.clinic.kinds[kind].minutes;
        let around = now - TimeDelta::minutes(minutes.into())..now + TimeDelta::minutes(45);
        let slots = hours::slots(
            &self.doctors[doctor].timetable,
            self.clinic.kinds[kind].id,
            minutes,
            STEP,
            around,
        );
        let inside = slots.iter().rfind(|slot| slot.starts_at <= now && now < slot.ends_at);
        let Some(inside) = inside.cloned() else { return };
        let next = slots.iter().find(|slot| slot.starts_at >= inside.ends_at).cloned();
        let seed = [i64::try_from(doctor).unwrap_or(0)];
        let mut dice = Dice::about("now", &seed);
        self.add(doctor, kind, inside, AppointmentStatus::InProgress, &mut dice);
        if let Some(next) = next {
            self.add(doctor, kind, next, AppointmentStatus::Arrived, &mut dice);
        }
    }

    /// The demo patient has a visit on nearly every weekday, so that calendars and lists show what they can.
    fn fill_the_demo_patient(&mut self) {
        let own: Vec<usize> = (0..self.doctors.len())
            .filter(|doctor| {
                let doctor = &self.doctors[*doctor];
                doctor.region == self.patients[0].region && doctor.specialty != "paediatrics"
            })
            .take(7)
            .collect();
        for day in -DAYS_BEHIND..=DAYS_AHEAD {
            let mut dice = Dice::about("demo patient", &[day]);
            let doctor = if dice.in_thousand(350) { 0 } else { *dice.pick(&own) };
            let wanted = self.clinic.today + TimeDelta::days(day);
            let zone = &self.clinic.places[self.doctors[doctor].home].zone;
            let times = instant_at(wanted, 0, zone)..instant_at(wanted, 1439, zone);
            let choices: Vec<(usize, FreeSlot)> = self.offers[doctor]
                .range(times)
                .flat_map(|(_, choices)| choices)
                .filter(|(_, slot)| self.is_free(doctor, 0, slot))
                .cloned()
                .collect();
            if !choices.is_empty() && dice.in_thousand(960) {
                let (kind, slot) = dice.pick(&choices).clone();
                let status = self.status(kind, &slot, &mut dice);
                self.keep(doctor, 0, kind, slot, status, &mut dice);
            }
        }
    }

    fn fill(&mut self, doctor: usize) {
        let offers = std::mem::take(&mut self.offers[doctor]);
        for (start, choices) in &offers {
            let day = (local_day(*start, &self.clinic.zone) - self.clinic.today).num_days();
            let seed = [i64::try_from(doctor).unwrap_or(0), start.timestamp()];
            let mut dice = Dice::about("visit", &seed);
            if dice.in_thousand(density(doctor, day)) {
                let (kind, slot) = dice.pick(choices).clone();
                let status = self.status(kind, &slot, &mut dice);
                self.add(doctor, kind, slot, status, &mut dice);
            }
        }
    }

    /// Finds a patient of the doctor who is free then.
    fn add(&mut self, doctor: usize, kind: usize, slot: FreeSlot, status: AppointmentStatus, dice: &mut Dice) {
        for _ in 0..6 {
            let patient = *dice.pick(&self.panels[doctor]);
            if self.is_free(doctor, patient, &slot) {
                self.keep(doctor, patient, kind, slot, status, dice);
                return;
            }
        }
    }

    fn keep(
        &mut self,
        doctor: usize,
        patient: usize,
        kind: usize,
        slot: FreeSlot,
        status: AppointmentStatus,
        dice: &mut Dice,
    ) {
        let latest = slot.starts_at.min(self.clinic.midnight) - TimeDelta::minutes(10);
        let lead = TimeDelta::minutes(dice.between(60, 21 * 24 * 60));
        let range = slot.starts_at..slot.ends_at;
        self.of_doctor.entry(doctor).or_default().push(range.clone());
        self.of_patient.entry(patient).or_default().push(range);
        self.visits.push(Visit {
            doctor,
            patient,
            kind,
            slot,
            status,
            made: (latest - lead).max(self.patients[patient].registered + TimeDelta::hours(2)),
        });
    }

    /// Patients other than the demo patient have at most one visit on a day.
    fn is_free(&self, doctor: usize, patient: usize, slot: &FreeSlot) -> bool {
        let meets = |range: &Instants| range.start < slot.ends_at && slot.starts_at < range.end;
        let same_day = |range: &Instants| range.start.date_naive() == slot.starts_at.date_naive();
        let doctor_busy = self
            .of_doctor
            .get(&doctor)
            .is_some_and(|busy| busy.iter().rev().any(meets));
        let mut of_patient = self.of_patient.get(&patient).into_iter().flatten();
        !doctor_busy && !of_patient.any(|range| meets(range) || same_day(range))
    }

    fn status(&self, kind: usize, slot: &FreeSlot, dice: &mut Dice) -> AppointmentStatus {
        let now = self.clinic.now;
        let chance = dice.between(0, 99);
        if slot.ends_at <= now {
            match chance {
                0..10 => AppointmentStatus::Cancelled,
                10..17 => AppointmentStatus::NoShow,
                _ => AppointmentStatus::Fulfilled,
            }
        } else if slot.starts_at <= now {
            match chance {
                0..10 => AppointmentStatus::Cancelled,
                _ => AppointmentStatus::InProgress,
            }
        } else {
            let soon = slot.starts_at < now + TimeDelta::minutes(20);
            match chance {
                0..9 => AppointmentStatus::Cancelled,
                _ if soon => AppointmentStatus::Arrived,
                9..80 if self.clinic.kinds[kind].confirms => AppointmentStatus::Pending,
                _ => AppointmentStatus::Booked,
            }
        }
    }
}

/// How many of a thousand times are taken, by days from today.
fn density(doctor: usize, day: i64) -> i64 {
    match (doctor, day) {
        (0, ..8) => 520,
        (0, 8..22) => 300,
        (0, _) => 120,
        (_, ..0) => 95,
        (_, 0..8) => 150,
        (_, 8..22) => 80,
        _ => 40,
    }
}

fn offers(clinic: &Clinic, doctor: &Doctor) -> Offers {
    let range = clinic.midnight - TimeDelta::days(DAYS_BEHIND)..clinic.midnight + TimeDelta::days(DAYS_AHEAD + 1);
    let mut offers = Offers::new();
    for (index, kind) in clinic.kinds.iter().enumerate() {
        // Every second offered time is enough to choose from, and leaves pauses.
        for slot in hours::slots(&doctor.timetable, kind.id, kind.minutes, 2 * STEP, range.clone()) {
            offers.entry(slot.starts_at).or_default().push((index, slot));
        }
    }
    offers
}

/// The patients of a doctor: of the same region, children with the doctors for them.
fn panel(doctor: usize, doctors: &[Doctor], patients: &[Patient]) -> Vec<usize> {
    let own = &doctors[doctor];
    let fits = |age: u32| match own.specialty {
        "paediatrics" => age < 17,
        "general_practice" | "ear_nose_throat" | "dermatology" | "ophthalmology" => true,
        _ => age >= 16,
    };
    let near = |index: &usize| patients[*index].region == own.region && fits(patients[*index].age);
    let near: Vec<usize> = (1..patients.len()).filter(near).collect();
    let mut dice = Dice::about("panel", &[i64::try_from(doctor).unwrap_or(0)]);
    let size = if doctor == 0 { 90 } else { 38 };
    (0..size).map(|_| *dice.pick(&near)).collect()
}

/// The next free times of a doctor, as the portal would find them with the visits that are planned: one for each kind at
/// each place.
pub fn next_free(clinic: &Clinic, doctor: &Doctor, index: usize, visits: &[Visit]) -> Vec<NextFree> {
    let mut timetable = doctor.timetable.clone();
    let own = visits
        .iter()
        .filter(|visit| visit.doctor == index && visit.status.is_live());
    timetable.busy = own.map(Visit::range).collect();
    let from = clinic.now + TimeDelta::hours(1);
    let weeks = [from..from + TimeDelta::days(7), from..from + TimeDelta::days(45)];
    let mut next = Vec::new();
    for kind in &clinic.kinds {
        let hours = timetable.hours.iter().map(|hours| (&hours.place, &hours.visit_types));
        let openings = timetable.openings.iter();
        let all = hours.chain(openings.map(|opening| (&opening.place, &opening.visit_types)));
        let offered = all.filter(|(_, kinds)| kinds.contains(&kind.id));
        let places: BTreeSet<_> = offered.map(|(place, _)| place.location).collect();
        let [week, later] = weeks
            .clone()
            .map(|range| hours::slots(&timetable, kind.id, kind.minutes, STEP, range));
        next.extend(places.into_iter().map(|location| {
            let first = week.iter().chain(&later).find(|slot| slot.location == location);
            NextFree {
                visit_type: kind.id,
                location,
                at: first.map(|slot| slot.starts_at),
            }
        }));
    }
    next
}

/// The day of a date's first instant in UTC.
pub fn midnight(day: NaiveDate) -> DateTime<Utc> {
    instant_at(day, 0, &crate::times::Zone::UTC)
}
