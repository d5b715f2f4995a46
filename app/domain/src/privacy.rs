//! Cases for the privacy officer: a patient does not recognise what stands in their access history, and gets an answer.

use crate::{
    actor::ActorKind,
    audit::Action,
    conflict::Conflict,
    form::{Check, FieldErrors, Problem},
    id::CaseId,
    page::{self, Page},
    values::{FreeText, chosen, version},
    when::Moment,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Letters of a message and of an answer.
const TEXT_MAX: u32 = 2000;

stored_enum! {
    /// Where a case stands.
    CaseState {
        /// Nobody has answered.
        Open = "open",
        /// The patient can read the answer.
        Answered = "answered",
        /// Nothing more will happen.
        Closed = "closed",
    }
}

impl CaseState {
    /// The state after an answer: there is one.
    ///
    /// # Errors
    /// It was answered or closed before.
    pub const fn answer(self) -> Result<Self, Conflict> {
        match self {
            Self::Open => Ok(Self::Answered),
            Self::Answered | Self::Closed => Err(Conflict::NotPossibleNow),
        }
    }

    /// The state after closing: nobody is left without an answer.
    ///
    /// # Errors
    /// It was not answered, or was closed before.
    pub const fn close(self) -> Result<Self, Conflict> {
        match self {
            Self::Answered => Ok(Self::Closed),
            Self::Open | Self::Closed => Err(Conflict::NotPossibleNow),
        }
    }
}

/// A patient does not recognise an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportAccess {
    /// The entry of the access history.
    pub event: String,
    pub message: String,
}

impl ReportAccess {
    /// Checks the form: the entry, and what was written to it.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<(Uuid, Option<FreeText>), FieldErrors> {
        let mut check = Check::new();
        let event = check.field("event", chosen(&self.event, Problem::ReloadPage));
        let message = check.field("message", FreeText::optional(&self.message, TEXT_MAX));
        let (Some(event), Some(message)) = (event, message) else {
            return Err(check.into_errors());
        };
        check.done((event, message))
    }
}

/// The privacy officer answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerCase {
    pub case: String,
    pub answer: String,
    pub version: String,
}

impl AnswerCase {
    /// Checks the form: which case, as it was looked at, and the answer.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<(CaseId, FreeText, i32), FieldErrors> {
        let mut check = Check::new();
        let case = check.field("case", chosen(&self.case, Problem::ReloadPage));
        let answer = check.field("answer", FreeText::parse(&self.answer, TEXT_MAX, Problem::EnterText));
        let version = check.field("version", version(&self.version));
        let (Some(case), Some(answer), Some(version)) = (case, answer, version) else {
            return Err(check.into_errors());
        };
        check.done((case, answer, version))
    }
}

/// The privacy officer closes what was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CloseCase {
    pub case: String,
    pub version: String,
}

impl CloseCase {
    /// Checks the form: which case, as it was looked at.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<(CaseId, i32), FieldErrors> {
        let mut check = Check::new();
        let case = check.field("case", chosen(&self.case, Problem::ReloadPage));
        let version = check.field("version", version(&self.version));
        let (Some(case), Some(version)) = (case, version) else {
            return Err(check.into_errors());
        };
        check.done((case, version))
    }
}

/// Which cases: `?state=`, else the open ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindCases {
    pub state: String,
    pub page: String,
}

impl FindCases {
    /// The state asked for.
    #[must_use]
    pub fn state(&self) -> CaseState {
        CaseState::from_text(self.state.trim()).unwrap_or(CaseState::Open)
    }

    /// The page asked for, from 1.
    #[must_use]
    pub fn page(&self) -> u64 {
        page::number(&self.page)
    }
}

/// A page of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseList {
    pub state: CaseState,
    pub rows: Page<CaseRow>,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    pub id: CaseId,
    /// When the patient asked.
    pub asked: Moment,
    /// The patient's record number.
    pub number: i64,
    pub state: CaseState,
}

/// A case on its own page: what was done, by whom, and what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    pub row: CaseRow,
    /// When it was done.
    pub at: Option<Moment>,
    pub what: Option<Action>,
    pub role: Option<ActorKind>,
    /// The name of a doctor, or the address of staff.
    pub who: Option<String>,
    pub message: Option<String>,
    pub answer: Option<String>,
    pub version: i32,
}

/// A patient's own case, beside the entry it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCase {
    pub state: CaseState,
    pub message: Option<String>,
    pub answer: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_answered_once_and_closed_after_that() {
        assert_eq!(CaseState::Open.answer(), Ok(CaseState::Answered));
        assert_eq!(CaseState::Answered.close(), Ok(CaseState::Closed));
        for (wrong, what) in [
            (CaseState::Answered.answer(), "answered twice"),
            (CaseState::Closed.answer(), "answered after the end"),
            (CaseState::Open.close(), "closed without an answer"),
            (CaseState::Closed.close(), "closed twice"),
        ] {
            assert_eq!(wrong, Err(Conflict::NotPossibleNow), "{what}");
        }
    }

    #[test]
    fn an_answer_has_words() {
        let form = AnswerCase {
            case: Uuid::nil().to_string(),
            answer: " ".into(),
            version: "1".into(),
        };
        assert_eq!(form.parse().unwrap_err().get("answer"), Some(&Problem::EnterText));
        let report = ReportAccess {
            event: Uuid::nil().to_string(),
            message: String::new(),
        };
        assert_eq!(report.parse(), Ok((Uuid::nil(), None)));
    }
}
