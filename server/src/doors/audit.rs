//! Rows of the audit as a file.

use axum::Extension;
use axum::extract::{Query, Request};
use axum::response::Response;
use chrono::SecondsFormat;
use domain::audit::{AuditRow, FindAudit};
use services::scope::Scope;

use super::csv::csv;
use crate::middleware::problem::{self, Asker};

/// The columns, named for programs: the same in every language. Instants are in UTC.
const COLUMNS: [&str; 14] = [
    "id",
    "at",
    "role",
    "account",
    "email",
    "action",
    "outcome",
    "patient_number",
    "patient_name",
    "subject_kind",
    "subject_id",
    "ip",
    "request_id",
    "detail",
];

/// `GET /admin/audit.csv`: what fits the search, the newest first.
pub async fn audit(Extension(scope): Extension<Scope>, Query(find): Query<FindAudit>, req: Request) -> Response {
    match services::admin::audit_file(&scope, &find).await {
        Ok(rows) => csv(
            "audit.csv",
            COLUMNS.map(str::to_owned).to_vec(),
            rows.into_iter().map(line),
        ),
        Err(error) => problem::refused(&Asker::of(&req), &error),
    }
}

fn line(row: AuditRow) -> Vec<String> {
    let (number, name) = row.patient.unzip();
    let (kind, subject) = row.subject.unzip();
    vec![
        row.id.to_string(),
        row.instant.to_rfc3339_opts(SecondsFormat::Millis, true),
        row.role.as_str().to_owned(),
        row.account.map(|id| id.to_string()).unwrap_or_default(),
        row.who.unwrap_or_default(),
        row.what.as_str().to_owned(),
        if row.refused { "denied" } else { "done" }.to_owned(),
        number.map(|number| number.to_string()).unwrap_or_default(),
        name.unwrap_or_default(),
        kind.unwrap_or_default(),
        subject.map(|id| id.to_string()).unwrap_or_default(),
        row.ip.unwrap_or_default(),
        row.request.to_string(),
        row.detail,
    ]
}
