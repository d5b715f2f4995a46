//! Stories over HTTP, by role: what a browser, a stranger or a script gets from the portal's doors.

mod accounts;
mod app;
mod applications;
mod bad_input;
mod booking;
mod calendars;
mod calls;
mod canaries;
mod cast;
mod client;
mod dump;
mod form_sheet;
mod forms;
mod headers;
mod hostile;
mod html;
mod languages;
mod live;
mod mass_assignment;
mod matrix;
mod objects;
mod rendering;
mod storms;
mod strangers;
mod words;
mod themes;
