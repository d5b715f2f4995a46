//! What people of the demo clinic wrote.

/// Why patients come, by the code of the doctor's specialty.
pub fn reasons(specialty: &str) -> &'static [&'static str] {
    match specialty {
        "cardiology" => &[
            "My heart races when I climb the stairs, since about three weeks.",
            "Yearly check of my blood pressure tablets.",
            "Discuss the result of the echocardiogram.",
            "Chest tightness in cold weather.",
        ],
        "dermatology" => &[
            "A mole on my back has changed its colour.",
            "Eczema on both hands is worse again.",
            "Acne treatment, second look after six weeks.",
            "An itchy rash after a new washing powder.",
        ],
        "paediatrics" => &[
            "Vaccinations before nursery starts.",
            "A cough at night for ten days, no fever.",
            "Growth check.",
            "Second ear infection this autumn.",
        ],
        "psychiatry" => &[
            "I sleep badly and worry a lot at work.",
            "Follow-up after changing the dose.",
            "First talk about low mood since the spring.",
        ],
        "orthopaedics" => &[
            "My knee swells after running.",
            "Shoulder pain when lifting the arm above the head.",
            "Check six weeks after the fracture of the wrist.",
        ],
        "neurology" => &[
            "Migraine with aura, twice a month now.",
            "Numb fingers on the left hand in the mornings.",
            "Control of epilepsy medicine.",
        ],
        "ophthalmology" => &[
            "Blurred sight on the right eye when reading.",
            "Yearly check because of diabetes.",
            "New floaters since last weekend.",
        ],
        "endocrinology" => &[
            "Discuss HbA1c and the new insulin plan.",
            "Thyroid values before the operation.",
            "Always tired, gained weight.",
        ],
        _ => &[
            "A cough that does not go away.",
            "Results of the blood test.",
            "Repeat prescription and a general check.",
            "Stomach pain after meals, mostly in the evening.",
            "Back pain since moving house.",
            "Travel advice before a long journey.",
            "Dizzy when I stand up. I would like to bring my daughter, who translates.\nPlease have a chair ready.",
            "حرارة وسعال منذ ثلاثة أيام",
        ],
    }
}

/// Why patients cancel.
pub const PATIENT_CANCELS: &[&str] = &[
    "I feel better, thank you.",
    "I have to work that day.",
    "My child is ill.",
    "I found an earlier time.",
    "The train is on strike.",
];

/// Why doctors cancel.
pub const DOCTOR_CANCELS: &[&str] = &[
    "I am called to an emergency. Please book another time.",
    "I am ill today. We are sorry.",
    "The room is closed for repairs.",
];

/// Who sent a patient, and why.
pub const REFERRALS: &[&str] = &[
    "From Dr Hall in general practice: please look at the results of the last blood test.",
    "Sent by the hospital after discharge, to go on with the treatment.",
    "The physiotherapist asked for a second opinion.",
];

/// What doctors note beside a block.
pub const BLOCKS: &[&str] = &["Holiday", "Conference", "Teaching", "Training day", "Family"];

/// Degrees and posts.
pub const QUALIFICATIONS: &[&str] = &[
    "MBBS, MRCP",
    "MD, FACP",
    "MBChB, FRCS",
    "MD, PhD",
    "MBBS, MD (AIIMS)",
    "MB BCh BAO, FRCPI",
    "MD, MPH",
];

/// Spoken languages, as profiles list them.
pub const LANGUAGES: &[&str] = &[
    "English",
    "English, Polish",
    "English, Arabic, French",
    "English, Bengali, Hindi",
    "English, Spanish",
    "English, Yoruba",
    "English, Mandarin",
    "English, British Sign Language",
];

/// Ends of a biography: how a doctor works.
pub const BIOGRAPHIES: &[&str] = &[
    "I take time to explain and like to decide together with you. Bring your questions, written down if you like.",
    "I look after people of all ages, many of them for more than ten years. Long illnesses are my main interest.",
    "Before the clinic I worked in a hospital for twelve years and still teach students there every Tuesday.",
    "I offer video visits for results and small questions, so that you do not have to travel for five minutes.",
    "I grew up with two languages and am used to working with interpreters.\n\nOutside the clinic I row, badly.",
];

/// Streets of postal addresses.
pub const STREETS: &[&str] = &[
    "Alder Lane",
    "Market Street",
    "Canal Walk",
    "Orchard Close",
    "Station Road",
    "Lakeview Avenue",
    "Mill Hill",
    "Rosewood Terrace",
];
