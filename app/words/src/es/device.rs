//! Spanish: the portal on one's own device.

use crate::ui::Device;

pub(super) const WORDS: Device = Device {
    title: "En este dispositivo",
    install_title: "Como aplicación",
    install_lead: "Abra el portal desde la pantalla de inicio, en una ventana propia.",
    install: "Instalar la aplicación",
    install_hint: "Está en el menú del navegador, como «Instalar» o «Añadir a pantalla de inicio». En Safari, en «Compartir».",
    keep_title: "Sus citas sin internet",
    keep_lead: "Este dispositivo puede guardar cuándo y dónde son sus citas de los próximos 7 días, cifradas, 7 días como máximo. Sin nombres ni motivos.",
    keep_alone: "Elíjalo solo en un dispositivo que nadie más use. Al cerrar la sesión se borra todo.",
    keep: "Guardar mis citas aquí",
    kept: "Sus citas de los próximos 7 días están guardadas en este dispositivo.",
    keep_failed: "No ha funcionado. Compruebe su conexión e inténtelo de nuevo.",
    keep_no_more: "Borrarlas de aquí",
    keep_by_script: "Esto necesita JavaScript. Sin él, imprima la lista de sus citas.",
    update_ready: "Hay una versión nueva.",
    update_reload: "Volver a cargar",
    update_later: "Más tarde",
    update_unsent: "Antes envíe o copie lo que ha escrito. Si vuelve a cargar la página, se perdería.",
    offline_title: "No tiene conexión",
    offline_lead: "Esta página no se ha podido abrir, porque su dispositivo no tiene conexión con el portal. Sus citas siguen como estaban.",
    offline_sent: "Lo que envió no llegó al portal, o la respuesta no le llegó a usted. Lo que escribió sigue aquí: «Intentarlo de nuevo» envía lo mismo otra vez.",
    offline_check: "Compruebe la wifi o los datos móviles e inténtelo de nuevo.",
    try_again: "Intentarlo de nuevo",
    coming_visits: "Sus citas de los próximos días",
    coming_none: "No hay citas en los 7 días siguientes a esta lista.",
    coming_as_of: "Según lo que se sabía en esta fecha. Lo que cambió después no está aquí:",
};
