//! The portal on one's own device: installing it, its updates, and what is there without a network.

section! {
    /// The portal on one's own device: installing it, its updates, and what is there without a network.
    Device {
        texts {
            title,
            install_title,
            install_lead,
            install,
            install_hint,
            keep_title,
            keep_lead,
            keep_alone,
            keep,
            kept,
            keep_failed,
            keep_no_more,
            keep_by_script,
        }
    }
}
