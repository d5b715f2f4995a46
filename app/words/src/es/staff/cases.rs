//! Spanish: questions of patients about their access history.

use crate::staff::Cases;

pub(super) const WORDS: Cases = Cases {
    list_title: "Preguntas de pacientes",
    list_lead: "Lo que los pacientes no reconocen en su historial de accesos.",
    none: "No hay preguntas aquí.",
    count_open: "Preguntas de pacientes por responder",
    asked: "Preguntado",
    state_open: "Abierta",
    state_answered: "Respondida",
    state_closed: "Cerrada",
    one_title: "Un paciente no reconoce esto",
    answer_title: "Responder al paciente",
    answer_hint: "El paciente la lee junto a la entrada y se le avisa por correo de que hay respuesta.",
    answer_button: "Enviar la respuesta",
    answered_done: "La respuesta está enviada.",
    close_button: "Cerrar esta pregunta",
    closed_done: "La pregunta está cerrada.",
};
