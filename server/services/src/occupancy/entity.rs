//! Rows of what can be busy and of when it is.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// What kind of thing a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ResourceKind {
    /// Its id is the doctor's id.
    Doctor,
    /// Its id is the patient's id.
    Patient,
}

/// Why a range is busy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum State {
    /// Until it expires.
    Held,
    /// By a visit.
    Booked,
}

pub mod resource {
    //! Whoever or whatever can be in one place only.

    use super::{DateTime, ResourceKind, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "resource")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: ResourceKind,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "occupancy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub resource_id: Uuid,
    pub busy_from: DateTime<Utc>,
    pub busy_to: DateTime<Utc>,
    pub state: State,
    pub expires_at: Option<DateTime<Utc>>,
    pub appointment_id: Option<Uuid>,
    pub hold_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
