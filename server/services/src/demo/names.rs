//! Names of people of many cultures: as written, and as their addresses spell them. Nobody in particular.

use super::cultures::{CULTURES, Culture, Part};
use super::dice::Dice;

/// Names that forms and lists must bear, and their letters in an address.
const UNUSUAL: &[Part] = &[
    (
        "Maria do Carmo de Albuquerque e Castro Vasconcelos da Silva Figueiredo e Sousa",
        "maria.docarmo",
    ),
    ("Sukarnoputri", "sukarnoputri"),
    (
        "Wolfgang-Maximilian Freiherr von und zu Hohenstein-Wittgenstein",
        "wolfgang.hohenstein",
    ),
    ("X Æ Ashley-Quinn", "x.ashley"),
    ("Nguyễn Phúc Bảo Quỳnh Như", "nhu.nguyen"),
    ("Ó Súilleabháin, Caoimhín", "caoimhin"),
    ("Robert 'Bobby' O’Connor Jr.", "bobby.oconnor"),
    ("Leona 🌻 Sommer", "leona.sommer"),
    ("Abdelrahman Mohammed Abdelaziz Al-Shammari bin Khalid", "abdelrahman"),
    ("Bo Li", "bo.li"),
    ("Ngũgĩ wa Thiong’o Kamau", "ngugi.kamau"),
    ("Þórdís Hallgrímsdóttir", "thordis"),
];

/// The name of a numbered person of a kind ("patient", "doctor") and its letters in an address.
pub fn name(kind: &str, number: usize, only_latin: bool) -> (String, String) {
    let index = i64::try_from(number).unwrap_or(0);
    let mut dice = Dice::about("name", &[index]);
    if kind == "patient" && number % 41 == 17 {
        let (name, letters) = UNUSUAL[(number / 41) % UNUSUAL.len()];
        return (name.to_owned(), letters.to_owned());
    }
    let cultures: Vec<&Culture> = CULTURES
        .iter()
        .filter(|culture| !only_latin || culture.given[0].0.is_ascii())
        .collect();
    let culture = cultures[(number + dice.below(2)) % cultures.len()];
    let offset = if kind == "doctor" { 3 } else { 0 };
    let given = culture.given[(dice.below(culture.given.len()) + offset) % culture.given.len()];
    let family = culture.family[dice.below(culture.family.len())];
    let written = if culture.family_first {
        format!("{} {}", family.0, given.0)
    } else {
        format!("{} {}", given.0, family.0)
    };
    (written, format!("{}.{}", given.1, family.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::values::{EmailAddress, PersonName};

    #[test]
    fn every_name_and_address_would_pass_the_forms() {
        for number in 0..500 {
            let (name, letters) = name("patient", number, false);
            assert_eq!(PersonName::parse(&name).map(PersonName::into_string), Ok(name));
            assert!(
                EmailAddress::parse(&format!("{letters}{number}@demo.example")).is_ok(),
                "{letters}"
            );
        }
    }

    #[test]
    fn names_are_diverse() {
        let names: std::collections::BTreeSet<String> =
            (0..500).map(|number| name("patient", number, false).0).collect();
        assert!(names.len() > 300, "{}", names.len());
        let rtl = |name: &&String| name.chars().any(|letter| ('\u{590}'..'\u{700}').contains(&letter));
        assert!(names.iter().filter(rtl).count() > 25);
        assert!(names.iter().any(|name| name.chars().count() > 60));
    }
}
