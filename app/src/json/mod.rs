//! How the browser reads JSON: the same text as `serde_json` reads, in a fraction of its code.
//!
//! `serde_json` makes its whole parser anew for each type that it reads, with a sentence for everything that may be wrong:
//! it was a sixth of the browser's program. Here the text is parsed once, into a [`Json`] that knows no type, and all that is
//! made for a type is how its fields are picked out. Nobody is told why an answer could not be read.
//!
//! The server writes every field. One that is not there is nothing: it reads as `None`, and as nothing else, whatever default
//! the type has for forms.

mod reader;
mod sent;
#[cfg(test)]
mod tests;

use reader::Unreadable;
pub(crate) use sent::Sent;

use serde::{
    Deserialize,
    de::{DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor},
};
use std::fmt;

/// What a JSON text says; nothing if it is none, or says something else.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    parse(text).and_then(Json::read)
}

/// The one use of `serde_json`'s parser in the browser.
#[inline(never)]
pub(crate) fn parse(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

/// Any JSON.
#[derive(Clone)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Natural(u64),
    Negative(i64),
    Real(f64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Json {
    /// The value as a type of its own.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Option<T> {
        T::deserialize(self).ok()
    }

    /// The name and the content of an object that has nothing else: how an enum's variant is written.
    pub(crate) fn variant(self) -> Option<(String, Self)> {
        match self {
            Self::Text(name) => Some((name, Self::Null)),
            Self::Object(mut entries) if entries.len() == 1 => entries.pop(),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Natural(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Negative(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Real(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Json::Object(object))
    }
}
