//! Emergency access wherever it shows: above what is read because of it, and how it was decided on.

use domain::emergency::{EmergencyBanner, Verdict};
use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, Erase, Form, Hidden, Notice, Tag, Tone};
use crate::viewer::words;

/// Says that a patient is open in an emergency, until when, and how to end that.
pub fn emergency_banner(banner: EmergencyBanner) -> AnyView {
    let words = &words().emergency;
    view! {
        <Notice tone=Tone::Bad title=words.banner(banner.until.label)>
            <p>{words.banner_lead}</p>
            <Form action="/fn/doctor/end_emergency" prefix="emergency-">
                <Hidden name="emergency" value=banner.id.to_string()/>
                <div class="actions">
                    <Button kind=ButtonKind::Quiet>{words.end_button}</Button>
                </div>
            </Form>
        </Notice>
    }
    .erase()
}

/// How it was decided on, as a tag.
pub fn verdict_tag(verdict: Option<Verdict>) -> AnyView {
    let text = words().emergency.verdict(verdict);
    let (icon, tone) = match verdict {
        None => ("hourglass", Tone::Warn),
        Some(Verdict::Justified) => ("check-circle", Tone::Good),
        Some(Verdict::NotJustified) => ("alert", Tone::Bad),
    };
    view! { <Tag text icon tone/> }.erase()
}
