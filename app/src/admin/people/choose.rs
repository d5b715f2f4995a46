use domain::admin::{FindPeople, PersonRow};
use domain::bulk::{BulkAction, Whom};
use domain::values;
use leptos::prelude::*;

use crate::ui::{Button, Card, Choice, Erase, Field, Hidden, Input, RadioGroup, Select, Width, use_form};
use crate::viewer::{staff_words, use_viewer};

const TICKED: &str = "accounts[]";

/// The box that chooses somebody of the list.
pub fn tick(person: &PersonRow) -> AnyView {
    let account = person.account.to_string();
    let ticked = use_form().and_then(|form| form.values(TICKED)).unwrap_or_default();
    let checked = ticked.contains(&account);
    let label = staff_words().bulk.tick(&person.name);
    view! { <input type="checkbox" name=TICKED value=account checked=checked aria-label=label/> }.erase()
}

/// For whom to do what: the lower part of a form around a list of people.
pub fn choose(search: FindPeople, total: u64, roles: Vec<values::Choice>) -> AnyView {
    let words = staff_words();
    let whom = vec![
        Choice::new(Whom::Ticked.as_str(), words.bulk.ticked),
        Choice::new(Whom::Found.as_str(), words.bulk.found(total)).hint(words.bulk.found_hint),
    ];
    let may = |action: &&BulkAction| use_viewer().may(action.permission());
    let actions: Vec<_> = BulkAction::ALL.iter().filter(may).copied().collect();
    let about_roles = actions.iter().any(|action| action.needs_role());
    let actions = actions
        .into_iter()
        .map(|action| Choice::new(action.as_str(), words.bulk.action(action)))
        .collect();
    let roles = about_roles.then(|| role(roles));
    view! {
        <Card title=words.bulk.title>
            <p>{words.bulk.lead}</p>
            <Hidden name="query" value=search.query/>
            <Hidden name="of_role" value=search.role/>
            <Hidden name="status" value=search.status/>
            <RadioGroup name="whom" legend=words.bulk.whom options=whom value=Whom::Ticked.as_str()/>
            <RadioGroup name="action" legend=words.bulk.action options=actions/>
            {roles}
            <div class="actions">
                <Button>{words.bulk.look}</Button>
            </div>
        </Card>
    }
    .erase()
}

fn role(roles: Vec<values::Choice>) -> AnyView {
    let (bulk, words) = (&staff_words().bulk, &staff_words().roles);
    let options = roles
        .into_iter()
        .map(|role| Choice::new(role.value, role.label))
        .collect();
    view! {
        <Select
            name="role"
            label=words.role
            hint=bulk.role_hint
            options=options
            blank=words.choose
            width=Width::Medium
        />
        <Field name="until" label=words.until hint=words.until_hint kind=Input::Date width=Width::Medium/>
    }
    .erase()
}
