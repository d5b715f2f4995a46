//! Spanish: the system log.

use crate::staff::Log;

pub(super) const WORDS: Log = Log {
    title: "Registro del sistema",
    lead: "Avisos y fallos del portal, y cuándo se inició y se detuvo. Se guarda 30 días; no contiene datos personales.",
    by_level: "Nivel",
    any_level: "Cualquier nivel",
    reference: "Referencia",
    said: "Qué se dijo",
    error: "Fallo",
    warn: "Aviso",
    info: "Nota",
    nothing: "No se encontró nada",
    nothing_hint: "Ninguna línea de los últimos 30 días coincide.",
};
