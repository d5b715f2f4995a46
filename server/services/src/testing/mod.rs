//! What tests stand on: real databases of both engines, and fakes that record.

mod clinic;
mod database;
mod factor;
mod passkeys;
mod people;
pub mod pictures;
#[cfg(test)]
mod tests;

pub use self::clinic::{PASSWORD, TestClinic, instant};
pub use self::database::TestDatabase;
pub use self::factor::Kept;
pub use self::passkeys::Authenticator;
pub use self::people::{DoctorBuilder, doctor_of, patient_of};
use crate::database::Engine;
/// For stories that look into a database behind everybody's back.
pub use sea_orm;

/// Something a test wants, made anew on an engine.
pub trait OnEngine: Sized {
    /// Makes it; panics with one line when the machine lacks something.
    fn on(engine: Engine) -> impl Future<Output = Self> + Send;
}

/// Whether tests of this engine were asked for: both, unless `SALVE_TEST_DB` names one.
///
/// # Panics
/// When `SALVE_TEST_DB` names neither.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the test environment is read here and in testing/database.rs"
)]
pub fn is_wanted(engine: Engine) -> bool {
    match std::env::var("SALVE_TEST_DB").as_deref() {
        Ok("sqlite") => engine == Engine::Sqlite,
        Ok("postgres") => engine == Engine::Postgres,
        Ok(other) if !other.is_empty() => panic!("SALVE_TEST_DB is {other:?}, it must be sqlite or postgres"),
        _ => true,
    }
}

/// Runs a test once per engine, as `name::sqlite` and `name::postgres`.
///
/// ```text
/// on_both_engines! {
///     async fn a_range_is_taken_once(database: TestDatabase) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* async fn $name:ident($fixture:ident: $type:ty) $body:block)+) => {
        $(
            $(#[$attribute])*
            mod $name {
                #[allow(unused_imports, reason = "a short test may need nothing from around it")]
                use super::*;

                async fn story($fixture: $type) $body

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn sqlite() {
                    if $crate::testing::is_wanted($crate::database::Engine::Sqlite) {
                        story(<$type as $crate::testing::OnEngine>::on($crate::database::Engine::Sqlite).await).await;
                    }
                }

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn postgres() {
                    if $crate::testing::is_wanted($crate::database::Engine::Postgres) {
                        story(<$type as $crate::testing::OnEngine>::on($crate::database::Engine::Postgres).await).await;
                    }
                }
            }
        )+
    };
}
