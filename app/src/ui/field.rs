use super::{button::some, form::use_form};
use crate::ui::Erase;
use crate::viewer::words;
use leptos::prelude::*;

/// What a field takes: decides keyboard, type and what the browser may fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Input {
    /// Any line of text.
    #[default]
    Text,
    /// A person's name.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The password of somebody who signs in.
    Password,
    /// A password being chosen.
    NewPassword,
    /// The code of a second step at sign-in.
    Code,
    /// A whole number.
    Number,
    /// A day from the browser's calendar, posted as 2026-11-18.
    Date,
    /// A time of day, typed.
    Time,
    /// Words to look for.
    Search,
}

impl Input {
    const fn kind(self) -> &'static str {
        match self {
            Self::Text | Self::Name | Self::Code | Self::Number | Self::Time => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Password | Self::NewPassword => "password",
            Self::Date => "date",
            Self::Search => "search",
        }
    }

    const fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("name"),
            Self::Email => Some("email"),
            Self::Phone => Some("tel"),
            Self::Password => Some("current-password"),
            Self::NewPassword => Some("new-password"),
            Self::Code => Some("one-time-code"),
            Self::Number | Self::Time | Self::Search | Self::Date => Some("off"),
            Self::Text => None,
        }
    }

    /// Addresses, numbers and passwords are written from left to right in every language.
    const fn direction(self) -> Option<&'static str> {
        match self {
            Self::Email | Self::Phone | Self::Password | Self::NewPassword | Self::Code | Self::Time => Some("ltr"),
            Self::Text | Self::Name | Self::Number | Self::Date | Self::Search => None,
        }
    }

    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Number | Self::Code => Some("numeric"),
            _ => None,
        }
    }

    const fn spelling(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            _ => Some("false"),
        }
    }
}

/// How wide a field is: as wide as what it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// The whole line.
    #[default]
    Full,
    /// About 20 letters.
    Medium,
    /// About 10 letters.
    Short,
    /// About 4 digits.
    Tiny,
}

impl Width {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Full => "input",
            Self::Medium => "input medium",
            Self::Short => "input short",
            Self::Tiny => "input tiny",
        }
    }
}

/// Text that is there already has the direction of its own letters; an empty field that of the page.
pub(super) fn of_its_own(value: &str) -> Option<&'static str> {
    (!value.is_empty()).then_some("auto")
}

/// What the controls of a form have in common.
#[derive(Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    pub(super) problem: Signal<Option<String>>,
    hint: String,
}

impl Frame {
    pub(super) fn new(name: &str, hint: String) -> Self {
        let form = use_form();
        Self {
            id: form.map_or_else(|| name.to_owned(), |form| form.id(name)),
            problem: form.map_or_else(|| Signal::stored(None), |form| form.problem(name)),
            hint,
        }
    }

    /// The ids of hint and problem, for `aria-describedby`.
    pub(super) fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
        let Self { id, problem, hint } = self.clone();
        move || {
            let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
            let problem = problem.with(Option::is_some).then(|| format!("{id}-problem"));
            let ids = hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ");
            (!ids.is_empty()).then_some(ids)
        }
    }

    /// `true` while there is a problem, for `aria-invalid`.
    pub(super) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + Clone + 'static {
        let problem = self.problem;
        move || problem.with(Option::is_some).then_some("true")
    }

    /// The class of the block around the control.
    pub(super) fn class(&self) -> impl Fn() -> &'static str + Send + Sync + Clone + 'static {
        let problem = self.problem;
        move || {
            if problem.with(Option::is_some) {
                "field wrong"
            } else {
                "field"
            }
        }
    }

    /// Hint and problem, between label and control.
    pub(super) fn notes(&self) -> AnyView {
        let Self { id, problem, hint } = self.clone();
        let prefix = words().common.error_prefix;
        let hint = some(hint).map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
        let problem = move || {
            let id = format!("{id}-problem");
            problem.get().map(|problem| {
                view! {
                    <p class="error" id=id>
                        <span class="hidden">{prefix} " "</span>
                        {problem}
                    </p>
                }
            })
        };
        view! {
            {hint}
            {problem}
        }
        .erase()
    }

    /// Label, notes and a control in one block.
    pub(super) fn around(&self, label: String, control: AnyView) -> AnyView {
        view! {
            <div class=self.class()>
                <label for=self.id.clone()>{label}</label>
                {self.notes()}
                {control}
            </div>
        }
        .erase()
    }
}

/// A line to type in, with its label, hint and problem.
#[component]
pub fn Field(
    /// The name it is posted under.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// What it takes.
    #[prop(optional)]
    kind: Input,
    /// Help with the answer.
    #[prop(optional, into)]
    hint: String,
    /// What it holds at first; a form that came back shows what was typed instead.
    #[prop(optional, into)]
    value: String,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// What the browser may fill in, when the kind does not say it.
    #[prop(optional)]
    autocomplete: &'static str,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let secret = matches!(kind, Input::Password | Input::NewPassword | Input::Code);
    let value = if secret {
        String::new()
    } else {
        use_form().map_or(value.clone(), |form| form.value(&name, value))
    };
    let autocomplete = if autocomplete.is_empty() {
        kind.autocomplete()
    } else {
        Some(autocomplete)
    };
    let direction = kind.direction().or(of_its_own(&value));
    let control = view! {
        <input
            class=width.class()
            id=frame.id.clone()
            name=name
            type=kind.kind()
            value=some(value)
            autocomplete=autocomplete
            inputmode=kind.keyboard()
            spellcheck=kind.spelling()
            dir=direction
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        />
    };
    frame.around(label, control.erase())
}

/// A file to choose, with its label, hint and problem. Its form has `files`.
#[component]
pub fn FileField(
    /// The name it is posted under.
    name: &'static str,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// What is taken.
    #[prop(into)]
    hint: String,
    /// The types that the browser offers to choose from.
    accept: String,
) -> impl IntoView {
    let frame = Frame::new(name, hint);
    let control = view! {
        <input
            class="input file"
            id=frame.id.clone()
            name=name
            type="file"
            accept=accept
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        />
    };
    frame.around(label, control.erase())
}

/// Of which state of a thing the form was made, so that another's change in the meantime is noticed when it is sent.
#[component]
pub fn Version(
    /// The name it is posted under.
    #[prop(default = "version")]
    name: &'static str,
    /// The version of what is shown.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let value = match use_form() {
        Some(form) => form.made_of(name, value),
        None => value,
    };
    view! { <Hidden name=name value=value/> }.erase()
}

/// A field that nobody sees.
#[component]
pub fn Hidden(
    /// The name it is posted under.
    #[prop(into)]
    name: String,
    /// Its value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }.erase()
}
