//! A doctor's weekly hours, blocked times and extra openings.

section! {
    /// A doctor's weekly hours, blocked times and extra openings.
    Hours {
        texts {
            title,
            lead,
            weekly_title,
            no_rules,
            add_rule_title,
            weekdays,
            from,
            from_hint,
            to,
            place,
            video,
            visit_types,
            valid_from,
            valid_from_hint,
            valid_until,
            valid_until_hint,
            add_rule_button,
            rule_added,
            remove_rule,
            rule_removed,
            exceptions_title,
            no_exceptions,
            add_exception_title,
            kind,
            kind_block,
            kind_block_hint,
            kind_opening,
            kind_opening_hint,
            from_date,
            from_time,
            to_date,
            to_date_hint,
            to_time,
            times_hint,
            opening_only,
            note,
            add_exception_button,
            exception_added,
            remove_exception,
            exception_removed,
            preview_title,
            preview_lead,
            nothing_open,
            preview_day,
            preview_times,
            preview_booked,
        }
        phrases {
            span(from, to),
            rule(weekday, from, to),
            valid_since(date),
            valid_to(date),
            remove_rule_named(rule),
            remove_exception_named(what),
            video_zone(zone),
            times_in(zone),
        }
        counts {
            affected(),
        }
    }
}
