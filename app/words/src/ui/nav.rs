//! Navigation labels of each area.

section! {
    /// Navigation labels of each area.
    Nav {
        texts {
            public_nav,
            patient_nav,
            doctor_nav,
            admin_nav,
            account_menu,
            home,
            find_doctor,
            sign_in,
            sign_out,
            my_visits,
            my_profile,
            my_doctors,
            today,
            calendar,
            patients,
            hours,
            doctor_profile,
            overview,
            doctors,
            people,
            roles,
            locations,
            settings,
            deliveries,
            audit,
            log,
            integrations,
            reviews,
            account,
            development_mail,
            language,
            theme,
            theme_system,
            theme_light,
            theme_dark,
            theme_contrast,
            acting_as_patient,
            acting_as_doctor,
            acting_as_admin,
        }
    }
}
