use super::{
    button::Icon,
    lanes::{Lane, lanes},
    pieces::Tag,
    rows::rows,
    tone::Tone,
};
use crate::ui::Erase;
use leptos::prelude::*;

/// Something that stands in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Where it leads.
    pub href: String,
    /// "2:30pm"
    pub time: String,
    /// The end or the length, in small print under the time; may be empty.
    pub until: String,
    /// The instant in RFC 3339.
    pub datetime: String,
    /// Who or what.
    pub title: String,
    /// More in small print; may be empty.
    pub detail: String,
    /// The whole name for assistive technology in the week grid, where little text fits.
    pub name: String,
    /// The word of its state.
    pub status: String,
    /// The icon of its state.
    pub icon: &'static str,
    /// The colour of its state.
    pub tone: Tone,
    /// Minutes from midnight of its day.
    pub start: u16,
    /// Minutes from midnight of its day, after `start`.
    pub end: u16,
}

/// A day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarDay {
    /// "Wednesday 18 November"
    pub heading: String,
    /// "Wed 18"
    pub short: String,
    /// Whether it is today.
    pub today: bool,
    /// What stands in it, sorted by start.
    pub entries: Vec<Entry>,
    /// What the list says when nothing stands in it; an empty day is left out of the list when this is empty too.
    pub empty: String,
    /// The opened times in minutes from midnight; everything else is hatched. `None` hatches nothing.
    pub open: Option<Vec<(u16, u16)>>,
    /// Where the line of the present stands, in minutes from midnight.
    pub now: Option<u16>,
}

/// Which shape a calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// The grid where there is room for it, else the list.
    #[default]
    Fitting,
    /// The list.
    List,
    /// The grid.
    Grid,
}

/// Days as a list or as a grid, from the same data.
#[component]
pub fn Calendar(
    /// The days in order.
    days: Vec<CalendarDay>,
    /// The name of the grid: "Week of 16 November".
    #[prop(into)]
    caption: String,
    /// The text of each of the 24 hours: "8am".
    hours: Vec<String>,
    /// List or grid.
    #[prop(optional)]
    shape: Shape,
) -> impl IntoView {
    let grid = (shape != Shape::List).then(|| view! { <WeekGrid days=days.clone() caption=caption hours=hours/> });
    let list = (shape != Shape::Grid).then(|| view! { <Agenda days=days/> });
    view! { <div class="calendar">{grid} {list}</div> }.erase()
}

/// Days as a list of what stands in them.
#[component]
pub fn Agenda(
    /// The days in order.
    days: Vec<CalendarDay>,
) -> impl IntoView {
    let days = days
        .into_iter()
        .filter(|day| !day.entries.is_empty() || !day.empty.is_empty());
    let listed = |day: CalendarDay| {
        let entries = rows(day.entries, |entry| entry.href.clone(), row);
        let content = if entries.is_empty() {
            view! { <p class="muted">{day.empty}</p> }.erase()
        } else {
            view! { <ul role="list">{entries}</ul> }.erase()
        };
        view! {
            <li class=day.today.then_some("today")>
                <h2>{day.heading}</h2>
                {content}
            </li>
        }
        .erase()
    };
    let days = rows(days, |day| day.heading.clone(), listed);
    view! {
        <ol class="agenda" role="list">
            {days}
        </ol>
    }
    .erase()
}

fn row(entry: Entry) -> AnyView {
    let until = (!entry.until.is_empty()).then(|| view! { <small>{entry.until}</small> });
    let detail = (!entry.detail.is_empty()).then(|| view! { <span class="small">{entry.detail}</span> });
    view! {
        <li>
            <a class=entry.tone.on("entry") href=entry.href>
                <span class="time">
                    <time datetime=entry.datetime>{entry.time}</time>
                    {until}
                </span>
                <span>
                    <span class="title">
                        <bdi>{entry.title}</bdi>
                    </span>
                    {detail}
                </span>
                <Tag tone=entry.tone icon=entry.icon text=entry.status/>
            </a>
        </li>
    }
    .erase()
}

