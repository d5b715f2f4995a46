//! Spanish: the front page.

use crate::ui::Public;

pub(super) const WORDS: Public = Public {
    home_title: "El médico que necesita, a la hora que le conviene",
    home_lead: "Busque un médico, elija una hora libre y resérvela en un minuto. Sus citas, siempre a mano.",
    search_label: "¿Qué necesita?",
    how_title: "Cómo funciona",
    step_find_title: "Busque un médico",
    step_find: "Busque por especialidad, nombre o ciudad y vea quién tiene hora pronto.",
    step_book_title: "Elija una hora",
    step_book: "Solo se muestran las horas que de verdad están libres. La suya se guarda mientras confirma.",
    step_visit_title: "Venga, o conéctese por vídeo",
    step_visit: "Recibe una confirmación por correo y ve la cita en su calendario.",
    new_here: "¿Es su primera vez aquí?",
    have_account: "¿Ya tiene una cuenta?",
    are_you_doctor: "¿Ejerce la medicina?",
    doctor_lead: "Envíe su solicitud con su número de licencia. Una vez verificada, los pacientes pueden encontrarle y reservar con usted.",
    browse_specialties: "Explorar por especialidad",
    urgent_title: "En caso de emergencia",
    search_button: "Buscar médico",
    apply_as_doctor: "Enviar una solicitud como médico",
    doctor_point_hours: "Su horario, sus centros, sus tipos de cita: los pacientes reservan solo lo que usted ofrece.",
    doctor_point_day: "Su día y su semana de un vistazo, en el teléfono y en una pantalla grande.",
    doctor_point_patients: "Sus pacientes y el motivo de su cita, y nadie más lo ve.",
    my_pages: "Ir a sus páginas",
    free_search: "Puede mirar sin tener cuenta.",
    urgent: "No use este sitio. Llame ahora al número de emergencias de su zona.",
    questions: "¿Tiene preguntas?",
};
