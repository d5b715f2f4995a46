//! Names of days and of their parts, and times beside each other.

use domain::availability::Weekday;

section! {
    /// Names of days and of their parts, and times beside each other.
    Time {
        texts {
            monday,
            tuesday,
            wednesday,
            thursday,
            friday,
            saturday,
            sunday,
            mon,
            tue,
            wed,
            thu,
            fri,
            sat,
            sun,
            morning,
            afternoon,
            evening,
            today,
        }
        phrases {
            range(from, to),
            with_zone(time, zone),
        }
    }
}

impl Time {
    /// The name of a day, "Wednesday".
    #[must_use]
    pub const fn weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => self.monday,
            Weekday::Tuesday => self.tuesday,
            Weekday::Wednesday => self.wednesday,
            Weekday::Thursday => self.thursday,
            Weekday::Friday => self.friday,
            Weekday::Saturday => self.saturday,
            Weekday::Sunday => self.sunday,
        }
    }

    /// The short name of a day, "Wed".
    #[must_use]
    pub const fn short_weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => self.mon,
            Weekday::Tuesday => self.tue,
            Weekday::Wednesday => self.wed,
            Weekday::Thursday => self.thu,
            Weekday::Friday => self.fri,
            Weekday::Saturday => self.sat,
            Weekday::Sunday => self.sun,
        }
    }
}
