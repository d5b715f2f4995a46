//! Spanish: accounts of others.

use crate::staff::Accounts;

pub(super) const WORDS: Accounts = Accounts {
    status_unverified: "Correo sin confirmar",
    status_active: "Activa",
    status_suspended: "Suspendida",
    reset: "Quitar el segundo paso",
    reset_lead: "Asegúrese antes de que es realmente esta persona quien lo pide. También se quitan sus llaves de acceso. Se cerrará su sesión en todas partes, recibirá un aviso por correo y entrará solo con la contraseña hasta que lo configure de nuevo.",
    reset_reason: "Motivo",
    reason_lost_device: "El teléfono se ha perdido o está roto",
    reason_stolen_device: "El teléfono ha sido robado",
    reason_new_device: "Hay un teléfono nuevo y no se traspasó nada",
    reset_button: "Sí, quitarlo",
    reset_done: "Se ha quitado el segundo paso y se ha avisado a la persona por correo.",
};
