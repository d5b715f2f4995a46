use crate::ui::Erase;
use domain::actor::Permissions;
use domain::admin::DoctorApplication;
use domain::doctors::{Decision, DoctorStatus};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::Standing;
use crate::doctors::server_fns::application;
use crate::look::{documents, tel};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, DefinitionList, Fact, Form, Hidden, Link, Notice, PageHeader, TextArea, Tone,
    Version, loaded,
};
use crate::viewer::{staff_words, use_viewer, words};

/// One doctor's application, and what is decided about it.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let params = use_params_map();
    let doctor = move || params.with(|params| params.get("id").unwrap_or_default());
    loaded(doctor, application, show)
}

fn show(application: DoctorApplication) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let status = application.entry.status;
    let title = application.entry.name.clone();
    let account = use_viewer().permissions.meets(Permissions::of_people()).then(|| {
        let account = format!("/admin/people/{}", application.account);
        view! {
            <div class="actions">
                <ButtonLink kind=ButtonKind::Plain href=account>{staff.admin.see_account}</ButtonLink>
            </div>
        }
    });
    let back = Link::new(
        format!("/admin/doctors?status={}", status.as_str()),
        staff.admin.doctors_title,
    );
    let decision = decision(&application);
    let documents = documents(application.documents.clone(), "/admin/doctors/documents", |_| {
        ().erase()
    });
    view! {
        <div class="stack">
            <PageHeader title back=Some(back)>
                <Standing status/>
            </PageHeader>
            <div class="cols">
                <div class="stack">
                    <Card title=words.common.details>
                        <DefinitionList facts=facts(application)/>
                        {account}
                    </Card>
                    <Card title=staff.admin.licence_documents>{documents}</Card>
                </div>
                <div class="stack">{decision}</div>
            </div>
        </div>
    }
    .erase()
}

fn facts(application: DoctorApplication) -> Vec<Fact> {
    let (words, staff) = (words(), staff_words());
    let entry = application.entry;
    let confirmed = if application.email_verified {
        staff.admin.email_verified
    } else {
        staff.admin.email_unverified
    };
    let email = view! {
        <bdi class="break">{application.email}</bdi>
        <br/>
        <span class="small muted">{confirmed}</span>
    };
    let phone = view! { <a href=tel(&application.phone) dir="ltr">{application.phone.clone()}</a> };
    let moment = |term, moment: domain::when::Moment| {
        let time = view! { <time datetime=moment.datetime>{moment.label}</time> };
        Fact::view(term, time.erase())
    };
    let by = application.decided_by.map(|by| Fact::new(staff.admin.decided_by, by));
    let at = application.decided_at.map(|at| moment(staff.admin.decided_at, at));
    let reason = application
        .reason
        .map(|reason| Fact::new(staff.admin.decision_reason, reason));
    let place = entry.place.map(|place| Fact::new(staff.admin.home_location, place));
    let facts = [
        Some(Fact::new(words.account.licence_number, entry.licence_number)),
        Some(Fact::new(words.doctors.qualifications, application.qualifications)),
        Some(Fact::new(staff.admin.specialties, words.list(&entry.specialties))),
        Some(Fact::new(
            words.doctors.experience,
            words.common.years(application.experience_years),
        )),
        place,
        Some(Fact::view(words.common.email, email.erase())),
        Some(Fact::view(words.common.phone, phone.erase())),
        Some(moment(staff.admin.applied, entry.applied)),
        at,
        by,
        reason,
    ];
    facts.into_iter().flatten().collect()
}

/// What can be decided now.
fn decision(application: &DoctorApplication) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let doctor = application.entry.id.to_string();
    let version = application.version.to_string();
    match application.entry.status {
        DoctorStatus::Approved => view! {
            <Notice tone=Tone::Good title=staff.admin.status_approved>
                <p>{staff.admin.verified_already}</p>
                <p><a href=format!("/doctors/{doctor}") rel="external">{words.doctors.see_public}</a></p>
            </Notice>
        }
        .erase(),
        DoctorStatus::Pending => view! {
            <Notice><p>{staff.admin.check_licence}</p></Notice>
            {approve(doctor.clone(), version.clone(), staff.admin.approve)}
            {reject(doctor, version)}
        }
        .erase(),
        DoctorStatus::Rejected => approve(doctor, version, staff.admin.verify_after_all),
    }
}

fn approve(doctor: String, version: String, button: &'static str) -> AnyView {
    let staff = staff_words();
    view! {
        <Card title=staff.admin.verify_title now=true>
            <p>{staff.admin.approve_hint}</p>
            <Form
                action="/fn/admin/decide_doctor"
                only=("decision", Decision::Approve.as_str().to_owned())
                prefix="approve-"
            >
                <Hidden name="doctor" value=doctor/>
                <Version value=version/>
                <div class="actions">
                    <Button icon="shield-check">{button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

fn reject(doctor: String, version: String) -> AnyView {
    let staff = staff_words();
    view! {
        <Card title=staff.admin.reject_title>
            <Form
                action="/fn/admin/decide_doctor"
                only=("decision", Decision::Reject.as_str().to_owned())
                prefix="reject-"
            >
                <Hidden name="doctor" value=doctor/>
                <Version value=version/>
                <TextArea name="reason" label=staff.admin.decision_reason hint=staff.admin.reject_hint/>
                <div class="actions">
                    <Button kind=ButtonKind::Danger>{staff.admin.reject_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}
