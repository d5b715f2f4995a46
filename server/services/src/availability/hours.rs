//! The page of a doctor's hours.

use std::collections::{HashMap, HashSet};

use domain::availability::{ExceptionRow, HoursPage, OutsideVisit, RuleRow, VIDEO, Weekday};
use domain::id::{DoctorId, LocationId, VisitTypeId};
use domain::values::Choice;
use sea_orm::QueryOrder;

use super::diaries::{Diaries, grouped};
use super::entity::{exception, rule};
use super::labels::span_label;
use super::plans::note;
use super::preview::preview;
use super::rules::{own_row, zone_of};
use super::standing::{Standing, count};
use crate::appointments::StandingVisit;
use crate::error::{Error, Result};
use crate::locations::{self, LocationRow};
use crate::scope::Scope;
use crate::times::{Formatter, Zone, clock_label, local_day, plain_date_label, zone_label};
use crate::visit_types;

/// Visits outside of the hours that are listed one by one.
const LISTED: usize = 20;

/// The doctor's own hours, what is planned, which visits stand outside of them, and the coming days as patients see them.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor.
pub async fn hours(scope: &Scope) -> Result<HoursPage> {
    let doctor = scope.doctor()?;
    let (db, now, language) = (scope.db(), scope.now(), scope.language());
    let row = own_row(db, doctor).await?;
    let zone = zone_of(&row)?;
    let mut diaries = Diaries::load(db, now, vec![row]).await?;
    let own = diaries.diary(doctor).cloned().ok_or(Error::NotFound)?;
    let standing = Standing::load(db, now, doctor).await?;
    let outside = standing.outside_of(&own, now);
    let names = Names::load(scope, &diaries, zone, &outside).await?;

    let open = locations::open(db).await?;
    let mut places: Vec<Choice> = open.iter().map(LocationRow::choice).collect();
    places.push(Choice {
        value: VIDEO.to_owned(),
        label: language.ui().hours.video.to_owned(),
    });
    Ok(HoursPage {
        rules: rules(scope, &names, &standing, doctor).await?,
        exceptions: exceptions(scope, &names, &standing, doctor).await?,
        outside_total: count(outside.len()),
        outside: outside
            .into_iter()
            .take(LISTED)
            .map(|visit| names.outside(scope, visit))
            .collect::<Result<_>>()?,
        preview: preview(scope, db, &mut diaries, &own, &standing).await?,
        places,
        visit_types: diaries
            .visit_types
            .iter()
            .map(|one| one.choice(None, language))
            .collect(),
        video_zone: zone_label(&names.zone, language),
        today: local_day(now, &names.zone),
    })
}

async fn rules(scope: &Scope, names: &Names, standing: &Standing, doctor: DoctorId) -> Result<Vec<RuleRow>> {
    let (db, language) = (scope.db(), scope.language());
    let today = local_day(scope.now(), &names.zone);
    let rows = rule::from_day([doctor], today)
        .order_by_asc(rule::Column::Weekday)
        .order_by_asc(rule::Column::FromMinute)
        .order_by_asc(rule::Column::Id)
        .all(db)
        .await?;
    let kinds = rule::visit_type::of(rows.iter().map(|row| row.id)).all(db).await?;
    let kinds = grouped(kinds.into_iter().map(|row| (row.rule_id, row.visit_type_id)));
    let row = |row: rule::Model| {
        let clock = |minute: i32| clock_label(u16::try_from(minute).unwrap_or_default(), language);
        let weekday = u8::try_from(row.weekday).ok().and_then(Weekday::from_number);
        Ok(RuleRow {
            id: row.id,
            weekday: weekday.ok_or_else(|| Error::internal("a rule has no weekday"))?,
            from: clock(row.from_minute),
            to: clock(row.to_minute),
            place: names.place(row.location_id),
            zone: zone_label(&names.zone_at(row.location_id)?, language),
            visit_types: names.kinds(kinds.get(&row.id)),
            valid_from: (row.valid_from > today).then(|| plain_date_label(row.valid_from, language)),
            valid_until: row.valid_until.map(|date| plain_date_label(date, language)),
            affected: standing.in_rule(&row)?,
            version: row.version,
        })
    };
    rows.into_iter().map(row).collect()
}

async fn exceptions(scope: &Scope, names: &Names, standing: &Standing, doctor: DoctorId) -> Result<Vec<ExceptionRow>> {
    let (db, language) = (scope.db(), scope.language());
    let rows = exception::since([doctor], scope.now())
        .order_by_asc(exception::Column::StartsAt)
        .order_by_asc(exception::Column::Id)
        .all(db)
        .await?;
    let kinds = exception::visit_type::of(rows.iter().map(|row| row.id)).all(db).await?;
    let kinds = grouped(kinds.into_iter().map(|row| (row.exception_id, row.visit_type_id)));
    let row = |row: exception::Model| {
        let zone = names.zone_at(row.location_id)?;
        let formatter = Formatter::new(&zone, language);
        Ok(ExceptionRow {
            id: row.id,
            kind: row.kind,
            label: span_label(&row.range(), &zone, &names.zone, language),
            starts: formatter.moment(row.starts_at),
            ends: formatter.moment(row.ends_at),
            place: names.place(row.location_id),
            visit_types: names.kinds(kinds.get(&row.id)),
            note: note(scope.tools(), &row)?,
            affected: standing.within(&row.range()),
            version: row.version,
        })
    };
    rows.into_iter().map(row).collect()
}

/// What ids are called, those of closed places and of kinds no longer offered too.
struct Names {
    /// The doctor's own.
    zone: Zone,
    locations: HashMap<LocationId, LocationRow>,
    kinds: Vec<(VisitTypeId, String)>,
}

impl Names {
    async fn load(scope: &Scope, diaries: &Diaries, zone: Zone, outside: &[&StandingVisit]) -> Result<Self> {
        let mut locations = diaries.locations.clone();
        let visited = outside.iter().filter_map(|visit| visit.location);
        let more: HashSet<_> = visited.filter(|id| !locations.contains_key(id)).collect();
        locations.extend(locations::by_ids(scope.db(), more).await?);
        let kinds = visit_types::all(scope.db()).await?;
        Ok(Self {
            zone,
            locations,
            kinds: kinds
                .iter()
                .map(|kind| (kind.id, kind.name_in(scope.language())))
                .collect(),
        })
    }

    fn place(&self, location: Option<LocationId>) -> Option<String> {
        Some(self.locations.get(&location?)?.name.clone())
    }

    fn zone_at(&self, location: Option<LocationId>) -> Result<Zone> {
        match location.and_then(|id| self.locations.get(&id)) {
            Some(location) => Zone::named(&location.zone).map_err(Error::internal),
            None => Ok(self.zone.clone()),
        }
    }

    /// In the clinic's order.
    fn kinds(&self, ids: Option<&Vec<VisitTypeId>>) -> Vec<String> {
        let offered = self
            .kinds
            .iter()
            .filter(|(id, _)| ids.is_some_and(|ids| ids.contains(id)));
        offered.map(|(_, name)| name.clone()).collect()
    }

    fn outside(&self, scope: &Scope, visit: &StandingVisit) -> Result<OutsideVisit> {
        let zone = Zone::named(&visit.zone).map_err(Error::internal)?;
        let formatter = Formatter::new(&zone, scope.language()).naming_zone_unless(&self.zone);
        Ok(OutsideVisit {
            id: visit.id,
            when: formatter.when(&visit.range),
            visit_type: self.kinds(Some(&vec![visit.visit_type])).concat(),
            place: self.place(visit.location),
        })
    }
}
