//! Every text of every language is whole.

use crate::{Category, FOR_STAFF, Language, catalogue::Entry, direction::is_right_to_left};
use std::collections::{BTreeMap, BTreeSet};

fn entries(language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut keep = |entry: Entry| {
        entries.push(entry);
        entry.text
    };
    language.ui().map(&mut keep);
    language.staff().map(&mut keep);
    language.server().map(&mut keep);
    language.mail().map(&mut keep);
    entries
}

/// The texts of the languages that people wrote.
fn written() -> impl Iterator<Item = (Language, Entry)> {
    let all = Language::ALL.iter();
    all.flat_map(|language| entries(*language).into_iter().map(move |entry| (*language, entry)))
}

/// The texts of one key: one, or the plural forms, or the parts of a letter.
fn by_key(language: Language) -> BTreeMap<(&'static str, &'static str), Vec<Entry>> {
    let mut keys = BTreeMap::<_, Vec<Entry>>::new();
    for (_, entry) in written().filter(|(of, _)| *of == language) {
        keys.entry((entry.section, entry.key)).or_default().push(entry);
    }
    keys
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
    for (_, entry) in written() {
        let known: BTreeSet<_> = entry.args.iter().copied().collect();
        let unknown: Vec<_> = placeholders(entry.text).difference(&known).copied().collect();
        assert!(unknown.is_empty(), "{}.{}: {unknown:?}", entry.section, entry.key);
    }
}

#[test]
fn every_language_uses_the_same_placeholders() {
    let used =
        |entries: &[Entry]| -> BTreeSet<_> { entries.iter().flat_map(|entry| placeholders(entry.text)).collect() };
    let english = by_key(Language::En);
    for language in [Language::Es, Language::Ar] {
        let keys = by_key(language);
        assert!(keys.keys().eq(english.keys()));
        for (key, entries) in &keys {
            // The patterns of a clock differ: 12 or 24 hours.
            if !matches!(key.1, "am" | "pm" | "am_minutes" | "pm_minutes" | "narrow") {
                assert_eq!(used(entries), used(&english[key]), "{language:?} {key:?}");
            }
        }
    }
}

#[test]
fn every_plural_form_says_everything_but_the_number_that_it_stands_for() {
    for (language, entry) in written().filter(|(_, entry)| entry.args.first() == Some(&"count")) {
        // "One doctor", "two doctors": the word says the number in Arabic.
        let numbered = |name: &&str| language != Language::Ar || *name != "count";
        let wanted: Vec<_> = entry.args.iter().copied().filter(numbered).collect();
        let used = placeholders(entry.text);
        let missing = wanted.iter().any(|name| !used.contains(name));
        let letter = entry.section == "MailWords";
        assert!(
            letter || !missing,
            "{language:?} {}.{}: {}",
            entry.section,
            entry.key,
            entry.text
        );
    }
}

#[test]
fn every_language_has_the_plural_forms_of_the_cldr() {
    use Category::{Few, Many, One, Other, Two, Zero};
    let sample = |language: Language| match language {
        Language::Ar => vec![0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 1000],
        Language::Es => vec![0, 1, 2, 21, 1_000_000, 2_000_000, 1_000_001],
        _ => vec![0, 1, 2, 21, 1_000_000],
    };
    let categories = |language: Language| -> Vec<_> {
        let of = language.ui().grammar.category;
        sample(language).into_iter().map(of).collect()
    };
    assert_eq!(categories(Language::En), [Other, One, Other, Other, Other]);
    assert_eq!(categories(Language::Es), [Other, One, Other, Other, Many, Many, Other]);
    let arabic = [Zero, One, Two, Few, Few, Many, Many, Other, Other, Few, Many, Other];
    assert_eq!(categories(Language::Ar), arabic);

    let forms = |language| {
        let counts = by_key(language)
            .into_iter()
            .filter(|(key, entries)| key.0 != "MailWords" && entries[0].args.first() == Some(&"count"));
        counts.map(|(_, entries)| entries.len()).collect::<BTreeSet<_>>()
    };
    assert_eq!(forms(Language::En), BTreeSet::from([2]));
    assert_eq!(forms(Language::Es), BTreeSet::from([3]));
    assert_eq!(forms(Language::Ar), BTreeSet::from([6]));
}

