//! English: passkeys.

use crate::ui::Passkeys;

pub(super) const WORDS: Passkeys = Passkeys {
    title: "Passkeys",
    lead: "A passkey lets you sign in with your fingerprint, face or screen lock. There is nothing to remember, and nothing that a copy of this page could steal.",
    manage: "Manage passkeys",
    none: "You have no passkeys yet.",
    never_used: "Not used yet",
    remove: "Remove",
    removed: "The passkey is removed. Nobody can sign in with it any more.",
    add: "Add a passkey",
    name: "Name",
    name_hint: "So that you can tell your passkeys apart, for example “My phone”. You may leave it empty.",
    added: "The passkey is added. You can sign in with it from now on.",
    needs_script: "Passkeys need JavaScript and a browser that knows them. Your password works everywhere.",
    sign_in: "Sign in with a passkey",
    instead: "Use a passkey instead",
    cancelled: "Nothing was done: it was cancelled, or it took too long. You can try again.",
    known: "This device already has a passkey for your account.",
    failed: "That did not work. Check your connection and try again.",
    added_at: "Added {time}",
    used_at: "Last used {time}",
    remove_named: "Remove {name}",
};
