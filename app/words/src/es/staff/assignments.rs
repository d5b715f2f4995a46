//! Spanish: assigning many patients to a doctor.

use super::plural;
use crate::staff::Assignments;

pub(super) const WORDS: Assignments = Assignments {
    title: "Asignar pacientes a un médico",
    lead: "Verá lo que va a pasar antes de que pase.",
    numbers: "Números de expediente",
    numbers_hint: "Separados por espacios, comas o líneas. La ficha de cada paciente en Personas muestra el número.",
    doctor: "Médico",
    doctor_hint: "El nombre o el número de licencia.",
    check: "Revisar la lista",
    check_title: "Antes de asignar",
    check_lead: "El médico verá enseguida las historias de estos pacientes. Se avisa por correo al médico y a los pacientes.",
    outcome: "Qué pasa",
    outcome_assigns: "Se asignará",
    outcome_active: "Ya está asignado",
    outcome_waits: "Una solicitud espera respuesta: no se cambia nada",
    outcome_unknown: "Ningún paciente tiene este número",
    outcome_twice: "Ya figura más arriba",
    nobody: "No se puede asignar a nadie de esta lista.",
    again: "Hacer otra lista",
    assign: plural(
        "Asignar {count} paciente",
        "Asignar {count} de pacientes",
        "Asignar {count} pacientes",
    ),
    assigned: plural(
        "{count} paciente está asignado.",
        "{count} de pacientes están asignados.",
        "{count} pacientes están asignados.",
    ),
};
