//! Records that doctors opened in an emergency: some wait to be looked at, one was.

use chrono::TimeDelta;
use domain::emergency::{EmergencyReason, MINUTES, Verdict};

use super::Clinic;
use super::dice::Dice;
use super::doctors::Doctor;
use super::people::Patient;
use super::sheet::row;
use super::tables::Tables;

/// One of them; doctor and patient by their index.
struct Opened {
    doctor: usize,
    patient: usize,
    hours_ago: i64,
    kind: EmergencyReason,
    reason: &'static str,
    verdict: Option<Verdict>,
}

const OPENED: [Opened; 3] = [
    Opened {
        doctor: 1,
        patient: 41,
        hours_ago: 240,
        kind: EmergencyReason::Danger,
        reason: "Brought in with chest pain; the family did not know which tablets.",
        verdict: Some(Verdict::Justified),
    },
    Opened {
        doctor: 0,
        patient: 57,
        hours_ago: 30,
        kind: EmergencyReason::CannotAgree,
        reason: "Found confused at the front desk, allergic reaction suspected.",
        verdict: None,
    },
    Opened {
        doctor: 5,
        patient: 88,
        hours_ago: 6,
        kind: EmergencyReason::Advice,
        reason: "The hospital called about the last fracture before surgery.",
        verdict: None,
    },
];

/// Adds the rows.
pub fn add_rows(tables: &mut Tables, clinic: &Clinic, doctors: &[Doctor], patients: &[Patient]) {
    for case in &OPENED {
        let (doctor, patient) = (&doctors[case.doctor], &patients[case.patient]);
        let opened = clinic.midnight - TimeDelta::hours(case.hours_ago);
        let id = Dice::about("emergency", &[case.hours_ago]).id(opened);
        let reviewed = case.verdict.map(|_| opened + TimeDelta::hours(20));
        tables.emergency_access.add(row![
            id,
            patient.id.uuid(),
            doctor.id.uuid(),
            doctor.account,
            case.kind.as_str(),
            clinic.keys.seal("emergency_access", "reason", id, case.reason),
            opened,
            opened + TimeDelta::minutes(MINUTES),
            case.verdict.map(Verdict::as_str),
            reviewed.map(|_| clinic.admin),
            reviewed,
            if case.verdict.is_some() { 2_i32 } else { 1_i32 },
        ]);
    }
}
