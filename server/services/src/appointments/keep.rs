//! What a patient's device may keep of the next visits.

use domain::appointments::{KEEP_FOR, VisitToKeep, VisitsToKeep};
use domain::when::Moment;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::calendar::coming;
use super::entity::appointment::{self, Column};
use super::telling::{Reader, kind_at};
use crate::error::Result;
use crate::locations;
use crate::scope::Scope;
use crate::times::Formatter;

/// Most visits of a list: more than anybody has in a week.
const MOST: u64 = 50;

/// The visits of the patient who acts in the next days: when, where and of which kind.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn visits_to_keep(scope: &Scope) -> Result<VisitsToKeep> {
    scope.patient()?;
    let (db, now) = (scope.db(), scope.now());
    let reader = Reader::of(scope).await?;
    let soon = coming(appointment::visible_to(scope.actor()), now)
        .filter(Column::StartsAt.lt(now + KEEP_FOR))
        .limit(MOST);
    let rows = soon.all(db).await?;
    let places = locations::by_ids(db, rows.iter().filter_map(|visit| visit.location_id)).await?;
    let ui = reader.language.ui();
    let visits = rows.iter().map(|visit| {
        let when = reader
            .formatter_of(scope.tools(), visit)
            .when(&(visit.starts_at..visit.ends_at));
        let time = match when.zone {
            Some(zone) => ui.time.with_zone(when.time, zone),
            None => when.time,
        };
        let kind = ui.booking.kind(kind_at(visit.location_id)).to_owned();
        let place = visit.location_id.and_then(|id| Some(places.get(&id)?.place().name));
        VisitToKeep {
            when: Moment {
                label: ui.common.at(when.date, time),
                datetime: when.datetime,
            },
            ends_at: visit.ends_at,
            place: ui.list([Some(kind), place].into_iter().flatten()),
        }
    });
    Ok(VisitsToKeep {
        visits: visits.collect(),
        as_of: Formatter::new(&reader.zone, reader.language).moment(now),
    })
}
