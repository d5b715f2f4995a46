//! Spanish: looking at emergency accesses afterwards.

use crate::staff::Reviews;

pub(super) const WORDS: Reviews = Reviews {
    list_title: "Accesos de emergencia",
    list_lead: "Historias que los médicos abrieron en una emergencia. Cada una espera aquí hasta que alguien la revise.",
    tab_waiting: "Por revisar",
    tab_reviewed: "Revisados",
    none: "No hay nada aquí.",
    count_waiting: "Accesos de emergencia por revisar",
    doctor: "Médico",
    one_title: "Acceso de emergencia a una historia",
    opened_at: "Abierto",
    ended_at: "Fin",
    done_title: "Qué se hizo con la historia",
    done_nothing: "No se hizo nada.",
    decision: "Decisión",
    was_it_needed: "¿Hacía falta?",
    justified: "Justificado",
    not_justified: "No justificado",
    not_yet: "Sin revisar",
    note: "Nota",
    note_hint: "Es necesaria cuando no estaba justificado. Solo la leen quienes revisan.",
    review_button: "Guardar la decisión",
    reviewed_done: "La decisión está guardada.",
};
