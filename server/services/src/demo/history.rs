//! The rows of visits: the visit, what happened to it, and what it occupies.

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::ActorKind;
use domain::appointments::AppointmentStatus as Status;
use domain::id::LocationId;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::dice::Dice;
use super::doctors::Doctor;
use super::people::Patient;
use super::sheet::row;
use super::tables::Tables;
use super::visits::Visit;
use super::{Clinic, texts};
use crate::error::Result;
use crate::numbers::{self, Sequence};
use crate::times::local_start;

/// Adds the rows of all visits.
pub async fn add_rows(
    tx: &DatabaseTransaction,
    tables: &mut Tables,
    clinic: &Clinic,
    visits: &[Visit],
    doctors: &[Doctor],
    patients: &[Patient],
) -> Result<()> {
    let first_number = numbers::take(tx, Sequence::Appointment, visits.len()).await?;
    for (visit, number) in visits.iter().zip(first_number..) {
        let (doctor, patient) = (&doctors[visit.doctor], &patients[visit.patient]);
        let seed = [doctor.id.uuid(), patient.id.uuid()].map(|id| i64::from_be_bytes(last_bytes(id)));
        let mut writer = Writer {
            tables,
            clinic,
            visit,
            doctor,
            patient,
            dice: Dice::about("history", &[seed[0], seed[1], visit.slot.starts_at.timestamp()]),
            id: Uuid::nil(),
        };
        writer.id = writer.dice.id(visit.made);
        writer.add(number);
    }
    Ok(())
}

pub fn last_bytes(id: Uuid) -> [u8; 8] {
    let bytes = id.into_bytes();
    std::array::from_fn(|index| bytes[index + 8])
}

struct Writer<'a> {
    tables: &'a mut Tables,
    clinic: &'a Clinic,
    visit: &'a Visit,
    doctor: &'a Doctor,
    patient: &'a Patient,
    dice: Dice,
    id: Uuid,
}

/// Something that happened to a visit.
struct Step {
    at: DateTime<Utc>,
    by: ActorKind,
    to: Status,
}

impl Writer<'_> {
    fn add(&mut self, number: i64) {
        let steps = self.steps();
        let cancelled = steps.iter().find(|step| step.to == Status::Cancelled);
        let (cancelled_at, by) = (cancelled.map(|step| step.at), cancelled.map(|step| step.by));
        let cancel_reason = by.map(|by| match by {
            ActorKind::Doctor => *self.dice.pick(texts::DOCTOR_CANCELS),
            _ => *self.dice.pick(texts::PATIENT_CANCELS),
        });
        let reason = self
            .dice
            .in_thousand(850)
            .then(|| *self.dice.pick(texts::reasons(self.doctor.specialty)));
        // The booking consumed it.
        let hold = self.dice.id(self.visit.made - TimeDelta::minutes(3));
        let slot = &self.visit.slot;
        let local = local_start(slot.starts_at, &slot.zone);
        let keys = &self.clinic.keys;
        self.tables.appointment.add(row![
            self.id,
            number,
            self.patient.id.uuid(),
            self.doctor.id.uuid(),
            slot.location.map(LocationId::uuid),
            self.clinic.kinds[self.visit.kind].id.uuid(),
            Some(hold),
            slot.starts_at,
            slot.ends_at,
            local.local_start,
            local.zone,
            local.tzdb,
            self.visit.status.as_str(),
            reason.map(|text| keys.seal("appointment", "reason", self.id, text)),
            cancelled_at,
            cancel_reason.map(|text| keys.seal("appointment", "cancel_reason", self.id, text)),
            i32::try_from(steps.len()).unwrap_or(1),
            self.visit.made,
            steps.last().map_or(self.visit.made, |step| step.at),
        ]);
        self.add_events(&steps, cancel_reason);
        self.add_occupancy();
    }

    fn add_events(&mut self, steps: &[Step], cancel_reason: Option<&str>) {
        let mut from: Option<Status> = None;
        for step in steps {
            let id = self.dice.id(step.at);
            let note = cancel_reason.filter(|_| step.to == Status::Cancelled);
            self.tables.appointment_event.add(row![
                id,
                self.id,
                step.at,
                step.by.as_str(),
                Some(match step.by {
                    ActorKind::Doctor => self.doctor.account,
                    _ => self.patient.account,
                }),
                from.map(Status::as_str),
                step.to.as_str(),
                note.map(|text| self.clinic.keys.seal("appointment_event", "note", id, text)),
            ]);
            from = Some(step.to);
        }
    }

    /// What is over without having taken place occupies nobody.
    fn add_occupancy(&mut self) {
        if !self.visit.status.is_live() {
            return;
        }
        for resource in [self.doctor.id.uuid(), self.patient.id.uuid()] {
            let id = self.dice.id(self.visit.made);
            self.tables.occupancy.add(row![
                id,
                resource,
                self.visit.slot.starts_at,
                self.visit.slot.ends_at,
                "booked",
                Option::<DateTime<Utc>>::None,
                Some(self.id),
                Option::<Uuid>::None,
                self.visit.made,
            ]);
        }
    }

    /// What happened, in order; never in the future.
    fn steps(&mut self) -> Vec<Step> {
        let (start, end, made) = (self.visit.slot.starts_at, self.visit.slot.ends_at, self.visit.made);
        let mut steps = Vec::new();
        let mut step = |at: DateTime<Utc>, by, to| steps.push(Step { at, by, to });
        let (patient, doctor) = (ActorKind::Patient, ActorKind::Doctor);
        match self.visit.status {
            Status::Pending => step(made, patient, Status::Pending),
            _ if self.clinic.kinds[self.visit.kind].confirms => {
                step(made, patient, Status::Pending);
                step(made + TimeDelta::minutes(9), doctor, Status::Booked);
            }
            _ => step(made, patient, Status::Booked),
        }
        let arrived = start - TimeDelta::minutes(self.dice.between(2, 14));
        let begun = start + TimeDelta::minutes(self.dice.between(0, 4));
        match self.visit.status {
            Status::Proposed | Status::Pending | Status::Booked => {}
            Status::Cancelled => {
                let latest = start.min(self.clinic.midnight).max(made + TimeDelta::minutes(20));
                let minutes = (latest - made).num_minutes();
                let at = made + TimeDelta::minutes(minutes * self.dice.between(40, 99) / 100);
                let by = if self.dice.in_thousand(700) { patient } else { doctor };
                step(at.max(made + TimeDelta::minutes(12)), by, Status::Cancelled);
            }
            Status::NoShow => step(end, doctor, Status::NoShow),
            Status::Arrived => step(arrived, doctor, Status::Arrived),
            Status::InProgress => {
                step(arrived, doctor, Status::Arrived);
                step(begun, doctor, Status::InProgress);
            }
            Status::Fulfilled => {
                step(arrived, doctor, Status::Arrived);
                step(begun, doctor, Status::InProgress);
                step(end, doctor, Status::Fulfilled);
            }
        }
        for step in &mut steps {
            step.at = self.clinic.not_later(step.at);
        }
        steps
    }
}
