//! Names and numbers of one direction inside sentences of the other (Unicode Standard Annex 9).

/// Isolates what follows in its own direction, whichever it is.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// Ends the isolate.
const POP_ISOLATE: char = '\u{2069}';

/// The direction of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// Right to left when a letter or mark of that direction is in it.
    pub(crate) fn of(template: &str) -> Self {
        if template.contains(is_right_to_left) {
            Self::RightToLeft
        } else {
            Self::LeftToRight
        }
    }

    /// Appends a value, isolated where the text around it would reorder it.
    ///
    /// In a sentence from right to left that is everything but words of the same direction and plain numbers: a telephone
    /// number, for example, would be shown back to front.
    pub(crate) fn push(self, filled: &mut String, value: &str) {
        let foreign = match self {
            Self::LeftToRight => value.contains(is_right_to_left),
            Self::RightToLeft => {
                let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
                let own = value.contains(is_right_to_left) && !value.contains(is_left_to_right);
                !own && !value.chars().all(plain)
            }
        };
        if foreign {
            filled.push(FIRST_STRONG_ISOLATE);
            filled.push_str(value);
            filled.push(POP_ISOLATE);
        } else {
            filled.push_str(value);
        }
    }
}

/// Hebrew, Arabic and their neighbours, and the mark U+200F.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !matches!(c, '\u{60c}' | '\u{660}'..='\u{669}')
}

fn is_left_to_right(c: char) -> bool {
    c.is_alphabetic() && !is_right_to_left(c)
}

#[cfg(test)]
mod tests {
    use crate::catalogue::fill;

    #[test]
    fn what_runs_the_other_way_is_isolated() {
        for (template, value, filled) in [
            ("with {x}", "Dr Okafor", "with Dr Okafor"),
            ("with {x}", "د. سمير", "with \u{2068}د. سمير\u{2069}"),
            ("{x}, {x}", "سمير", "\u{2068}سمير\u{2069}, \u{2068}سمير\u{2069}"),
            ("مع {x}", "Dr Okafor", "مع \u{2068}Dr Okafor\u{2069}"),
            ("مع {x}", "سمير", "مع سمير"),
            ("مع {x}", "سمير Okafor", "مع \u{2068}سمير Okafor\u{2069}"),
            ("على {x}", "+44 20 7946 0999", "على \u{2068}+44 20 7946 0999\u{2069}"),
            ("رقم {x}", "1,200", "رقم 1,200"),
            ("\u{200f}{x}", "Riverside", "\u{200f}\u{2068}Riverside\u{2069}"),
        ] {
            assert_eq!(fill(template, &[("x", &value)]), filled);
        }
    }
}
