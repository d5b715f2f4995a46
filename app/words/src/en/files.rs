//! English: photos and documents.

use super::plural;
use crate::ui::Files;

pub(super) const WORDS: Files = Files {
    photo_title: "Your photo",
    photo_seen_by_all: "Everybody sees it beside your name.",
    photo_seen_later: "Everybody sees it beside your name once you are verified.",
    photo_seen_by_some: "Your doctors see it, and the staff who look after accounts.",
    photo_seen_by_staff: "The staff who look after accounts see it.",
    photo_new: "A photo of your face",
    photo_hint: "JPEG, PNG or WebP, 5 MB at most. We keep its middle as a square, and nothing of where and when it was taken.",
    photo_save: "Save photo",
    photo_remove: "Remove photo",
    photo_saved: "Your photo is saved.",
    photo_removed: "Your photo is removed.",
    licence_title: "Documents about your licence",
    licence_lead: "A copy of your licence helps the clinic to verify you. Only the staff who verify doctors see it.",
    licence_new: "Send a document",
    licence_file: "The file",
    licence_hint: "PDF, JPEG or PNG, 10 MB at most.",
    licence_send: "Send document",
    licence_remove: "Remove",
    licence_added: "The document is sent.",
    licence_removed: "The document is removed.",
    kilobytes: "{size} kB",
    megabytes: "{size} MB",
    sent_at: "sent {time}",
    remove_named: "Remove {name}",
    photo_add: "Add a photo",
    photo_change: "Change photo",
    licence_list: "Your documents",
    licence_none: "Nothing has been sent.",
    licence_full: "These are all that can be sent. Remove one to send another.",
    licence_send_some: "Send documents",
    licence_sent: plural("{count} document sent so far.", "{count} documents sent so far."),
};
