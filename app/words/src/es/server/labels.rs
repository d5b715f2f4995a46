//! Spanish: what is written about times, visits and devices before it is sent.

use crate::server::Labels;

pub(super) const WORDS: Labels = Labels {
    somebody: "Un paciente",
    entry: "{time}, {date}, {title}",
    kept_until: "guardada hasta {time}",
    none_free_on: "{date}, sin horas libres",
    device_unknown: "Dispositivo desconocido",
    device: "{browser} en {system}",
};
