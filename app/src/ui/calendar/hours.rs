use super::lanes::{Lane, lanes};
use super::{CalendarDay, Entry};
use crate::ui::{Erase, Icon, rows};
use crate::viewer::words;
use leptos::prelude::*;

/// Days side by side, from the first hour needed to the last; a single one has the room to say more of each entry.
#[component]
pub fn HourGrid(
    /// The days in order, their entries sorted by start.
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
    let alone = days.len() == 1;
    let class = format!("week{}{}", if alone { " alone" } else { "" }, scale(&days));
    let heads = days.iter().map(head).collect::<Vec<_>>();
    let columns = days
        .into_iter()
        .map(|day| column(day, &place, (from * 60, to * 60), alone))
        .collect::<Vec<_>>();
    view! {
        <div class=class role="region" tabindex="0" aria-label=name>
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

fn head(day: &CalendarDay) -> AnyView {
    let class = day.today.then_some("today");
    let short = day.short.clone();
    let text = if day.href.is_empty() {
        short.erase()
    } else {
        view! {
            <a href=day.href.clone() aria-label=day.heading.clone()>
                {short}
            </a>
        }
        .erase()
    };
    view! {
        <th scope="col" class=class aria-current=day.today.then_some("date")>
            {text}
        </th>
    }
    .erase()
}

/// The class that makes the shortest entry as high as a line, and as a finger needs it.
fn scale(days: &[CalendarDay]) -> &'static str {
    let entries = days.iter().flat_map(|day| &day.entries);
    match entries.map(|entry| entry.end.saturating_sub(entry.start)).min() {
        Some(..10) => " finest",
        Some(10..15) => " finer",
        Some(15..20) => " fine",
        _ => "",
    }
}

/// The hours that the days need; at least the working day. Idle time is cut at them, unless it would not be seen at all.
fn span(days: &[CalendarDay]) -> (u16, u16) {
    let open = days.iter().flat_map(|day| day.open.iter().flatten().copied());
    let of = |idle| {
        let entries = days.iter().flat_map(|day| &day.entries);
        let entries = entries.filter(move |entry| entry.idle == idle);
        entries.map(|entry| (entry.start, entry.end))
    };
    let wide = |(from, to): (u16, u16), (start, end): (u16, u16)| (from.min(start / 60), to.max(end.div_ceil(60)));
    let needed = open.chain(of(false)).fold((8, 18), wide);
    let unseen = of(true).filter(|(start, end)| *end <= needed.0 * 60 || needed.1 * 60 <= *start);
    let (from, to) = unseen.fold(needed, wide);
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

fn column(day: CalendarDay, grid: &str, (from, to): (u16, u16), alone: bool) -> AnyView {
    let spans = day
        .entries
        .iter()
        .map(|entry| (entry.start, entry.end))
        .collect::<Vec<_>>();
    let placed = day.entries.into_iter().zip(lanes(&spans));
    let shown = |(entry, lane): (Entry, Lane)| {
        let place = place(entry.start, entry.end, from, to);
        block(entry, lane, &place, alone)
    };
    let entries = rows(placed, |(entry, _)| entry.key(), shown);
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

fn block(entry: Entry, lane: Lane, place: &str, alone: bool) -> AnyView {
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
    let class = format!("{} {place} {lane}", entry.tone.on(brief));
    let detail = (alone && !entry.detail.is_empty()).then(|| view! { <small>{entry.detail}</small> });
    let name = words().list([entry.name.as_str(), entry.status.as_str()]);
    let content = view! {
        <b>
            <bdi>{entry.title}</bdi>
        </b>
        <span>{entry.time} " " <Icon name=entry.icon/> " " <i>{entry.status}</i></span>
        {detail}
    };
    let entry = if entry.href.is_empty() {
        view! { <div>{content}</div> }.erase()
    } else {
        view! { <a href=entry.href aria-label=name>{content}</a> }.erase()
    };
    view! { <li class=class.trim_end().to_owned()>{entry}</li> }.erase()
}

#[cfg(test)]
mod tests {
    use super::{CalendarDay, Entry, place, scale, span};

    fn day(spans: &[(u16, u16)]) -> CalendarDay {
        let entries = spans.iter().map(|(start, end)| Entry {
            start: *start,
            end: *end,
            ..Entry::default()
        });
        CalendarDay {
            entries: entries.collect(),
            ..CalendarDay::default()
        }
    }

    #[test]
    fn a_grid_shows_the_working_day_and_what_lies_outside() {
        assert_eq!(span(&[]), (8, 18));
        assert_eq!(span(&[day(&[(430, 480)]), day(&[(1110, 1141)])]), (7, 20));
        assert_eq!(span(&[day(&[(0, 1440)])]), (0, 24));
        let idle = |start, end| {
            let mut day = day(&[(600, 1150), (start, end)]);
            day.entries[1].idle = true;
            day
        };
        assert_eq!(
            span(&[idle(0, 1440)]),
            (8, 20),
            "a whole day off makes the day no longer"
        );
        assert_eq!(span(&[idle(1260, 1290)]), (8, 22), "an evening off is seen");
    }

    #[test]
    fn the_shortest_entry_decides_how_high_an_hour_is() {
        assert_eq!(scale(&[]), "");
        assert_eq!(scale(&[day(&[(540, 560)])]), "");
        assert_eq!(scale(&[day(&[(540, 555), (600, 660)])]), " fine");
        assert_eq!(scale(&[day(&[(540, 600)]), day(&[(540, 550)])]), " finer");
        assert_eq!(scale(&[day(&[(540, 545)])]), " finest");
    }

    #[test]
    fn classes_say_where_an_entry_stands() {
        assert_eq!(place(605, 635, 480, 1080), "h10 m1 dh0 dm6");
        assert_eq!(
            place(400, 1200, 480, 1080),
            "h8 m0 dh10 dm0",
            "cut at the first and the last hour"
        );
        assert_eq!(place(600, 600, 480, 1080), "h10 m0 dh0 dm1");
    }
}
