//! Spanish: roles of staff that the portal brought along.

use crate::server::RoleNames;

pub(super) const WORDS: RoleNames = RoleNames {
    admin: "Administración",
    desk: "Recepción",
    nurse: "Enfermería",
    billing: "Facturación",
    privacy_officer: "Responsable de privacidad",
    about_admin: "Lleva el portal y puede hacerlo todo.",
    about_desk: "Recibe a las personas, las ayuda con sus cuentas y vuelve a enviar correos.",
    about_nurse: "Trabaja junto a los médicos y ve la carga de trabajo de la clínica.",
    about_billing: "Se ocupa de los pagos y vuelve a enviar correos.",
    about_privacy_officer: "Vigila quién vio qué y suspende cuentas cuando algo va mal.",
    name_until: "{name} (hasta el {date})",
};
