use domain::carers::CarersOfRecord;
use leptos::prelude::*;

use crate::look::{CarerRows, OfferFields, lost_change};
use crate::ui::{Button, Card, Details, Erase, Form, Hidden, TextArea, use_page};
use crate::viewer::{staff_words, words};

/// Where a request goes.
const OFFER: &str = "/fn/admin/offer_carer";
/// Where a change is posted.
const CHANGE: &str = "/fn/admin/change_carer";

/// Who acts for the patient, and the form that asks somebody where nobody has an account to do it.
pub(super) fn carers_of(patient: String, carers: CarersOfRecord) -> AnyView {
    let (ui, words) = (words(), &staff_words().records);
    let undone = lost_change(CHANGE, &carers.open);
    let list = if carers.open.is_empty() {
        view! { <p class="muted">{words.carers_none}</p> }.erase()
    } else {
        view! {
            <CarerRows
                carers=carers.open
                label=words.carers_title
                change=CHANGE
                checked=checked
                end="/fn/admin/end_carer"
            />
        }
        .erase()
    };
    let ask = if carers.may_offer {
        let of_age = carers.of_age.map(|day| view! { <p>{words.carer_of_age(day)}</p> });
        view! {
            <Details summary=words.carer_add open=use_page().came_back(OFFER, None)>
                {of_age}
                <Form action=OFFER prefix="carer-">
                    <Hidden name="patient" value=patient/>
                    <OfferFields/>
                    {checked_field(words.carer_basis_hint)}
                    <div class="actions">
                        <Button icon="send">{ui.carers.offer_button}</Button>
                    </div>
                </Form>
            </Details>
        }
        .erase()
    } else {
        view! { <p class="muted">{words.carers_own}</p> }.erase()
    };
    view! {
        <Card title=words.carers_title>
            {undone}
            {list}
            {ask}
        </Card>
    }
    .erase()
}

/// What was checked, for a change: asked for where it gives more.
fn checked() -> AnyView {
    checked_field(staff_words().records.carer_basis_more)
}

fn checked_field(hint: &'static str) -> AnyView {
    view! { <TextArea name="basis" label=staff_words().records.carer_basis hint=hint/> }.erase()
}
