//! Pages that exist in development mode only.

section! {
    /// Pages that exist in development mode only.
    Development {
        texts {
            mail_title,
            mail_lead,
            mail_none,
            mail_to,
            mail_sent,
            mail_text,
            mail_html,
            catalogue_title,
            catalogue_lead,
            band,
            line,
            value,
        }
    }
}
