//! Who acts, with which tools: the first argument of every use case and the only way to the database.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::{Actor, Permission, Permissions};
use domain::carers::CarerScope;
use domain::id::{AccountId, DoctorId, PatientId};
use domain::values::Currency;
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use uuid::Uuid;
use words::Language;

use crate::accounts::passkeys::RelyingParty;
use crate::accounts::password::Passwords;
use crate::accounts::step_up::{Confirmation, Fresh};
use crate::audit::Reads;
use crate::clock::Clock;
use crate::crypto::KeyRing;
use crate::database::{Body, Database};
use crate::error::{Error, Result};
use crate::files::Files;
use crate::jobs::Wake;
use crate::live::Live;
use crate::mail::Stationery;
use crate::ports::mailer::Mailer;
use crate::settings;
use crate::throttle::{Limits, Throttle};
use crate::times::{Zone, local_day};

/// What this installation is: read once at start.
#[derive(Clone, Debug)]
pub struct Site {
    /// Address under which people reach it, without a slash at the end; every mailed link starts with it.
    pub base_url: String,
    /// The clinic's name in mails and titles.
    pub organisation: String,
    /// Number to call when the portal can't help.
    pub phone: String,
    /// IANA zone of people who have not chosen one.
    pub time_zone: Zone,
    /// What doctors' fees are in.
    pub currency: Currency,
}

/// Everything a use case works with, made once per process.
pub struct Tools {
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub keys: KeyRing,
    pub mailer: Arc<dyn Mailer>,
    pub files: Files,
    pub passwords: Passwords,
    /// What passkeys are made for; nothing where the portal's address lets browsers make none.
    pub passkeys: Option<RelyingParty>,
    pub site: Site,
    pub reads: Reads,
    pub limits: Limits,
    /// Rings when a committed transaction may have left work for the job runner.
    pub wake: Wake,
    /// The open streams, and the changes that they hear of.
    pub live: Live,
}

impl Tools {
    /// What mails are written on: the clinic's name and number as the settings have them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stationery(&self) -> Result<Stationery> {
        let settings = settings::of(self, self.database.read()).await?;
        Ok(Stationery::new(
            &settings.clinic_name,
            &settings.clinic_phone,
            &self.site.base_url,
        ))
    }
}

/// Where a request came from.
#[derive(Clone, Debug)]
pub struct RequestMeta {
    /// Shown to the person on a failure and written to log and audit.
    pub id: Uuid,
    /// Address of the peer, or what a trusted proxy said of it.
    pub ip: Option<IpAddr>,
    /// The `User-Agent`, cut to 200 characters.
    pub user_agent: String,
    /// Language of the answer.
    pub language: Language,
}

/// One actor's reach into the clinic.
#[derive(Clone)]
pub struct Scope {
    actor: Actor,
    request: RequestMeta,
    tools: Arc<Tools>,
    /// The last time that the session's holder confirmed who they are.
    confirmed: Option<Confirmation>,
}

impl Scope {
    /// A scope for `actor`, who sent `request`.
    #[must_use]
    pub fn new(actor: Actor, request: RequestMeta, tools: Arc<Tools>) -> Self {
        Self {
            actor,
            request,
            tools,
            confirmed: None,
        }
    }

    /// A scope for the system's own work: jobs, the command line, start-up.
    #[must_use]
    pub fn system(tools: Arc<Tools>) -> Self {
        let id = new_uuid(tools.clock.now());
        let request = RequestMeta {
            id,
            ip: None,
            user_agent: String::new(),
            language: Language::En,
        };
        Self::new(Actor::System, request, tools)
    }

    /// The same request by somebody else: for the moment in which a visitor becomes a person (sign-in, registration).
    #[must_use]
    pub fn acting_as(&self, actor: Actor) -> Self {
        Self { actor, ..self.clone() }
    }

    /// The same request answered in another language: that of the account, once it is known who asks.
    #[must_use]
    pub fn answering_in(mut self, language: Language) -> Self {
        self.request.language = language;
        self
    }

    /// The same request from a session whose holder confirmed who they are.
    #[must_use]
    pub fn confirmed(mut self, confirmation: Option<Confirmation>) -> Self {
        self.confirmed = confirmation;
        self
    }

    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    #[must_use]
    pub fn request(&self) -> &RequestMeta {
        &self.request
    }

