//! Stories over HTTP, by role: what a browser, a stranger or a script gets from the portal's doors.

mod accounts;
mod app;
mod applications;
mod audit;
mod bad_input;
mod booking;
mod calendars;
mod calls;
mod canaries;
mod care;
mod carers;
mod cast;
mod client;
mod device;
mod dump;
mod emergency;
mod exchanges;
mod factor;
mod figures;
mod files;
mod form_sheet;
mod forms;
mod headers;
mod hostile;
mod html;
mod invitations;
mod languages;
mod late_forms;
mod live;
mod mass_assignment;
mod matrix;
mod merges;
mod objects;
mod passkeys;
mod people;
mod privacy;
mod records;
mod rendering;
mod roles;
mod s3;
mod storms;
mod strangers;
mod themes;
mod words;
mod world;

/// That of the server itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
