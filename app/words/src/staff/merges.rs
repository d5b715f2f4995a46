//! Two records of one person.

section! {
    /// Two records of one person.
    Merges {
        texts {
            title,
            lead,
            number_label,
            number_hint,
            compare,
            likely,
            likely_none,
            has_account,
            no_account,
            what,
            side_by_side,
            differ,
            account,
            visits,
            doctors,
            carers,
            keep,
            keep_forced,
            another_birth,
            another_birth_differ,
            overlaps,
            overlaps_hint,
            none_stays,
            none_stays_hint,
            reason,
            reason_hint,
            what_happens,
            merge_button,
            merged,
            separated,
            card_title,
            card_lead,
            card_link,
            merged_tag,
            part_of,
            see_other,
            separate,
            separate_hint,
            separate_button,
        }
        phrases {
            record(number),
            visits_coming(visits, coming),
            done(time, who),
            checked(reason),
            see(number),
            named(number, name),
        }
    }
}
