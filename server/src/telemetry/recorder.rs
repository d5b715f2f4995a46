//! Hands what the process says over to the system log: warnings, failures, and its start and stop.

use std::fmt;
use std::sync::Arc;

use domain::system_log::LogLevel;
use services::handover::{Handover, Waiting, Writer, handover};
use services::scope::Tools;
use services::system_log::{self, Said};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;
use uuid::Uuid;

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
    reference: Option<Uuid>,
}

/// Where the lines come out.
pub type Lines = Waiting<Line>;

/// Picks the lines.
pub struct Recorder(Handover<Line>);

impl Recorder {
    /// A recorder, and where its lines come out.
    #[must_use]
    pub fn new() -> (Self, Lines) {
        let (here, lines) = handover("system log");
        (Self(here), lines)
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
                words.reference = words.reference.or(around.reference);
                words.add(format_args!("{}", around.fields));
            }
        }
        let line = Line {
            level,
            target: event.metadata().target(),
            message: words.message,
            fields: words.fields,
            reference: words.reference,
        };
        self.0.give(line);
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
    /// The request, or the job of nobody's request.
    reference: Option<Uuid>,
}

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => push(&mut self.message, format_args!("{value:?}")),
            "request.id" => self.reference = id(value),
            name => {
                if name == "job.id" {
                    self.reference = id(value);
                }
                self.add(format_args!("{name}={value:?}"));
            }
        }
    }
}

fn id(value: &dyn fmt::Debug) -> Option<Uuid> {
    format!("{value:?}").parse().ok()
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

/// Has the lines written to the system log.
#[must_use]
pub fn write(tools: Arc<Tools>, lines: Lines) -> Writer {
    lines.written_by(move |lines| {
        let (tools, now) = (Arc::clone(&tools), tools.clock.now());
        async move {
            let said = lines.into_iter().map(|line| Said {
                at: now,
                level: line.level,
                target: line.target.to_owned(),
                message: line.message,
                fields: line.fields,
                reference: line.reference,
            });
            system_log::keep(&tools, said.collect()).await
        }
    })
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::prelude::*;

    use super::*;

    fn heard(say: impl FnOnce()) -> Vec<Line> {
        let (recorder, lines) = Recorder::new();
        tracing::subscriber::with_default(tracing_subscriber::registry().with(recorder), say);
        lines.collect()
    }

    #[test]
    fn warnings_and_failures_are_kept_with_the_request_or_the_job_that_they_are_about() {
        let id = Uuid::from_u128(7);
        let lines = heard(|| {
            let span = tracing::info_span!("request", request.id = %id);
            span.in_scope(|| {
                let inner = tracing::info_span!("job", job.id = 4);
                inner.in_scope(|| tracing::error!(error = ?"full", "a job failed"));
            });
            let own = tracing::info_span!("job", job.id = %id);
            own.in_scope(|| tracing::warn!("late"));
            tracing::warn!("alone");
            tracing::info!("answered");
            tracing::info!(target: "server::serve", address = "127.0.0.1:3000", "serving");
        });
        let shown: Vec<_> = lines
            .iter()
            .map(|line| (line.level, line.message.as_str(), line.fields.as_str(), line.reference))
            .collect();
        let own = format!("job.id={id}");
        let expected = [
            (LogLevel::Error, "a job failed", "error=\"full\", job.id=4", Some(id)),
            (LogLevel::Warn, "late", &own, Some(id)),
            (LogLevel::Warn, "alone", "", None),
            (LogLevel::Info, "serving", "address=\"127.0.0.1:3000\"", None),
        ];
        assert_eq!(shown, expected);
        assert_eq!(lines[0].target, module_path!());
    }

    #[test]
    fn nothing_grows_without_end() {
        let lines = heard(|| {
            for _ in 0..5000 {
                tracing::error!("{}", "long ".repeat(1000));
            }
        });
        assert!(lines.len() < 5000);
        assert_eq!(lines[0].message.chars().count(), LONGEST);
    }
}
