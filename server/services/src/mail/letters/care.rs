//! About who looks after whom, and who opened a record.

use crate::mail::{Reader, Stationery, Written};

/// Where patients find their doctors, and doctors who asks them.
const CARE_TEAM: &str = "/patient/care-team";
const CARE_REQUESTS: &str = "/doctor/patients/requests";

impl Stationery {
    /// To the patient: there is an answer about the access history.
    #[must_use]
    pub fn case_answered(&self, to: &Reader) -> Written {
        let letter = to.language.mail().case_answered(&self.clinic);
        self.write(to, &letter, "/patient/profile/access")
    }

    /// To the patient: a doctor opened the record in an emergency.
    #[must_use]
    pub fn emergency_opened(&self, to: &Reader, doctor: &str, time: &str) -> Written {
        let letter = to.language.mail().emergency_opened(doctor, time, &self.phone);
        self.write(to, &letter, "/patient/profile/access")
    }

    /// To who acts for a patient without an account: a doctor opened that patient's record in an emergency.
    #[must_use]
    pub fn carer_emergency_opened(&self, to: &Reader, patient: &str, doctor: &str, time: &str) -> Written {
        let words = to.language.mail();
        let letter = words.carer_emergency_opened(patient, doctor, time, &self.phone);
        self.write(to, &letter, "/account/caring")
    }

    /// To the patient: a doctor asks to look after them.
    #[must_use]
    pub fn care_asked(&self, to: &Reader, doctor: &str) -> Written {
        self.write(to, &to.language.mail().care_asked(doctor), CARE_TEAM)
    }

    /// To the patient: the doctor agreed.
    #[must_use]
    pub fn care_accepted(&self, to: &Reader, doctor: &str) -> Written {
        self.write(to, &to.language.mail().care_accepted(doctor), CARE_TEAM)
    }

    /// To the patient: the doctor declined.
    #[must_use]
    pub fn care_declined(&self, to: &Reader, doctor: &str) -> Written {
        self.write(to, &to.language.mail().care_declined(doctor), "/doctors")
    }

    /// To the patient: the doctor ended it.
    #[must_use]
    pub fn care_ended(&self, to: &Reader, doctor: &str) -> Written {
        self.write(to, &to.language.mail().care_ended(doctor, &self.phone), CARE_TEAM)
    }

    /// To the patient: the clinic arranged it.
    #[must_use]
    pub fn care_assigned(&self, to: &Reader, doctor: &str) -> Written {
        self.write(to, &to.language.mail().care_assigned(doctor, &self.clinic), CARE_TEAM)
    }

    /// To the doctor: a patient asks.
    #[must_use]
    pub fn doctor_care_asked(&self, to: &Reader) -> Written {
        self.write(to, &to.language.mail().doctor_care_asked(&self.clinic), CARE_REQUESTS)
    }

    /// To the doctor: the patient agreed.
    #[must_use]
    pub fn doctor_care_accepted(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().doctor_care_accepted(&self.clinic),
            "/doctor/patients",
        )
    }

    /// To the doctor: the patient declined.
    #[must_use]
    pub fn doctor_care_declined(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().doctor_care_declined(&self.clinic),
            CARE_REQUESTS,
        )
    }

    /// To the doctor: the patient ended it.
    #[must_use]
    pub fn doctor_care_ended(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().doctor_care_ended(&self.clinic),
            "/doctor/patients",
        )
    }

    /// To the doctor: staff gave them patients.
    #[must_use]
    pub fn doctor_patients_assigned(&self, to: &Reader, count: u64) -> Written {
        let letter = to.language.mail().doctor_patients_assigned(&self.clinic, count);
        self.write(to, &letter, "/doctor/patients")
    }
}
