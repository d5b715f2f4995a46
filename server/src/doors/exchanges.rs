//! Rows of the integration log as a file.

use axum::Extension;
use axum::extract::{Query, Request};
use axum::response::Response;
use chrono::SecondsFormat;
use domain::exchanges::{Exchange, FindExchanges};
use services::scope::Scope;

use super::csv::csv;
use crate::middleware::problem::{self, Asker};

/// The columns, named for programs: the same in every language. Instants are in UTC.
const COLUMNS: [&str; 10] = [
    "id",
    "at",
    "system",
    "operation",
    "outcome",
    "code",
    "milliseconds",
    "bytes",
    "host",
    "reference",
];

/// `GET /admin/integrations.csv`: what fits the search, the newest first.
pub async fn exchanges(
    Extension(scope): Extension<Scope>,
    Query(find): Query<FindExchanges>,
    req: Request,
) -> Response {
    match services::exchanges::file(&scope, &find).await {
        Ok(rows) => csv(
            "integrations.csv",
            COLUMNS.map(str::to_owned).to_vec(),
            rows.into_iter().map(line),
        ),
        Err(error) => problem::refused(&Asker::of(&req), &error),
    }
}

fn line(row: Exchange) -> Vec<String> {
    vec![
        row.id.to_string(),
        row.instant.to_rfc3339_opts(SecondsFormat::Millis, true),
        row.system.as_str().to_owned(),
        row.operation.as_str().to_owned(),
        row.outcome.as_str().to_owned(),
        row.code.map(|code| code.to_string()).unwrap_or_default(),
        row.milliseconds.to_string(),
        row.bytes.map(|bytes| bytes.to_string()).unwrap_or_default(),
        row.host,
        row.reference.map(|id| id.to_string()).unwrap_or_default(),
    ]
}
