use crate::ui::Erase;
use domain::access::{AccessAnswer, AccessRule, Explained};
use domain::actor::Permissions;
use domain::roles::OwnRole;
use leptos::prelude::*;

use crate::ui::{Card, Field, FilterForm, Input, Notice, Tone, Width};
use crate::viewer::{staff_words, words};

/// Whether the account can open a record, and by which rule.
pub fn access(account: &str, answer: AccessAnswer) -> AnyView {
    let staff = staff_words();
    let words = &staff.roles;
    let explained = answer.explained.map(explained);
    let here = format!("/admin/people/{account}");
    view! {
        <Card title=words.why_title>
            <p class="small">{words.why_lead}</p>
            <FilterForm action=here label=words.why_title errors=answer.errors>
                <Field
                    name="patient"
                    label=staff.admin.record_number
                    kind=Input::Number
                    width=Width::Short
                    value=answer.patient
                />
                <div class="actions">
                    <button type="submit" class="button quiet">{words.why_button}</button>
                </div>
            </FilterForm>
            {explained}
        </Card>
    }
    .erase()
}

fn explained(explained: Explained) -> AnyView {
    let (ui, words) = (words(), &staff_words().roles);
    let (rules, staff) = match explained {
        Explained::NoSuchRecord => return view! { <Notice><p>{words.why_no_record}</p></Notice> }.erase(),
        Explained::AccountStopped => return view! { <Notice><p>{words.why_stopped}</p></Notice> }.erase(),
        Explained::Rules { rules, staff } => (rules, staff),
    };
    let verdict = if rules.is_empty() {
        view! { <Notice title=words.why_none/> }.erase()
    } else {
        let rules = rules
            .into_iter()
            .map(|rule| {
                let said = match rule {
                    AccessRule::Own => words.why_own.to_owned(),
                    AccessRule::Visit { day, until } => words.why_visit(day, until),
                    AccessRule::Care { kind, since, until } => {
                        let kind = ui.care.kind(kind);
                        match until {
                            Some(until) => words.why_care_until(kind, since, until),
                            None => words.why_care(kind, since),
                        }
                    }
                    AccessRule::Carer { since, until } => {
                        let until = until.map(|until| ui.care.until(until)).unwrap_or_default();
                        format!("{} {since}. {until}", words.why_carer)
                    }
                    AccessRule::Emergency { until } => format!("{} {}", words.why_emergency, until.label),
                    AccessRule::Doctor => words.why_doctor.to_owned(),
                    AccessRule::Staff => words.why_staff.to_owned(),
                };
                view! { <li>{said}</li> }
            })
            .collect::<Vec<_>>();
        view! {
            <Notice tone=Tone::Brand title=words.why_open>
                <ul>{rules}</ul>
            </Notice>
        }
        .erase()
    };
    let held = (!staff.is_empty()).then(|| {
        let held_roles = staff.into_iter().map(role).collect::<Vec<_>>();
        view! {
            <p class="small">{words.why_roles}</p>
            <ul class="small">{held_roles}</ul>
        }
    });
    view! {
        {verdict}
        {held}
    }
    .erase()
}

fn role((role, permissions): (OwnRole, Permissions)) -> AnyView {
    let (ui, words) = (words(), &staff_words().roles);
    let until = role.until.map(|day| view! { " · " {words.ends_on(day)} });
    let may = ui.list(permissions.iter().map(|permission| words.permission(permission)));
    view! {
        <li>
            <b>
                <bdi>{role.name}</bdi>
            </b>
            {until}
            <br/>
            {may}
        </li>
    }
    .erase()
}
