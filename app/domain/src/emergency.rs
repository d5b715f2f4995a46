//! Emergency access ("break-glass"): a doctor opens the record of a patient whom they may not see, says why, and is looked
//! at afterwards.

use crate::{
    audit::Action,
    conflict::Conflict,
    form::{Check, FieldErrors, Problem},
    id::EmergencyId,
    page::{self, Page},
    values::{BirthDate, FreeText, RECORD_NUMBER_MAX, Secret, chosen, number, version},
    when::Moment,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long it lasts.
pub const MINUTES: i64 = 60;

/// Letters of what is said about it.
const TEXT_MAX: u32 = 1000;

stored_enum! {
    /// Why it is needed.
    EmergencyReason {
        /// Life or limb are in danger.
        Danger = "danger",
        /// The patient cannot be asked.
        CannotAgree = "cannot_agree",
        /// Another clinician needs advice at once.
        Advice = "advice",
        /// Something else, which the text says.
        Other = "other",
    }
}

stored_enum! {
    /// What the privacy officer thinks of it.
    Verdict {
        /// It was needed.
        Justified = "justified",
        /// It was not.
        NotJustified = "not_justified",
    }
}

/// When it is over: after its minutes, or when the doctor ended it before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub opened_at: DateTime<Utc>,
    /// The instant from which on it gives nothing.
    pub ends_at: DateTime<Utc>,
}

impl Span {
    /// One that begins now.
    #[must_use]
    pub fn beginning(now: DateTime<Utc>) -> Self {
        Self {
            opened_at: now,
            ends_at: now + TimeDelta::minutes(MINUTES),
        }
    }

    /// Whether it gives access.
    #[must_use]
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.opened_at <= now && now < self.ends_at
    }

    /// The same, ended by the doctor.
    ///
    /// # Errors
    /// It is over already.
    pub fn end(self, now: DateTime<Utc>) -> Result<Self, Conflict> {
        if self.is_open(now) {
            Ok(Self { ends_at: now, ..self })
        } else {
            Err(Conflict::NotPossibleNow)
        }
    }
}

/// A doctor asks for it. The password is typed again: it is checked apart from the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OpenEmergency {
    pub number: String,
    pub birth_day: String,
    pub birth_month: String,
    pub birth_year: String,
    pub kind: String,
    pub reason: String,
    pub password: Secret,
}

/// A good request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidEmergency {
    pub number: i64,
    pub birth_date: NaiveDate,
    pub kind: EmergencyReason,
    pub reason: FreeText,
}

impl OpenEmergency {
    /// Checks the form. Whether number and birthday belong together is for the services to say.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidEmergency, FieldErrors> {
        let mut check = Check::new();
        let number = check.field("number", number(&self.number, 1, RECORD_NUMBER_MAX));
        let birth_date = check.field(
            "birth_day",
            BirthDate::parse_of_another(&self.birth_day, &self.birth_month, &self.birth_year, today),
        );
        let kind = EmergencyReason::from_text(self.kind.trim()).ok_or(Problem::UnknownChoice);
        let kind = check.field("kind", kind);
        let reason = check.field("reason", FreeText::parse(&self.reason, TEXT_MAX, Problem::EnterReason));
        let (Some(number), Some(birth_date), Some(kind), Some(reason)) = (number, birth_date, kind, reason) else {
            return Err(check.into_errors());
        };
        check.done(ValidEmergency {
            number,
            birth_date: birth_date.date(),
            kind,
            reason,
        })
    }
}

/// A doctor ends it before its time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndEmergency {
    pub emergency: String,
}

impl EndEmergency {
    /// Which one.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(&self) -> Result<EmergencyId, FieldErrors> {
        chosen(&self.emergency, Problem::ReloadPage).map_err(|problem| FieldErrors::one("emergency", problem))
    }
}

