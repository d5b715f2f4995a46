use domain::access::AskAccess;
use domain::accounts::ResetReason;
use domain::actor::Permission;
use domain::admin::{Person, Whose};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::access::access;
use super::roles::roles;
use super::server_fns::person;
use super::status_tag;
use crate::look::{PEOPLES_PHOTOS, photo};
use crate::ui::{
    Button, ButtonKind, Card, Choice, DefinitionList, Details, Erase, Face, Fact, Form, Hidden, Link, Notice,
    PageHeader, RadioGroup, Tone, Version, loaded,
};
use crate::viewer::{staff_words, use_viewer, words};

/// One account, with what may be done about it.
#[component]
pub fn PersonPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    // What was just done stands in the query, and changed what there is to show.
    let source = move || {
        let get = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        let ask = AskAccess {
            account: id(),
            patient: get("patient"),
        };
        (ask, get("done"))
    };
    loaded(source, |(ask, _)| person(ask), show)
}

fn show(person: Person) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let back = Some(Link::new("/admin/people", staff.admin.people_title));
    let title = person.row.name.clone();
    let tag = status_tag(person.row.status);
    let actions = view! { <div class="stack">{actions(&person)} {second_step(&person)}</div> };
    let grants = roles(&person.row.account.to_string(), person.grants.clone());
    let why = person
        .access
        .clone()
        .map(|answer| access(&person.row.account.to_string(), answer));
    // Only the record shows who looks after a patient and who acts for them.
    let around = person.patient.filter(|_| person.may.edit).map(|patient| {
        let record = format!("/admin/people/records/{patient}");
        let text = [
            staff.records.care_title,
            staff.records.carers_title,
            staff.merges.card_title,
        ];
        let text = words.beside(text, " · ");
        view! {
            <p>
                <a href=record>{text}</a>
            </p>
        }
    });
    let edit = person.may.edit.then(|| {
        let form = format!("/admin/people/{}/edit", person.row.account);
        view! {
            <p>
                <a href=form>{staff.admin.edit_title}</a>
            </p>
        }
    });
    let head = match photo(PEOPLES_PHOTOS, person.photo) {
        Some(photo) => view! {
            <div class="portrait">
                <Face initials="" photo=Some(photo) big=true/>
                <PageHeader title back>{tag}</PageHeader>
            </div>
        }
        .erase(),
        None => view! { <PageHeader title back>{tag}</PageHeader> }.erase(),
    };
    view! {
        <div class="stack">
            {note()}
            {head}
            <div class="cols">
                <Card title=words.common.details>
                    <DefinitionList facts=facts(person)/>
                    {edit}
                    {around}
                </Card>
                <div class="stack">
                    {grants}
                    {actions}
                    {why}
                </div>
            </div>
        </div>
    }
    .erase()
}

fn facts(person: Person) -> Vec<Fact> {
    let (words, staff) = (words(), staff_words());
    let roles = person
        .row
        .roles
        .iter()
        .map(|role| words.account.role(*role))
        .collect::<Vec<_>>();
    let email = if person.email_verified {
        staff.admin.email_verified
    } else {
        staff.admin.email_unverified
    };
    let email = view! { <bdi>{person.row.email}</bdi> "\n" {email} };
    let sign_in = person.last_sign_in.map_or(staff.admin.never.to_owned(), |at| at.label);
    let mut facts = vec![
        Fact::view(words.common.email, email.erase()),
        Fact::new(words.account.roles, words.list(roles)),
        Fact::new(staff.admin.since, person.row.since.label),
        Fact::new(staff.admin.last_sign_in, sign_in),
        Fact::new(staff.admin.sessions, staff.admin.sessions_open(person.sessions)),
        Fact::new(
            words.factor.title,
            if person.factor_on {
                words.factor.on
            } else {
                words.factor.off
            },
        ),
    ];
    if person.passkeys > 0 {
        facts.push(Fact::new(words.passkeys.title, words.number(person.passkeys)));
    }
    if let Some(phone) = person.phone {
        facts.insert(1, Fact::new(words.common.phone, phone));
    }
    if let Some(number) = person.patient_number {
        let link = view! {
            <bdi>{number.to_string()}</bdi>
            " "
            <a href=format!("/admin/people/assignments?numbers={number}")>{staff.assignments.title}</a>
        };
        facts.push(Fact::view(staff.admin.record_number, link.erase()));
    }
    if let (Some(doctor), Some(status)) = (person.doctor, person.doctor_status) {
        let see = use_viewer().may(Permission::VerifyDoctors).then(|| {
            view! { <a href=format!("/admin/doctors/{doctor}")>{staff.admin.see_application}</a> }
        });
        let link = view! { {staff.admin.application(status)} " " {see} };
        facts.push(Fact::view(words.account.licence_number, link.erase()));
    }
    facts
}

