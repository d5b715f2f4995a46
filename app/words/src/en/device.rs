//! English: the portal on one's own device.

use crate::ui::Device;

pub(super) const WORDS: Device = Device {
    title: "On this device",
    install_title: "As an app",
    install_lead: "Open the portal from your home screen, in a window of its own.",
    install: "Install the app",
    install_hint: "Your browser’s menu has it as “Install” or “Add to Home Screen”. In Safari it is under “Share”.",
    keep_title: "Your visits without internet",
    keep_lead: "This device can keep when and where your visits of the next 7 days are, encrypted, for 7 days at most. No names and no reasons.",
    keep_alone: "Choose this only on a device that nobody else uses. Signing out removes everything.",
    keep: "Keep my visits here",
    kept: "Your visits of the next 7 days are kept on this device.",
    keep_failed: "That did not work. Check your connection and try again.",
    keep_no_more: "Remove them from here",
    keep_by_script: "This needs JavaScript. Without it, print your list of visits.",
    update_ready: "A new version is ready.",
    update_reload: "Reload",
    update_later: "Later",
    update_unsent: "Send or copy what you have typed first. Reloading would lose it.",
    offline_title: "You are offline",
    offline_lead: "This page could not be opened, because your device has no connection to the portal. Your visits stay as they are.",
    offline_sent: "What you sent did not reach the portal, or its answer did not reach you. What you typed is still here: “Try again” sends the same once more.",
    offline_check: "Check your Wi-Fi or mobile data, then try again.",
    try_again: "Try again",
    coming_visits: "Your visits of the next days",
    coming_none: "No visits in the 7 days after this list was made.",
    coming_as_of: "As it was known on this date. What changed since then is not here:",
};
