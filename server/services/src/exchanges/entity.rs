//! The table of exchanges.

use chrono::{DateTime, Utc};
use domain::exchanges::{Ended, Operation, OtherSystem, Outcome};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, ExprTrait, SimpleExpr};
use sea_orm::{DeleteMany, FromQueryResult, QueryOrder, QuerySelect, QueryTrait};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exchange")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When it began.
    pub at: DateTime<Utc>,
    pub system: OtherSystem,
    pub operation: Operation,
    pub outcome: Outcome,
    /// What the other system calls its answer.
    pub code: Option<i32>,
    pub milliseconds: i64,
    pub bytes: Option<i64>,
    /// `host:port`
    pub host: String,
    /// The request or the job that it was part of.
    pub reference: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Every exchange.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller may read the log, which names nobody"
)]
pub fn all() -> Select<Entity> {
    Entity::find()
}

/// The exchanges that ended so.
pub fn ended(how: Ended) -> SimpleExpr {
    match how {
        Ended::As(outcome) => Column::Outcome.eq(outcome),
        // Written out: the index of failures is used for these very words only.
        Ended::Badly => Expr::col(Column::Outcome).ne(Expr::cust(format!("'{}'", Outcome::Ok.as_str()))),
    }
}

/// How it went with one system.
#[derive(Debug, FromQueryResult)]
pub struct Summary {
    pub system: OtherSystem,
    pub exchanges: i64,
    pub failures: i64,
    pub last_good: Option<DateTime<Utc>>,
}

/// How it went since an instant: a [`Summary`] for each system with which there was an exchange.
pub fn summary(since: DateTime<Utc>) -> Select<Entity> {
    // A scanner that refuses a file has done its work.
    let found = || {
        Column::Operation
            .eq(Operation::Scan)
            .and(Column::Outcome.eq(Outcome::Refused))
    };
    let went_well = || Column::Outcome.eq(Outcome::Ok).or(found());
    let failures = CaseStatement::new().case(went_well(), 0).finally(1);
    let good = CaseStatement::new().case(went_well(), Expr::col(Column::At));
    all()
        .select_only()
        .column(Column::System)
        .column_as(Column::Id.count(), "exchanges")
        .column_as(Expr::expr(failures).sum(), "failures")
        .column_as(Expr::expr(good).max(), "last_good")
        .filter(Column::At.gte(since))
        .group_by(Column::System)
}

/// A deletion of the oldest exchanges from before an instant, so many at most.
pub fn remove_before(at: DateTime<Utc>, most: u64) -> DeleteMany<Entity> {
    let oldest = all()
        .select_only()
        .column(Column::Id)
        .filter(Column::At.lt(at))
        .order_by_asc(Column::At)
        .limit(most);
    Entity::delete_many().filter(Column::Id.in_subquery(oldest.into_query()))
}
