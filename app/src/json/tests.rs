//! The browser reads what `serde_json` reads.

use super::read;
use crate::error::AppError;
use chrono::{NaiveDate, NaiveDateTime};
use domain::{form::FieldErrors, form::Problem, id::AppointmentId, values::Currency};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, fmt::Debug};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Outer {
    text: String,
    letter: char,
    nothing: Option<u8>,
    something: Option<Inner>,
    pairs: Vec<Vec<(i64, f64)>>,
    kinds: Vec<Kind>,
    map: BTreeMap<String, Inner>,
    yes: bool,
    unit: (),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Inner {
    small: u8,
    large: u64,
    below: i32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Plain,
    OfOne(Inner),
    OfTwo(u8, String),
    Named { from: NaiveDate, to: Option<NaiveDateTime> },
}

fn read_alike<T: Debug + PartialEq + DeserializeOwned>(text: &str) {
    assert_eq!(read::<T>(text), serde_json::from_str(text).ok(), "{text}");
}

fn written<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T) {
    let text = serde_json::to_string(value).expect("values are written");
    assert_eq!(read::<T>(&text).as_ref(), Some(value), "{text}");
}

#[test]
fn every_shape_is_read() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day");
    let inner = |below| Inner {
        small: 255,
        large: u64::MAX,
        below,
    };
    written(&Outer {
        text: "a \"b\" \\ \n سلام".to_owned(),
        letter: 'ñ',
        nothing: None,
        something: Some(inner(-5)),
        pairs: vec![vec![(i64::MIN, 0.5), (1, 2.0)], Vec::new()],
        kinds: vec![
            Kind::Plain,
            Kind::OfOne(inner(0)),
            Kind::OfTwo(1, String::new()),
            Kind::Named {
                from: day,
                to: day.and_hms_opt(9, 30, 0),
            },
        ],
        map: [("b".to_owned(), inner(1)), ("a".to_owned(), inner(2))].into(),
        yes: true,
        unit: (),
    });
}

#[test]
fn what_crosses_the_wire_is_read() {
    written(&AppError::Forbidden);
    written(&AppError::TooMany { seconds: 30 });
    written(&AppError::Invalid(FieldErrors::one(
        "name",
        Problem::NameTooLong { max: 9 },
    )));
    written(&Currency::from_code("EUR").expect("a currency"));
    let id: AppointmentId = "0191d2c4-0000-7000-8000-000000000001".parse().expect("an id");
    written(&vec![Some(id), None]);
}

#[test]
fn any_order_is_read_and_what_is_unknown_passed_over() {
    read_alike::<Inner>(r#"{"below": -1, "large": 7, "new": [{"a": null}, 1.5, "x"], "small": 2}"#);
    read_alike::<Kind>(r#"{"named": {"from": "2026-11-16"}}"#);
    read_alike::<Vec<f64>>("[1, -1, 1e3]");
}

#[test]
fn what_is_something_else_is_not_read() {
    for text in [
        "",
        "{",
        "nul",
        "[1,]",
        "{} x",
        "{}",
        r#"{"small": 1, "large": 1}"#,
        r#"{"small": 256, "large": 1, "below": 1}"#,
        r#"{"small": -1, "large": 1, "below": 1}"#,
        r#"{"small": "1", "large": 1, "below": 1}"#,
        r#"{"small": 1, "large": 1, "below": 1.5}"#,
    ] {
        read_alike::<Inner>(text);
        assert!(read::<Inner>(text).is_none(), "{text}");
    }
    for text in [
        r#""other""#,
        r#"{"plain": 1}"#,
        r#""of_one""#,
        r#"{"of_two": [1]}"#,
        r#"{"named": {}}"#,
        "{}",
        "3",
    ] {
        read_alike::<Kind>(text);
        assert!(read::<Kind>(text).is_none(), "{text}");
    }
    read_alike::<Currency>(r#""euro""#);
    read_alike::<AppointmentId>(r#""x""#);
    read_alike::<NaiveDate>(r#""2026-02-30""#);
    read_alike::<String>("1");
    read_alike::<Option<bool>>("0");
}
