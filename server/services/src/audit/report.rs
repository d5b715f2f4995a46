//! What the audit says of a week, by mail to those who watch over it.
//!
//! The mail takes the head of the chain out of the database: whoever keeps it can tell later whether the end of the audit was
//! cut off.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::Permission;
use domain::audit::Action;
use domain::id::AccountId;
use serde::{Deserialize, Serialize};

use super::entity::{batch, event};
use super::{seal, verify};
use crate::accounts::contact;
use crate::error::Result;
use crate::jobs::{self, Registry};
use crate::mail::Written;
use crate::outbox::Mail;
use crate::roles;
use crate::scope::Tools;
use crate::times::{local_day, plain_date_label};

/// The days that a report is about.
const DAYS: i64 = 7;

/// What is counted, in the order in which it is told.
const COUNTED: [Action; 12] = [
    Action::SignInRefused,
    Action::CodeRefused,
    Action::ConfirmationRefused,
    Action::Denied,
    Action::EmergencyOpened,
    Action::CaseOpened,
    Action::RoleGranted,
    Action::RoleChanged,
    Action::FactorReset,
    Action::AccountSuspended,
    Action::AuditExported,
    Action::KeysRotated,
];

/// Lets the audit be reported every week.
pub fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::days(DAYS), "audit.report", tools, |tools| async move {
        report(&tools).await
    });
}

/// What was found when the whole audit was read, which nobody does once for each reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// The first instant behind it.
    until: DateTime<Utc>,
    /// How many rows are as they were written.
    rows: u64,
    /// How many things are not, a hundred at most.
    findings: usize,
    /// Where the chain stands.
    head: String,
}

/// Reads the whole audit and writes to everybody who may read it. A portal that is younger than a week has nothing to tell.
async fn report(tools: &Tools) -> Result<()> {
    let (db, now) = (tools.database.read(), tools.clock.now());
    let first = batch::after(0).one(db).await?;
    if first.is_none_or(|first| first.sealed_at > now - TimeDelta::days(DAYS)) {
        return Ok(());
    }
    // After a pause of the job runner rows wait that would be taken for forgotten ones.
    seal(tools).await?;
    let verified = verify(tools, None).await?;
    let week = Week {
        until: now,
        rows: verified.rows,
        findings: verified.findings.len(),
        head: verified.head.map(|head| head.to_string()).unwrap_or_default(),
    };
    let readers = roles::holders(db, now, Permission::ReadAudit).await?;
    tools
        .database
        .transaction(async |tx| {
            for account in &readers {
                let mail = Mail::AuditReport {
                    account: *account,
                    week: week.clone(),
                };
                jobs::enqueue(tx, now, &mail).await?;
            }
            Ok(())
        })
        .await
}

/// The report for one of its readers; nothing for somebody who may not read the audit any more.
pub(crate) async fn report_letter(tools: &Tools, account: AccountId, week: &Week) -> Result<Option<Written>> {
    let db = tools.database.read();
    if !roles::still_may(db, tools.clock.now(), account, Permission::ReadAudit).await? {
        return Ok(None);
    }
    let reader = contact::reader(db, account).await?;
    let from = week.until - TimeDelta::days(DAYS);
    let counts = event::counts(&COUNTED, from, week.until).into_tuple::<(String, i64)>();
    let counts: HashMap<_, _> = counts.all(db).await?.into_iter().collect();
    let words = &reader.language.ui().audit;
    let lines = COUNTED.map(|action| {
        let count = counts.get(action.as_str()).copied().unwrap_or_default();
        format!("\n{}: {count}", words.action(action))
    });
    let day = |at: DateTime<Utc>| plain_date_label(local_day(at, &tools.site.time_zone), reader.language);
    let (days, lines) = ([day(from), day(week.until)], lines.concat());
    let paper = tools.stationery().await?;
    Ok(Some(if week.findings == 0 {
        paper.audit_report(&reader, &days, &lines, week.rows, &week.head)
    } else {
        paper.audit_changed(&reader, &days, &lines, week.findings, &week.head)
    }))
}
