//! Spanish: emergency access.

use crate::ui::Emergency;

pub(super) const WORDS: Emergency = Emergency {
    open_title: "Acceso de emergencia",
    open_lead: "Solo cuando la salud de un paciente está en juego y no se puede preguntar a tiempo.",
    open_told: "Se avisa enseguida al paciente, el responsable de privacidad lo revisa después y termina solo a los 60 minutos.",
    kind: "Por qué hace falta",
    danger: "Peligra la vida o la salud",
    cannot_agree: "No se puede preguntar al paciente",
    advice: "Otro profesional necesita consejo enseguida",
    other: "Otro motivo",
    text: "Qué ha pasado",
    text_hint: "Lo leerá el responsable de privacidad.",
    password: "Su contraseña",
    password_hint: "Escríbala otra vez: demuestra que es usted.",
    open_button: "Abrir la historia",
    banner_lead: "Se ha avisado al paciente. Lo que abra queda anotado y se revisa.",
    end_button: "Terminar ahora",
    end_done: "El acceso de emergencia ha terminado.",
    banner: "Acceso de emergencia hasta el {time}",
    why: "Por emergencia, hasta el {time}",
};
