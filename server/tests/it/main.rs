//! Stories over HTTP, by role: what a browser, a stranger or a script gets from the portal's doors.

mod accounts;
mod app;
mod client;
mod forms;
mod headers;
mod hostile;
mod matrix;
mod rendering;
mod words;