/// What the reader may do about the account now.
fn actions(person: &Person) -> AnyView {
    let staff = staff_words();
    let (account, version) = (person.row.account.to_string(), person.version.to_string());
    if person.may.suspend {
        return view! {
            <Card title=staff.admin.person_actions>
                <Details summary=staff.admin.suspend>
                    <p>
                        <b>{staff.admin.suspend_title}</b>
                    </p>
                    <p>{staff.admin.suspend_lead}</p>
                    <Form action="/fn/admin/suspend">
                        <Hidden name="account" value=account/>
                        <Version value=version/>
                        <div class="actions">
                            <Button kind=ButtonKind::Danger icon="ban">{staff.admin.suspend_button}</Button>
                        </div>
                    </Form>
                </Details>
            </Card>
        }
        .erase();
    }
    if person.may.reinstate {
        return view! {
            <Card title=staff.admin.person_actions>
                <p>{staff.admin.reinstate_lead}</p>
                <Form action="/fn/admin/reinstate">
                    <Hidden name="account" value=account/>
                    <Version value=version/>
                    <div class="actions">
                        <Button>{staff.admin.reinstate}</Button>
                    </div>
                </Form>
            </Card>
        }
        .erase();
    }
    (person.whose == Whose::Own)
        .then(|| {
            view! {
                <Card title=staff.admin.person_actions>
                    <p>{staff.admin.own_account}</p>
                </Card>
            }
        })
        .erase()
}

/// The way back for somebody who has lost the second step.
fn second_step(person: &Person) -> Option<AnyView> {
    let (title, words) = (words().factor.title, &staff_words().accounts);
    let (account, version) = (person.row.account.to_string(), person.version.to_string());
    person.may.reset_factor.then(|| {
        let reasons = ResetReason::ALL
            .iter()
            .map(|reason| Choice::new(reason.as_str(), words.reason(*reason)))
            .collect::<Vec<_>>();
        view! {
            <Card title>
                <Details summary=words.reset>
                    <p>{words.reset_lead}</p>
                    <Form action="/fn/admin/reset_factor" prefix="factor-">
                        <Hidden name="account" value=account/>
                        <Version value=version/>
                        <RadioGroup name="reason" legend=words.reset_reason options=reasons/>
                        <div class="actions">
                            <Button kind=ButtonKind::Danger>{words.reset_button}</Button>
                        </div>
                    </Form>
                </Details>
            </Card>
        }
        .erase()
    })
}

/// What was just done.
fn note() -> AnyView {
    let staff = staff_words();
    let done = use_query_map().with_untracked(|query| query.get("done").unwrap_or_default());
    let text = match done.as_str() {
        "suspended" => staff.admin.suspended_done,
        "edited" => staff.admin.edited_done,
        "reinstated" => staff.admin.reinstated_done,
        "given" => staff.roles.given,
        "revoked" => staff.roles.revoked,
        "factor-reset" => staff.accounts.reset_done,
        _ => return ().erase(),
    };
    view! {
        <Notice tone=Tone::Good news=true>
            <p>{text}</p>
        </Notice>
    }
    .erase()
}
