//! The audit, searched by those who watch over the clinic.

use std::collections::HashSet;

use domain::actor::Permission;
use domain::audit::{Action, AuditList, AuditRow, FILE_ROWS, FindAudit, ValidFindAudit};
use domain::form::FieldErrors;
use domain::id::{AccountId, PatientId};

use uuid::Uuid;

use crate::accounts::people;
use crate::audit::{self, Event, Found, Search};
use crate::error::{Error, Result};
use crate::patients;
use crate::scope::Scope;
use crate::times::{Formatter, day_range};

/// Rows on a page.
const ROWS: u64 = 50;

/// The newest rows that fit, as many as a page holds.
///
/// # Errors
/// `Forbidden` without the permission to read the audit.
pub async fn audit(scope: &Scope, find: &FindAudit) -> Result<AuditList> {
    let (rows, older, errors) = match rows(scope, find, Action::AuditRead, ROWS).await {
        Ok((rows, older)) => (rows, older, FieldErrors::default()),
        Err(Error::Invalid(errors)) => (Vec::new(), None, errors),
        Err(error) => return Err(error),
    };
    Ok(AuditList {
        search: find.clone(),
        errors,
        rows,
        older,
    })
}

/// The newest rows that fit, as many as a file holds.
///
/// # Errors
/// `Forbidden` without the permission, `ConfirmFirst`, `Invalid` for a search that is none.
pub async fn audit_file(scope: &Scope, find: &FindAudit) -> Result<Vec<AuditRow>> {
    scope.permission(Permission::ReadAudit)?;
    scope.fresh()?;
    let (rows, _) = rows(scope, find, Action::AuditExported, FILE_ROWS).await?;
    Ok(rows)
}

/// Finds, writes down that somebody looked, and only then answers.
async fn rows(scope: &Scope, find: &FindAudit, as_what: Action, limit: u64) -> Result<(Vec<AuditRow>, Option<Uuid>)> {
    scope.permission(Permission::ReadAudit)?;
    let search = search(scope, &find.parse()?).await?;
    let (found, older) = match &search {
        Some(search) => audit::search(scope, search, limit).await?,
        None => (Vec::new(), None),
    };
    let mut looked = Event::of(as_what).with("rows", found.len());
    for (name, value) in find.filters() {
        // An address is no id; whose it is can be told from the account.
        looked = looked.with(name, if name == "who" { "given" } else { value });
    }
    if let Some([patient, ..]) = search.as_ref().and_then(|search| search.patient.as_deref()) {
        looked = looked.about(*patient);
    }
    audit::read(scope, looked).await?;
    Ok((described(scope, found).await?, older))
}

/// Nothing when somebody is named who does not exist.
async fn search(scope: &Scope, wanted: &ValidFindAudit) -> Result<Option<Search>> {
    let mut search = Search {
        action: wanted.action,
        before: wanted.before,
        ..Search::default()
    };
    if let Some(address) = &wanted.who {
        search.account = people::of_address(scope, &address.folded()).await?;
        if search.account.is_none() {
            return Ok(None);
        }
    }
    if let Some(number) = wanted.patient {
        let Some(patient) = patients::of_number(scope.db(), number).await? else {
            return Ok(None);
        };
        let records = patients::with_merged(scope.db(), patient).await?;
        search.patient = Some(records.into_iter().map(|row| row.id).collect());
    }
    let zone = &scope.tools().site.time_zone;
    search.start = wanted.from.map(|day| day_range(day, zone).start);
    search.end = wanted.until.map(|day| day_range(day, zone).end);
    Ok(Some(search))
}

async fn described(scope: &Scope, found: Vec<Found>) -> Result<Vec<AuditRow>> {
    let accounts: HashSet<AccountId> = found.iter().filter_map(|row| row.account).collect();
    let touched: HashSet<PatientId> = found.iter().filter_map(|row| row.patient).collect();
    let addresses = people::addresses(scope, accounts).await?;
    let patients = patients::numbers_and_names(scope.db(), touched).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let row = |row: Found| AuditRow {
        id: row.id,
        at: times.moment(row.at),
        instant: row.at,
        role: row.role,
        account: row.account,
        who: row.account.and_then(|account| addresses.get(&account).cloned()),
        what: row.what,
        refused: row.refused,
        patient: row.patient.and_then(|patient| patients.get(&patient).cloned()),
        subject: row.subject,
        ip: row.ip,
        request: row.request,
        detail: match &row.detail {
            serde_json::Value::Object(facts) if facts.is_empty() => String::new(),
            facts => facts.to_string(),
        },
    };
    Ok(found.into_iter().map(row).collect())
}