#[test]
fn nothing_is_left_in_english() {
    let english = by_key(Language::En);
    let same = |language| -> Vec<_> {
        let same = by_key(language).into_iter().filter(|(key, entries)| {
            entries
                .iter()
                .all(|entry| english[key].iter().any(|other| other.text == entry.text))
        });
        same.map(|(key, _)| key).collect()
    };
    assert_eq!(same(Language::Ar), []);
    assert_eq!(same(Language::Es), SAME_IN_SPANISH);
}

/// Names, patterns, and words that both languages have.
const SAME_IN_SPANISH: [(&str, &str); 14] = [
    ("Amounts", "with_code"),
    ("Booking", "slot"),
    ("Common", "error_prefix"),
    ("Common", "error_title"),
    ("Common", "in_words"),
    ("Common", "no"),
    ("Common", "title"),
    ("Dates", "moment"),
    ("Doctors", "fee_for"),
    ("Exchanges", "milliseconds"),
    ("Files", "kilobytes"),
    ("Files", "megabytes"),
    ("Labels", "entry"),
    ("Time", "with_zone"),
];

#[test]
fn arabic_is_written_in_arabic() {
    // What people type as it stands, and names.
    const LATIN: [&str; 13] = [
        "salve audit verify --head",
        "salve audit verify",
        "JavaScript",
        "Safari",
        "CSV",
        "JPEG",
        "PDF",
        "PNG",
        "WebP",
        "GMC",
        "GB",
        "name@example.com",
        "Europe/London",
    ];
    for (_, Entry { section, key, text, .. }) in written().filter(|(language, _)| *language == Language::Ar) {
        let mut left = placeholders(text)
            .iter()
            .fold(text.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), ""));
        for word in LATIN {
            left = left.replace(word, "");
        }
        let latin = left.contains(|c: char| c.is_alphabetic() && !is_right_to_left(c));
        assert!(!latin, "{section}.{key}: {text}");
        assert!(
            !left.contains([',', ';', '?', '%']),
            "{section}.{key} has a sign of another script: {text}"
        );
        assert!(
            !left.contains(|c: char| ('\u{660}'..='\u{669}').contains(&c)),
            "{section}.{key}: {text}"
        );
        // Else what is filled in would stand in the wrong direction.
        assert!(
            text.contains(is_right_to_left),
            "{section}.{key} has no direction: {text}"
        );
    }
}

#[test]
fn other_languages_have_no_marks_of_direction() {
    for (_, entry) in written().filter(|(language, _)| *language != Language::Ar) {
        assert!(
            !entry.text.contains(is_right_to_left),
            "{}.{}",
            entry.section,
            entry.key
        );
    }
}

