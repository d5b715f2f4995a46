//! The user interface kit: looks, accessibility and the plumbing of forms, without a medical word.
//!
//! Texts come in as props. A text prop that is left out or empty is not shown.

mod address;
mod answer;
mod at_first;
mod button;
mod calendar;
mod chart;
mod choices;
#[cfg(test)]
mod contrast;
mod day_picker;
mod details;
mod erase;
mod field;
pub mod form;
mod live;
mod loaded;
mod navigation;
mod order;
pub mod page;
mod pieces;
mod rows;
mod say;
mod send;
mod still;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod text_area;
mod tone;
mod weeks;

pub use address::address;
pub use button::{Button, ButtonKind, ButtonLink, Icon, TimeButtons, TimeChoice};
pub use calendar::{Agenda, Calendar, CalendarDay, Entry, HourGrid, MonthCell, MonthGrid};
pub use chart::{Band, BarChart, HeatMap, HeatRow, LineChart, Measured, Point, Series};
pub use choices::{Checkbox, CheckboxGroup, Choice, DateFields, RadioGroup, Select};
pub use day_picker::{DayPicker, PickerDay};
pub use details::Details;
pub use erase::{Children, Erase};
pub use field::{Field, FileField, Hidden, Input, Version, Width};
pub use form::{FilterForm, Form, FormState, LostForm, PostedForm, PostedFormSlot, use_form};
pub use live::shows;
pub use loaded::{ErrorPage, Loading, loaded, loaded_or};
pub use navigation::{Link, PageHeader, Pagination, SegmentedLinks, Steps};
pub use order::ordered;
pub use page::{Announcer, provide_page, use_page};
pub use pieces::{Card, DefinitionList, EmptyState, Face, Fact, Figure, Notice, Person, Tag, Toast};
pub use rows::{Rows, rows};
#[cfg(target_arch = "wasm32")]
pub use still::all_awake;
pub use still::{late, still};
pub use summary::ErrorSummary;
pub use table::{Column, Table};
pub use text_area::TextArea;
pub use tone::Tone;