    #[must_use]
    pub fn tools(&self) -> &Tools {
        &self.tools
    }

    /// The shared handle to the tools, for work that outlives the request.
    #[must_use]
    pub fn shared_tools(&self) -> Arc<Tools> {
        Arc::clone(&self.tools)
    }

    /// Language in which this request is answered.
    #[must_use]
    pub fn language(&self) -> Language {
        self.request.language
    }

    /// The present instant, to the millisecond.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.tools.clock.now()
    }

    /// The clinic's present day, in the zone of this installation.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        local_day(self.now(), &self.tools.site.time_zone)
    }

    /// A new id that sorts by the clock (`UUIDv7`, RFC 9562).
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        new_uuid(self.now())
    }

    /// The patient who acts, in their own affairs.
    ///
    /// # Errors
    /// `Forbidden` when somebody else acts, a carer included.
    pub fn patient(&self) -> Result<PatientId> {
        match self.actor {
            Actor::Patient { patient, .. } => Ok(patient),
            _ => Err(Error::Forbidden),
        }
    }

    /// The patient in whose affairs the actor may do this: their own, or as a carer with the scope.
    ///
    /// # Errors
    /// `Forbidden` when somebody else acts, or a carer without the scope.
    pub fn patient_for(&self, scope: CarerScope) -> Result<PatientId> {
        self.actor.patient_for(scope).ok_or(Error::Forbidden)
    }

    /// The verified doctor who acts.
    ///
    /// # Errors
    /// `Forbidden` when somebody else acts, a doctor who waits for verification included.
    pub fn doctor(&self) -> Result<DoctorId> {
        match self.actor {
            Actor::Doctor { doctor, .. } => Ok(doctor),
            _ => Err(Error::Forbidden),
        }
    }

    /// The account that acts, whatever its role.
    ///
    /// # Errors
    /// `Forbidden` for visitors and the system.
    pub fn account(&self) -> Result<AccountId> {
        self.actor.account().ok_or(Error::Forbidden)
    }

    /// Proof that the actor is staff and holds `permission`; the account that acts.
    ///
    /// # Errors
    /// `Forbidden` otherwise.
    pub fn permission(&self, permission: Permission) -> Result<AccountId> {
        match &self.actor {
            Actor::Staff { account, permissions } if permissions.contains(permission) => Ok(*account),
            _ => Err(Error::Forbidden),
        }
    }

    /// Proof that the actor is staff and holds one of `permissions` at least; the account that acts.
    ///
    /// # Errors
    /// `Forbidden` otherwise.
    pub fn any_permission(&self, permissions: Permissions) -> Result<AccountId> {
        match &self.actor {
            Actor::Staff {
                account,
                permissions: own,
            } if own.meets(permissions) => Ok(*account),
            _ => Err(Error::Forbidden),
        }
    }

    /// Proof that the actor has confirmed who they are a short while ago: asked for before what matters.
    ///
    /// # Errors
    /// `Forbidden` without an account, `ConfirmFirst` when it was too long ago or never.
    pub fn fresh(&self) -> Result<Fresh> {
        Fresh::of(self.account()?, self.confirmed, self.now())
    }

    /// Connection for reads.
    pub(crate) fn db(&self) -> &DatabaseConnection {
        self.tools.database.read()
    }

    /// The limits on what can be tried.
    pub(crate) fn throttle(&self) -> Throttle<'_> {
        let tools = &*self.tools;
        Throttle::new(&tools.database, &*tools.clock, &tools.keys, &tools.limits)
    }

    /// Runs `body` in one write transaction; it may be called again after a lost race, so it must have no other effects.
    ///
    /// # Errors
    /// What `body` returns, or `Internal` when the database gives up.
    pub(crate) fn transaction<T, F>(&self, body: F) -> impl Future<Output = Result<T>> + Send
    where
        T: Send,
        F: AsyncFn(&DatabaseTransaction) -> Result<T> + for<'tx> Body<'tx, T>,
    {
        let committed = self.tools.database.transaction(body);
        async move {
            let done = committed.await?;
            self.tools.wake.up();
            Ok(done)
        }
    }
}

/// A `UUIDv7` for the instant `now`.
#[must_use]
pub fn new_uuid(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(
        uuid::NoContext,
        seconds,
        now.timestamp_subsec_nanos(),
    ))
}
