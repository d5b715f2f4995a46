//! The mails there are, each with its words and where its button leads.

use domain::id::AppointmentId;
use domain::when::When;
use words::{Letter, MailWords};

use super::{Reader, Stationery, Written};

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

/// Where patients find their doctors, and doctors who asks them.
const CARE_TEAM: &str = "/patient/care-team";
const CARE_REQUESTS: &str = "/doctor/patients/requests";

impl Visit {
    fn time(&self) -> String {
        match &self.when.zone {
            Some(zone) => format!("{} ({zone})", self.when.time),
            None => self.when.time.clone(),
        }
    }
}

impl Stationery {
    /// Confirm the address of a new account.
    #[must_use]
    pub fn verify_email(&self, to: &Reader, token: &str, hours: i64) -> Written {
        let letter = to.language.mail().verify_email(&self.clinic, hours);
        self.write(to, &letter, &format!("/verify/{token}"))
    }

    /// Somebody tried to register with an address that has an account.
    #[must_use]
    pub fn already_registered(&self, to: &Reader) -> Written {
        self.write(to, &to.language.mail().already_registered(&self.clinic), "/sign-in")
    }

    /// Set a new password.
    #[must_use]
    pub fn reset_password(&self, to: &Reader, token: &str, minutes: i64) -> Written {
        let letter = to.language.mail().password_reset(minutes);
        self.write(to, &letter, &format!("/reset-password/{token}"))
    }

