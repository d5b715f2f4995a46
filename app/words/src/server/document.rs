//! What stands in the document around the app.

section! {
    /// What stands in the document around the app.
    Document {
        texts {
            stopped,
            session_ending,
            session_ending_idle,
            session_ending_for_good,
            stay_signed_in,
            close,
            load_again,
            update_ready,
            update_reload,
            update_later,
            update_unsent,
            book_visit,
        }
    }
}
