use super::{
    at_first::at_first,
    button::some,
    field::{Frame, Width},
    form::use_form,
};
use crate::ui::Erase;
use crate::viewer::words;
use leptos::prelude::*;

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What the form posts.
    pub value: String,
    /// What it says.
    pub label: String,
    /// More about it, if needed.
    pub hint: String,
}

impl Choice {
    /// An answer without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: String::new(),
        }
    }

    /// The same answer with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// What was chosen: in the form that came back, else at first.
fn chosen(name: &str, first: Vec<String>) -> Vec<String> {
    use_form().and_then(|form| form.values(name)).unwrap_or(first)
}

/// A list that opens.
#[component]
pub fn Select(
    /// The name it is posted under.
    #[prop(into)]
    name: String,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// The answers.
    options: Vec<Choice>,
    /// The text of the answer that chooses nothing; there is none when it is empty.
    #[prop(optional, into)]
    blank: String,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: String,
    /// What is chosen at first.
    #[prop(optional, into)]
    value: String,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let value = chosen(&name, vec![value]).into_iter().next().unwrap_or_default();
    let blank = some(blank).map(|blank| Choice::new("", blank));
    let options = blank
        .into_iter()
        .chain(options)
        .map(|option| {
            let selected = at_first("selected", option.value == value, select_it);
            view! { <option value=option.value {..selected}>{option.label}</option> }
        })
        .collect::<Vec<_>>();
    let control = view! {
        <select
            class=width.class()
            id=frame.id.clone()
            name=name
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        >
            {options}
        </select>
    };
    frame.around(label, control.erase())
}

/// Selects an answer or not, where that is not as it was: what somebody chose meanwhile stays chosen.
fn select_it(option: &web_sys::Element, selected: bool) {
    if option.has_attribute("selected") != selected {
        // Only an impossible name would be refused.
        let _ = option.toggle_attribute("selected");
    }
}

/// Several answers in one group, as radio buttons or boxes to tick.
fn group(
    name: &str,
    legend: String,
    hint: String,
    class: &'static str,
    kind: &'static str,
    options: Vec<Choice>,
    chosen: &[String],
) -> AnyView {
    let frame = Frame::new(name, hint);
    let options = options
        .into_iter()
        .enumerate()
        .map(|(place, option)| {
            // The first answer carries the group's id: a link in the summary leads to it.
            let id = if place == 0 {
                frame.id.clone()
            } else {
                format!("{}-{place}", frame.id)
            };
            answer(id, name.to_owned(), kind, chosen.contains(&option.value), option)
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class=frame.class() aria-describedby=frame.described_by()>
            <legend>{legend}</legend>
            {frame.notes()}
            <div class=class>{options}</div>
        </fieldset>
    }
    .erase()
}

fn answer(id: String, name: String, kind: &'static str, checked: bool, option: Choice) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described_by = (!option.hint.is_empty()).then(|| hint_id.clone());
    let hint = some(option.hint).map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> });
    view! {
        <div class="choice">
            <input type=kind id=id.clone() name=name value=option.value checked=checked aria-describedby=described_by/>
            <label for=id>{option.label}</label>
            {hint}
        </div>
    }
    .erase()
}

/// One answer out of a few.
#[component]
pub fn RadioGroup(
    /// The name it is posted under.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    options: Vec<Choice>,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: String,
    /// What is chosen at first.
    #[prop(optional, into)]
    value: String,
    /// Each answer in a box of its own.
    #[prop(optional)]
    boxed: bool,
    /// The answers in one line.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView {
    let class = match (boxed, inline) {
        (true, _) => "choices boxed",
        (_, true) => "choices inline",
        _ => "choices",
    };
    let chosen = chosen(&name, vec![value]);
    group(&name, legend, hint, class, "radio", options, &chosen)
}

/// Any number of answers.
#[component]
pub fn CheckboxGroup(
    /// The name each answer is posted under.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    options: Vec<Choice>,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: String,
    /// What is chosen at first.
    #[prop(optional)]
    values: Vec<String>,
    /// The answers in columns, for many short ones.
    #[prop(optional)]
    columns: bool,
) -> impl IntoView {
    let class = if columns { "choices columns" } else { "choices" };
    let chosen = chosen(&name, values);
    group(&name, legend, hint, class, "checkbox", options, &chosen)
}

/// A single box to tick, posted as `yes`.
#[component]
pub fn Checkbox(
    /// The name it is posted under.
    #[prop(into)]
    name: String,
    /// What ticking it means.
    #[prop(into)]
    label: String,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
) -> impl IntoView {
    let frame = Frame::new(&name, String::new());
    let checked = use_form()
        .and_then(|form| form.values(&name))
        .map_or(checked, |values| !values.is_empty());
    view! {
        <div class=frame.class()>
            {frame.notes()}
            {answer(frame.id.clone(), name, "checkbox", checked, Choice::new("yes", label).hint(hint))}
        </div>
    }
    .erase()
}

/// A date in three fields, for dates that people know by heart: `<name>_day`, `<name>_month`, `<name>_year`.
/// Its problem is that of the day.
#[component]
pub fn DateFields(
    /// What the names begin with.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: String,
    /// Day, month and year at first.
    #[prop(optional)]
    value: (String, String, String),
    /// It is the birthday of the person who types, which browsers may know.
    #[prop(optional)]
    birthday: bool,
) -> impl IntoView {
    let words = words();
    let frame = Frame::new(&format!("{name}_day"), hint);
    let parts = [
        ("day", words.common.day, value.0, "input tiny", "bday-day"),
        ("month", words.common.month, value.1, "input tiny", "bday-month"),
        ("year", words.common.year, value.2, "input year", "bday-year"),
    ];
    let parts = parts.map(|(part, label, value, class, known)| {
        let name = format!("{name}_{part}");
        let form = use_form();
        let value = form.map_or(value.clone(), |form| form.value(&name, value));
        view! {
            <label>
                {label}
                <input
                    class=class
                    id=form.map_or_else(|| name.clone(), |form| form.id(&name))
                    name=name.clone()
                    type="text"
                    inputmode="numeric"
                    maxlength="4"
                    value=some(value)
                    autocomplete=birthday.then_some(known)
                    aria-invalid=frame.invalid()
                />
            </label>
        }
        .erase()
    });
    view! {
        <fieldset class=frame.class() aria-describedby=frame.described_by()>
            <legend>{legend}</legend>
            {frame.notes()}
            <div class="date-parts">{parts.into_iter().collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .erase()
}
