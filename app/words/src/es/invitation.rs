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
    record_title: "Su expediente en la clínica",
    record_lead: "La clínica guarda un expediente de usted. Demuestre que es suyo y encontrará sus citas y su expediente en este portal.",
    record_birth: "Para demostrar que es suyo, indique la fecha de nacimiento que conoce la clínica.",
    record_password: "Elija una contraseña. Con ella y con la dirección de arriba iniciará sesión.",
    record_take: "Hacerme cargo de mi expediente",
    record_taken: "El expediente ya está en su cuenta. Inicie sesión con su dirección y su nueva contraseña.",
    record_sign_in: "Ya hay una cuenta con esta dirección. Inicie sesión en ella para hacerse cargo de su expediente.",
};
