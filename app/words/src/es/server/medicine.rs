//! Spanish: what the clinic offers, specialties and kinds of visit.

use crate::server::Medicine;

pub(super) const WORDS: Medicine = Medicine {
    general_practice: "Medicina general",
    cardiology: "Cardiología",
    dermatology: "Dermatología",
    endocrinology: "Endocrinología",
    gastroenterology: "Gastroenterología",
    gynaecology: "Ginecología",
    neurology: "Neurología",
    oncology: "Oncología",
    ophthalmology: "Oftalmología",
    orthopaedics: "Traumatología y ortopedia",
    ear_nose_throat: "Otorrinolaringología",
    paediatrics: "Pediatría",
    psychiatry: "Psiquiatría",
    pulmonology: "Neumología",
    rheumatology: "Reumatología",
    urology: "Urología",
    first_visit: "Primera cita",
    follow_up: "Revisión",
    extended: "Cita larga",
    video_visit: "Cita por vídeo",
};
