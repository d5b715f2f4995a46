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
};
