//! Spanish: passkeys.

use crate::ui::Passkeys;

pub(super) const WORDS: Passkeys = Passkeys {
    title: "Llaves de acceso",
    lead: "Una llave de acceso le permite entrar con su huella, su cara o el bloqueo de pantalla. No hay nada que recordar, ni nada que una copia de esta página pueda robar.",
    manage: "Gestionar las llaves de acceso",
    none: "Todavía no tiene llaves de acceso.",
    never_used: "Aún sin usar",
    remove: "Quitar",
    removed: "Se ha quitado la llave de acceso. Ya nadie puede entrar con ella.",
    add: "Añadir una llave de acceso",
    name: "Nombre",
    name_hint: "Para distinguir sus llaves de acceso, por ejemplo «Mi teléfono». Puede dejarlo vacío.",
    added: "Se ha añadido la llave de acceso. Ya puede entrar con ella.",
    needs_script: "Las llaves de acceso necesitan JavaScript y un navegador que las admita. Su contraseña funciona en todas partes.",
    sign_in: "Entrar con una llave de acceso",
    instead: "Usar una llave de acceso",
    cancelled: "No se ha hecho nada: se canceló o tardó demasiado. Puede intentarlo de nuevo.",
    known: "Este dispositivo ya tiene una llave de acceso para su cuenta.",
    failed: "No ha funcionado. Compruebe su conexión e inténtelo de nuevo.",
    added_at: "Añadida: {time}",
    used_at: "Último uso: {time}",
    remove_named: "Quitar {name}",
};
