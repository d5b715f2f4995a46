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
};