#[test]
fn texts_are_tidy() {
    for (_, Entry { section, key, text, .. }) in written() {
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
    let texts = |language: Language| -> Vec<_> { entries(language).into_iter().map(|entry| entry.text).collect() };
    let (plain, strange) = (texts(Language::En), texts(Language::Pseudo));
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
fn what_only_staff_read_shows_in_the_strange_language() {
    let is_for_staff = |entry: &Entry| entry.text.starts_with(FOR_STAFF);
    let (staffs, others): (Vec<_>, Vec<_>) = entries(Language::Pseudo).into_iter().partition(is_for_staff);
    let mut all_of_staff = 0;
    Language::Pseudo.staff().map(&mut |entry| {
        all_of_staff += 1;
        entry.text
    });
    assert_eq!(staffs.len(), all_of_staff);
    let sections = |entries: &[Entry]| entries.iter().map(|entry| entry.section).collect::<BTreeSet<_>>();
    assert!(
        sections(&staffs).is_disjoint(&sections(&others)),
        "a section is in one of the catalogues"
    );
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
    assert_eq!(ui.booking.minutes_long(1_u8), "1 minute");
    assert_eq!(ui.booking.minutes_long(0_usize), "0 minutes");
    assert_eq!(ui.doctors.found(1200_u64), "1,200 doctors found");
    assert_eq!(ui.account.last_seen("{x} <b>"), "Last used {x} <b>");
    assert_eq!(ui.number(10_000_u32), "10,000");
    assert_eq!(ui.errors.too_many(1), "Wait 1 second and try again.");
    assert_eq!(ui.errors.too_many(61), "Wait 2 minutes and try again.");
}

#[test]
fn dates_and_times_read_as_people_say_them() {
    let dates = &Language::En.server().dates;
    let wednesday = Language::En.ui().time.weekday(domain::availability::Weekday::Wednesday);
    assert_eq!(
        dates.long_date(wednesday, 18, dates.month(11), 2026),
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
        assert_eq!(dates.clock(hour, minute), words);
    }
    assert_eq!(
        [
            dates.narrow_clock(0, 0),
            dates.narrow_clock(14, 5),
            dates.narrow_clock(24, 0)
        ],
        ["12:00", "2:05", "12:00"]
    );
    assert_eq!((dates.month(0), dates.month(13), dates.short_month(9)), ("", "", "Sep"));
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
    for (_, entry) in written().filter(|(_, entry)| entry.section == "Problems") {
        assert!(!entry.text.ends_with('.'), "{} ends with a full stop", entry.key);
    }
}

#[test]
fn spanish_and_arabic_read_well() {
    let (es, ar) = (Language::Es.ui(), Language::Ar.ui());
    let wednesday = |language: Language| {
        let (dates, day) = (&language.server().dates, domain::availability::Weekday::Wednesday);
        dates.long_date(language.ui().time.weekday(day), 18, dates.month(11), 2026)
    };
    assert_eq!(wednesday(Language::Es), "miércoles 18 de noviembre de 2026");
    assert_eq!(wednesday(Language::Ar), "\u{200f}الأربعاء 18 نوفمبر 2026");
    let clock = |language: Language| {
        [(0, 0), (0, 30), (9, 0), (12, 0), (12, 5), (17, 30)].map(|(h, m)| language.server().dates.clock(h, m))
    };
    assert_eq!(
        clock(Language::Es),
        ["00:00", "00:30", "09:00", "12:00", "12:05", "17:30"]
    );
    assert_eq!(
        clock(Language::Ar),
        ["12 منتصف الليل", "12:30 ص", "9:00 ص", "12 ظهرًا", "12:05 م", "5:30 م"]
    );
    assert_eq!(
        [999, 1200, 12_000].map(|number: u32| es.number(number)),
        ["999", "1200", "12.000"]
    );
    assert_eq!(
        [999, 1200, 12_000].map(|number: u32| ar.number(number)),
        ["999", "1,200", "12,000"]
    );
    assert_eq!(es.doctors.found(1_u8), "1 médico encontrado");
    assert_eq!(es.booking.minutes_long(1_000_000_u32), "1.000.000 de minutos");
    assert_eq!(
        [0_u8, 1, 2, 3, 11, 100].map(|count| ar.booking.minutes_long(count)),
        [
            "أقل من دقيقة",
            "دقيقة واحدة",
            "دقيقتان",
            "3 دقائق",
            "11 دقيقة",
            "100 دقيقة"
        ]
    );
    let narrow = |language: Language| [(0, 5), (14, 30)].map(|(h, m)| language.server().dates.narrow_clock(h, m));
    assert_eq!(narrow(Language::Es), ["00:05", "14:30"]);
    assert_eq!(narrow(Language::Ar), ["\u{200f}12:05", "\u{200f}2:30"]);
    assert_eq!(
        [
            Language::Es.server().money(1200, "50", "€"),
            Language::Es.server().money(60, "", "CHF")
        ],
        ["1200,50\u{a0}€", "60\u{a0}CHF"]
    );
    assert_eq!(
        Language::Ar.server().money(1200, "50", "£"),
        "\u{200f}1,200.50\u{a0}\u{2068}£\u{2069}"
    );
    assert_eq!(es.list(["a", "سمير"]), "a, \u{2068}سمير\u{2069}");
    assert_eq!(ar.list(["Okafor", "سمير"]), "\u{2068}Okafor\u{2069}، سمير");
    assert_eq!(ar.booking.with_doctor("Dr Okafor"), "مع \u{2068}Dr Okafor\u{2069}");
}

#[test]
fn what_the_clinic_offers_has_a_name_in_every_language() {
    for language in Language::ALL {
        let medicine = &language.server().medicine;
        assert!(
            medicine.specialty("cardiology").is_some() && medicine.visit_type("video").is_some(),
            "{language:?}"
        );
        assert_eq!(
            (medicine.specialty("first"), medicine.visit_type("cardiology")),
            (None, None)
        );
    }
}
