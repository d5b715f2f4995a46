//! Spanish: photos and documents.

use super::plural;
use crate::ui::Files;

pub(super) const WORDS: Files = Files {
    photo_title: "Su foto",
    photo_seen_by_all: "Todo el mundo la ve junto a su nombre.",
    photo_seen_later: "Todo el mundo la verá junto a su nombre cuando esté verificado.",
    photo_seen_by_some: "La ven sus médicos y el personal que atiende las cuentas.",
    photo_seen_by_staff: "La ve el personal que atiende las cuentas.",
    photo_new: "Una foto de su cara",
    photo_hint: "JPEG, PNG o WebP, de 5 MB como máximo. Guardamos el centro en forma de cuadrado, y nada de dónde ni cuándo se hizo.",
    photo_save: "Guardar foto",
    photo_remove: "Quitar foto",
    photo_saved: "Su foto está guardada.",
    photo_removed: "Su foto se ha quitado.",
    licence_title: "Documentos sobre su licencia",
    licence_lead: "Una copia de su licencia ayuda a la clínica a verificarle. Solo la ve el personal que verifica a los médicos.",
    licence_new: "Enviar un documento",
    licence_file: "El archivo",
    licence_hint: "PDF, JPEG o PNG, de 10 MB como máximo.",
    licence_send: "Enviar documento",
    licence_remove: "Quitar",
    licence_added: "El documento se ha enviado.",
    licence_removed: "El documento se ha quitado.",
    kilobytes: "{size} kB",
    megabytes: "{size} MB",
    sent_at: "enviado el {time}",
    remove_named: "Quitar {name}",
    photo_add: "Añadir una foto",
    photo_change: "Cambiar foto",
    licence_list: "Sus documentos",
    licence_none: "No se ha enviado nada.",
    licence_full: "No se pueden enviar más. Quite uno para enviar otro.",
    licence_send_some: "Enviar documentos",
    licence_sent: plural(
        "{count} documento enviado hasta ahora.",
        "{count} de documentos enviados hasta ahora.",
        "{count} documentos enviados hasta ahora.",
    ),
};
