//! To both sides of a visit.

use domain::id::AppointmentId;
use domain::when::When;
use words::{Letter, MailWords};

use crate::mail::{Reader, Stationery, Written};

/// What a mail says about a visit.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Its id, for the link.
    pub id: AppointmentId,
    /// Its booking reference.
    pub number: String,
    /// The doctor's name.
    pub doctor: String,
    /// When it is, as the reader sees it.
    pub when: When,
    /// Where it is: the name and address of the place, or the words for a video visit.
    pub place: String,
}

impl Visit {
    fn time(&self) -> String {
        match &self.when.zone {
            Some(zone) => format!("{} ({zone})", self.when.time),
            None => self.when.time.clone(),
        }
    }
}

impl Stationery {
    /// To the patient: the visit is booked.
    #[must_use]
    pub fn visit_booked(&self, to: &Reader, visit: &Visit) -> Written {
        self.about_visit(
            to,
            visit,
            "/patient/visits",
            |words, [doctor, date, time, place, number]| words.visit_booked(doctor, date, time, place, number),
        )
    }

    /// To the patient: the doctor has to confirm the visit first.
    #[must_use]
    pub fn visit_requested(&self, to: &Reader, visit: &Visit) -> Written {
        self.about_visit(
            to,
            visit,
            "/patient/visits",
            |words, [doctor, date, time, place, number]| words.visit_requested(doctor, date, time, place, number),
        )
    }

    /// To the patient: the doctor confirmed the visit.
    #[must_use]
    pub fn visit_confirmed(&self, to: &Reader, visit: &Visit) -> Written {
        self.about_visit(
            to,
            visit,
            "/patient/visits",
            |words, [doctor, date, time, place, number]| words.visit_confirmed(doctor, date, time, place, number),
        )
    }

    /// To the patient: the visit they cancelled.
    #[must_use]
    pub fn visit_cancelled_by_you(&self, to: &Reader, visit: &Visit) -> Written {
        let words = to.language.mail();
        let letter = words.visit_cancelled_by_you(&visit.doctor, &visit.when.date, visit.time(), &visit.number);
        self.write(to, &letter, "/doctors")
    }

    /// To the patient: the visit that the clinic cancelled.
    #[must_use]
    pub fn visit_cancelled_by_clinic(&self, to: &Reader, visit: &Visit) -> Written {
        let (words, time) = (to.language.mail(), visit.time());
        let letter = words.visit_cancelled_by_clinic(&visit.doctor, &visit.when.date, time, &visit.number, &self.phone);
        self.write(to, &letter, "/doctors")
    }

    /// To who acts for a patient without an account: a visit of that patient, who may be one of several.
    #[must_use]
    pub fn carer_visit(&self, to: &Reader, visit: &Visit, patient: &str) -> Written {
        let (words, time) = (to.language.mail(), visit.time());
        let (date, place, number) = (&visit.when.date, &visit.place, &visit.number);
        let letter = words.carer_visit(patient, &visit.doctor, date, time, place, number);
        self.write(to, &letter, "/account/caring")
    }

    /// To who acts for a patient without an account: a visit of that patient does not take place.
    #[must_use]
    pub fn carer_visit_cancelled(&self, to: &Reader, visit: &Visit, patient: &str) -> Written {
        let (words, time) = (to.language.mail(), visit.time());
        let (date, number) = (&visit.when.date, &visit.number);
        let letter = words.carer_visit_cancelled(patient, &visit.doctor, date, time, number, &self.phone);
        self.write(to, &letter, "/account/caring")
    }

    /// To the doctor: a visit was booked.
    #[must_use]
    pub fn doctor_visit_booked(&self, to: &Reader, visit: &Visit) -> Written {
        self.about_visit(to, visit, "/doctor/visits", |words, [_, date, time, place, number]| {
            words.doctor_visit_booked(date, time, place, number)
        })
    }

    /// To the doctor: a visit waits to be confirmed.
    #[must_use]
    pub fn doctor_visit_requested(&self, to: &Reader, visit: &Visit) -> Written {
        self.about_visit(to, visit, "/doctor/visits", |words, [_, date, time, place, number]| {
            words.doctor_visit_requested(date, time, place, number)
        })
    }

    /// To the doctor: a visit was cancelled.
    #[must_use]
    pub fn doctor_visit_cancelled(&self, to: &Reader, visit: &Visit) -> Written {
        let words = to.language.mail();
        let letter = words.doctor_visit_cancelled(&visit.when.date, visit.time(), &visit.place, &visit.number);
        self.write(to, &letter, "/doctor/calendar")
    }

    /// A letter that leads to the visit; its words get doctor, date, time, place and number.
    fn about_visit(
        &self,
        to: &Reader,
        visit: &Visit,
        folder: &str,
        say: impl FnOnce(&MailWords, [&str; 5]) -> Letter,
    ) -> Written {
        let time = visit.time();
        let facts = [
            visit.doctor.as_str(),
            &visit.when.date,
            &time,
            &visit.place,
            &visit.number,
        ];
        let letter = say(to.language.mail(), facts);
        self.write(to, &letter, &format!("{folder}/{}", visit.id))
    }
}
