//! Figures beside their goal and their limit.

/// All figures of a run.
pub struct Table {
    conditions: String,
    rows: Vec<Row>,
}

/// On which side of its limit a figure has to stay.
#[derive(Clone, Copy)]
pub enum Limit {
    AtMost,
    AtLeast,
}

/// One figure.
pub struct Row {
    what: String,
    value: String,
    number: f64,
    goal: String,
    gate: String,
    holds: bool,
}

impl Row {
    /// A number with its unit.
    pub fn number(what: &str, number: f64, unit: &str) -> Self {
        let digits = if number.abs() < 1.0 { 2 } else { 1 };
        Self {
            number,
            ..Self::text(what, format!("{number:.digits$} {unit}"))
        }
    }

    /// A figure that is told in words.
    pub fn text(what: &str, value: String) -> Self {
        let (goal, gate) = ("-".to_owned(), "-".to_owned());
        Self {
            what: what.to_owned(),
            value,
            number: 0.0,
            goal,
            gate,
            holds: true,
        }
    }

    /// Says more about the number.
    #[must_use]
    pub fn told(mut self, more: &str) -> Self {
        self.value = format!("{} ({more})", self.value);
        self
    }

    /// On which engine it was measured.
    #[must_use]
    pub fn on(mut self, engine: &str) -> Self {
        self.what = format!("{}, {engine}", self.what);
        self
    }

    /// Its goal, and the gate behind which the run fails.
    #[must_use]
    pub fn limits(mut self, limit: Limit, goal: f64, gate: f64) -> Self {
        let (sign, holds) = match limit {
            Limit::AtMost => ('≤', self.number <= gate),
            Limit::AtLeast => ('≥', self.number >= gate),
        };
        self.goal = format!("{sign} {goal}");
        self.gate = format!("{sign} {gate}");
        self.holds &= holds;
        self
    }

    /// Fails the run unless this holds.
    #[must_use]
    pub fn holding(mut self, holds: bool) -> Self {
        self.holds &= holds;
        self
    }
}

impl Table {
    /// An empty table; `conditions` say under which its figures are true.
    pub fn new(conditions: String) -> Self {
        Self {
            conditions,
            rows: Vec::new(),
        }
    }

    /// Adds a figure.
    pub fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Whether no figure is on the wrong side of its gate.
    pub fn holds(&self) -> bool {
        self.rows.iter().all(|row| row.holds)
    }

    /// Prints all of it.
    pub fn print(&self) {
        println!("\n{}\n", self.conditions);
        println!("{:<54} {:<54} {:>6} {:>6}", "figure", "value", "goal", "gate");
        for row in &self.rows {
            let verdict = match (row.holds, row.gate.as_str()) {
                (false, _) => "  does not hold",
                (true, "-") => "",
                (true, _) => "  holds",
            };
            println!(
                "{:<54} {:<54} {:>6} {:>6}{verdict}",
                row.what, row.value, row.goal, row.gate
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_over_its_gate_fails_the_run() {
        let mut table = Table::new(String::new());
        table.add(Row::number("a", 250.0, "kB").limits(Limit::AtMost, 200.0, 300.0));
        assert!(table.holds());
        table.add(Row::number("b", 301.0, "kB").limits(Limit::AtMost, 200.0, 300.0));
        assert!(!table.holds());
    }

    #[test]
    fn so_does_one_under_it() {
        let mut table = Table::new(String::new());
        table.add(Row::number("a", 95.0, "").limits(Limit::AtLeast, 100.0, 95.0));
        assert!(table.holds());
        table.add(Row::number("b", 94.0, "").limits(Limit::AtLeast, 100.0, 95.0));
        assert!(!table.holds());
    }
}
