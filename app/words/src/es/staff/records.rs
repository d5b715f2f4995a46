//! Spanish: patients without an account, and how they are invited.

use crate::staff::Records;

pub(super) const WORDS: Records = Records {
    title: "Pacientes sin cuenta",
    lead: "La clínica guarda sus expedientes hasta que se hacen cargo de ellos con una cuenta propia.",
    search: "Nombre o número de expediente",
    none: "No se encontró ningún paciente sin cuenta.",
    none_hint: "Quien tiene cuenta está en «Personas».",
    add: "Añadir un paciente",
    add_lead: "Para quien no tiene cuenta aquí: por teléfono, en recepción o un menor.",
    added: "El paciente está añadido.",
    another: "Es otra persona",
    another_hint: "Márquelo solo si está seguro: dos expedientes de una misma persona son peligrosos.",
    has_account: "Este paciente ya tiene cuenta.",
    invite_title: "Invitar al portal",
    invite_lead: "Recibe por correo un enlace que vale siete días y demuestra con su fecha de nacimiento que el expediente es suyo.",
    withdrawn: "La invitación está anulada. Su enlace ya no funciona.",
    care_title: "Médicos que atienden a este paciente",
    care_none: "Ningún médico atiende a este paciente.",
    carers_title: "Quién actúa por este paciente",
    carers_none: "Nadie actúa por este paciente.",
    carers_own: "El paciente tiene cuenta y lo pide él mismo. Usted puede terminar lo que no deba ser.",
    carer_add: "Permitir que alguien actúe por este paciente",
    carer_basis: "Qué ha comprobado",
    carer_basis_hint: "Por ejemplo: vistos partida de nacimiento y pasaporte.",
    carer_basis_more: "Hace falta si va a poder hacer más que antes, o durante más tiempo. Por ejemplo: vista la resolución judicial.",
    carer_of_age: "El paciente es menor: esto termina por sí solo el {day}, cuando cumpla la mayoría de edad.",
    invited: "Se invitó a {address}: {time}.",
};
