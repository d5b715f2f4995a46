//! English: assigning many patients to a doctor.

use super::plural;
use crate::staff::Assignments;

pub(super) const WORDS: Assignments = Assignments {
    title: "Assign patients to a doctor",
    lead: "You see what will happen before anything does.",
    numbers: "Record numbers",
    numbers_hint: "Parted by spaces, commas or lines. The page of each patient under People shows the number.",
    doctor: "Doctor",
    doctor_hint: "The name or the licence number.",
    check: "Look at the list",
    check_title: "Before you assign",
    check_lead: "The doctor sees the records of these patients at once. The doctor and the patients are told by mail.",
    outcome: "What happens",
    outcome_assigns: "Will be assigned",
    outcome_active: "Assigned already",
    outcome_waits: "A request waits for its answer: nothing is changed",
    outcome_unknown: "No patient has this number",
    outcome_twice: "Stands further up already",
    nobody: "Nobody in this list can be assigned.",
    again: "Make another list",
    assign: plural("Assign {count} patient", "Assign {count} patients"),
    assigned: plural("{count} patient is assigned.", "{count} patients are assigned."),
};