    /// The password was changed.
    #[must_use]
    pub fn password_changed(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().password_changed(&self.clinic, &self.phone),
            "/sign-in",
        )
    }

    /// To another address: confirm that the account moves there.
    #[must_use]
    pub fn confirm_email(&self, to: &Reader, token: &str, hours: i64) -> Written {
        let letter = to.language.mail().confirm_email(&self.clinic, hours);
        self.write(to, &letter, &format!("/confirm-email/{token}"))
    }

    /// To the address that an account has left.
    #[must_use]
    pub fn email_changed(&self, to: &Reader) -> Written {
        let letter = to.language.mail().email_changed(&self.clinic, &self.phone);
        self.write(to, &letter, "/sign-in")
    }

    /// The second step at sign-in is on.
    #[must_use]
    pub fn factor_on(&self, to: &Reader) -> Written {
        let letter = to.language.mail().factor_on(&self.clinic, &self.phone);
        self.write(to, &letter, "/account/second-factor")
    }

    /// The second step at sign-in is off.
    #[must_use]
    pub fn factor_off(&self, to: &Reader) -> Written {
        let letter = to.language.mail().factor_off(&self.clinic, &self.phone);
        self.write(to, &letter, "/account/second-factor")
    }

    /// The clinic took the second step away.
    #[must_use]
    pub fn factor_reset(&self, to: &Reader) -> Written {
        let letter = to.language.mail().factor_reset(&self.clinic, &self.phone);
        self.write(to, &letter, "/sign-in")
    }

    /// Somebody signed in with a recovery code.
    #[must_use]
    pub fn recovery_code_used(&self, to: &Reader, left: u32) -> Written {
        let letter = to.language.mail().recovery_code_used(&self.clinic, left, &self.phone);
        self.write(to, &letter, "/account/second-factor")
    }

    /// The account was suspended.
    #[must_use]
    pub fn account_suspended(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().account_suspended(&self.clinic, &self.phone),
            "/",
        )
    }

    /// The account works again.
    #[must_use]
    pub fn account_reinstated(&self, to: &Reader) -> Written {
        self.write(to, &to.language.mail().account_reinstated(&self.clinic), "/sign-in")
    }

    /// The link with which somebody joins the staff, and the roles that they will hold.
    #[must_use]
    pub fn invitation(&self, to: &Reader, token: &str, roles: &[String], days: i64) -> Written {
        let roles = to.language.ui().list(roles);
        let letter = to.language.mail().invitation(&self.clinic, roles, days);
        self.write(to, &letter, &format!("/invitation/{token}"))
    }

    /// What the account may do as staff has changed: the roles that it holds now.
    #[must_use]
    pub fn rights_changed(&self, to: &Reader, roles: &[String]) -> Written {
        let words = to.language.mail();
        if roles.is_empty() {
            return self.write(to, &words.rights_ended(&self.clinic, &self.phone), "/account");
        }
        let roles = to.language.ui().list(roles);
        self.write(to, &words.rights_changed(&self.clinic, roles, &self.phone), "/admin")
    }

    /// To a doctor: the application has come in.
    #[must_use]
    pub fn application_received(&self, to: &Reader) -> Written {
        self.write(to, &to.language.mail().application_received(&self.clinic), "/doctor")
    }

    /// To staff: doctors wait to be verified.
    #[must_use]
    pub fn application_waiting(&self, to: &Reader, count: u64) -> Written {
        self.write(to, &to.language.mail().application_waiting(count), "/admin/doctors")
    }

    /// To a doctor: the licence is verified.
    #[must_use]
    pub fn application_approved(&self, to: &Reader) -> Written {
        self.write(
            to,
            &to.language.mail().application_approved(&self.clinic),
            "/doctor/hours",
        )
    }

    /// To a doctor: the application was not accepted.
    #[must_use]
    pub fn application_rejected(&self, to: &Reader, reason: &str) -> Written {
        self.write(
            to,
            &to.language.mail().application_rejected(&self.clinic, reason),
            "/doctor",
        )
    }

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

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use domain::id::JobId;
    use uuid::Uuid;
    use words::Language;

    use super::*;
    use crate::ports::mailer::{Files, Mailer, Sender};

    fn reader() -> Reader {
        Reader {
            address: "sofia@example.org".to_owned(),
            name: "Sofia <Núñez>".to_owned(),
            language: Language::En,
        }
    }

    fn visit() -> Visit {
        Visit {
            id: AppointmentId::from_uuid(Uuid::nil()),
            number: "500001".to_owned(),
            doctor: "Dr Okafor".to_owned(),
            when: When {
                date: "Wednesday 18 November 2026".to_owned(),
                short_date: "Wed 18 Nov".to_owned(),
                time: "5:30pm".to_owned(),
                end_time: "6pm".to_owned(),
                zone: Some("London time".to_owned()),
                datetime: "2026-11-18T17:30:00+00:00".to_owned(),
                day: NaiveDate::from_ymd_opt(2026, 11, 18).unwrap(),
                instant: DateTime::UNIX_EPOCH,
            },
            place: "Harbour Clinic, 1 Quay Street".to_owned(),
        }
    }

    fn every_mail() -> Vec<Written> {
        let desk = Stationery::new("Harbour Clinic", "020 7946 0000", "https://portal.example/");
        let (to, visit) = (reader(), visit());
        vec![
            desk.verify_email(&to, "abc", 24),
            desk.already_registered(&to),
            desk.reset_password(&to, "abc", 60),
            desk.password_changed(&to),
            desk.account_suspended(&to),
            desk.account_reinstated(&to),
            desk.rights_changed(&to, &["Front desk".to_owned()]),
            desk.rights_changed(&to, &[]),
            desk.invitation(&to, "abc", &["Front desk".to_owned()], 7),
            desk.application_received(&to),
            desk.application_waiting(&to, 3),
            desk.application_approved(&to),
            desk.application_rejected(&to, "The number <b>is not</b>\nin the register"),
            desk.visit_booked(&to, &visit),
            desk.visit_requested(&to, &visit),
            desk.visit_confirmed(&to, &visit),
            desk.visit_cancelled_by_you(&to, &visit),
            desk.visit_cancelled_by_clinic(&to, &visit),
            desk.doctor_visit_booked(&to, &visit),
            desk.doctor_visit_requested(&to, &visit),
            desk.doctor_visit_cancelled(&to, &visit),
            desk.case_answered(&to),
            desk.emergency_opened(&to, "Dr Okafor", "18 November 2026, 5:30pm"),
            desk.care_asked(&to, "Dr Okafor"),
            desk.care_accepted(&to, "Dr Okafor"),
            desk.care_declined(&to, "Dr Okafor"),
            desk.care_ended(&to, "Dr Okafor"),
            desk.care_assigned(&to, "Dr Okafor"),
            desk.doctor_care_asked(&to),
            desk.doctor_care_accepted(&to),
            desk.doctor_care_declined(&to),
            desk.doctor_care_ended(&to),
            desk.doctor_patients_assigned(&to, 3),
            desk.factor_on(&to),
            desk.factor_off(&to),
            desk.factor_reset(&to),
            desk.recovery_code_used(&to, 7),
        ]
    }

    #[test]
    fn every_mail_greets_signs_and_leaves_no_gap() {
        for mail in every_mail() {
            assert!(mail.text.starts_with("Hello Sofia <Núñez>,\n"), "{}", mail.text);
            assert!(mail.html.contains("Hello Sofia &lt;Núñez&gt;,"));
            assert!(mail.text.contains("Harbour Clinic") && !mail.subject.is_empty());
            for gap in ['{', '}'] {
                assert!(!mail.text.contains(gap) && !mail.subject.contains(gap), "{}", mail.text);
            }
            assert!(!mail.html.contains("<b>"));
        }
    }

    #[test]
    fn links_lead_to_the_configured_portal_only() {
        for mail in every_mail() {
            for part in [&mail.text, &mail.html] {
                for (at, _) in part.match_indices("http") {
                    assert!(part[at..].starts_with("https://portal.example/"), "{}", &part[at..]);
                }
            }
        }
        let all = every_mail();
        assert!(all[0].text.contains("\nhttps://portal.example/verify/abc\n"));
        assert!(
            all[2]
                .html
                .contains("href=\"https://portal.example/reset-password/abc\"")
        );
    }

    #[test]
    fn a_booked_visit_says_when_where_and_with_whom() {
        let mail = &every_mail()[13];
        for said in [
            "Wednesday 18 November 2026, 5:30pm (London time)",
            "Dr Okafor, Harbour Clinic, 1 Quay Street",
            "500001",
        ] {
            assert!(
                mail.text.contains(said) && mail.html.contains(said),
                "{said}: {}",
                mail.text
            );
        }
    }

    #[tokio::test]
    async fn every_mail_can_be_sent() {
        let folder = std::env::temp_dir().join(format!("salve-letters-{}", Uuid::from_bytes(crate::crypto::random())));
        let files = Files::new(
            folder.clone(),
            Sender::parse("Harbour Clinic <portal@harbour.example>").unwrap(),
        );
        let mails = every_mail();
        let count = mails.len();
        for mail in mails {
            let job = JobId::from_uuid(Uuid::from_bytes(crate::crypto::random()));
            files.send(&mail.into_mail(job, DateTime::UNIX_EPOCH)).await.unwrap();
        }
        assert_eq!(files.list(100).await.unwrap().len(), count);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
