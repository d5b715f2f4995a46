//! English: what the clinic offers, specialties and kinds of visit.

use crate::server::Medicine;

pub(super) const WORDS: Medicine = Medicine {
    general_practice: "General practice",
    cardiology: "Cardiology",
    dermatology: "Dermatology",
    endocrinology: "Endocrinology",
    gastroenterology: "Gastroenterology",
    gynaecology: "Gynaecology",
    neurology: "Neurology",
    oncology: "Oncology",
    ophthalmology: "Ophthalmology",
    orthopaedics: "Orthopaedics",
    ear_nose_throat: "Ear, nose and throat",
    paediatrics: "Paediatrics",
    psychiatry: "Psychiatry",
    pulmonology: "Pulmonology",
    rheumatology: "Rheumatology",
    urology: "Urology",
    first_visit: "First visit",
    follow_up: "Follow-up",
    extended: "Extended consultation",
    video_visit: "Video visit",
};
