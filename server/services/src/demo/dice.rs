//! Chance that comes out the same every time: the demo clinic is equal on every machine.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// `SplitMix64` (Steele, Lea, Flood 2014), started from what is decided: two questions never disturb each other.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one question about numbered things.
    pub fn about(question: &str, numbers: &[i64]) -> Self {
        let letters = question.bytes().map(u64::from);
        let numbers = numbers.iter().map(|number| number.cast_unsigned());
        let mut dice = Self(0x5A1_7E00);
        for part in letters.chain(numbers) {
            dice.0 ^= part;
            dice.0 = dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// An index below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// True in so many cases of a thousand.
    pub fn in_thousand(&mut self, cases: i64) -> bool {
        self.between(0, 999) < cases
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// A `UUIDv7` made at an instant.
    pub fn id(&mut self, made_at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(made_at.timestamp_millis()).unwrap_or_default();
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.next().to_be_bytes());
        random[8..].copy_from_slice(&self.next().to_be_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_answer() {
        let roll = |question: &str, number| Dice::about(question, &[number]).between(0, 1_000_000);
        assert_eq!(roll("name", 7), roll("name", 7));
        assert_ne!(roll("name", 7), roll("name", 8));
        assert_ne!(roll("name", 7), roll("phone", 7));
    }

    #[test]
    fn answers_stay_within_their_bounds_and_are_spread() {
        let mut dice = Dice::about("spread", &[]);
        let rolled: Vec<i64> = (0..6000).map(|_| dice.between(1, 6)).collect();
        for face in 1..=6 {
            let count = rolled.iter().filter(|rolled| **rolled == face).count();
            assert!((850..1150).contains(&count), "{face}: {count}");
        }
        assert_eq!(dice.id(DateTime::UNIX_EPOCH).get_version_num(), 7);
    }
}
