//! Documents without the app: failures, and what a device shows without a network.

section! {
    /// Documents without the app: failures, and what a device shows without a network.
    Plain {
        texts {
            unavailable_title,
            unavailable,
            bad_request_title,
            bad_request,
            too_large,
            offline_title,
            offline_lead,
            offline_sent,
            offline_check,
            try_again,
            coming_visits,
            coming_none,
            coming_as_of,
        }
    }
}
