use crate::ui::Erase;
use leptos::prelude::*;

use super::{query, with_next};
use crate::ui::{Icon, PageHeader};
use crate::viewer::words;

/// Who registers: a patient or a doctor.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let words = words();
    let next = query("next");
    let sign_in = with_next("/sign-in", &next);
    let ways = [
        (
            with_next("/register/patient", &next),
            "person",
            words.account.register_as_patient,
            words.account.register_as_patient_hint,
        ),
        (
            "/register/doctor".to_owned(),
            "doctor",
            words.account.register_as_doctor,
            words.account.register_as_doctor_hint,
        ),
    ];
    let ways = ways
        .into_iter()
        .map(|(href, icon, title, text)| {
            view! {
                <li>
                    <a class="card way" href=href>
                        <Icon name=icon/>
                        <span class="stack tight">
                            <b>{title}</b>
                            <span class="muted">{text}</span>
                        </span>
                        <Icon name="next"/>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="stack measure">
            <PageHeader title=words.account.register_title/>
            <ul class="stack tight" role="list">
                {ways}
            </ul>
            <p>
                {words.account.have_account} " "
                <a href=sign_in>{words.account.sign_in_link}</a>
            </p>
        </div>
    }
    .erase()
}
