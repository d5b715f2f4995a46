//! Each component in each of its states, on one page for developers. Only the server knows it, and only in development
//! mode: nothing of it reaches a browser's program. Headings are the names of components, texts come from real pages.

mod calendars;

use domain::figures::Standing;
use domain::files::LICENCE;
use domain::form::{FieldErrors, Problem};
use leptos::prelude::*;

use crate::error::AppError;
use crate::layout::{Languages, Themes};
use crate::plain;
use crate::theme::Theme;
use crate::ui::{
    Band, BarChart, Button, ButtonKind, ButtonLink, Card, Checkbox, CheckboxGroup, Choice, Column, DateFields,
    DefinitionList, Details, EmptyState, Erase, Fact, Field, Figure, FileField, FilterForm, Form, HeatMap, HeatRow,
    Icon, Input, LineChart, Link, Loading, Measured, Notice, Pagination, Person, Point, PostedForm, PostedFormSlot,
    RadioGroup, SegmentedLinks, Select, Series, Steps, Table, Tag, TextArea, TimeButtons, TimeChoice, Toast, Tone,
    Width, provide_page,
};
use crate::viewer::{Viewer, language, staff_words, words};

/// Where the page is, and where its forms would post.
pub const PATH: &str = "/dev/catalogue";

const TONES: [Tone; 6] = [Tone::Brand, Tone::Good, Tone::Warn, Tone::Bad, Tone::Calm, Tone::Gone];

const SPRITE: &str = include_str!("../../public/icons.svg");

/// The document, as this viewer reads.
#[must_use]
pub fn document(viewer: Viewer) -> String {
    let language = words::Language::from_code(&viewer.language).unwrap_or_default();
    let theme: Theme = viewer.theme;
    let errors = FieldErrors::one("wrong_email", Problem::EmailWrong);
    let posted = PostedForm {
        action: PATH.to_owned(),
        values: vec![("wrong_email".to_owned(), "amelia@".to_owned())],
        error: AppError::Invalid(errors),
    };
    let body = Owner::new_root(None).with(|| {
        provide_context(language);
        provide_context(viewer);
        provide_context(PostedFormSlot(Some(posted)));
        provide_page();
        parts().to_html()
    });
    plain::document(language, theme, language.server().development.catalogue_title, &body)
}

fn parts() -> AnyView {
    let words = &language().server().development;
    view! {
        <h1>{words.catalogue_title}</h1>
        <p>{words.catalogue_lead}</p>
        <Themes/>
        <Languages/>
        {part("Icon", icons())}
        {part("Button, ButtonLink, TimeButtons", buttons())}
        {part("Tag", tags())}
        {part("Notice, Toast", notices())}
        {part("Card, Figure, Person, DefinitionList", cards())}
        {part("Details, EmptyState, Loading", states())}
        {part("Steps, SegmentedLinks, Pagination", ways())}
        {part("Table", tables())}
        {part("Form, Field, FileField, Select, TextArea", form())}
        {part("RadioGroup, CheckboxGroup, Checkbox, DateFields", choices())}
        {part("Form, ErrorSummary", refused())}
        {part("FilterForm", filter())}
        {part("BarChart", bars())}
        {part("LineChart", lines())}
        {part("HeatMap", heat())}
        {part("HourGrid", calendars::hours())}
        {part("MonthGrid", calendars::month())}
        {part("Agenda", calendars::agenda())}
        {part("DayPicker", calendars::picker())}
    }
    .erase()
}

/// The name of a component is the same in every language.
fn part(name: &'static str, view: AnyView) -> AnyView {
    view! {
        <section class="stack" aria-label=name>
            <h2 lang="en" dir="ltr">{name}</h2>
            {view}
        </section>
    }
    .erase()
}

