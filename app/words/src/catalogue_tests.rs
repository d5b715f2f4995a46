//! Every text of every language is whole.

use crate::{Language, catalogue::Entry, en};
use std::collections::BTreeSet;

fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut keep = |entry: Entry| {
        entries.push(entry);
        entry.text
    };
    en::UI.map(&mut keep);
    en::MAIL.map(&mut keep);
    entries
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn every_placeholder_is_given_a_value() {
    for entry in entries() {
        let known: BTreeSet<_> = entry.args.iter().copied().collect();
        let unknown: Vec<_> = placeholders(entry.text).difference(&known).copied().collect();
        assert!(unknown.is_empty(), "{}.{}: {unknown:?}", entry.section, entry.key);
    }
}

#[test]
fn texts_are_tidy() {
    for Entry { section, key, text, .. } in entries() {
        assert!(
            !text.is_empty() && text.trim() == text && !text.contains("  "),
            "{section}.{key}: {text:?}"
        );
        assert!(
            !text.contains(['\'', '"', '\n']),
            "{section}.{key} has straight quotes or a line end: {text:?}"
        );
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{section}.{key}");
        let blames = ["invalid", "illegal", "please enter", "forbidden"]
            .iter()
            .any(|word| text.to_lowercase().contains(word));
        assert!(!blames, "{section}.{key} blames: {text:?}");
    }
}

#[test]
fn the_strange_language_changes_every_text_and_keeps_its_placeholders() {
    let (mut plain, mut strange) = (Vec::new(), Vec::new());
    en::UI.map(&mut |entry| {
        plain.push(entry.text);
        entry.text
    });
    Language::Pseudo.ui().map(&mut |entry| {
        strange.push(entry.text);
        entry.text
    });
    en::MAIL.map(&mut |entry| {
        plain.push(entry.text);
        entry.text
    });
    Language::Pseudo.mail().map(&mut |entry| {
        strange.push(entry.text);
        entry.text
    });
    assert_eq!(plain.len(), strange.len());
    assert!(plain.len() > 500);
    for (plain, strange) in plain.iter().zip(strange) {
        let names = placeholders(strange);
        assert_eq!(placeholders(plain), names);
        let left = names.iter().fold(strange.to_owned(), |text, name| {
            text.replace(&format!("{{{name}}}"), "")
        });
        let changed =
            strange.starts_with('⟦') && strange.ends_with('⟧') && !left.contains(|c: char| c.is_ascii_alphabetic());
        assert!(changed, "{strange}");
    }
}

#[test]
fn languages_are_found_by_their_tag() {
    for language in Language::ALL {
        assert_eq!(Language::from_code(language.code()), Some(*language));
    }
    assert_eq!(Language::from_code("EN"), Some(Language::En));
    assert_eq!(Language::from_code("tlh"), None);
}

#[test]
fn phrases_and_counts_read_well() {
    let ui = Language::En.ui();
    assert_eq!(ui.time.minutes(1_u8), "1 minute");
    assert_eq!(ui.time.minutes(0_usize), "0 minutes");
    assert_eq!(ui.doctors.found(1200_u64), "1,200 doctors found");
    assert_eq!(ui.nav.signed_in_as("{x} <b>"), "Signed in as {x} <b>");
    assert_eq!(ui.number(10_000_u32), "10,000");
    assert_eq!(ui.errors.too_many(1), "Wait 1 second and try again.");
    assert_eq!(ui.errors.too_many(61), "Wait 2 minutes and try again.");
}

#[test]
fn dates_and_times_read_as_people_say_them() {
    let time = &Language::En.ui().time;
    let wednesday = time.weekday(domain::availability::Weekday::Wednesday);
    assert_eq!(
        time.long_date(wednesday, 18, time.month(11), 2026),
        "Wednesday 18 November 2026"
    );
    let table = [
        (0, 0, "midnight"),
        (24, 0, "midnight"),
        (0, 30, "12:30am"),
        (9, 0, "9am"),
        (11, 59, "11:59am"),
        (12, 0, "midday"),
        (12, 5, "12:05pm"),
        (17, 30, "5:30pm"),
        (23, 0, "11pm"),
    ];
    for (hour, minute, words) in table {
        assert_eq!(time.clock(hour, minute), words);
    }
    assert_eq!((time.month(0), time.month(13), time.short_month(9)), ("", "", "Sep"));
}

#[test]
fn letters_are_filled_in_every_part() {
    let letter =
        Language::En
            .mail()
            .visit_booked("Dr Okafor", "Wednesday 18 November 2026", "5:30pm", "Riverside", 1042);
    assert_eq!(letter.subject, "Your visit on Wednesday 18 November 2026 is booked");
    assert!(
        letter
            .paragraphs
            .iter()
            .any(|text| text.contains("Booking reference 1042"))
    );
    assert!(!letter.paragraphs.concat().contains('{'));
}

#[test]
fn problems_and_conflicts_are_said_in_sentences() {
    use domain::{conflict::Conflict, form::Problem};
    let ui = Language::En.ui();
    assert_eq!(ui.problems.say(&Problem::EnterBirthDate), "Enter your date of birth");
    assert_eq!(
        ui.problems.say(&Problem::NameTooLong { max: 200 }),
        "Name must have 200 characters or fewer"
    );
    let range = Problem::NumberOutOfRange { min: 0, max: 168 };
    assert_eq!(ui.problems.say(&range), "Enter a whole number from 0 to 168");
    assert_eq!(
        ui.errors.conflict(&Conflict::DailyLimit { max: 1 }),
        "You can book 1 visit for one day. Choose another day."
    );
    ui.problems.map(&mut |entry| {
        assert!(!entry.text.ends_with('.'), "{} ends with a full stop", entry.key);
        entry.text
    });
}
