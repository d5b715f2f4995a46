//! What a driver's error means: which constraint, worth another try, or the database out of reach.
//!
//! sea-orm's `sql_err()` knows neither exclusion violations nor trigger aborts, and `SQLite` names columns where
//! `PostgreSQL` names constraints: the table below is the one place that brings them together.

use sea_orm::sqlx::error::{DatabaseError, Error as SqlxError, ErrorKind};
use sea_orm::{DbErr, RuntimeErr};

/// Constraint name (`PostgreSQL`) and how `SQLite` reports it: the columns, or the trigger's text.
const CONSTRAINTS: &[(&str, &str)] = &[
    ("access_case_event_unique", "access_case.event_id"),
    ("account_by_status", "account.id, account.status"),
    ("account_email_unique", "account.email_folded"),
    ("account_token_hash_unique", "account_token.token_hash"),
    ("appointment_hold_unique", "appointment.hold_id"),
    ("appointment_number_unique", "appointment.number"),
    ("audit_seal_event_unique", "audit_seal.event_id"),
    (
        "care_relationship_one_open",
        "care_relationship.patient_id, care_relationship.doctor_id, care_relationship.kind",
    ),
    ("carer_one_open", "carer.patient_id, carer.email_folded"),
    ("carer_token_hash_unique", "carer.token_hash"),
    ("doctor_account_unique", "doctor.account_id"),
    (
        "doctor_by_id",
        "doctor.id, doctor.status, doctor.account_id, doctor.name_sort",
    ),
    ("doctor_fee_pkey", "doctor_fee.doctor_id, doctor_fee.visit_type_id"),
    ("doctor_licence_unique", "doctor.licence_folded"),
    ("doctor_number_unique", "doctor.number"),
    (
        "doctor_specialty_pkey",
        "doctor_specialty.doctor_id, doctor_specialty.specialty_id",
    ),
    ("email_change_open_unique", "email_change.account_id"),
    ("file_object_unique", "file.object"),
    ("file_one_photo", "file.account_id, file.kind"),
    ("hold_one_per_patient", "hold.patient_id"),
    ("invitation_one_open", "invitation.email_folded"),
    ("invitation_token_hash_unique", "invitation.token_hash"),
    ("job_dedupe_unique", "job.dedupe_key"),
    ("occupancy_no_overlap", "occupancy_no_overlap"),
    ("passkey_credential_unique", "passkey.credential_hash"),
    ("patient_account_unique", "patient.account_id"),
    ("patient_merge_one_open", "patient_merge.merged_id"),
    (
        "patient_merge_row_pkey",
        "patient_merge_row.merge_id, patient_merge_row.of_table, patient_merge_row.row_id",
    ),
    ("patient_number_unique", "patient.number"),
    ("record_invitation_one_open", "record_invitation.patient_id"),
    ("record_invitation_token_hash_unique", "record_invitation.token_hash"),
    ("role_code_unique", "role.code"),
    (
        "role_grant_account_role_unique",
        "role_grant.account_id, role_grant.role_id",
    ),
    ("role_name_unique", "role.name_folded"),
    (
        "recovery_code_hash_unique",
        "recovery_code.factor_id, recovery_code.code_hash",
    ),
    ("second_factor_account_unique", "second_factor.account_id"),
    ("setting_pkey", "setting.key"),
    ("specialty_code_unique", "specialty.code"),
    ("staff_role_pkey", "staff_role.account_id, staff_role.role"),
    ("throttle_pkey", "throttle.key"),
    ("visit_type_code_unique", "visit_type.code"),
    ("web_session_pkey", "web_session.id_hash"),
];

/// Whether a constraint can be told apart on both engines.
#[must_use]
pub fn is_known(constraint: &str) -> bool {
    CONSTRAINTS.iter().any(|(name, _)| *name == constraint)
}

/// The name of the constraint that refused a statement, the same on both engines.
/// `SQLite` doesn't say which foreign key failed: those have no name.
#[must_use]
pub fn constraint(error: &DbErr) -> Option<String> {
    let error = driver(error)?;
    if is_postgres(error) {
        return error.constraint().map(str::to_owned);
    }
    let message = error.message();
    let reported = message
        .strip_prefix("UNIQUE constraint failed: ")
        .or_else(|| message.strip_prefix("CHECK constraint failed: "))
        .unwrap_or(message);
    if let Some((name, _)) = CONSTRAINTS.iter().find(|(_, sqlite)| *sqlite == reported) {
        return Some((*name).to_owned());
    }
    matches!(error.kind(), ErrorKind::UniqueViolation | ErrorKind::CheckViolation).then(|| reported.to_owned())
}

/// Whether running the whole transaction again may succeed.
#[must_use]
pub fn is_transient(error: &DbErr) -> bool {
    let Some(error) = driver(error) else { return false };
    let Some(code) = error.code() else { return false };
    if is_postgres(error) {
        // serialization_failure, deadlock_detected, lock_not_available
        matches!(code.as_ref(), "40001" | "40P01" | "55P03")
    } else {
        // SQLITE_BUSY, SQLITE_LOCKED and their extended codes
        sqlite_code(&code).is_some_and(|code| matches!(code & 0xff, 5 | 6))
    }
}

/// Whether the database is down, has no connection left, or no room to write.
#[must_use]
pub fn is_unavailable(error: &DbErr) -> bool {
    if matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) || is_transient(error) {
        return true;
    }
    match sqlx(error) {
        Some(SqlxError::Io(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed | SqlxError::WorkerCrashed) => true,
        Some(SqlxError::Database(error)) => error.code().is_some_and(|code| {
            if is_postgres(error.as_ref()) {
                // connection exceptions, insufficient resources, operator intervention
                code.starts_with("08") || code.starts_with("53") || code.starts_with("57")
            } else {
                // SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN
                sqlite_code(&code).is_some_and(|code| matches!(code & 0xff, 8 | 10 | 13 | 14))
            }
        }),
        _ => false,
    }
}

fn sqlx(error: &DbErr) -> Option<&SqlxError> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error))
        | DbErr::Conn(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}

fn driver(error: &DbErr) -> Option<&dyn DatabaseError> {
    match sqlx(error)? {
        SqlxError::Database(error) => Some(error.as_ref()),
        _ => None,
    }
}

fn is_postgres(error: &dyn DatabaseError) -> bool {
    error
        .try_downcast_ref::<sea_orm::sqlx::postgres::PgDatabaseError>()
        .is_some()
}

fn sqlite_code(code: &str) -> Option<i32> {
    code.parse().ok()
}
