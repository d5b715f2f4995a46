//! What the clinic offers: specialties and kinds of visit, by the codes under which the database knows them.

section! {
    /// What the clinic offers: specialties and kinds of visit, by the codes under which the database knows them.
    Medicine {
        texts {
            general_practice,
            cardiology,
            dermatology,
            endocrinology,
            gastroenterology,
            gynaecology,
            neurology,
            oncology,
            ophthalmology,
            orthopaedics,
            ear_nose_throat,
            paediatrics,
            psychiatry,
            pulmonology,
            rheumatology,
            urology,
            first_visit,
            follow_up,
            video_visit,
            extended,
        }
    }
}

impl Medicine {
    /// The name of a specialty; nothing for a code that the clinic added itself, which has the stored name only.
    #[must_use]
    pub fn specialty(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "general_practice" => self.general_practice,
            "cardiology" => self.cardiology,
            "dermatology" => self.dermatology,
            "endocrinology" => self.endocrinology,
            "gastroenterology" => self.gastroenterology,
            "gynaecology" => self.gynaecology,
            "neurology" => self.neurology,
            "oncology" => self.oncology,
            "ophthalmology" => self.ophthalmology,
            "orthopaedics" => self.orthopaedics,
            "ear_nose_throat" => self.ear_nose_throat,
            "paediatrics" => self.paediatrics,
            "psychiatry" => self.psychiatry,
            "pulmonology" => self.pulmonology,
            "rheumatology" => self.rheumatology,
            "urology" => self.urology,
            _ => return None,
        })
    }

    /// The name of a kind of visit; nothing for a code that the clinic added itself.
    #[must_use]
    pub fn visit_type(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "first" => self.first_visit,
            "follow_up" => self.follow_up,
            "video" => self.video_visit,
            "extended" => self.extended,
            _ => return None,
        })
    }
}