/// Days side by side, from the first hour needed to the last.
#[component]
pub fn WeekGrid(
    /// The days in order.
    days: Vec<CalendarDay>,
    /// The name of the table.
    #[prop(into)]
    caption: String,
    /// The text of each of the 24 hours.
    hours: Vec<String>,
) -> impl IntoView {
    let name = caption.clone();
    let (from, to) = span(&days);
    let place = format!("day-grid from{from} hours{}", to - from);
    let axis = (from..to)
        .zip(hours.into_iter().skip(from.into()))
        .map(|(hour, text)| view! { <span class=format!("hour h{hour}")>{text}</span> })
        .collect::<Vec<_>>();
    let heads = days
        .iter()
        .map(|day| {
            let class = day.today.then_some("today");
            view! {
                <th scope="col" class=class aria-current=day.today.then_some("date")>
                    {day.short.clone()}
                </th>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    let columns = days
        .into_iter()
        .map(|day| column(day, &place, from * 60, to * 60))
        .collect::<Vec<_>>();
    view! {
        <div class="week" role="region" tabindex="0" aria-label=name>
            <table>
                <caption class="hidden">{caption}</caption>
                <thead>
                    <tr>
                        <td class="axis"></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <td class="axis" aria-hidden="true">
                            <div class=place.clone()>{axis}</div>
                        </td>
                        {columns}
                    </tr>
                </tbody>
            </table>
        </div>
    }
    .erase()
}

/// The hours that the days need; at least the working day.
fn span(days: &[CalendarDay]) -> (u16, u16) {
    let open = days.iter().flat_map(|day| day.open.iter().flatten().copied());
    let entries = days
        .iter()
        .flat_map(|day| day.entries.iter().map(|entry| (entry.start, entry.end)));
    let (from, to) = open.chain(entries).fold((8, 18), |(from, to), (start, end)| {
        (from.min(start / 60), to.max(end.div_ceil(60)))
    });
    (from.min(23), to.min(24))
}

/// The classes that place a span of minutes in a column.
fn place(start: u16, end: u16, from: u16, to: u16) -> String {
    let start = start.clamp(from, to);
    let twelfths = end.clamp(start, to).saturating_sub(start).div_ceil(5).max(1);
    format!(
        "h{} m{} dh{} dm{}",
        start / 60,
        start % 60 / 5,
        twelfths / 12,
        twelfths % 12
    )
}

fn column(day: CalendarDay, grid: &str, from: u16, to: u16) -> AnyView {
    let spans = day
        .entries
        .iter()
        .map(|entry| (entry.start, entry.end))
        .collect::<Vec<_>>();
    let placed = day.entries.into_iter().zip(lanes(&spans));
    let key = |(entry, _): &(Entry, Lane)| format!("{} {}", entry.href, entry.start);
    let entries = rows(placed, key, |(entry, lane)| block(entry, lane, from, to));
    let entries = (!entries.is_empty()).then(|| view! { <ul role="list">{entries}</ul> });
    let class = if day.open.is_some() {
        format!("{grid} hatched")
    } else {
        grid.to_owned()
    };
    let open = day
        .open
        .into_iter()
        .flatten()
        .map(|(start, end)| view! { <span class=format!("open {}", place(start, end, from, to))></span> })
        .collect::<Vec<_>>();
    let now = day.now.filter(|now| (from..to).contains(now));
    let now = now.map(|now| view! { <span class=format!("now-line {}", place(now, now, from, to))></span> });
    view! {
        <td>
            <div class=class>{open} {now} {entries}</div>
        </td>
    }
    .erase()
}

fn block(entry: Entry, lane: Lane, from: u16, to: u16) -> AnyView {
    let lane = if lane.of > 1 {
        format!("l{} of{}", lane.number, lane.of)
    } else {
        String::new()
    };
    let brief = if entry.end.saturating_sub(entry.start) < 30 {
        "visit brief"
    } else {
        "visit"
    };
    let class = format!(
        "{} {} {lane}",
        entry.tone.on(brief),
        place(entry.start, entry.end, from, to)
    );
    view! {
        <li class=class.trim_end().to_owned()>
            <a href=entry.href aria-label=entry.name>
                <b>
                    <bdi>{entry.title}</bdi>
                </b>
                <span>{entry.time} " " <Icon name=entry.icon/></span>
            </a>
        </li>
    }
    .erase()
}
