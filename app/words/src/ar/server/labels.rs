//! Arabic: what is written about times, visits and devices before it is sent.

use crate::server::Labels;

pub(super) const WORDS: Labels = Labels {
    somebody: "مريض",
    entry: "\u{200f}{time}، {date}، {title}",
    kept_until: "محفوظ حتى {time}",
    none_free_on: "{date}، لا أوقات متاحة",
    device_unknown: "جهاز غير معروف",
    device: "{browser} على {system}",
};
