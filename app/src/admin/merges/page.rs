use domain::id::PatientId;
use domain::merges::{Comparison, FindTwin, Twin, Twins};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::record;
use super::server_fns::compare_records;
use super::sides::{likely, sides};
use crate::ui::{
    Button, Card, Checkbox, Choice, Erase, Field, FilterForm, Form, Hidden, Input, Link, Notice, PageHeader,
    RadioGroup, TextArea, Tone, Version, Width, loaded,
};
use crate::viewer::staff_words;

/// Staff look for the other record of a person, compare the two and make them one.
#[component]
pub fn MergePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let search = move || FindTwin {
        patient: params.with(|params| params.get("id").unwrap_or_default()),
        number: query.with(|query| query.get("number").unwrap_or_default()),
    };
    loaded(search, compare_records, show)
}

fn show(twins: Twins) -> AnyView {
    let words = &staff_words().merges;
    let patient = twins.search.patient.clone();
    let name = words.named(twins.record_number, &twins.name);
    let back = Some(Link::new(record(&patient), name.clone()));
    let content = match (twins.merged, twins.both) {
        (Some(kept), _) => view! {
            <Notice tone=Tone::Warn title=words.part_of>
                <p>
                    <a href=record(kept)>{words.see_other}</a>
                </p>
            </Notice>
        }
        .erase(),
        (None, Some(both)) => comparison(both),
        (None, None) => {
            let found = likely(&patient, twins.likely);
            view! { <Card title=words.likely>{found}</Card> }.erase()
        }
    };
    let here = format!("{}/merge", record(&patient));
    view! {
        <div class="stack">
            <PageHeader title=words.title subtitle=name back/>
            <Card>
                <p>{words.lead}</p>
                <FilterForm action=here label=words.compare errors=twins.errors>
                    <Field
                        name="number"
                        label=words.number_label
                        hint=words.number_hint
                        kind=Input::Number
                        width=Width::Short
                        value=twins.search.number
                    />
                    <div class="actions">
                        <button type="submit" class="button quiet">
                            {words.compare}
                        </button>
                    </div>
                </FilterForm>
            </Card>
            {content}
        </div>
    }
    .erase()
}

fn comparison(both: Comparison) -> AnyView {
    let words = &staff_words().merges;
    let table = sides(&both);
    // Nothing to send that would be refused.
    let stays = !both.may_stay.is_empty();
    let form = (stays && both.overlaps.is_empty()).then(|| form(&both));
    let nobody = (!stays).then(|| {
        view! {
            <Notice tone=Tone::Bad title=words.none_stays>
                <p>{words.none_stays_hint}</p>
            </Notice>
        }
    });
    let times = both.overlaps.into_iter().map(|at| view! { <li>{at}</li> });
    let times = times.collect::<Vec<_>>();
    let overlaps = (!times.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Bad title=words.overlaps>
                <p>{words.overlaps_hint}</p>
                <ul>{times}</ul>
            </Notice>
        }
    });
    view! {
        {overlaps}
        {nobody}
        <Card title=words.side_by_side>{table}</Card>
        {form}
    }
    .erase()
}

fn form(both: &Comparison) -> AnyView {
    let words = &staff_words().merges;
    let choice = |twin: &Twin| Choice::new(twin.patient.to_string(), words.named(twin.number, &twin.name));
    let options = vec![choice(&both.one), choice(&both.other)];
    let may_stay = both.may_stay.clone();
    let another_birth = both.another_birth;
    let looked = |twin: &Twin| (twin.patient.to_string(), twin.version.to_string());
    let (one, other) = (looked(&both.one), looked(&both.other));
    view! {
        <Card title=words.merge_button>
            <Form action="/fn/admin/merge_records">
                <Hidden name="patient" value=one.0/>
                <Version name="patient_version" value=one.1/>
                <Hidden name="other" value=other.0/>
                <Version name="other_version" value=other.1/>
                <p>{words.what_happens}</p>
                {keep(&may_stay, options)}
                {another_birth.then(another)}
                <TextArea name="reason" label=words.reason hint=words.reason_hint/>
                <div class="actions">
                    <Button>{words.merge_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

/// Which one stays, when that is to be chosen.
fn keep(may_stay: &[PatientId], options: Vec<Choice>) -> AnyView {
    let words = &staff_words().merges;
    if let [only] = may_stay {
        view! {
            <Hidden name="keep" value=only.to_string()/>
            <p>{words.keep_forced}</p>
        }
        .erase()
    } else {
        view! { <RadioGroup name="keep" legend=words.keep options/> }.erase()
    }
}

fn another() -> AnyView {
    let words = &staff_words().merges;
    view! { <Checkbox name="another_birth" label=words.another_birth hint=words.another_birth_differ/> }.erase()
}
