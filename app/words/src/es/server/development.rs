//! Spanish: pages that exist in development mode only.

use crate::server::Development;

pub(super) const WORDS: Development = Development {
    mail_title: "Correo enviado",
    mail_lead: "Los correos llegan aquí en lugar de enviarse, porque no hay ningún servidor de correo configurado. Esta página existe solo en modo de desarrollo.",
    mail_none: "Todavía no hay correo.",
    mail_to: "Para",
    mail_sent: "Enviado",
    mail_text: "Como texto",
    mail_html: "Como página",
    catalogue_title: "Catálogo",
    catalogue_lead: "Cada componente en cada uno de sus estados. Esta página existe solo en modo de desarrollo.",
    band: "Intervalo habitual",
    line: "Glucosa en ayunas durante ocho días: dos de ocho valores quedaron fuera del intervalo habitual.",
    value: "Glucosa",
};
