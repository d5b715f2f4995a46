//! Assigning many patients to a doctor.

use domain::care::LineOutcome;

section! {
    /// Assigning many patients to a doctor.
    Assignments {
        texts {
            title,
            lead,
            numbers,
            numbers_hint,
            doctor,
            doctor_hint,
            check,
            check_title,
            check_lead,
            outcome,
            outcome_assigns,
            outcome_active,
            outcome_waits,
            outcome_unknown,
            outcome_twice,
            nobody,
            again,
        }
        counts {
            assign(),
            assigned(),
        }
    }
}

impl Assignments {
    /// What becomes of a line.
    #[must_use]
    pub const fn line(&self, outcome: LineOutcome) -> &'static str {
        match outcome {
            LineOutcome::Assigns => self.outcome_assigns,
            LineOutcome::Active => self.outcome_active,
            LineOutcome::Waits => self.outcome_waits,
            LineOutcome::Unknown => self.outcome_unknown,
            LineOutcome::Twice => self.outcome_twice,
        }
    }
}
