//! Booking goes on while the server is killed: what was acknowledged is there afterwards, and nothing is half-written.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;

use crate::clinic::Clinic;
use crate::crowd::{Crowd, Patient, Slot};

const KILLS: usize = 5;
const BETWEEN_KILLS: Duration = Duration::from_secs(2);

/// What came of it.
#[derive(Default)]
pub struct Killed {
    kills: usize,
    acknowledged: usize,
    lost: usize,
    unreadable: usize,
    conflicts: usize,
    failures: usize,
    half_written: i64,
    slowest_start: Duration,
}

impl Killed {
    /// Whether nothing was lost and nothing half-written.
    pub fn holds(&self) -> bool {
        self.lost == 0 && self.unreadable == 0 && self.failures == 0 && self.half_written == 0 && self.acknowledged > 0
    }
}

impl fmt::Display for Killed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} kills: {} visits acknowledged, {} lost, {} not readable by their patient, {} conflicts, {} failures, {} \
             half-written, slowest restart {} ms",
            self.kills,
            self.acknowledged,
            self.lost,
            self.unreadable,
            self.conflicts,
            self.failures,
            self.half_written,
            self.slowest_start.as_millis()
        )
    }
}

/// What one patient was told.
#[derive(Default)]
struct Told {
    visits: Vec<String>,
    conflicts: usize,
    failures: usize,
}

/// Kills the server again and again under load.
pub async fn storm(clinic: &mut Clinic, crowd: &Crowd) -> Result<Killed> {
    let mut killed = Killed::default();
    let mut slots: Vec<Slot> = Vec::new();
    let longest = crowd.slots.iter().map(Vec::len).max().unwrap_or_default();
    for at in 0..longest {
        slots.extend(crowd.slots.iter().filter_map(|of_doctor| of_doctor.get(at).cloned()));
    }
    let (slots, next) = (Arc::new(slots), Arc::new(AtomicUsize::new(0)));
    let mut all = Vec::new();
    for _ in 0..KILLS {
        let over = Arc::new(AtomicBool::new(false));
        let mut running = JoinSet::new();
        for (number, patient) in crowd.patients.iter().cloned().enumerate() {
            let (slots, next, over) = (Arc::clone(&slots), Arc::clone(&next), Arc::clone(&over));
            running.spawn(async move { (number, keep_booking(&patient, &slots, &next, &over).await) });
        }
        tokio::time::sleep(BETWEEN_KILLS).await;
        clinic.kill()?;
        over.store(true, Ordering::Relaxed);
        killed.slowest_start = killed.slowest_start.max(clinic.restart().await?);
        killed.kills += 1;
        while let Some(told) = running.join_next().await {
            let (number, told) = told?;
            killed.conflicts += told.conflicts;
            killed.failures += told.failures;
            all.extend(told.visits.into_iter().map(|visit| (number, visit)));
        }
    }
    killed.acknowledged = all.len();
    let stored: Vec<uuid::Uuid> = clinic.values("SELECT id FROM appointment").await?;
    let stored: HashSet<String> = stored.iter().map(ToString::to_string).collect();
    for (number, visit) in &all {
        killed.lost += usize::from(!stored.contains(visit));
        // The session lived through it too.
        let seen = crowd.patients[*number]
            .ask(&format!("/fn/patient/visit?id={visit}"))
            .await;
        killed.unreadable += usize::from(seen.status != 200);
    }
    killed.half_written = clinic.half_written().await?;
    Ok(killed)
}

/// Books one free time after the other until it is over. Two patients go for each time.
async fn keep_booking(patient: &Patient, slots: &[Slot], next: &AtomicUsize, over: &AtomicBool) -> Told {
    let mut told = Told::default();
    while !over.load(Ordering::Relaxed) {
        let at = next.fetch_add(1, Ordering::Relaxed) / 2;
        let Some(slot) = slots.get(at * 7 % slots.len()) else {
            break;
        };
        let kept = patient.hold(slot).await;
        let answer = match kept.made() {
            Some(hold) => patient.book(&hold).await,
            None => kept,
        };
        match answer.status {
            200 => told.visits.extend(answer.made()),
            409 => told.conflicts += 1,
            // No answer: the server was killed under it.
            0 => tokio::time::sleep(Duration::from_millis(20)).await,
            _ => told.failures += 1,
        }
    }
    told
}
