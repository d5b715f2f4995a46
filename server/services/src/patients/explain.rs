//! Why an account may open a record: asked of the very rule that opens it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::AccessRule;
use domain::actor::Actor;
use domain::id::PatientId;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::entity::{self, Column, Present};
use crate::accounts::identity::{Area, Identity};
use crate::error::Result;
use crate::scope::Scope;
use crate::settings;
use crate::times::{local_day, plain_date_label};
use crate::{appointments, care, carers, emergency};

/// Each rule by which the account can open the record, as whatever it may act; none when the record stays closed.
///
/// # Errors
/// When the database fails.
pub(crate) async fn rules(scope: &Scope, whose: &Identity, patient: PatientId) -> Result<Vec<AccessRule>> {
    let kept = TimeDelta::days(settings::current(scope.db()).await?.relationship_days.into());
    let (now, today) = (scope.now(), scope.today());
    let since = now - kept;
    let at = Present { now, today, since };
    let mut rules = Vec::new();
    for area in [Area::Patient, Area::Doctor, Area::Admin] {
        let actor = whose.actor_in(area);
        let seen = entity::visible_to(&actor, &at).filter(Column::Id.eq(patient));
        if seen.count(scope.db()).await? == 0 {
            continue;
        }
        match actor {
            Actor::Patient { .. } => rules.push(AccessRule::Own),
            Actor::Doctor { doctor, .. } => {
                let label = |day| plain_date_label(day, scope.language());
                let day = |instant: DateTime<Utc>| label(local_day(instant, &scope.tools().site.time_zone));
                let starts = appointments::starts_that_show(scope.db(), doctor, patient, since).await?;
                let visits = starts.iter().map(|start| AccessRule::Visit {
                    day: day(*start),
                    until: day(*start + kept),
                });
                rules.extend(visits);
                let cares = care::in_force(scope.db(), &actor, patient, today).await?;
                rules.extend(cares.iter().map(|(kind, care)| AccessRule::Care {
                    kind: *kind,
                    since: label(care.starts_on),
                    until: care.ends_on.map(label),
                }));
                let emergencies = emergency::banners(&scope.acting_as(actor.clone()), &[patient]).await?;
                rules.extend(
                    emergencies
                        .into_values()
                        .map(|one| AccessRule::Emergency { until: one.until }),
                );
                if rules.is_empty() {
                    rules.push(AccessRule::Doctor);
                }
            }
            _ => rules.push(AccessRule::Staff),
        }
    }
    rules.extend(carers::rule_that_opens(scope, whose.account, patient).await?);
    Ok(rules)
}
