//! English: pages that exist in development mode only.

use crate::server::Development;

pub(super) const WORDS: Development = Development {
    mail_title: "Mail sent",
    mail_lead: "Mails land here instead of being sent, because no mail server is configured. This page exists in development mode only.",
    mail_none: "No mail yet.",
    mail_to: "To",
    mail_sent: "Sent",
    mail_text: "As text",
    mail_html: "As a page",
    catalogue_title: "Catalogue",
    catalogue_lead: "Each component in each of its states. This page exists in development mode only.",
    band: "Usual range",
    line: "Fasting glucose over eight days: two of eight values were outside of the usual range.",
    value: "Glucose",
};
