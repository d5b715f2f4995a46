//! A whole clinic for a test: a database, a clock that stands still, mails in memory, and people to act.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::actor::Actor;
use domain::exchanges::OtherSystem;
use domain::id::{DoctorId, LocationId, VisitTypeId};
use domain::values::Currency;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Statement, StatementBuilder, TransactionTrait, TryGetable};
use tokio::sync::Mutex;
use uuid::Uuid;
use words::Language;

use super::people::DoctorBuilder;
use super::{OnEngine, TestDatabase};
use crate::accounts::passkeys::RelyingParty;
use crate::accounts::password::Passwords;
use crate::audit::Reads;
use crate::clock::{Clock, TestClock};
use crate::crypto::KeyRing;
use crate::database::Engine;
use crate::exchanges::{self, ExchangeLog, Exchanged};
use crate::files::Files;
use crate::handover::Waiting;
use crate::jobs::Wake;
use crate::live::Live;
use crate::ports::files::Objects;
use crate::ports::mailer::{Mailer, Recording};
use crate::ports::scanner::NoScanner;
use crate::ports::watched::Watched;
use crate::scope::{RequestMeta, Scope, Site, Tools, new_uuid};
use crate::throttle::Limits;
use crate::times::Zone;
use crate::work;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// Where the clinic's portal is reached.
pub(super) const BASE_URL: &str = "http://localhost:3000";

/// A clinic of its own, in London, on the morning of Monday 16 November 2026.
pub struct TestClinic {
    pub database: TestDatabase,
    pub clock: Arc<TestClock>,
    pub mailer: Arc<Recording>,
    pub tools: Arc<Tools>,
    /// Lines to other systems begin here; that of the mail server does.
    pub log: ExchangeLog,
    exchanges: Mutex<Waiting<Exchanged>>,
    counter: AtomicU32,
    /// The place of doctors who name no other: Harbour Clinic in London.
    pub location: LocationId,
}

impl fmt::Debug for TestClinic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestClinic")
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

impl OnEngine for TestClinic {
    fn on(engine: Engine) -> impl Future<Output = Self> + Send {
        Self::new(engine)
    }
}

impl TestClinic {
    /// A clinic with one place and nobody in it.
    ///
    /// # Panics
    /// When the machine lacks something, with one line that says what.
    pub async fn new(engine: Engine) -> Self {
        let database = TestDatabase::new(engine).await;
        let clock = Arc::new(TestClock::at(instant("2026-11-16T08:00:00Z")));
        let mailer = Arc::new(Recording::default());
        let (log, exchanges) = ExchangeLog::new(Arc::<TestClock>::clone(&clock));
        let tools = Arc::new(Tools {
            database: (*database).clone(),
            clock: Arc::<TestClock>::clone(&clock),
            keys: KeyRing::ephemeral(),
            mailer: watched(&mailer, &log),
            files: Files::new(Arc::new(Objects::memory()), Arc::new(NoScanner)),
            passwords: Passwords::cheap().expect("cheap parameters are valid"),
            passkeys: RelyingParty::of(BASE_URL),
            site: Site {
                base_url: BASE_URL.to_owned(),
                organisation: "Salve".to_owned(),
                phone: "020 7946 0100".to_owned(),
                time_zone: Zone::named("Europe/London").expect("London has a zone"),
                currency: Currency::from_code("GBP").expect("a currency"),
            },
            reads: Reads::default(),
            limits: Limits::default(),
            wake: Wake::default(),
            live: Live::default(),
        });
        let mut clinic = Self {
            database,
            clock,
            mailer,
            tools,
            log,
            exchanges: Mutex::new(exchanges),
            counter: AtomicU32::new(0),
            location: LocationId::from_uuid(Uuid::nil()),
        };
        clinic.location = clinic.open_location("Harbour Clinic", "London", "Europe/London").await;
        clinic
    }

    /// The tools of one more process on the same database: what a process keeps to itself, it has anew.
    pub async fn another_process(&self) -> Arc<Tools> {
        Arc::new(self.more_tools().await)
    }

