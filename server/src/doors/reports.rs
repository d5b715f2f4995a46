//! What browsers report by themselves: that the policy of a page stopped something (CSP 3 §5, Reporting API). Such a line in
//! the log is a fault of ours or somebody's try; nothing of the person who met it is written down.

use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use crate::middleware::request::header_text;
use crate::state::AppState;

/// Where reports go.
pub const PATH: &str = "/reports/policy";
/// Lines that reports may add to the log of a process in a minute; who sends more tells nothing new.
const LINES: u32 = 30;
/// Longest value of a report that is written down, in characters.
const LONGEST: usize = 60;

/// What was stopped.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    /// `script-src-elem`.
    directive: String,
    /// `inline`, `eval`, or the site that was asked, without path.
    blocked: String,
}

/// `POST /reports/policy`: 204 for a report, 400 for what is none.
pub async fn violated(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let kind = header_text(&headers, &header::CONTENT_TYPE);
    if !["application/csp-report", "application/reports+json"]
        .iter()
        .any(|known| kind.starts_with(known))
    {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE;
    }
    let Ok(report) = serde_json::from_slice(&body) else {
        return StatusCode::BAD_REQUEST;
    };
    let minute = state.tools.clock.now().timestamp() / 60;
    for Violation { directive, blocked } in violations(&report) {
        if may_write(minute) {
            tracing::warn!(
                csp.directive = directive,
                csp.blocked = blocked,
                "a page was kept from something"
            );
        }
    }
    StatusCode::NO_CONTENT
}

/// `report-uri` sends one object, `report-to` a list of reports of any kind.
fn violations(report: &Value) -> Vec<Violation> {
    if let Some(one) = report.get("csp-report") {
        let directive = one.get("effective-directive").or_else(|| one.get("violated-directive"));
        return vec![Violation::of(directive, one.get("blocked-uri"))];
    }
    let all = report.as_array().into_iter().flatten();
    all.filter(|one| one["type"] == "csp-violation")
        .map(|one| Violation::of(one["body"].get("effectiveDirective"), one["body"].get("blockedURL")))
        .collect()
}

impl Violation {
    fn of(directive: Option<&Value>, blocked: Option<&Value>) -> Self {
        let blocked = text(blocked);
        let site = match blocked.split_once("://") {
            Some((scheme, rest)) => format!("{scheme}://{}", rest.split(['/', '?', '#']).next().unwrap_or_default()),
            None => blocked.to_owned(),
        };
        Self {
            directive: plain(text(directive)),
            blocked: plain(&site),
        }
    }
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

/// Only what can't break a line of the log.
fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).take(LONGEST).collect()
}

fn may_write(minute: i64) -> bool {
    static WRITTEN: Mutex<(i64, u32)> = Mutex::new((0, 0));
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    if written.0 != minute {
        *written = (minute, 0);
    }
    written.1 += 1;
    written.1 <= LINES
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn violation(directive: &str, blocked: &str) -> Violation {
        Violation {
            directive: directive.to_owned(),
            blocked: blocked.to_owned(),
        }
    }

    #[test]
    fn both_forms_of_a_report_are_read_without_addresses_of_a_person() {
        let old = json!({"csp-report": {
            "document-uri": "https://salve.example.org/reset-password/secret", "violated-directive": "script-src-elem",
            "blocked-uri": "https://evil.example/x.js?patient=7"}});
        assert_eq!(violations(&old), [violation("script-src-elem", "https://evil.example")]);
        let new = json!([
            {"type": "deprecation", "body": {"id": "x"}},
            {"type": "csp-violation", "body": {"effectiveDirective": "style-src-attr\nforged line", "blockedURL": "inline"}},
        ]);
        assert_eq!(violations(&new), [violation("style-src-attrforgedline", "inline")]);
        assert_eq!(violations(&json!("nothing")), []);
    }

    #[test]
    fn a_flood_writes_no_more_than_its_share() {
        // A minute of its own: the process may hear of others meanwhile.
        let written = (0..1000).filter(|_| may_write(-7)).count();
        assert!(written <= 30, "{written}");
    }
}
