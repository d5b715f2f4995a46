//! Emergency access above what is read because of it.

use domain::emergency::EmergencyBanner;
use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, Erase, Form, Hidden, Notice, Tone};
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
