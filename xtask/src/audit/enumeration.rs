//! Whether anybody can find out who has an account: known and unknown addresses get the same answer in the same time.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::{
    bench::visitor::Visitor,
    server::{self, DemoClinic, Engine},
    site::{self, Mode, Optimiser},
};

const TRIES: usize = 200;
/// OWASP gives no number; this is less than the network adds by itself.
const AT_MOST: Duration = Duration::from_millis(10);

/// A form that somebody can send with another person's address.
struct Door {
    name: &'static str,
    path: &'static str,
    by: Sender,
    rest: &'static [(&'static str, &'static str)],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sender {
    Anybody,
    /// Their page names who was asked before, so only what the form itself answers is compared.
    Staff,
}

const DOORS: [Door; 4] = [
    Door {
        name: "sign in",
        path: "/sign-in",
        by: Sender::Anybody,
        rest: &[("password", "not the password of anybody"), ("next", "")],
    },
    Door {
        name: "forgotten password",
        path: "/forgotten-password",
        by: Sender::Anybody,
        rest: &[],
    },
    Door {
        name: "register",
        path: "/register/patient",
        by: Sender::Anybody,
        rest: &[
            ("name", "Ada Somebody"),
            ("phone", "+44 20 7946 0123"),
            ("address", "12 Canal Street, London"),
            ("birth_day", "27"),
            ("birth_month", "3"),
            ("birth_year", "1985"),
            ("password", "seven green bottles stand"),
            ("password_again", "seven green bottles stand"),
        ],
    },
    Door {
        name: "invite",
        path: "/fn/admin/invite",
        by: Sender::Staff,
        rest: &[("roles[]", FRONT_DESK)],
    },
];

/// One of the roles that the portal brings along.
const FRONT_DESK: &str = "01990000-0000-7000-8000-000000030002";

/// Fails when an address makes a difference.
pub fn run(mode: Mode) -> Result<()> {
    let site = site::build(mode, Optimiser::Wanted)?;
    let clinic = DemoClinic::create(&server::build(mode)?, &site, &Engine::Sqlite, server::USUAL)?;
    let served = clinic.serve_behind_a_proxy()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let known = addresses(&served.url).await?;
        for door in &DOORS {
            compare(&served.url, door, &known).await?;
        }
        Ok(())
    })
}

async fn compare(origin: &str, door: &Door, known: &[String]) -> Result<()> {
    let staff = Visitor::signed_in(origin, "admin@demo.example").await?;
    let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
    for (number, known) in known.iter().enumerate() {
        let unknown = format!("nobody{number}@demo.example");
        // In turns, so that both meet the same machine, and in both orders.
        let mut pair = [(known.as_str(), &mut of_known), (unknown.as_str(), &mut of_unknown)];
        if number % 2 == 1 {
            pair.reverse();
        }
        let mut answers = Vec::new();
        for (email, times) in pair {
            let mut form = door.rest.to_vec();
            form.push(("email", email));
            let sender = match door.by {
                Sender::Anybody => Visitor::new(origin)?,
                Sender::Staff => staff.clone(),
            };
            let (took, answer) = sender.is_told(door.path, &form).await?;
            times.push(took);
            let compared = match door.by {
                Sender::Anybody => answer.as_str(),
                Sender::Staff => answer.lines().next().unwrap_or_default(),
            };
            answers.push(compared.replace(email, "(address)"));
        }
        ensure!(
            answers[0] == answers[1],
            "{} answers a known address otherwise than an unknown one: {}",
            door.name,
            difference(&answers[0], &answers[1])
        );
    }
    let (known, unknown) = (median(&mut of_known), median(&mut of_unknown));
    let apart = known.abs_diff(unknown);
    println!(
        "    {}: {TRIES} known {known:.1?}, {TRIES} unknown {unknown:.1?}, {apart:.1?} apart, same answers",
        door.name
    );
    ensure!(apart < AT_MOST, "{} takes another time for a known address", door.name);
    Ok(())
}

/// Addresses of patients of the demo clinic.
async fn addresses(origin: &str) -> Result<Vec<String>> {
    let admin = Visitor::signed_in(origin, "admin@demo.example").await?;
    let mut found = Vec::new();
    for page in 1..=40 {
        let people = admin.read(&format!("/fn/admin/people?page={page}")).await?;
        emails(&people, &mut found);
        found.sort();
        found.dedup();
        if found.len() >= TRIES {
            break;
        }
    }
    found.truncate(TRIES);
    ensure!(found.len() == TRIES, "only {} addresses", found.len());
    Ok(found)
}

fn emails(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("email").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| emails(field, found));
        }
        Value::Array(values) => values.iter().for_each(|value| emails(value, found)),
        _ => {}
    }
}

/// The line of each in which they differ first.
fn difference(one: &str, other: &str) -> String {
    let lines = one.split('<').zip(other.split('<'));
    let differing = lines.into_iter().find(|(one, other)| one != other);
    differing.map_or_else(String::new, |(one, other)| format!("{one} / {other}"))
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
