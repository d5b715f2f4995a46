use domain::care::CareOfRecord;
use domain::carers::CarersOfRecord;
use domain::merges::Merges;
use domain::records::{InvitedOwner, Keeper, Record};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::HERE;
use super::care::doctors_of;
use super::carers::carers_of;
use super::server_fns::{carers, doctors_of_record, record};
use crate::admin::merges::{merges, merges_of};
use crate::look::PatientFields;
use crate::ui::{
    Button, ButtonKind, Card, Erase, Field, Form, Hidden, Input, Link, Notice, PageHeader, Tag, Tone, loaded,
};
use crate::viewer::{staff_words, words};

/// A patient without an account: the details, and who is invited to take them over.
#[component]
pub fn RecordPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let source = move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        // What was just done stands in the query, and changed what there is to show.
        (id, query.with(|query| query.get("done").unwrap_or_default()))
    };
    loaded(
        source,
        |(id, done)| async move {
            let record = record(id.clone()).await?;
            let around = (
                doctors_of_record(id.clone()).await?,
                carers(id.clone()).await?,
                merges(id).await?,
            );
            Ok((done, record, around))
        },
        |(done, record, around)| show(&done, record, around),
    )
}

/// Whoever has to do with a patient, and with which other record.
type Around = (Vec<CareOfRecord>, CarersOfRecord, Merges);

fn show(done: &str, record: Record, (doctors, carers, merges): Around) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let said = match done {
        "added" => Some(staff.records.added),
        "edited" => Some(staff.admin.edited_done),
        "invited" => Some(staff.invitations.invited),
        "withdrawn" => Some(staff.records.withdrawn),
        "asked" => Some(words.carers.done_offered),
        "changed" => Some(words.carers.done_changed),
        "ended" => Some(words.carers.done_ended),
        "merged" => Some(staff.merges.merged),
        "separated" => Some(staff.merges.separated),
        _ => None,
    };
    let said = said.map(|title| view! { <Notice tone=Tone::Good title=title news=true/> });
    let back = Some(Link::new(HERE, staff.records.title));
    let number = format!("{} {}", staff.admin.record_number, record.row.number);
    let patient = record.row.patient.to_string();
    let patients_id = patient.clone();
    // A record that is part of another one is only shown, and taken out of it.
    if record.row.merged {
        return view! {
            <div class="stack">
                {said}
                <PageHeader title=record.row.name subtitle=number back/>
                {merges_of(&patient, merges)}
            </div>
        }
        .erase();
    }
    let around = merges_of(&patient, merges);
    let content = match record.keeper {
        Keeper::Owner(account) => view! {
            <Notice tone=Tone::Brand title=staff.records.has_account>
                <p>
                    <a href=format!("/admin/people/{account}")>{staff.admin.see_account}</a>
                </p>
            </Notice>
        }
        .erase(),
        Keeper::Staff { values, invited } => {
            let owner = owner(patient.clone(), invited);
            view! {
                <div class="cols">
                    <Card title=words.common.details>
                        <Form action="/fn/admin/edit_record">
                            <Hidden name="patient" value=patient/>
                            <PatientFields values=*values/>
                        </Form>
                    </Card>
                    {owner}
                </div>
            }
            .erase()
        }
    };
    view! {
        <div class="stack">
            {said}
            <PageHeader title=record.row.name subtitle=number back/>
            {content}
            {doctors_of(doctors)}
            {carers_of(patients_id, carers)}
            {around}
        </div>
    }
    .erase()
}

/// Who is invited to take the record over, and the form that invites.
fn owner(patient: String, invited: Option<InvitedOwner>) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let same = patient.clone();
    let invited = invited.map(|invited| {
        let over = invited
            .over
            .then(|| view! { <Tag tone=Tone::Warn icon="clock" text=staff.invitations.link_old/> });
        view! {
            <p>{staff.records.invited(invited.email, invited.sent.label)} " " {over}</p>
            <Form action="/fn/admin/withdraw_owner" prefix="withdraw-">
                <Hidden name="patient" value=same/>
                <div class="actions">
                    <Button kind=ButtonKind::Quiet>{staff.invitations.withdraw}</Button>
                </div>
            </Form>
        }
    });
    view! {
        <Card title=staff.records.invite_title>
            <p>{staff.records.invite_lead}</p>
            {invited}
            <Form action="/fn/admin/invite_owner" prefix="invite-">
                <Hidden name="patient" value=patient/>
                <Field name="email" label=words.common.email kind=Input::Email autocomplete="off"/>
                <div class="actions">
                    <Button icon="send">{staff.invitations.invite_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}
