//! Spanish: a search through the audit.

use crate::staff::AuditSearch;

pub(super) const WORDS: AuditSearch = AuditSearch {
    title: "Auditoría",
    lead: "Quién hizo qué, cuándo y desde dónde. Consultar esta página también queda registrado.",
    by_address: "Correo de quien lo hizo",
    by_patient: "Número de expediente del paciente",
    any_action: "Cualquier cosa",
    from: "Desde",
    until: "Hasta",
    nothing: "Nada coincide con esta búsqueda.",
    nothing_hint: "Revise el correo, el número y los días.",
    older: "Entradas anteriores",
    newest: "Volver a las más recientes",
    as_file: "Como archivo CSV",
    about: "Acerca de",
    where_from: "Desde dónde",
    more_facts: "Datos",
    file_limit: "El archivo contiene las {rows} entradas más recientes de esta búsqueda.",
};
