//! Specialties, and which doctor practises which.

pub mod listed {
    //! The clinic's list; public.

    use domain::id::SpecialtyId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "specialty")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SpecialtyId,
        pub code: String,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    /// The whole list.
    #[expect(clippy::disallowed_methods, reason = "public reference data")]
    pub fn all() -> Select<Entity> {
        Entity::find()
    }
}

pub mod practised {
    //! Doctor and specialty.

    use domain::id::{DoctorId, SpecialtyId};
    use sea_orm::entity::prelude::*;
    use sea_orm::sea_query::SelectStatement;
    use sea_orm::{DeleteMany, QuerySelect, QueryTrait};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "doctor_specialty")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub doctor_id: DoctorId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub specialty_id: SpecialtyId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    /// The rows of some doctors.
    #[expect(
        clippy::disallowed_methods,
        reason = "the caller found the doctors through their own scope"
    )]
    pub fn of(doctors: impl IntoIterator<Item = DoctorId>) -> Select<Entity> {
        Entity::find().filter(Column::DoctorId.is_in(doctors))
    }

    /// The ids of those who practise a specialty.
    #[expect(clippy::disallowed_methods, reason = "part of the search for doctors")]
    pub fn doctors_of(specialty: SpecialtyId) -> SelectStatement {
        Entity::find()
            .select_only()
            .column(Column::DoctorId)
            .filter(Column::SpecialtyId.eq(specialty))
            .into_query()
    }

    /// The ids of those who practise the specialty with this code.
    #[expect(clippy::disallowed_methods, reason = "public reference data")]
    pub fn doctors_of_code(code: &str) -> SelectStatement {
        let listed = super::listed::all()
            .select_only()
            .column(super::listed::Column::Id)
            .filter(super::listed::Column::Code.eq(code));
        Entity::find()
            .select_only()
            .column(Column::DoctorId)
            .filter(Column::SpecialtyId.in_subquery(listed.into_query()))
            .into_query()
    }

    /// Takes a doctor's specialties away, for the new ones.
    pub fn remove(doctor: DoctorId) -> DeleteMany<Entity> {
        Entity::delete_many().filter(Column::DoctorId.eq(doctor))
    }
}
