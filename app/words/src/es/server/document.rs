//! Spanish: what stands in the document around the app.

use crate::server::Document;

pub(super) const WORDS: Document = Document {
    stopped: "Esta página ha dejado de funcionar. Lo que escribió sigue aquí; cópielo antes de volver a cargar la página.",
    session_ending: "¿Sigue ahí?",
    session_ending_idle: "Para proteger su historia clínica, cerraremos su sesión en unos dos minutos.",
    session_ending_for_good: "Por seguridad, hay que volver a iniciar sesión dos veces al día. Cerraremos su sesión en unos dos minutos; guarde lo que está haciendo.",
    stay_signed_in: "Seguir con la sesión iniciada",
    close: "Cerrar",
    load_again: "Volver a cargar la página",
    update_ready: "Hay una versión nueva.",
    update_reload: "Volver a cargar",
    update_later: "Más tarde",
    update_unsent: "Antes envíe o copie lo que ha escrito. Si vuelve a cargar la página, se perdería.",
    book_visit: "Reservar una cita",
};
