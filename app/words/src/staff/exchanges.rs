//! The integration log.

use domain::exchanges::{Operation, OtherSystem, Outcome};
use std::fmt::Display;

section! {
    /// The integration log.
    Exchanges {
        texts {
            title,
            lead,
            by_system,
            any_system,
            by_outcome,
            any_outcome,
            only_failures,
            what,
            mail,
            files,
            scanner,
            ok,
            refused,
            unreachable,
            timed_out,
            failed,
            lately,
            last_good,
            none_good,
            of_reference,
            in_the_log,
            nothing,
            nothing_hint,
        }
        phrases {
            sent(host),
            not_sent(host),
            stored(host),
            not_stored(host),
            fetched(host),
            not_fetched(host),
            removed(host),
            not_removed(host),
            listed(host),
            not_listed(host),
            scanned(host),
            not_scanned(host),
            infected(host),
            milliseconds(number),
            answer(code),
        }
        counts {
            how_many(),
            failures(),
        }
    }
}

impl Exchanges {
    /// Who is at the other end.
    #[must_use]
    pub const fn system(&self, system: OtherSystem) -> &'static str {
        match system {
            OtherSystem::Mail => self.mail,
            OtherSystem::Files => self.files,
            OtherSystem::Scanner => self.scanner,
        }
    }

    /// How an exchange ended.
    #[must_use]
    pub const fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Ok => self.ok,
            Outcome::Refused => self.refused,
            Outcome::Unreachable => self.unreachable,
            Outcome::TimedOut => self.timed_out,
            Outcome::Failed => self.failed,
        }
    }

    /// What went on, or did not.
    #[must_use]
    pub fn what_happened(&self, operation: Operation, outcome: Outcome, host: impl Display) -> String {
        let went_well = outcome == Outcome::Ok;
        match operation {
            Operation::Send if went_well => self.sent(host),
            Operation::Send => self.not_sent(host),
            Operation::Store if went_well => self.stored(host),
            Operation::Store => self.not_stored(host),
            Operation::Fetch if went_well => self.fetched(host),
            Operation::Fetch => self.not_fetched(host),
            Operation::Remove if went_well => self.removed(host),
            Operation::Remove => self.not_removed(host),
            Operation::List if went_well => self.listed(host),
            Operation::List => self.not_listed(host),
            Operation::Scan if went_well => self.scanned(host),
            Operation::Scan if outcome == Outcome::Refused => self.infected(host),
            Operation::Scan => self.not_scanned(host),
        }
    }
}
