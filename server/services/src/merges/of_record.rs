//! What a record is part of, and what became part of it.

use std::collections::HashMap;

use domain::actor::Permission;
use domain::id::PatientId;
use domain::merges::{Merge, Merges};
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::entity::{self, Column, Model};
use crate::accounts::contact;
use crate::audit::{self, Action, Event, Subject};
use crate::error::Result;
use crate::patients::{self, PatientRow};
use crate::scope::Scope;
use crate::times::Formatter;

/// The merges of a record that hold, for staff.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` without such a patient.
pub async fn of_record(scope: &Scope, patient: PatientId) -> Result<Merges> {
    scope.permission(Permission::ManagePeople)?;
    let db = scope.db();
    let own = patients::kept(db, scope, patient).await?;
    let of_it = Condition::any()
        .add(Column::KeptId.eq(patient))
        .add(Column::MergedId.eq(patient));
    let rows = entity::open()
        .filter(of_it)
        .order_by_desc(Column::MergedAt)
        .all(db)
        .await?;
    let others = patients::by_ids(db, rows.iter().flat_map(|row| [row.kept_id, row.merged_id])).await?;
    let mut merges = Merges::default();
    for row in rows {
        let is_part = row.merged_id == patient;
        let merge = shown(scope, &row, if is_part { row.kept_id } else { row.merged_id }, &others).await?;
        if let Some(merge) = &merge {
            let seen = Event::of(Action::RecordRead).on(Subject::Patient(merge.patient.uuid()));
            audit::read(scope, seen.about(merge.patient)).await?;
        }
        match merge {
            Some(merge) if is_part => merges.into = Some(merge),
            Some(merge) => merges.from.push(Merge {
                may_separate: own.merged_into_id.is_none(),
                ..merge
            }),
            None => {}
        }
    }
    Ok(merges)
}

async fn shown(
    scope: &Scope,
    row: &Model,
    other: PatientId,
    people: &HashMap<PatientId, PatientRow>,
) -> Result<Option<Merge>> {
    let Some(other) = people.get(&other) else {
        return Ok(None);
    };
    let keys = &scope.tools().keys;
    let kept_stands = people
        .get(&row.kept_id)
        .is_some_and(|kept| kept.merged_into_id.is_none());
    Ok(Some(Merge {
        id: row.id,
        patient: other.id,
        number: other.number,
        name: other.name.clone(),
        at: Formatter::new(&scope.tools().site.time_zone, scope.language()).moment(row.merged_at),
        by: contact::reader(scope.db(), row.merged_by).await?.name,
        reason: keys.open("patient_merge", "reason", row.id.uuid(), &row.reason_sealed)?,
        may_separate: kept_stands,
    }))
}
