//! Spanish: an invitation to join the staff, as who got it reads it.

use crate::ui::Invitation;

pub(super) const WORDS: Invitation = Invitation {
    title: "Formar parte del personal",
    lead: "Le invitan a trabajar en este portal como parte del personal.",
    brings: "Sus funciones",
    until: "Último día",
    choose_password: "Elija una contraseña para su cuenta.",
    join: "Unirme",
    sign_in_first: "Ya hay una cuenta con esta dirección. Inicie sesión en ella para aceptar la invitación.",
    sign_in: "Iniciar sesión y aceptar",
    accept_lead: "Ha iniciado sesión con la dirección invitada. Acepte y las funciones serán suyas de inmediato.",
    accept: "Aceptar la invitación",
    for_another: "Ha iniciado sesión con otra dirección. No se ha cambiado nada. Si la invitación es suya, cierre antes la sesión y abra de nuevo el enlace.",
    sign_out: "Cerrar la sesión",
    joined: "Ya forma parte del personal. Inicie sesión con su dirección y su nueva contraseña.",
    gone: "Esta invitación se usó, se anuló o ha caducado. Pida a quien le invitó que la envíe de nuevo.",
};
