//! Names of months, and patterns of dates and times.

section! {
    /// Names of months, and patterns of dates and times.
    Dates {
        texts {
            january,
            february,
            march,
            april,
            may,
            june,
            july,
            august,
            september,
            october,
            november,
            december,
            jan,
            feb,
            mar,
            apr,
            may_short,
            jun,
            jul,
            aug,
            sep,
            oct,
            nov,
            dec,
            midday,
            midnight,
        }
        phrases {
            long_date(weekday, day, month, year),
            day_date(weekday, day, month),
            day_date_year(weekday, day, month, year),
            date(day, month, year),
            day_month(day, month),
            month_year(month, year),
            moment(date, time),
            zone(city),
            am(hour, hour24),
            pm(hour, hour24),
            am_minutes(hour, hour24, minute),
            pm_minutes(hour, hour24, minute),
            narrow(hour, hour24, minute),
        }
    }
}

impl Dates {
    /// The name of a month, 1 to 12; empty for any other number.
    #[must_use]
    pub fn month(&self, month: u8) -> &'static str {
        let names = [
            self.january,
            self.february,
            self.march,
            self.april,
            self.may,
            self.june,
            self.july,
            self.august,
            self.september,
            self.october,
            self.november,
            self.december,
        ];
        named(names, month)
    }

    /// The short name of a month, 1 to 12; empty for any other number.
    #[must_use]
    pub fn short_month(&self, month: u8) -> &'static str {
        let names = [
            self.jan,
            self.feb,
            self.mar,
            self.apr,
            self.may_short,
            self.jun,
            self.jul,
            self.aug,
            self.sep,
            self.oct,
            self.nov,
            self.dec,
        ];
        named(names, month)
    }

    /// A time of day, hour 0 to 24: "5:30pm", "9am", "midday", "midnight".
    #[must_use]
    pub fn clock(&self, hour: u8, minute: u8) -> String {
        let (hour24, hour12) = (hour % 24, on_face(hour));
        let hour24_text = format!("{hour24:02}");
        match (hour24, minute) {
            (0, 0) => self.midnight.to_owned(),
            (12, 0) => self.midday.to_owned(),
            (0..12, 0) => self.am(hour12, hour24_text),
            (_, 0) => self.pm(hour12, hour24_text),
            (0..12, _) => self.am_minutes(hour12, hour24_text, format!("{minute:02}")),
            _ => self.pm_minutes(hour12, hour24_text, format!("{minute:02}")),
        }
    }

    /// A time of day in a narrow calendar, hour 0 to 24: "2:30", "12:00".
    #[must_use]
    pub fn narrow_clock(&self, hour: u8, minute: u8) -> String {
        self.narrow(on_face(hour), format!("{:02}", hour % 24), format!("{minute:02}"))
    }
}

/// The hour on a clock face, 1 to 12.
const fn on_face(hour: u8) -> u8 {
    match hour % 12 {
        0 => 12,
        hour => hour,
    }
}

fn named(names: [&'static str; 12], month: u8) -> &'static str {
    usize::from(month)
        .checked_sub(1)
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or_default()
}
