//! Spanish: inviting people to join the staff.

use crate::staff::Invitations;

pub(super) const WORDS: Invitations = Invitations {
    invite: "Invitar al personal",
    invite_lead: "La persona recibe por correo un enlace que vale siete días.",
    invite_title: "Invitar a alguien a formar parte del personal",
    invite_email: "Correo electrónico",
    invite_roles: "Funciones que tendrá la persona",
    invite_until_hint: "Para todas estas funciones. Déjelo vacío si no terminan.",
    invite_button: "Enviar la invitación",
    invited: "La invitación está en camino.",
    pending: "A la espera de respuesta",
    pending_none: "Ninguna invitación espera respuesta.",
    link_old: "Enlace caducado",
    send_again: "Enviar de nuevo",
    sent_again: "La invitación está otra vez en camino. El enlace anterior ya no vale.",
    withdraw: "Anular",
    withdrawn: "La invitación está anulada. Su enlace ya no vale.",
    sent: "Enviada: {time}",
    again_for: "Enviar de nuevo: {address}",
    withdraw_for: "Anular: {address}",
};
