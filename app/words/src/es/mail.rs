//! Spanish mails.

use crate::mail::{LetterWords, MailWords};

pub(crate) static MAIL: MailWords = MailWords {
    signed: "Su clínica",
    link_help: "Si el botón no funciona, copie esta dirección en su navegador:",
    automatic: "Este correo se envió automáticamente. Nadie lee las respuestas.",
    greeting: "Hola, {name}:",
    reason_for_mail: "Recibe este correo porque esta dirección se usa en {clinic}.",
    verify_email: LetterWords {
        subject: "Confirme su dirección de correo",
        paragraphs: &[
            "Gracias por registrarse en {clinic}. Confirme su dirección de correo para empezar a usar su cuenta.",
            "El enlace funciona durante {hours} horas. Si usted no se registró, puede ignorar este correo.",
        ],
        button: Some("Confirmar mi dirección de correo"),
    },
    already_registered: LetterWords {
        subject: "Ya tiene una cuenta",
        paragraphs: &[
            "Alguien, quizá usted, intentó registrarse en {clinic} con esta dirección de correo. Ya tiene una cuenta, así que no se ha cambiado nada.",
            "Inicie sesión como siempre. Si ha olvidado su contraseña, puede elegir una nueva desde la página de inicio de sesión.",
        ],
        button: Some("Iniciar sesión"),
    },
    password_reset: LetterWords {
        subject: "Elija una contraseña nueva",
        paragraphs: &[
            "Ha pedido una contraseña nueva. Use el enlace para elegirla.",
            "El enlace funciona una sola vez, durante {minutes} minutos. Si no lo ha pedido, ignore este correo: su contraseña no cambia.",
        ],
        button: Some("Elegir una contraseña nueva"),
    },
    password_changed: LetterWords {
        subject: "Su contraseña ha cambiado",
        paragraphs: &[
            "La contraseña de su cuenta en {clinic} ha cambiado y cerramos la sesión en sus otros dispositivos.",
            "Si no fue usted, elija ahora una contraseña nueva y llámenos al {phone}.",
        ],
        button: Some("Iniciar sesión"),
    },
    confirm_email: LetterWords {
        subject: "Confirme su nueva dirección de correo",
        paragraphs: &[
            "Quiere usar esta dirección para su cuenta en {clinic} a partir de ahora. Confirme que es suya.",
            "El enlace funciona una sola vez, durante {hours} horas. Hasta entonces entra con su dirección anterior. Si no lo ha pedido usted, no haga caso de este correo.",
        ],
        button: Some("Usar esta dirección"),
    },
    email_change_asked: LetterWords {
        subject: "Su dirección de correo va a cambiar",
        paragraphs: &[
            "Alguien que conoce su contraseña ha pedido que su cuenta en {clinic} pase a otra dirección de correo. Cambiará cuando se abra un enlace que hemos enviado allí. Hasta entonces no cambia nada.",
            "Si no ha sido usted, elija ahora una contraseña nueva: así queda sin efecto. Después llámenos al {phone}.",
        ],
        button: Some("Elegir una contraseña nueva"),
    },
    email_changed: LetterWords {
        subject: "Su dirección de correo ha cambiado",
        paragraphs: &[
            "Su cuenta en {clinic} tiene ahora otra dirección de correo. Con ella entra usted y a ella van nuestros correos. Este es el último que enviamos a la anterior.",
            "Si no ha sido usted, llámenos enseguida al {phone}.",
        ],
        button: Some("Iniciar sesión"),
    },
    factor_on: LetterWords {
        subject: "Su segundo paso está activado",
        paragraphs: &[
            "A partir de ahora, al iniciar sesión en su cuenta de {clinic} se pide también un código de su aplicación. Guarde sus códigos de recuperación en un lugar seguro.",
            "Si no ha sido usted, establezca ahora una contraseña nueva y llámenos al {phone}.",
        ],
        button: Some("Ver su cuenta"),
    },
    factor_off: LetterWords {
        subject: "Su segundo paso está desactivado",
        paragraphs: &[
            "Al iniciar sesión en su cuenta de {clinic} ya no se pide un código: basta con su contraseña.",
            "Si no ha sido usted, establezca ahora una contraseña nueva y llámenos al {phone}.",
        ],
        button: Some("Ver su cuenta"),
    },
    factor_reset: LetterWords {
        subject: "Se ha quitado su segundo paso",
        paragraphs: &[
            "{clinic} ha quitado de su cuenta el segundo paso y sus llaves de acceso, y se ha cerrado su sesión en todas partes. Inicie sesión con su contraseña y configure de nuevo el segundo paso.",
            "Si no lo ha pedido usted, establezca ahora una contraseña nueva y llámenos al {phone}.",
        ],
        button: Some("Iniciar sesión"),
    },
    passkey_added: LetterWords {
        subject: "Se ha añadido una llave de acceso",
        paragraphs: &[
            "Se ha añadido una llave de acceso a su cuenta de {clinic}. Quien tenga ese dispositivo y pueda desbloquearlo entra sin su contraseña.",
            "Si no ha sido usted, quítela ahora, establezca una contraseña nueva y llámenos al {phone}.",
        ],
        button: Some("Ver sus llaves de acceso"),
    },
    passkey_removed: LetterWords {
        subject: "Se ha quitado una llave de acceso",
        paragraphs: &[
            "Se ha quitado una llave de acceso de su cuenta de {clinic}. Ya no deja entrar a nadie; su contraseña funciona como antes.",
            "Si no ha sido usted, establezca ahora una contraseña nueva y llámenos al {phone}.",
        ],
        button: Some("Ver sus llaves de acceso"),
    },
    recovery_code_used: LetterWords {
        subject: "Se ha usado un código de recuperación",
        paragraphs: &[
            "Alguien ha iniciado sesión en su cuenta de {clinic} con uno de sus códigos de recuperación. Códigos restantes: {left}.",
            "Si no ha sido usted, elija ahora una contraseña nueva, cree otros códigos de recuperación y llámenos al {phone}.",
        ],
        button: Some("Ver su cuenta"),
    },
    recovery_codes_made: LetterWords {
        subject: "Tiene nuevos códigos de recuperación",
        paragraphs: &[
            "Se han creado nuevos códigos de recuperación para su cuenta de {clinic}. Los anteriores ya no funcionan.",
            "Si no ha sido usted, establezca ahora una contraseña nueva, cree otros códigos de recuperación y llámenos al {phone}.",
        ],
        button: Some("Ver su cuenta"),
    },
    new_sign_in: LetterWords {
        subject: "Nuevo inicio de sesión en su cuenta",
        paragraphs: &[
            "Alguien ha iniciado sesión en su cuenta desde {device}: {time}.",
            "Si fue usted, no tiene que hacer nada. Si no, elija ahora una contraseña nueva y llámenos al {phone}.",
        ],
        button: Some("Ver dónde está abierta la sesión"),
    },
    application_received: LetterWords {
        subject: "Hemos recibido su solicitud",
        paragraphs: &[
            "Gracias por su solicitud para trabajar con {clinic}. Estamos comprobando su licencia.",
            "Le escribiremos en cuanto terminemos. Hasta entonces, los pacientes no pueden encontrarle ni reservar con usted.",
        ],
        button: None,
    },
    applications_wait: LetterWords {
        subject: "Hay médicos por verificar",
        paragraphs: &["Médicos que esperan desde hace más de un día: {count}."],
        button: Some("Ver quién espera"),
    },
    audit_report: LetterWords {
        subject: "La semana en la auditoría de {clinic}",
        paragraphs: &[
            "Esto es lo que cuenta la auditoría del {from} al {until}: {counts}",
            "Se ha leído toda la auditoría: {rows} entradas están tal como se escribieron.",
            "Termina en {head}. Guarde este correo: con él se puede saber más adelante si se han cortado entradas (salve audit verify --head).",
        ],
        button: Some("Abrir la auditoría"),
    },
    audit_changed: LetterWords {
        subject: "Mírelo enseguida: se ha cambiado la auditoría de {clinic}",
        paragraphs: &[
            "Se ha leído toda la auditoría y no está tal como se escribió. Lugares que no están bien, cien como máximo: {findings}.",
            "Pida a quien lleva el portal que vea cuáles son (salve audit verify) y que guarde una copia de la base de datos tal como está ahora.",
            "Esto es lo que cuenta la auditoría del {from} al {until}, en la medida en que se puede confiar en ella: {counts}",
            "Termina en {head}.",
        ],
        button: Some("Abrir la auditoría"),
    },
    application_approved: LetterWords {
        subject: "Su licencia está verificada",
        paragraphs: &[
            "Le damos la bienvenida a {clinic}. Los pacientes ya pueden encontrarle.",
            "Fije su horario para que puedan reservar con usted.",
        ],
        button: Some("Fijar mi horario"),
    },
    application_rejected: LetterWords {
        subject: "Sobre su solicitud",
        paragraphs: &[
            "No hemos podido aceptar su solicitud para {clinic}. El motivo:",
            "{reason}",
            "Si cree que es un error, llame a la clínica.",
        ],
        button: None,
    },
    account_suspended: LetterWords {
        subject: "Su cuenta está suspendida",
        paragraphs: &["Su cuenta en {clinic} ha sido suspendida. Para saber por qué, llámenos al {phone}."],
        button: None,
    },
    account_reinstated: LetterWords {
        subject: "Su cuenta vuelve a funcionar",
        paragraphs: &["Su cuenta en {clinic} vuelve a funcionar. Inicie sesión como siempre."],
        button: Some("Iniciar sesión"),
    },
    details_changed: LetterWords {
        subject: "Sus datos han cambiado",
        paragraphs: &[
            "{clinic} ha cambiado sus datos: nombre, fecha de nacimiento, teléfono o dirección.",
            "Si algo no es correcto, corríjalo en su perfil o llámenos al {phone}.",
        ],
        button: Some("Ver sus datos"),
    },
    owner_invited: LetterWords {
        subject: "Su expediente en {clinic}",
        paragraphs: &[
            "{clinic} guarda un expediente de usted y le invita a verlo en su portal.",
            "El enlace vale una sola vez, durante {days} días. Se le pedirá su fecha de nacimiento. Si no es paciente de {clinic}, ignore este correo o llámenos al {phone}.",
        ],
        button: Some("Ver su expediente"),
    },
    record_merged: LetterWords {
        subject: "Sus dos expedientes son ahora uno",
        paragraphs: &[
            "{clinic} tenía dos expedientes suyos y los ha unido: sus visitas, sus médicos y quienes actúan por usted están ahora en su cuenta.",
            "Si solo tenía un expediente, llámenos al {phone} y los separaremos de nuevo.",
        ],
        button: Some("Ver quién ha abierto su expediente"),
    },
    record_merged_away: LetterWords {
        subject: "Su expediente está ahora en su otra cuenta",
        paragraphs: &[
            "{clinic} tenía dos expedientes suyos, cada uno con una cuenta, y los ha unido. Pertenece a su otra cuenta: inicie sesión con la dirección de esa cuenta.",
            "Si no tiene otra cuenta, llámenos al {phone} y los separaremos de nuevo.",
        ],
        button: Some("Iniciar sesión"),
    },
    record_separated: LetterWords {
        subject: "Su expediente se ha separado de otro",
        paragraphs: &[
            "{clinic} había unido su expediente con otro y los ha vuelto a separar. Su cuenta tiene su propio expediente. Mientras tanto, quien tenía el otro pudo leer ambos.",
            "Si falta algo, llámenos al {phone}.",
        ],
        button: Some("Iniciar sesión"),
    },
    carer_offered: LetterWords {
        subject: "Le piden que actúe por alguien",
        paragraphs: &[
            "Alguien le pide que actúe por él, o por un menor, en el portal de {clinic}: ver citas y hacer lo demás que le permita.",
            "Quien se lo pide le habrá avisado. El enlace funciona una vez, durante {days} días, y pide su fecha de nacimiento. Si no sabe quién es, ignore este correo.",
        ],
        button: Some("Ver la petición"),
    },
    carer_accepted: LetterWords {
        subject: "{carer} ya actúa por usted",
        paragraphs: &[
            "{carer} ha aceptado y puede actuar por usted en el portal, en lo que usted permitió.",
            "En su página ve quién actúa por usted y puede terminarlo. Si no lo pidió, llámenos al {phone}.",
        ],
        button: Some("Ver quién actúa por usted"),
    },
    carer_left: LetterWords {
        subject: "{carer} ya no actúa por usted",
        paragraphs: &["{carer} lo ha terminado: ya no puede ver ni hacer nada por usted en el portal."],
        button: Some("Ver quién actúa por usted"),
    },
    carer_changed: LetterWords {
        subject: "Ha cambiado lo que puede hacer por {patient}",
        paragraphs: &[
            "Ha cambiado lo que puede hacer por {patient} en el portal de {clinic}. Ahora es así:{rights}",
            "Si ya no quiere actuar por {patient}, puede terminarlo usted en cualquier momento.",
        ],
        button: Some("Ver por quién actúa"),
    },
    carer_ended: LetterWords {
        subject: "Ya no actúa por {patient}",
        paragraphs: &[
            "Ya no puede actuar por {patient} en el portal de {clinic}. Se ha terminado o ha llegado a su fin.",
        ],
        button: Some("Ver por quién actúa"),
    },
    carer_of_age: LetterWords {
        subject: "{patient} pronto será mayor de edad",
        paragraphs: &[
            "El {day} {patient} será mayor de edad. Desde ese día ya no podrá actuar por esta persona en el portal de {clinic} por ser menor.",
            "Entonces podrá tener su propia cuenta y permitirle que actúe por ella. Llámenos al {phone} y le enviaremos la invitación.",
        ],
        button: Some("Ver por quién actúa"),
    },
    rights_changed: LetterWords {
        subject: "Sus permisos han cambiado",
        paragraphs: &[
            "Ha cambiado lo que usted puede hacer en {clinic} como parte del personal. Ahora tiene: {roles}.",
            "Si no lo esperaba, llámenos al {phone}.",
        ],
        button: Some("Ver lo que puede hacer"),
    },
    rights_ended: LetterWords {
        subject: "Sus permisos han terminado",
        paragraphs: &[
            "Ya no forma parte del personal de {clinic} en el portal. Por lo demás, su cuenta queda como está.",
            "Si no lo esperaba, llámenos al {phone}.",
        ],
        button: None,
    },
    invitation: LetterWords {
        subject: "Le invitan a formar parte del personal de {clinic}",
        paragraphs: &[
            "Le invitan a trabajar en el portal de {clinic} como parte del personal, con estas funciones: {roles}.",
            "El enlace vale una sola vez, durante {days} días, y solo para usted. Si no lo esperaba, ignore este correo: sin usted no ocurre nada.",
        ],
        button: Some("Ver la invitación"),
    },
    visit_booked: LetterWords {
        subject: "Su cita del {date} está reservada",
        paragraphs: &[
            "{date}, {time}",
            "{doctor}, {place}",
            "Referencia de la reserva {number}. Puede ver o cancelar la cita en su cuenta.",
        ],
        button: Some("Ver mi cita"),
    },
    visit_requested: LetterWords {
        subject: "Su cita del {date} está pendiente de confirmación",
        paragraphs: &[
            "{date}, {time}",
            "{doctor}, {place}",
            "Referencia de la reserva {number}. Le guardamos la hora. Le escribiremos cuando el médico la confirme.",
        ],
        button: Some("Ver mi cita"),
    },
    visit_confirmed: LetterWords {
        subject: "Su cita del {date} está confirmada",
        paragraphs: &[
            "{date}, {time}",
            "{doctor}, {place}",
            "Referencia de la reserva {number}. Puede ver o cancelar la cita en su cuenta.",
        ],
        button: Some("Ver mi cita"),
    },
    visit_cancelled_by_you: LetterWords {
        subject: "Su cita del {date} está cancelada",
        paragraphs: &[
            "La cita del {date} a las {time} con {doctor}, referencia de la reserva {number}, se canceló en el portal: usted o alguien que actúa por usted.",
            "Puede reservar otra hora cuando quiera.",
        ],
        button: Some("Reservar otra hora"),
    },
    visit_cancelled_by_clinic: LetterWords {
        subject: "Su cita del {date} está cancelada",
        paragraphs: &[
            "Lo sentimos: la cita del {date} a las {time} con {doctor}, referencia de la reserva {number}, no puede celebrarse.",
            "Puede reservar otra hora en línea o llamarnos al {phone}.",
        ],
        button: Some("Reservar otra hora"),
    },
    carer_visit: LetterWords {
        subject: "Una cita de {patient} el {date}",
        paragraphs: &[
            "{patient} tiene una cita con {doctor} el {date} a las {time}, {place}. Referencia de la reserva: {number}.",
            "En el portal ve cómo está, cuando actúa por {patient}.",
        ],
        button: Some("Ver por quién actúa"),
    },
    carer_visit_cancelled: LetterWords {
        subject: "La cita de {patient} del {date} está cancelada",
        paragraphs: &[
            "La cita de {patient} del {date} a las {time} con {doctor}, referencia de la reserva {number}, está cancelada.",
            "Si no lo esperaba, llámenos al {phone}.",
        ],
        button: Some("Ver por quién actúa"),
    },
    doctor_visit_booked: LetterWords {
        subject: "Nueva cita el {date}",
        paragraphs: &["Un paciente ha reservado: {date}, {time}, {place}. Referencia de la reserva {number}."],
        button: Some("Ver la cita"),
    },
    doctor_visit_requested: LetterWords {
        subject: "Confirme una cita del {date}",
        paragraphs: &[
            "Un paciente solicita: {date}, {time}, {place}. Referencia de la reserva {number}. La hora se guarda hasta que usted decida.",
        ],
        button: Some("Confirmar o cancelar"),
    },
    doctor_visit_cancelled: LetterWords {
        subject: "Cita del {date} cancelada",
        paragraphs: &[
            "La cita del {date}, {time}, {place}, referencia de la reserva {number}, está cancelada. La hora vuelve a estar libre.",
        ],
        button: Some("Ver mi calendario"),
    },
    care_asked: LetterWords {
        subject: "Un médico pide atenderle",
        paragraphs: &["{doctor} pide atenderle. Si acepta, verá su historia hasta que uno de los dos lo termine."],
        button: Some("Responder a la solicitud"),
    },
    care_accepted: LetterWords {
        subject: "Su médico ha aceptado",
        paragraphs: &["{doctor} le atiende desde hoy y ve su historia hasta que uno de los dos lo termine."],
        button: Some("Ver mis médicos"),
    },
    care_declined: LetterWords {
        subject: "Sobre su solicitud a un médico",
        paragraphs: &["{doctor} no puede atenderle por ahora. Puede pedírselo a otro médico."],
        button: Some("Buscar un médico"),
    },
    care_ended: LetterWords {
        subject: "Un médico ya no le atiende",
        paragraphs: &["{doctor} ya no le atiende. Si tiene preguntas, llámenos al {phone}."],
        button: Some("Ver mis médicos"),
    },
    care_assigned: LetterWords {
        subject: "Un médico le atiende",
        paragraphs: &[
            "{clinic} ha dispuesto que {doctor} le atienda y vea su historia. Puede terminarlo cuando quiera.",
        ],
        button: Some("Ver mis médicos"),
    },
    doctor_care_asked: LetterWords {
        subject: "Un paciente le pide que le atienda",
        paragraphs: &["Un paciente de {clinic} le pide que le atienda."],
        button: Some("Responder a la solicitud"),
    },
    doctor_care_accepted: LetterWords {
        subject: "Un paciente ha aceptado",
        paragraphs: &["Un paciente de {clinic} a quien usted lo pidió ha aceptado. Está en su lista."],
        button: Some("Ver mis pacientes"),
    },
    doctor_care_declined: LetterWords {
        subject: "Un paciente ha rechazado la solicitud",
        paragraphs: &["Un paciente de {clinic} a quien usted lo pidió no lo desea."],
        button: Some("Ver mis solicitudes"),
    },
    doctor_care_ended: LetterWords {
        subject: "Un paciente ha dejado su atención",
        paragraphs: &["Un paciente de {clinic} ya no está a su cargo: se ha terminado."],
        button: Some("Ver mis pacientes"),
    },
    doctor_patients_assigned: LetterWords {
        subject: "Tiene nuevos pacientes",
        paragraphs: &["{clinic} le ha asignado pacientes: {count}. Están en su lista."],
        button: Some("Ver mis pacientes"),
    },
    emergency_opened: LetterWords {
        subject: "Se abrió su historia en una emergencia",
        paragraphs: &[
            "{doctor} abrió su historia en una emergencia: {time}. La clínica revisa cada uno de estos casos.",
            "Si tiene preguntas, llámenos al {phone}.",
        ],
        button: Some("Ver quién vio mi historia"),
    },
    carer_emergency_opened: LetterWords {
        subject: "Se abrió la historia de {patient} en una emergencia",
        paragraphs: &[
            "{doctor} abrió la historia de {patient} en una emergencia: {time}. La clínica revisa cada uno de estos casos.",
            "En el portal ve quién vio la historia, cuando actúa por {patient}. Si tiene preguntas, llámenos al {phone}.",
        ],
        button: Some("Ver por quién actúa"),
    },
    case_answered: LetterWords {
        subject: "Tiene una respuesta",
        paragraphs: &[
            "El responsable de privacidad de {clinic} ha respondido a su pregunta sobre quién vio su historia. Puede leerla en su cuenta.",
        ],
        button: Some("Leer la respuesta"),
    },
};
