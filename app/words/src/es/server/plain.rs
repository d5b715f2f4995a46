//! Spanish: documents without the app.

use crate::server::Plain;

pub(super) const WORDS: Plain = Plain {
    unavailable_title: "El portal está ocupado",
    unavailable: "Inténtelo de nuevo en un momento.",
    bad_request_title: "No lo hemos entendido",
    bad_request: "Vuelva atrás, cargue la página de nuevo e inténtelo otra vez.",
    too_large: "Lo que ha enviado es demasiado grande.",
    offline_title: "No tiene conexión",
    offline_lead: "Esta página no se ha podido abrir, porque su dispositivo no tiene conexión con el portal. Sus citas siguen como estaban.",
    offline_sent: "Lo que envió no llegó al portal, o la respuesta no le llegó a usted. Lo que escribió sigue aquí: «Intentarlo de nuevo» envía lo mismo otra vez.",
    offline_check: "Compruebe la wifi o los datos móviles e inténtelo de nuevo.",
    try_again: "Intentarlo de nuevo",
    coming_visits: "Sus citas de los próximos días",
    coming_none: "No hay citas en los 7 días siguientes a esta lista.",
    coming_as_of: "Según lo que se sabía en esta fecha. Lo que cambió después no está aquí:",
};
