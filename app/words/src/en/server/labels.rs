//! English: what is written about times, visits and devices before it is sent.

use crate::server::Labels;

pub(super) const WORDS: Labels = Labels {
    somebody: "A patient",
    entry: "{time}, {date}, {title}",
    kept_until: "kept until {time}",
    none_free_on: "{date}, no free times",
    device_unknown: "Unknown device",
    device: "{browser} on {system}",
};
