//! How far a browser has come.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, TimeZone, Utc};

/// A place between two changes, as a process heard them: what a stream's ids are, and what a page is stamped with.
///
/// Within a process the number tells exactly what comes after. Another process numbers differently; there the time
/// decides, with a margin, so that something may be told twice but nothing is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Which process, since when it hears without a gap.
    pub(super) epoch: u32,
    /// How many changes it had heard.
    pub(super) number: u64,
    pub(super) at: DateTime<Utc>,
}

/// "epoch-number-milliseconds"
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.epoch, self.number, self.at.timestamp_millis())
    }
}

/// The text is no cursor.
#[derive(Debug, PartialEq, Eq)]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let mut parts = text.trim().splitn(3, '-');
        let mut next = || parts.next().ok_or(NoCursor);
        let (epoch, number, at) = (next()?, next()?, next()?);
        // Unsigned: a time before 1970 was never written here, and sums with it would run out of range.
        let at = at
            .parse::<u64>()
            .ok()
            .and_then(|at| i64::try_from(at).ok())
            .ok_or(NoCursor)?;
        Ok(Self {
            epoch: epoch.parse().map_err(|_| NoCursor)?,
            number: number.parse().map_err(|_| NoCursor)?,
            at: Utc.timestamp_millis_opt(at).single().ok_or(NoCursor)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_writes() {
        let text = "4000000000-17-1794816000123";
        assert_eq!(text.parse::<Cursor>().expect("a cursor").to_string(), text);
        for none in [
            "",
            "1-2",
            "1-2-3-4",
            "a-2-3",
            "-1-2-3",
            "1-2-99999999999999999",
            "1-0--8334601228800000",
        ] {
            assert_eq!(none.parse::<Cursor>(), Err(NoCursor), "{none:?}");
        }
    }
}
