//! Counts of tests, read from what cargo's and Playwright's runners print.

use std::ops::AddAssign;

/// How many tests did what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    /// Ignored, skipped, or never reached.
    pub left_out: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.left_out += other.left_out;
    }
}

impl Tally {
    /// Adds what a line of output says, when it is a summary.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        match line.strip_prefix("test result: ") {
            Some(result) => {
                let counts = result.split_once(". ").map_or("", |(_, counts)| counts);
                for part in counts.split(';') {
                    self.count(
                        part,
                        &[
                            ("passed", Count::Passed),
                            ("failed", Count::Failed),
                            ("ignored", Count::LeftOut),
                        ],
                    );
                }
            }
            None => self.count(line, &PLAYWRIGHT),
        }
    }

    fn count(&mut self, part: &str, words: &[(&str, Count)]) {
        let Some((number, rest)) = part.trim().split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u64>() else { return };
        let is = |word: &str| rest == word || (rest.starts_with(word) && rest[word.len()..].starts_with(" ("));
        match words.iter().find(|(word, _)| is(word)) {
            Some((_, Count::Passed)) => self.passed += number,
            Some((_, Count::Failed)) => self.failed += number,
            Some((_, Count::LeftOut)) => self.left_out += number,
            None => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Count {
    Passed,
    Failed,
    LeftOut,
}

/// A test that passed only at the second try is a failure here.
const PLAYWRIGHT: [(&str, Count); 6] = [
    ("passed", Count::Passed),
    ("failed", Count::Failed),
    ("flaky", Count::Failed),
    ("interrupted", Count::Failed),
    ("skipped", Count::LeftOut),
    ("did not run", Count::LeftOut),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Tally {
        let mut tally = Tally::default();
        text.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn cargo_results_add_up() {
        let text = "running 3 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(
            read(text),
            Tally {
                passed: 14,
                failed: 3,
                left_out: 1
            }
        );
    }

    #[test]
    fn playwright_results_add_up() {
        let text = "Running 9 tests using 2 workers\n  ok 1 [js] 2 passed the door\n  1 failed\n    [js] › a.spec.ts\n\
            \x20 1 flaky\n  1 skipped\n  2 did not run\n  4 passed (3.2s)";
        assert_eq!(
            read(text),
            Tally {
                passed: 4,
                failed: 2,
                left_out: 3
            }
        );
    }
}