    /// The tools of a process whose address has no name: browsers make no passkeys there.
    pub async fn tools_without_passkeys(&self) -> Arc<Tools> {
        Arc::new(Tools {
            passkeys: None,
            ..self.more_tools().await
        })
    }

    async fn more_tools(&self) -> Tools {
        Tools {
            database: self.database.another_process().await,
            clock: Arc::<TestClock>::clone(&self.clock),
            keys: self.tools.keys.clone(),
            mailer: watched(&self.mailer, &self.log),
            files: Files::new(self.tools.files.store.clone(), Arc::new(NoScanner)),
            passwords: self.tools.passwords.clone(),
            passkeys: self.tools.passkeys.clone(),
            site: self.tools.site.clone(),
            reads: Reads::default(),
            limits: Limits::default(),
            wake: Wake::default(),
            live: Live::default(),
        }
    }

    /// The present instant of the clinic's clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// A scope for this actor.
    #[must_use]
    pub fn scope(&self, actor: Actor) -> Scope {
        let request = RequestMeta {
            id: new_uuid(self.now()),
            ip: None,
            user_agent: "test".to_owned(),
            language: Language::En,
        };
        Scope::new(actor, request, Arc::clone(&self.tools))
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub fn anonymous(&self) -> Scope {
        self.scope(Actor::Anonymous)
    }

    /// The portal itself.
    #[must_use]
    pub fn system(&self) -> Scope {
        self.scope(Actor::System)
    }

    /// An approved doctor with hours: in person Monday to Friday 9am to 5pm at [`Self::location`], by video 6pm to 8pm.
    pub async fn doctor(&self, name: &str) -> Scope {
        self.new_doctor(name).make().await
    }

    /// A doctor to be described; ends with `make`.
    #[must_use]
    pub fn new_doctor(&self, name: &str) -> DoctorBuilder<'_> {
        DoctorBuilder::new(self, name)
    }

    /// A place in this zone.
    pub async fn location_in(&self, zone: &str) -> LocationId {
        let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
        self.open_location(&format!("{city} Clinic"), &city, zone).await
    }

    async fn open_location(&self, name: &str, city: &str, zone: &str) -> LocationId {
        let id = LocationId::from_uuid(new_uuid(self.now()));
        let now = self.now();
        let insert = Query::insert()
            .into_table("location")
            .columns([
                "id",
                "name",
                "address_line",
                "city",
                "city_folded",
                "country",
                "zone",
                "active",
                "version",
                "created_at",
                "updated_at",
            ])
            .values_panic([
                id.uuid().into(),
                name.into(),
                "1 Quay Street".into(),
                city.into(),
                crate::search::fold(city).into(),
                "GB".into(),
                zone.into(),
                true.into(),
                1.into(),
                now.into(),
                now.into(),
            ])
            .to_owned();
        self.write(vec![self.built(&insert)]).await;
        id
    }

    /// Weekly hours of a doctor, valid from two years ago; `None` is video.
    pub async fn hours(
        &self,
        doctor: DoctorId,
        weekdays: &[i32],
        minutes: (i32, i32),
        location: Option<LocationId>,
        visit_types: &[&str],
    ) {
        let since: NaiveDate = (self.now() - TimeDelta::days(730)).date_naive();
        for weekday in weekdays {
            let (rule, now) = (new_uuid(self.now()), self.now());
            let insert = Query::insert()
                .into_table("availability_rule")
                .columns([
                    "id",
                    "doctor_id",
                    "location_id",
                    "weekday",
                    "from_minute",
                    "to_minute",
                    "valid_from",
                    "version",
                    "created_at",
                    "updated_at",
                ])
                .values_panic([
                    rule.into(),
                    doctor.uuid().into(),
                    location.map(LocationId::uuid).into(),
                    (*weekday).into(),
                    minutes.0.into(),
                    minutes.1.into(),
                    since.into(),
                    1.into(),
                    now.into(),
                    now.into(),
                ])
                .to_owned();
            let mut offered = Query::insert()
                .into_table("availability_rule_visit_type")
                .columns(["rule_id", "visit_type_id"])
                .to_owned();
            for code in visit_types {
                offered.values_panic([rule.into(), self.visit_type(code).uuid().into()]);
            }
            self.write(vec![self.built(&insert), self.built(&offered)]).await;
        }
    }

