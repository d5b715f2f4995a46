//! Spanish: calendars of patients and doctors.

use super::plural;
use crate::ui::Calendar;

pub(super) const WORDS: Calendar = Calendar {
    visits_title: "Mis citas",
    doctor_title: "Calendario",
    agenda: "Lista",
    week: "Semana",
    view: "Vista",
    coming: "Próximas",
    past: "Pasadas",
    no_coming: "No tiene próximas citas.",
    no_past: "No tiene citas pasadas.",
    no_week: "No hay citas esta semana.",
    previous_week: "Semana anterior",
    next_week: "Semana siguiente",
    this_week: "Esta semana",
    today: "Hoy",
    blocked: "No disponible",
    open_hours: "Abierto a reservas",
    weeks: "Otras semanas",
    hatched: "Rayado: fuera de su horario.",
    change_hours: "Cambiar su horario",
    week_of: "Semana del {label}",
    entry: "{time}, {date}, {title}",
    all_visits: plural(
        "Ver en el calendario {count} cita en espera",
        "Ver en el calendario el total de {count} de citas en espera",
        "Ver en el calendario las {count} citas en espera",
    ),
    visits: plural("{count} cita", "{count} de citas", "{count} citas"),
};
