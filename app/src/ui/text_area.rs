use super::{
    field::{Frame, of_its_own},
    form::use_form,
};
use crate::ui::Erase;
use leptos::prelude::*;

/// Room for some sentences, with its label, hint and problem.
#[component]
pub fn TextArea(
    /// The name it is posted under.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: String,
    /// What it holds at first; a form that came back shows what was typed instead.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let value = use_form().map_or(value.clone(), |form| form.value(&name, value));
    let direction = of_its_own(&value);
    // The framework writes the text of this element unescaped, so it gets ready-made HTML.
    let control = view! {
        <textarea
            class="input"
            id=frame.id.clone()
            name=name
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            dir=direction
            inner_html=inside(&value)
        ></textarea>
    };
    frame.around(label, control.erase())
}

/// The text as the inside of a `<textarea>`. HTML swallows one newline at its start, so a leading one is doubled.
fn inside(text: &str) -> String {
    let lead = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{lead}{}", escaped(text))
}

/// The text as the inside of an element, for where the framework writes it as it is.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
