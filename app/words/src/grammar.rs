//! What differs between languages beside their words: plural forms and numbers.

use crate::direction::Direction;

/// The plural categories of the Unicode CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The rules of a language.
#[derive(Debug)]
pub struct Grammar {
    /// The plural category of a whole number.
    pub(crate) category: fn(u64) -> Category,
    /// The sign between thousands.
    pub(crate) thousands: char,
    /// The first number with that sign: four digits may stand together.
    pub(crate) grouped_from: u64,
    /// What stands between the parts of a list, in front of a space.
    pub(crate) comma: char,
    /// Where its sentences begin.
    pub(crate) direction: Direction,
}

impl Grammar {
    /// A whole number as people write it.
    pub(crate) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        if number < self.grouped_from {
            return digits;
        }
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.thousands);
            }
            text.push(digit);
        }
        text
    }
}

/// A phrase in its plural forms; a form that a language lacks is `other`.
#[derive(Debug, Clone, Copy)]
pub struct Plural {
    pub(crate) grammar: &'static Grammar,
    pub(crate) zero: Option<&'static str>,
    pub(crate) one: Option<&'static str>,
    pub(crate) two: Option<&'static str>,
    pub(crate) few: Option<&'static str>,
    pub(crate) many: Option<&'static str>,
    pub(crate) other: &'static str,
}

impl Plural {
    /// The form for a number.
    pub(crate) fn form(&self, count: u64) -> &'static str {
        let form = match (self.grammar.category)(count) {
            Category::Zero => self.zero,
            Category::One => self.one,
            Category::Two => self.two,
            Category::Few => self.few,
            Category::Many => self.many,
            Category::Other => None,
        };
        form.unwrap_or(self.other)
    }

    #[cfg(any(test, feature = "pseudo"))]
    pub(crate) fn map(&self, change: &mut dyn FnMut(&'static str) -> &'static str) -> Self {
        Self {
            grammar: self.grammar,
            zero: self.zero.map(&mut *change),
            one: self.one.map(&mut *change),
            two: self.two.map(&mut *change),
            few: self.few.map(&mut *change),
            many: self.many.map(&mut *change),
            other: change(self.other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let grammar = crate::Language::En.ui().grammar;
        let written = [0, 12, 999, 1000, 1_234_567].map(|number| grammar.number(number));
        assert_eq!(written, ["0", "12", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn languages_with_many_forms_fit() {
        let days = Plural {
            grammar: crate::Language::Ar.ui().grammar,
            zero: Some("zero"),
            one: Some("one"),
            two: Some("two"),
            few: Some("few"),
            many: None,
            other: "other",
        };
        assert_eq!(
            [0, 1, 2, 7, 45, 100].map(|count| days.form(count)),
            ["zero", "one", "two", "few", "other", "other"]
        );
    }
}
