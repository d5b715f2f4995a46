//! Everybody wants the same thing at the same moment.

use std::fmt;
use std::future::Future;

use anyhow::{Context, Result};
use tokio::task::JoinSet;

use crate::CLIENTS;
use crate::clinic::Clinic;
use crate::crowd::{Answer, Crowd, Slot};

const ROUNDS: usize = 5;

/// Answers of all rounds.
#[derive(Default)]
pub struct Race {
    rounds: usize,
    done: usize,
    conflicts: usize,
    /// Conflicts with fewer than three other times.
    unhelpful: usize,
    failures: usize,
    /// What each round must bring, and whether it did.
    expected: usize,
    broken: usize,
    overlaps: i64,
}

impl Race {
    fn add(&mut self, answers: &[Answer], expected: usize) {
        let done = answers.iter().filter(|answer| answer.status == 200).count();
        let conflicts = answers.iter().filter(|answer| answer.status == 409).count();
        self.rounds += 1;
        self.done += done;
        self.conflicts += conflicts;
        self.unhelpful += answers
            .iter()
            .filter(|answer| answer.status == 409 && answer.alternatives() != 3)
            .count();
        self.failures += answers.len() - done - conflicts;
        self.expected += expected;
        self.broken += usize::from(done != expected);
    }

    /// Whether every round had as many winners as it must, and nobody was failed.
    pub fn holds(&self) -> bool {
        self.broken == 0 && self.failures == 0 && self.unhelpful == 0 && self.overlaps == 0
    }
}

impl fmt::Display for Race {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rounds,
            done,
            conflicts,
            unhelpful,
            failures,
            expected,
            overlaps,
            ..
        } = self;
        write!(
            f,
            "{rounds} rounds: {done} done ({expected} expected), {conflicts} conflicts ({unhelpful} without three \
             alternatives), {failures} failures, {overlaps} overlaps"
        )
    }
}

/// Runs all tries at once.
async fn at_once<F>(tries: impl IntoIterator<Item = F>) -> Result<Vec<Answer>>
where
    F: Future<Output = Answer> + Send + 'static,
{
    let mut running: JoinSet<Answer> = tries.into_iter().collect();
    let mut answers = Vec::new();
    while let Some(answer) = running.join_next().await {
        answers.push(answer?);
    }
    Ok(answers)
}

/// 64 patients, one time: one success.
pub async fn one_time(clinic: &Clinic, crowd: &Crowd) -> Result<Race> {
    let mut race = Race::default();
    for round in 0..ROUNDS {
        let slot = crowd
            .slots
            .first()
            .and_then(|slots| slots.get(round * 6))
            .context("a free time")?;
        let tries = crowd.patients.iter().map(|patient| {
            let (patient, slot) = (patient.clone(), slot.clone());
            async move { patient.hold(&slot).await }
        });
        race.add(&at_once(tries).await?, 1);
    }
    race.overlaps = clinic.overlaps().await?;
    Ok(race)
}

/// 64 patients, times that overlap without being equal: one success.
pub async fn overlapping_times(clinic: &Clinic, crowd: &Crowd) -> Result<Race> {
    let mut race = Race::default();
    let slots = crowd.slots.get(1).context("a second doctor")?;
    for round in 0..ROUNDS {
        let near = overlapping(slots, round * 9);
        let tries = crowd.patients.iter().enumerate().map(|(number, patient)| {
            let (patient, slot) = (patient.clone(), near[number % near.len()].clone());
            async move { patient.hold(&slot).await }
        });
        race.add(&at_once(tries).await?, 1);
    }
    race.overlaps = clinic.overlaps().await?;
    Ok(race)
}

/// Times within twenty minutes of the first from `from` on that has such neighbours: visits of thirty minutes overlap.
fn overlapping(slots: &[Slot], from: usize) -> Vec<Slot> {
    let instant = |slot: &Slot| {
        chrono::DateTime::parse_from_rfc3339(&slot.starts_at)
            .map(|at| at.timestamp())
            .unwrap_or_default()
    };
    let near = |first: usize| -> Vec<Slot> {
        let until = instant(&slots[first]) + 20 * 60;
        slots[first..]
            .iter()
            .take_while(|slot| instant(slot) <= until)
            .cloned()
            .collect()
    };
    (from..slots.len())
        .map(near)
        .find(|near| near.len() > 1)
        .unwrap_or_else(|| near(from.min(slots.len() - 1)))
}

/// One patient keeps and books with two doctors at one instant, from 64 windows: one visit.
pub async fn one_patient_twice(clinic: &Clinic, crowd: &Crowd) -> Result<Race> {
    let mut race = Race::default();
    let (one, two) = (&crowd.slots[2], &crowd.slots[3]);
    let shared = one
        .iter()
        .filter_map(|slot| Some((slot, two.iter().find(|other| other.starts_at == slot.starts_at)?)));
    for (round, (slot, other)) in shared.step_by(6).take(ROUNDS).enumerate() {
        let patient = &crowd.patients[round];
        let tries = (0..CLIENTS).map(|number| {
            let (patient, slot) = (patient.clone(), if number % 2 == 0 { slot } else { other }.clone());
            async move {
                let kept = patient.hold(&slot).await;
                match kept.made() {
                    Some(hold) => patient.book(&hold).await,
                    None => kept,
                }
            }
        });
        let answers = at_once(tries).await?;
        // Several windows may be told of the one visit; the visits are what counts.
        let mut visits: Vec<_> = answers.iter().filter_map(Answer::made).collect();
        visits.sort_unstable();
        visits.dedup();
        race.rounds += 1;
        race.expected += 1;
        race.done += visits.len();
        race.broken += usize::from(visits.len() != 1);
        race.conflicts += answers.iter().filter(|answer| answer.status == 409).count();
        race.failures += answers
            .iter()
            .filter(|answer| ![200, 409].contains(&answer.status))
            .count();
    }
    race.overlaps = clinic.overlaps().await?;
    Ok(race)
}

/// The same kept time is confirmed 64 times at once: everybody is told of the same visit.
pub async fn confirm_against_confirm(clinic: &Clinic, crowd: &Crowd) -> Result<Race> {
    let mut race = Race::default();
    let slots = crowd.slots.last().context("a doctor")?;
    for round in 0..ROUNDS {
        let patient = &crowd.patients[ROUNDS + round];
        let mut kept = None;
        for slot in slots.iter().skip(round * 4) {
            kept = patient.hold(slot).await.made();
            if kept.is_some() {
                break;
            }
        }
        let hold = kept.context("a time could be kept")?;
        let tries = (0..CLIENTS).map(|_| {
            let (patient, hold) = (patient.clone(), hold.clone());
            async move { patient.book(&hold).await }
        });
        let answers = at_once(tries).await?;
        let same = answers.iter().all(|answer| answer.made() == answers[0].made());
        race.add(&answers, CLIENTS);
        race.broken += usize::from(!same);
    }
    race.overlaps = clinic.overlaps().await?;
    Ok(race)
}
