use domain::merges::{Comparison, Holds, Likely, Twin};
use leptos::prelude::*;

use super::record;
use crate::ui::{Column, Erase, Table, Tag, Tone, address};
use crate::viewer::{staff_words, words};

/// Two records, a column each.
pub(super) fn sides(both: &Comparison) -> AnyView {
    let (ui, words) = (words(), &staff_words().merges);
    let pair = [&both.one, &both.other];
    let line = |name: &'static str, compared: bool, of: &dyn Fn(&Twin) -> String| {
        let values = pair.map(of);
        let differ = compared && values[0] != values[1];
        let differ = differ.then(|| view! { " " <Tag tone=Tone::Warn icon="alert" text=words.differ/> });
        let mut cells = vec![view! { {name} {differ} }.erase()];
        cells.extend(values.map(|value| view! { <bdi class="address" dir="auto">{value}</bdi> }.erase()));
        cells
    };
    let visits = |twin: &Twin| match twin.holds {
        Holds { visits, coming: 0, .. } => ui.number(visits),
        Holds { visits, coming, .. } => words.visits_coming(ui.number(visits), ui.number(coming)),
    };
    let email = |twin: &Twin| twin.email.clone().unwrap_or_else(|| words.no_account.to_owned());
    let rows = vec![
        line(ui.common.name, true, &|twin| twin.name.clone()),
        line(ui.common.birth_date, true, &|twin| twin.birth_date.clone()),
        line(ui.common.phone, true, &|twin| twin.phone.clone()),
        line(ui.common.address, true, &|twin| twin.address.clone()),
        line(words.account, false, &email),
        line(staff_words().admin.since, false, &|twin| twin.since.label.clone()),
        line(words.visits, false, &visits),
        line(words.doctors, false, &|twin| ui.number(twin.holds.doctors)),
        line(words.carers, false, &|twin| ui.number(twin.holds.carers)),
    ];
    let columns = vec![
        Column::new(words.what),
        Column::new(words.record(both.one.number)),
        Column::new(words.record(both.other.number)),
    ];
    view! { <Table caption=words.title columns rows/> }.erase()
}

/// Those who may be the same person, each with the way to compare.
pub(super) fn likely(patient: &str, likely: Vec<Likely>) -> AnyView {
    let (ui, words) = (words(), &staff_words().merges);
    if likely.is_empty() {
        return view! { <p class="muted">{words.likely_none}</p> }.erase();
    }
    let here = format!("{}/merge", record(patient));
    let rows = likely.into_iter().map(|row| {
        let number = row.number.to_string();
        let href = address(&here, &[("number", &number)]);
        let account = if row.has_account {
            words.has_account
        } else {
            words.no_account
        };
        vec![
            view! { <a href=href><bdi>{row.name}</bdi></a> }.erase(),
            number.erase(),
            row.birth_date.erase(),
            view! { <bdi>{row.phone}</bdi> }.erase(),
            account.erase(),
        ]
    });
    let columns = [
        ui.common.name,
        staff_words().admin.record_number,
        ui.common.birth_date,
        ui.common.phone,
        words.account,
    ];
    view! { <Table caption=words.likely columns=columns.map(Column::new).to_vec() rows=rows.collect()/> }.erase()
}
