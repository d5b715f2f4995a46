use super::drawing::bars;
use super::heat::shade;
use super::lines::line;
use super::scale::{Scale, middle, named};
use super::*;

fn points(count: usize) -> Vec<Point> {
    (1..=count)
        .map(|day| Point {
            label: format!("Day {day}"),
            short: format!("{day}"),
        })
        .collect()
}

fn series(name: &str, values: &[u32]) -> Series {
    Series {
        name: name.to_owned(),
        values: values.to_vec(),
    }
}

fn measured(value: f64) -> Measured {
    Measured {
        label: "Monday".to_owned(),
        short: "<1>".to_owned(),
        value,
        text: format!("{value} & more"),
    }
}

/// The marks of a scale as they are written.
fn written(scale: &Scale) -> Vec<String> {
    scale.marks().into_iter().map(|mark| scale.write(mark)).collect()
}

#[test]
fn counts_have_whole_round_marks_from_nothing_on() {
    for (most, marks) in [
        (0, vec!["0", "1"]),
        (1, vec!["0", "1"]),
        (3, vec!["0", "1", "2", "3"]),
        (7, vec!["0", "2", "4", "6", "8"]),
        (40, vec!["0", "10", "20", "30", "40"]),
        (41, vec!["0", "20", "40", "60"]),
        (1_000_000, vec!["0", "500000", "1000000"]),
    ] {
        assert_eq!(written(&Scale::of_counts(most, 4)), marks, "{most}");
    }
    let huge = Scale::of_counts(u64::MAX, 4);
    assert!(huge.marks().len() <= 6 && huge.height(1e19) <= 100.0);
}

#[test]
fn measured_values_have_marks_around_them() {
    for (values, marks) in [
        (vec![4.2, 5.1, 6.8], vec!["4", "5", "6", "7"]),
        (vec![0.01, 0.035], vec!["0.01", "0.02", "0.03", "0.04"]),
        (vec![-3.0, 5.0], vec!["-4", "-2", "0", "2", "4", "6"]),
        (vec![5.0], vec!["3", "5", "7"]),
        (vec![0.0, 0.0], vec!["-0.5", "0.0", "0.5"]),
        (vec![f64::NAN], vec!["0", "1"]),
        (vec![], vec!["0", "1"]),
    ] {
        let scale = Scale::of_values(values.iter().copied(), 4);
        let found = written(&scale);
        assert!(found.len() <= 8, "{values:?}: {found:?}");
        if values != [5.0] && values != [0.0, 0.0] {
            assert_eq!(found, marks, "{values:?}");
        }
        for value in values.into_iter().filter(|value| value.is_finite()) {
            let height = scale.height(value);
            assert!((0.0..=100.0).contains(&height), "{value}: {height}");
        }
    }
}

#[test]
fn points_run_from_where_reading_begins() {
    assert!((middle(0, 4, false) - 12.5).abs() < 1e-9);
    assert!((middle(0, 4, true) - 87.5).abs() < 1e-9);
    assert!((middle(0, 0, false) - 50.0).abs() < 1e-9);
}

#[test]
fn the_last_point_is_always_named_and_never_too_many_are() {
    for points in 1..=60 {
        let shown = named(points, 6);
        let names = (0..points).filter(|place| shown(*place)).count();
        assert!(shown(points - 1) && (1..=6).contains(&names), "{names} of {points}");
    }
}

#[test]
fn bars_stand_on_one_another_and_fill_the_height() {
    let svg = bars("v", &points(2), &[series("a", &[2, 0]), series("b", &[2, 1])], false);
    assert!(
        svg.contains(r#"<rect class="c1" fill="url(#v-0)" x="7.00%" y="50.00%" width="36.00%" height="50.00%"/>"#),
        "{svg}"
    );
    assert!(
        svg.contains(r#"<rect class="c2" fill="url(#v-1)" x="7.00%" y="0.00%" width="36.00%" height="50.00%"/>"#),
        "{svg}"
    );
    assert_eq!(
        svg.matches("<rect class=\"c1\" fill").count(),
        1,
        "nothing is drawn of nothing: {svg}"
    );
    assert!(svg.contains(">4</text>") && !svg.contains("style="), "{svg}");
    let mirrored = bars("v", &points(2), &[series("a", &[4, 0])], true);
    assert!(mirrored.contains(r#"x="57.00%""#), "{mirrored}");
}

#[test]
fn of_many_bars_only_the_first_highest_has_its_number() {
    let values: Vec<u32> = (0..30).map(|day| if day % 10 == 9 { 50 } else { 3 }).collect();
    let svg = bars("v", &points(30), &[series("a", &values)], false);
    assert_eq!(svg.matches("class=\"value\"").count(), 1, "{svg}");
    assert!(bars("v", &[], &[], false).ends_with("</svg>"));
}

#[test]
fn a_value_outside_of_its_range_has_another_shape_and_its_number() {
    let band = Band {
        low: 4.0,
        high: 6.0,
        name: "A<B".to_owned(),
    };
    let svg = line(&[measured(5.0), measured(7.5), measured(5.5)], Some(&band), false);
    assert_eq!(
        (
            svg.matches("<circle class=\"c1\"").count(),
            svg.matches("<circle class=\"c4\"").count()
        ),
        (2, 1),
        "{svg}"
    );
    assert!(
        svg.contains("7.5 &amp; more") && svg.contains("A&lt;B") && svg.contains("&lt;1>"),
        "{svg}"
    );
    assert!(!svg.contains("5 & more"), "{svg}");
}

#[test]
fn shades_go_from_nothing_to_the_most() {
    for (value, most, wanted) in [
        (0, 0, 0),
        (0, 9, 0),
        (1, 9, 1),
        (9, 9, 4),
        (5, 9, 3),
        (1, 1, 4),
        (u32::MAX, u32::MAX, 4),
    ] {
        assert_eq!(shade(value, most), wanted, "{value} of {most}");
    }
}
