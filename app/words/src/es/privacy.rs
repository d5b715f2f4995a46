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
    answer: "Respuesta",
};
