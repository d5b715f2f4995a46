//! Passkeys: signing in without a password.

section! {
    /// Passkeys: signing in without a password.
    Passkeys {
        texts {
            title,
            lead,
            manage,
            none,
            never_used,
            remove,
            removed,
            add,
            name,
            name_hint,
            added,
            needs_script,
            sign_in,
            instead,
            cancelled,
            known,
            failed,
        }
        phrases {
            added_at(time),
            used_at(time),
            remove_named(name),
        }
    }
}
