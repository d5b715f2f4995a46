//! Hands what the process says over to the system log: warnings, failures, and its start and stop.

use std::fmt;

use domain::system_log::LogLevel;
use services::scope::Tools;
use services::system_log::{self, Said};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;
use uuid::Uuid;

/// Lines that wait to be written; with more the newest are lost and counted.
const MOST_WAITING: usize = 1024;
/// Lines written at once.
const BATCH: usize = 100;
/// Characters of a message, and of its fields.
const LONGEST: usize = 2000;
/// What says that the process began and stopped.
const LIFE: &str = "server::serve";

/// A line on its way: the clock of the portal stamps it when it is taken.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    level: LogLevel,
    target: &'static str,
    message: String,
    fields: String,
    request: Option<Uuid>,
}

/// Where the lines come out.
pub type Lines = mpsc::Receiver<Line>;

/// Picks the lines.
pub struct Recorder(mpsc::Sender<Line>);

impl Recorder {
    /// A recorder, and where its lines come out.
    #[must_use]
    pub fn new() -> (Self, Lines) {
        let (sender, lines) = mpsc::channel(MOST_WAITING);
        (Self(sender), lines)
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut words = Words::default();
        attributes.record(&mut words);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(words);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let Some(level) = kept(event.metadata()) else {
            return;
        };
        let mut words = Words::default();
        event.record(&mut words);
        // The job or the request in which it was said.
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(around) = span.extensions().get::<Words>() {
                words.request = words.request.or(around.request);
                words.add(format_args!("{}", around.fields));
            }
        }
        let line = Line {
            level,
            target: event.metadata().target(),
            message: words.message,
            fields: words.fields,
            request: words.request,
        };
        // What does not fit is lost: whoever speaks must not wait for the database.
        let _ = self.0.try_send(line);
    }
}

fn kept(said: &Metadata<'_>) -> Option<LogLevel> {
    match *said.level() {
        Level::ERROR => Some(LogLevel::Error),
        Level::WARN => Some(LogLevel::Warn),
        Level::INFO if said.target() == LIFE => Some(LogLevel::Info),
        _ => None,
    }
}

/// The message of an event, and its fields in one line.
#[derive(Default)]
struct Words {
    message: String,
    fields: String,
    request: Option<Uuid>,
}

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => push(&mut self.message, format_args!("{value:?}")),
            "request.id" => self.request = format!("{value:?}").parse().ok(),
            name => self.add(format_args!("{name}={value:?}")),
        }
    }
}

impl Words {
    /// One more field, or several.
    fn add(&mut self, field: fmt::Arguments<'_>) {
        let text = field.to_string();
        if !text.is_empty() {
            let gap = if self.fields.is_empty() { "" } else { ", " };
            push(&mut self.fields, format_args!("{gap}{text}"));
        }
    }
}

fn push(to: &mut String, said: fmt::Arguments<'_>) {
    let left = LONGEST.saturating_sub(to.chars().count());
    to.extend(said.to_string().chars().take(left));
}

/// Writes lines until `stop`, and what waits then. What can't be written is lost: to say so would be one line more.
pub async fn keep(tools: &Tools, lines: &mut Lines, stop: &CancellationToken) {
    let mut taken = Vec::with_capacity(BATCH);
    loop {
        let count = tokio::select! {
            biased;
            count = lines.recv_many(&mut taken, BATCH) => count,
            () = stop.cancelled() => 0,
        };
        let now = tools.clock.now();
        let said = taken.drain(..).map(|line| Said {
            at: now,
            level: line.level,
            target: line.target.to_owned(),
            message: line.message,
            fields: line.fields,
            request: line.request,
        });
        let said: Vec<_> = said.collect();
        let _ = system_log::keep(tools, said).await;
        if count == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::prelude::*;

    use super::*;

    fn heard(say: impl FnOnce()) -> Vec<Line> {
        let (recorder, mut lines) = Recorder::new();
        tracing::subscriber::with_default(tracing_subscriber::registry().with(recorder), say);
        std::iter::from_fn(|| lines.try_recv().ok()).collect()
    }

    #[test]
    fn warnings_and_failures_are_kept_with_the_request_that_they_are_about() {
        let id = Uuid::from_u128(7);
        let lines = heard(|| {
            let span = tracing::info_span!("request", request.id = %id);
            span.in_scope(|| {
                let inner = tracing::info_span!("job", job.id = 4);
                inner.in_scope(|| tracing::error!(error = ?"full", "a job failed"));
            });
            tracing::warn!("alone");
            tracing::info!("answered");
            tracing::info!(target: "server::serve", address = "127.0.0.1:3000", "serving");
        });
        let shown: Vec<_> = lines
            .iter()
            .map(|line| (line.level, line.message.as_str(), line.fields.as_str(), line.request))
            .collect();
        let expected = [
            (LogLevel::Error, "a job failed", "error=\"full\", job.id=4", Some(id)),
            (LogLevel::Warn, "alone", "", None),
            (LogLevel::Info, "serving", "address=\"127.0.0.1:3000\"", None),
        ];
        assert_eq!(shown, expected);
        assert_eq!(lines[0].target, module_path!());
    }

    #[test]
    fn nothing_grows_without_end() {
        let lines = heard(|| {
            for _ in 0..(MOST_WAITING + 10) {
                tracing::error!("{}", "long ".repeat(1000));
            }
        });
        assert_eq!(lines.len(), MOST_WAITING);
        assert_eq!(lines[0].message.chars().count(), LONGEST);
    }
}
