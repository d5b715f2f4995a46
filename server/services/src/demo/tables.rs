//! The tables of people and visits, in an order in which they can be written.

use sea_orm::DatabaseTransaction;

use super::sheet::Sheet;
use crate::error::Result;

macro_rules! tables {
    ($($table:ident: $($column:ident),+;)+) => {
        /// All rows of the demo clinic besides its places.
        pub struct Tables {
            $(pub $table: Sheet,)+
        }

        impl Tables {
            pub fn new() -> Self {
                Self { $($table: Sheet::new(stringify!($table), &[$(stringify!($column)),+]),)+ }
            }

            /// Writes all tables.
            pub async fn write(&self, tx: &DatabaseTransaction) -> Result<()> {
                $(self.$table.write(tx).await?;)+
                Ok(())
            }
        }
    };
}

tables! {
    account: id, email, email_folded, password_hash, status, language, time_zone, email_verified_at, last_sign_in_at,
        version, created_at, updated_at;
    role_grant: id, account_id, role_id, granted_by, granted_at, ends_at;
    resource: id, kind, created_at;
    patient: id, number, account_id, name, name_search, name_sort, phone, birth_date, address_sealed, version,
        created_at, updated_at;
    doctor: id, number, account_id, name, name_search, name_sort, phone, licence_number, licence_folded,
        qualifications, experience_years, biography, languages, home_location_id, time_zone, status, decided_by,
        decided_at, decision_reason, next_free_at, version, created_at, updated_at;
    doctor_specialty: doctor_id, specialty_id;
    doctor_fee: doctor_id, visit_type_id, amount_minor, currency;
    doctor_next_free: doctor_id, visit_type_id, location_id, next_free_at;
    availability_rule: id, doctor_id, location_id, weekday, from_minute, to_minute, valid_from, valid_until, version,
        created_at, updated_at;
    availability_rule_visit_type: rule_id, visit_type_id;
    availability_exception: id, doctor_id, kind, starts_at, ends_at, location_id, note_sealed, version, created_at;
    availability_exception_visit_type: exception_id, visit_type_id;
    appointment: id, number, patient_id, doctor_id, location_id, visit_type_id, hold_id, starts_at, ends_at,
        local_start, zone, tzdb, status, reason_sealed, cancelled_at, cancel_reason_sealed, version, created_at,
        updated_at;
    appointment_event: id, appointment_id, at, actor_kind, account_id, from_status, to_status, note_sealed;
    care_relationship: id, patient_id, doctor_id, kind, state, requested_by, starts_on, ends_on, referral_sealed,
        answered_at, ended_by, ended_account_id, ended_at, version, created_at, updated_at;
    carer: id, patient_id, account_id, name, email, email_folded, relation, scopes, while_minor, ends_on, state, offered_by,
        offered_account_id, language, guesses, sent_at, expires_at, accepted_at, ended_at, ended_by;
    emergency_access: id, patient_id, doctor_id, account_id, kind, reason_sealed, opened_at, ends_at, verdict,
        reviewed_by, reviewed_at, version;
    occupancy: id, resource_id, busy_from, busy_to, state, expires_at, appointment_id, hold_id, created_at;
}
