//! The budgets of the front end on the release build: sizes, and what Lighthouse says of eight pages of the demo clinic.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{
    bench::sizes,
    environment, machine, npm,
    server::{self, DemoClinic, Engine},
    shell::{self, Echo},
    site::{self, Mode, Optimiser},
    table::{Limit, Row, Table},
};

/// What Lighthouse's script answers for a page: name, unit, goal and gate.
const FIGURES: [(&str, &str, &str, Limit, f64, f64); 6] = [
    ("performance", "performance", "", Limit::AtLeast, 100.0, 95.0),
    ("accessibility", "accessibility", "", Limit::AtLeast, 100.0, 100.0),
    ("bestPractices", "best practices", "", Limit::AtLeast, 100.0, 100.0),
    ("lcp", "LCP", "ms", Limit::AtMost, 1300.0, 1800.0),
    ("tbt", "TBT", "ms", Limit::AtMost, 50.0, 100.0),
    ("cls", "CLS", "", Limit::AtMost, 0.01, 0.05),
];

/// Prints all figures; fails when one is on the wrong side of its gate.
pub fn run() -> Result<()> {
    let folder = npm::lighthouse();
    npm::install_in(&folder)?;
    let browser = machine::chromium()?;
    let node = environment::find_program(&["node"]).context("node is missing: install Node.js 20 or newer")?;
    let site = site::build(Mode::Release, Optimiser::Required)?;
    let binary = server::build(Mode::Release)?;
    let clinic = DemoClinic::create(&binary, &site, &Engine::Sqlite, server::USUAL)?;
    let (served, _) = clinic.serve()?;

    let conditions = "release build, demo clinic on SQLite; Lighthouse: mobile, simulated throttling, median of 5; alive: \
                      slow 4G, processor four times slower, nothing cached, median of 3";
    let mut table = Table::new(conditions.to_owned());
    sizes::of_files(&mut table, &site)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(sizes::of_a_first_visit(&mut table, &served.url, &site))?;

    let mut script = Command::new(node);
    script
        .current_dir(&folder)
        .arg("run.mjs")
        .env("SALVE_URL", &served.url)
        .env("CHROMIUM", browser);
    let ended_well = shell::stream(&mut script, Echo::Off, |line| {
        if let Ok(figures) = serde_json::from_str::<Value>(line) {
            add(&mut table, &figures);
        }
    })?;
    table.print();
    ensure!(ended_well, "Lighthouse failed");
    ensure!(table.holds(), "a budget is exceeded");
    Ok(())
}

/// The rows of one page.
fn add(table: &mut Table, figures: &Value) {
    let page = figures["page"].as_str().unwrap_or_default();
    for (key, name, unit, limit, goal, gate) in FIGURES {
        // A figure that is missing holds nothing.
        let number = figures[key].as_f64().unwrap_or(f64::NAN);
        table.add(Row::number(&format!("{page}: {name}"), number, unit).limits(limit, goal, gate));
    }
    let alive = figures["alive"].as_f64().unwrap_or(f64::NAN);
    table.add(Row::number(&format!("{page}: alive"), alive, "ms"));
    let findings: Vec<&str> = figures["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if !findings.is_empty() {
        table.add(Row::text(&format!("{page}: found"), findings.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(figures: &Value) -> bool {
        let mut table = Table::new(String::new());
        add(&mut table, figures);
        table.holds()
    }

    #[test]
    fn a_page_holds_every_budget_or_none() {
        let good = serde_json::json!({
            "page": "/", "performance": 97, "accessibility": 100, "bestPractices": 100, "lcp": 1500, "tbt": 20, "cls": 0,
        });
        assert!(judged(&good));
        for (key, value) in [
            ("performance", 94.0),
            ("accessibility", 99.0),
            ("lcp", 1801.0),
            ("cls", 0.06),
        ] {
            let mut bad = good.clone();
            bad[key] = value.into();
            assert!(!judged(&bad), "{key}");
        }
        assert!(!judged(&serde_json::json!({ "page": "/" })), "figures are missing");
    }
}