    /// Lets bookings of this type of visit wait for the doctor's word.
    pub async fn let_doctors_confirm(&self, code: &str) {
        let update = Query::update()
            .table("visit_type")
            .value("confirms", true)
            .and_where(Expr::col("code").eq(code))
            .to_owned();
        self.write(vec![self.built(&update)]).await;
    }

    /// The id of a seeded type of visit: `first`, `follow_up` or `video`.
    ///
    /// # Panics
    /// For any other code.
    #[must_use]
    pub fn visit_type(&self, code: &str) -> VisitTypeId {
        let number = match code {
            "first" => 1,
            "follow_up" => 2,
            "video" => 3,
            other => panic!("no type of visit has the code {other}"),
        };
        VisitTypeId::from_uuid(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0002_0000 + number))
    }

    /// Runs every job that is due.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn run_jobs(&self) -> usize {
        let worker = work::worker(&self.tools);
        worker.run_due().await.expect("the jobs run")
    }

    /// Writes what waits for the integration log.
    ///
    /// # Panics
    /// When somebody else does at the same time.
    pub async fn write_exchanges(&self) {
        let mut waiting = self.exchanges.try_lock().expect("nobody else writes");
        waiting
            .write_waiting(async |exchanged| exchanges::keep(&self.database, &exchanged).await)
            .await;
    }

    /// The secret of the newest link to pages under `path` ("/record/") that was mailed to an address.
    ///
    /// # Panics
    /// When there is none.
    pub async fn mailed_secret(&self, email: &str, path: &str) -> String {
        self.run_jobs().await;
        let mails = self.mailer.sent_to(email);
        let (_, rest) = mails.last().expect("a mail").text.split_once(path).expect("a link");
        rest.split_whitespace().next().expect("a secret").to_owned()
    }

    /// One value by a statement of one's own, such as `SELECT COUNT(*) FROM occupancy`.
    ///
    /// # Panics
    /// When there is none.
    pub async fn value<T: TryGetable>(&self, sql: &str) -> T {
        let db = self.database.read();
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let row = db
            .query_one_raw(statement)
            .await
            .expect("the statement runs")
            .expect("a row");
        row.try_get_by_index(0).expect("a value of this type")
    }

    /// The first value of every row of a statement.
    ///
    /// # Panics
    /// When the statement fails.
    pub async fn values<T: TryGetable>(&self, sql: &str) -> Vec<T> {
        let db = self.database.read();
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let rows = db.query_all_raw(statement).await.expect("the statement runs");
        rows.iter()
            .map(|row| row.try_get_by_index(0).expect("a value of this type"))
            .collect()
    }

    /// Runs a statement of one's own.
    ///
    /// # Panics
    /// When it fails.
    pub async fn execute(&self, sql: &str) {
        let backend = self.database.read().get_database_backend();
        self.write(vec![Statement::from_string(backend, sql)]).await;
    }

    pub(super) async fn write(&self, statements: Vec<Statement>) {
        let tx = self.database.writer().begin().await.expect("a transaction");
        for statement in statements {
            tx.execute_raw(statement).await.expect("the test writes");
        }
        tx.commit().await.expect("the test writes");
    }

    /// A statement as this engine wants it.
    pub(super) fn built(&self, statement: &impl StatementBuilder) -> Statement {
        self.database.read().get_database_backend().build(statement)
    }

    pub(super) fn next_number(&self) -> u32 {
        self.counter.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// Mails in memory, as if a mail server had them.
fn watched(mailer: &Arc<Recording>, log: &ExchangeLog) -> Arc<dyn Mailer> {
    let line = log.line(OtherSystem::Mail, "mail.salve.example:587");
    Arc::new(Watched::new(Arc::clone(mailer), line))
}

/// An instant from RFC 3339.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text)
        .expect("RFC 3339")
        .with_timezone(&Utc)
}