fn icons() -> AnyView {
    let names = SPRITE
        .split("<symbol id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let icons = names
        .map(|name| view! { <li class="row"><Icon name/> <span class="small" dir="ltr">{name}</span></li> }.erase());
    view! { <ul class="tiles" role="list">{icons.collect::<Vec<_>>()}</ul> }.erase()
}

fn buttons() -> AnyView {
    let words = words();
    let kinds = [
        ButtonKind::Primary,
        ButtonKind::Quiet,
        ButtonKind::Plain,
        ButtonKind::Danger,
    ];
    let texts = [
        words.common.save,
        words.common.change,
        words.common.cancel,
        words.common.remove,
    ];
    let buttons: Vec<_> = kinds
        .into_iter()
        .zip(texts)
        .map(|(kind, text)| view! { <Button kind>{text}</Button> }.erase())
        .collect();
    let links: Vec<_> = kinds
        .into_iter()
        .zip(texts)
        .map(|(kind, text)| view! { <ButtonLink kind href=PATH icon="calendar-plus">{text}</ButtonLink> }.erase())
        .collect();
    let times = [9_u8, 10, 12, 14]
        .map(|hour| {
            let label = language().server().dates.clock(hour, 30);
            TimeChoice {
                value: hour.to_string(),
                name: words.common.at(&label, words.common.video),
                label,
            }
        })
        .to_vec();
    view! {
        <div class="actions">{buttons}</div>
        <div class="actions">
            <button type="button" class="button" disabled=true>{words.common.saving}</button>
            <button type="button" class="button quiet" disabled=true>{words.common.saving}</button>
        </div>
        <div class="actions">{links}</div>
        <Form action="/dev/times" prefix="times-">
            <TimeButtons name="time" times/>
        </Form>
    }
    .erase()
}

fn tags() -> AnyView {
    let tags = TONES
        .into_iter()
        .zip(["calendar", "check-circle", "hourglass", "alert", "video", "ban"])
        .map(|(tone, icon)| view! { <li><Tag text=words().common.status icon tone/></li> }.erase());
    view! { <ul class="row" role="list">{tags.collect::<Vec<_>>()}</ul> }.erase()
}

fn notices() -> AnyView {
    let (words, staff) = (words(), staff_words());
    let notices = [Tone::Brand, Tone::Good, Tone::Warn, Tone::Bad].map(|tone| {
        view! {
            <Notice tone title=words.common.important>
                <p>{staff.admin.check_licence}</p>
            </Notice>
        }
        .erase()
    });
    let toast = view! {
        <Toast title=words.hours.rule_removed>
            <Button kind=ButtonKind::Quiet icon="undo">{words.common.undo}</Button>
        </Toast>
    };
    notices.into_iter().chain([toast.erase()]).collect::<Vec<_>>().erase()
}

fn cards() -> AnyView {
    let (words, staff) = (words(), staff_words());
    let facts = || {
        vec![
            Fact::new(words.common.name, "Amelia Whitcombe"),
            Fact::new(words.common.phone, "+44 20 7946 0123"),
        ]
    };
    let long = "Wolfeschlegelsteinhausenbergerdorff ".repeat(3);
    view! {
        <div class="tiles">
            <Figure label=staff.admin.count_today value=0/>
            <Figure label=staff.admin.count_patients value=12_345 href=PATH/>
        </div>
        <Card title=words.common.details aside=view! { <Tag text=words.common.status icon="calendar"/> }.erase()>
            <DefinitionList facts=facts()/>
        </Card>
        <Card title=words.common.important now=true>
            <Person initials="AW" name="Amelia Whitcombe" line=words.nav.acting_as_patient href=PATH/>
            <Person initials="WW" name=long line=words.nav.acting_as_patient/>
        </Card>
    }
    .erase()
}

fn states() -> AnyView {
    let (words, staff) = (words(), staff_words());
    view! {
        <Details summary=words.common.details><p>{staff.admin.check_licence}</p></Details>
        <Details summary=words.common.show open=true><p>{staff.admin.check_licence}</p></Details>
        <EmptyState icon="people" title=staff.admin.nobody text=staff.admin.nobody_hint>
            <ButtonLink kind=ButtonKind::Quiet href=PATH>{words.common.clear}</ButtonLink>
        </EmptyState>
        <Loading/>
    }
    .erase()
}

fn ways() -> AnyView {
    let words = words();
    let links = |href: &str| {
        [words.common.day, words.common.month, words.common.year]
            .map(|text| Link::new(href, text))
            .to_vec()
    };
    view! {
        <Steps label=words.common.carry_on steps=links("") current=1/>
        <SegmentedLinks label=words.common.show links=links(PATH) current=0/>
        <Pagination page=6 pages=12 address=PATH/>
    }
    .erase()
}

fn tables() -> AnyView {
    let (words, staff) = (words(), staff_words());
    let row = |name: &str, count: u32| {
        let tag = view! { <Tag text=words.common.success icon="check-circle" tone=Tone::Good/> };
        vec![name.to_owned().erase(), tag.erase(), count.erase()]
    };
    let columns = vec![
        Column::new(words.common.name),
        Column::new(words.common.status),
        Column::number(staff.admin.sessions),
    ];
    let rows = vec![row("Amelia Whitcombe", 1), row(&"Bartholomew ".repeat(8), 12_345)];
    view! { <Table caption=staff.admin.people_title columns rows/> }.erase()
}

fn form() -> AnyView {
    let (words, staff) = (words(), staff_words());
    let options = || {
        [words.time.morning, words.common.any]
            .map(|text| Choice::new(text, text))
            .to_vec()
    };
    view! {
        <Form action="/dev/fields" prefix="fields-">
            <Field name="name" label=words.common.name kind=Input::Name hint=staff.admin.people_search_hint/>
            <Field name="short" label=words.common.time kind=Input::Time width=Width::Short value="9:30"/>
            <Field name="day" label=words.common.date kind=Input::Date width=Width::Medium/>
            <Field name="secret" label=words.account.current_password kind=Input::Password width=Width::Medium/>
            <Select name="place" label=words.common.place options=options() blank=words.common.choose/>
            <TextArea name="note" label=words.common.note hint=words.common.optional/>
            <FileField name="file" label=words.files.licence_file hint=words.files.licence_hint accept=LICENCE.accept()/>
            <div class="actions"><Button>{words.common.save}</Button></div>
        </Form>
    }
    .erase()
}

fn choices() -> AnyView {
    let (words, staff) = (words(), staff_words());
    let options = || {
        vec![
            Choice::new("yes", words.common.yes).hint(staff.admin.approve_hint),
            Choice::new("no", words.common.no),
        ]
    };
    let days =
        domain::availability::Weekday::ALL.map(|day| Choice::new(day.number().to_string(), words.time.weekday(day)));
    view! {
        <Form action="/dev/choices" prefix="choices-">
            <RadioGroup name="boxed" legend=staff.admin.decide_title options=options() value="yes" boxed=true/>
            <RadioGroup name="inline" legend=words.common.choose options=options() inline=true/>
            <CheckboxGroup name="days[]" legend=words.common.day options=days.to_vec() values=vec!["2".to_owned()] columns=true/>
            <Checkbox name="one" label=staff.admin.active hint=staff.admin.closing_hint checked=true/>
            <DateFields name="birth" legend=words.common.birth_date hint=words.common.optional/>
        </Form>
    }
    .erase()
}

fn refused() -> AnyView {
    let words = words();
    view! {
        <Form action=PATH prefix="wrong-">
            <Field name="wrong_email" label=words.common.email kind=Input::Email/>
            <div class="actions"><Button>{words.common.save}</Button></div>
        </Form>
    }
    .erase()
}

fn filter() -> AnyView {
    let (words, staff) = (words(), staff_words());
    view! {
        <div class="card">
            <FilterForm action=PATH label=words.common.search>
                <div class="form-row">
                    <Field name="query" label=staff.admin.people_search kind=Input::Search/>
                    <button type="submit" class="button"><Icon name="search"/>{words.common.search}</button>
                </div>
            </FilterForm>
        </div>
    }
    .erase()
}

fn points(count: u32) -> Vec<Point> {
    let dates = &language().server().dates;
    (1..=count)
        .map(|day| Point {
            label: dates.day_month(day, dates.november),
            short: dates.day_month(day, dates.nov),
        })
        .collect()
}

fn bars() -> AnyView {
    let (words, staff) = (words(), staff_words());
    // Numbers that look like a month, the same each time.
    let values = |from: u32, most: u32| {
        (0..30_u32)
            .map(|day| if day % 7 > 4 { 0 } else { (day * 5 + from) % most })
            .collect()
    };
    let series = Standing::ALL
        .into_iter()
        .zip([(9, 23), (2, 5), (1, 4), (1, 3)])
        .map(|(standing, (from, most))| Series {
            name: staff.admin.standing(standing).to_owned(),
            values: values(from, most),
        })
        .collect();
    let few = || Series {
        name: words.doctors.visits.to_owned(),
        values: vec![3, 12, 0, 7, 9, 12, 1, 4],
    };
    let none = Series {
        name: words.doctors.visits.to_owned(),
        values: vec![0; 8],
    };
    view! {
        <BarChart id="stacked" sentence=staff.admin.chart_days caption=staff.admin.chart_days axis=words.common.date points=points(30) series csv=PATH/>
        <BarChart id="few" sentence=words.doctors.weeks_sentence(48_u32) caption=words.doctors.weeks_title axis=words.doctors.week points=points(8) series=vec![few()]/>
        <BarChart id="none" sentence=words.doctors.weeks_sentence(0_u32) caption=words.doctors.weeks_title axis=words.doctors.week points=points(8) series=vec![none]/>
    }
    .erase()
}

fn lines() -> AnyView {
    let (words, own) = (words(), &language().server().development);
    let values = [4.8, 5.1, 5.0, 6.9, 5.9, 5.4, 3.6, 4.4];
    let values = points(8)
        .into_iter()
        .zip(values)
        .map(|(point, value)| Measured {
            label: point.label,
            short: point.short,
            value,
            text: format!("{value} mmol/l"),
        })
        .collect();
    let band = Band {
        low: 3.9,
        high: 6.1,
        name: own.band.to_owned(),
    };
    view! {
        <LineChart
            sentence=own.line
            caption=own.line
            axis=words.common.date
            measure=own.value
            values
            band=Some(band)
        />
    }
    .erase()
}

fn heat() -> AnyView {
    let (words, staff) = (words(), staff_words());
    let days = domain::availability::Weekday::ALL;
    let rows = (8_u8..=17)
        .map(|hour| HeatRow {
            label: language().server().dates.clock(hour, 0),
            values: (0..7_u32)
                .map(|day| {
                    if day > 4 {
                        0
                    } else {
                        (u32::from(hour) * 7 + day * 3) % 19
                    }
                })
                .collect(),
        })
        .collect();
    let columns = days
        .map(|day| {
            (
                words.time.weekday(day).to_owned(),
                words.time.short_weekday(day).to_owned(),
            )
        })
        .to_vec();
    view! { <HeatMap sentence=staff.admin.chart_hours caption=staff.admin.chart_hours axis=words.common.time columns rows/> }.erase()
}
