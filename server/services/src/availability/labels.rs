//! A block or an opening in words.

use words::Language;

use crate::times::{
    Formatter, Instants, Zone, clock_label, date_label, days_label, local_day, local_minute, zone_label,
};

/// "Thursday 24 December 2026", "24–27 December", "Thursday 24 December 2026, 1pm to 2pm (London time)": the zone is
/// named when the doctor's own is another one.
pub(super) fn span_label(range: &Instants, zone: &Zone, own: &Zone, language: Language) -> String {
    let words = &language.ui().time;
    let first = local_day(range.start, zone);
    // The last instant decides, so that midnight closes the day before.
    let last = local_day(range.end - chrono::TimeDelta::milliseconds(1), zone);
    let whole = local_minute(range.start, zone) == 0 && local_minute(range.end, zone) == 0;
    let label = if whole && first == last {
        date_label(first, language)
    } else if whole {
        days_label(first, last, language)
    } else {
        let formatter = Formatter::new(zone, language);
        if first == last {
            let end = clock_label(local_minute(range.end, zone), language);
            let times = words.range(formatter.time(range.start), end);
            language.server().dates.moment(date_label(first, language), times)
        } else {
            words.range(formatter.moment(range.start).label, formatter.moment(range.end).label)
        }
    };
    if zone.agrees_with(own) {
        label
    } else {
        words.with_zone(label, zone_label(zone, language))
    }
}