/// The privacy officer decides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewEmergency {
    pub emergency: String,
    pub verdict: String,
    pub note: String,
    pub version: String,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidReview {
    pub emergency: EmergencyId,
    pub verdict: Verdict,
    pub note: Option<FreeText>,
    pub version: i32,
}

impl ReviewEmergency {
    /// Checks the form: who says that it was not needed says why.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidReview, FieldErrors> {
        let mut check = Check::new();
        let emergency = check.field("emergency", chosen(&self.emergency, Problem::ReloadPage));
        let verdict = Verdict::from_text(self.verdict.trim()).ok_or(Problem::UnknownChoice);
        let verdict = check.field("verdict", verdict);
        let note = match FreeText::optional(&self.note, TEXT_MAX) {
            Ok(None) if verdict == Some(Verdict::NotJustified) => Err(Problem::EnterReason),
            read => read,
        };
        let note = check.field("note", note);
        let version = check.field("version", version(&self.version));
        let (Some(emergency), Some(verdict), Some(note), Some(version)) = (emergency, verdict, note, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidReview {
            emergency,
            verdict,
            note,
            version,
        })
    }
}

/// What stands above everything that a doctor reads of the patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyBanner {
    pub id: EmergencyId,
    pub until: Moment,
}

/// Which list: `?state=reviewed`, else those that wait.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindEmergencies {
    pub state: String,
    pub page: String,
}

impl FindEmergencies {
    /// Whether those are wanted that were looked at.
    #[must_use]
    pub fn reviewed(&self) -> bool {
        self.state == "reviewed"
    }

    /// The page asked for, from 1.
    #[must_use]
    pub fn page(&self) -> u64 {
        page::number(&self.page)
    }
}

/// A page of emergency accesses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyList {
    pub search: FindEmergencies,
    pub rows: Page<EmergencyRow>,
}

/// An emergency access in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyRow {
    pub id: EmergencyId,
    pub opened: Moment,
    pub doctor: String,
    /// The patient's record number.
    pub number: i64,
    pub kind: EmergencyReason,
    pub verdict: Option<Verdict>,
}

/// An emergency access on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    pub row: EmergencyRow,
    pub reason: String,
    pub ended: Moment,
    /// What the doctor did with the record meanwhile, from the audit.
    pub opened: Vec<(Moment, Action)>,
    pub note: Option<String>,
    pub reviewed: Option<Moment>,
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    #[test]
    fn it_lasts_sixty_minutes_sharp_or_until_the_doctor_ends_it() {
        let span = Span::beginning(at(0));
        assert!(!span.is_open(at(-1)) && span.is_open(at(0)));
        assert!(span.is_open(at(60) - TimeDelta::milliseconds(1)) && !span.is_open(at(60)));
        let ended = span.end(at(10)).unwrap();
        assert!(!ended.is_open(at(10)) && ended.is_open(at(9)));
        assert_eq!(ended.end(at(11)), Err(Conflict::NotPossibleNow));
        assert_eq!(span.end(at(60)), Err(Conflict::NotPossibleNow));
    }

    #[test]
    fn every_field_is_asked_for() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let problems = OpenEmergency::default().parse(today).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["number", "birth_day", "kind", "reason"]);
    }

    #[test]
    fn who_says_that_it_was_not_needed_says_why() {
        let review = |verdict: &str, note: &str| {
            let form = ReviewEmergency {
                emergency: uuid::Uuid::nil().to_string(),
                verdict: verdict.into(),
                note: note.into(),
                version: "1".into(),
            };
            form.parse().map(|valid| valid.verdict)
        };
        assert_eq!(review("justified", ""), Ok(Verdict::Justified));
        assert_eq!(review("not_justified", "Curiosity"), Ok(Verdict::NotJustified));
        let problems = review("not_justified", " ").unwrap_err();
        assert_eq!(problems.get("note"), Some(&Problem::EnterReason));
        assert!(review("maybe", "").is_err());
    }
}
