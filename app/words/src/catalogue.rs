//! How a section of words is declared.

use crate::direction::Direction;
use std::fmt::Display;

/// Declares a section: a struct with a field for each text and a method for each phrase, count and letter.
macro_rules! section {
    (
        $(#[$doc:meta])*
        $name:ident {
            $(texts { $($text:ident),* $(,)? })?
            $(phrases { $($phrase:ident($($arg:ident),+)),* $(,)? })?
            $(counts { $($count:ident($($extra:ident),*)),* $(,)? })?
            $(letters { $($letter:ident($($part:ident),+)),* $(,)? })?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $($(
                #[doc = concat!("The text `", stringify!($text), "`.")]
                pub $text: &'static str,
            )*)?
            $($(pub(crate) $phrase: &'static str,)*)?
            $($(pub(crate) $count: $crate::Plural,)*)?
            $($(pub(crate) $letter: $crate::mail::LetterWords,)*)?
        }

        impl $name {
            $($(
                #[doc = concat!("The phrase `", stringify!($phrase), "` with its placeholders filled.")]
                #[must_use]
                pub fn $phrase(&self, $($arg: impl std::fmt::Display),+) -> String {
                    $crate::catalogue::fill(self.$phrase, &[$((stringify!($arg), &$arg)),+])
                }
            )*)?

            $($(
                #[doc = concat!("The phrase `", stringify!($count), "` in the form that the number asks for.")]
                #[must_use]
                pub fn $count(&self, count: impl $crate::Count $(, $extra: impl std::fmt::Display)*) -> String {
                    let count = count.count();
                    let number = self.$count.grammar.number(count);
                    $crate::catalogue::fill(self.$count.form(count), &[("count", &number), $((stringify!($extra), &$extra)),*])
                }
            )*)?

            $($(
                #[doc = concat!("The letter `", stringify!($letter), "` with its placeholders filled.")]
                #[must_use]
                pub fn $letter(&self, $($part: impl std::fmt::Display),+) -> $crate::Letter {
                    self.$letter.fill(&[$((stringify!($part), &$part)),+])
                }
            )*)?

            /// The same section with every text changed.
            #[cfg(any(test, feature = "pseudo"))]
            #[allow(unused_variables, reason = "a section may have no phrases, counts or letters")]
            pub(crate) fn map(&self, change: &mut dyn FnMut($crate::catalogue::Entry) -> &'static str) -> Self {
                let section = stringify!($name);
                Self {
                    $($($text: change($crate::catalogue::Entry { section, key: stringify!($text), text: self.$text, args: &[] }),)*)?
                    $($($phrase: change($crate::catalogue::Entry {
                        section,
                        key: stringify!($phrase),
                        text: self.$phrase,
                        args: &[$(stringify!($arg)),+],
                    }),)*)?
                    $($($count: self.$count.map(&mut |text| change($crate::catalogue::Entry {
                        section,
                        key: stringify!($count),
                        text,
                        args: &["count", $(stringify!($extra)),*],
                    })),)*)?
                    $($($letter: self.$letter.map(&mut |text| change($crate::catalogue::Entry {
                        section,
                        key: stringify!($letter),
                        text,
                        args: &[$(stringify!($part)),+],
                    })),)*)?
                }
            }
        }
    };
}

/// A text on its way through `map`.
#[cfg(any(test, feature = "pseudo"))]
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests name what they complain about"))]
pub(crate) struct Entry {
    pub(crate) section: &'static str,
    pub(crate) key: &'static str,
    pub(crate) text: &'static str,
    pub(crate) args: &'static [&'static str],
}

/// A number of things, of any integer type that lists and settings use.
pub trait Count {
    /// The number; less than nothing counts as nothing.
    fn count(self) -> u64;
}

macro_rules! counts {
    ($($unsigned:ty),+ => $($checked:ty),+) => {
        $(impl Count for $unsigned {
            fn count(self) -> u64 {
                u64::from(self)
            }
        })+
        $(impl Count for $checked {
            fn count(self) -> u64 {
                u64::try_from(self).unwrap_or(0)
            }
        })+
    };
}
counts!(u8, u16, u32, u64 => i32, i64, usize);

/// Fills `{name}` placeholders, each value once: a value that looks like a placeholder stays as it is. A value that runs
/// against the direction of the template is isolated, so that neither mixes up the other.
pub(crate) fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let base = Direction::of(template);
    let mut filled = String::with_capacity(template.len() + 16 * values.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => base.push(&mut filled, &value.to_string()),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("{a} and {b}, {a}", &[("a", &"{b}"), ("b", &2)]), "{b} and 2, {b}");
        assert_eq!(fill("no {c} here {", &[("a", &1)]), "no {c} here {");
    }
}
