//! Who saw a patient's record, told to the patient.

use std::collections::HashMap;

use domain::actor::ActorKind;
use domain::audit::{Access, AccessHistory, FindAccess};
use domain::carers::CarerScope;
use domain::id::AccountId;
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::error::Result;
use crate::scope::Scope;
use crate::times::Formatter;
use crate::{carers, doctors, privacy, settings};

/// What others did with the record of the patient who acts, the newest first.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn access(scope: &Scope, find: &FindAccess) -> Result<AccessHistory> {
    let patient = scope.patient_for(CarerScope::Access)?;
    let entries = audit::by_others(scope, find.page()).await?;
    let treating: Vec<AccountId> = entries
        .items
        .iter()
        .filter(|entry| entry.role == ActorKind::Doctor)
        .filter_map(|entry| entry.account)
        .collect();
    let doctors = doctors::of_accounts(scope.db(), &treating).await?;
    let ids: Vec<Uuid> = entries.items.iter().map(|entry| entry.id).collect();
    let mut cases = privacy::of_events(scope, &ids).await?;
    let names: HashMap<AccountId, String> = doctors.into_iter().map(|row| (row.account_id, row.name)).collect();
    let carers = carers::names(scope.db(), patient).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let row = |entry: Entry| Access {
        id: entry.id,
        at: times.moment(entry.at),
        what: entry.what,
        role: entry.role,
        // As staff a doctor acts for the clinic.
        name: match entry.role {
            ActorKind::Doctor => entry.account.and_then(|account| names.get(&account).cloned()),
            ActorKind::Carer => entry.account.and_then(|account| carers.get(&account).cloned()),
            _ => None,
        },
        visit: entry.visit,
        emergency: entry.emergency,
        case: cases.remove(&entry.id),
    };
    Ok(AccessHistory {
        rows: entries.map(row),
        phone: settings::of(scope.tools(), scope.db()).await?.clinic_phone,
    })
}
