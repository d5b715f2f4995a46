//! Photos and documents that people hand in.

section! {
    /// Photos and documents that people hand in.
    Files {
        texts {
            photo_title,
            photo_seen_by_all,
            photo_seen_later,
            photo_seen_by_some,
            photo_seen_by_staff,
            photo_new,
            photo_hint,
            photo_save,
            photo_remove,
            photo_saved,
            photo_add,
            photo_change,
            licence_list,
            licence_none,
            licence_full,
            licence_send_some,
            photo_removed,
            licence_title,
            licence_lead,
            licence_new,
            licence_file,
            licence_hint,
            licence_send,
            licence_remove,
            licence_added,
            licence_removed,
        }
        phrases {
            kilobytes(size),
            megabytes(size),
            sent_at(time),
            remove_named(name),
        }
        counts {
            licence_sent(),
        }
    }
}

impl Files {
    /// The size of a file: "412 kB", "2 MB".
    #[must_use]
    pub fn size(&self, kilobytes: u32) -> String {
        if kilobytes < 1000 {
            self.kilobytes(kilobytes)
        } else {
            self.megabytes(kilobytes.div_ceil(1000))
        }
    }
}
