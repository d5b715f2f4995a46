//! Spanish: what patients do not recognise, and the answers.

use crate::ui::Privacy;

pub(super) const WORDS: Privacy = Privacy {
    report: "No reconozco esto",
    message: "Su mensaje",
    message_hint: "Lo leerá el responsable de privacidad y responderá aquí.",
    report_button: "Preguntar por esto",
    reported_done: "Su pregunta ha llegado al responsable de privacidad. La respuesta aparecerá aquí.",
    own_open: "Ha preguntado por esto. La respuesta aparecerá aquí.",
    own_answered: "Ha preguntado por esto y hay una respuesta.",
    list_title: "Preguntas de pacientes",
    list_lead: "Lo que los pacientes no reconocen en su historial de accesos.",
    none: "No hay preguntas aquí.",
    count_open: "Preguntas de pacientes por responder",
    asked: "Preguntado",
    state_open: "Abierta",
    state_answered: "Respondida",
    state_closed: "Cerrada",
    one_title: "Un paciente no reconoce esto",
    answer: "Respuesta",
    answer_title: "Responder al paciente",
    answer_hint: "El paciente la lee junto a la entrada y se le avisa por correo de que hay respuesta.",
    answer_button: "Enviar la respuesta",
    answered_done: "La respuesta está enviada.",
    close_button: "Cerrar esta pregunta",
    closed_done: "La pregunta está cerrada.",
};
