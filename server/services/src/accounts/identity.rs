//! Who an account is, and as whom it may act.

use chrono::{DateTime, Utc};
use domain::accounts::AccountStatus;
use domain::actor::{Actor, Permissions, Role};
use domain::doctors::DoctorStatus;
use domain::id::{AccountId, DoctorId, FactorId, PatientId};
use domain::roles::permitted;
use words::Language;

use super::entity::{account, factor};
use super::password::auth_fingerprint;
use crate::carers::{self, Acting};
use crate::error::Result;
use crate::scope::Tools;
use crate::{doctors, patients, roles, settings};

/// The part of the portal an address belongs to; it decides the acting role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Public,
    Patient,
    Doctor,
    Admin,
    Account,
}

impl Area {
    /// The area of a path, server functions included (`/fn/patient/…`).
    #[must_use]
    pub fn of(path: &str) -> Self {
        let path = path.strip_prefix("/fn").unwrap_or(path);
        match path.split('/').nth(1) {
            Some("patient") => Self::Patient,
            Some("doctor") => Self::Doctor,
            Some("admin") => Self::Admin,
            // Whoever opens an invitation may have an account, whatever its roles.
            Some("account" | "invitation" | "record" | "carer") => Self::Account,
            _ => Self::Public,
        }
    }
}

/// An account and everything it may act as.
#[derive(Clone, Debug)]
pub struct Identity {
    pub account: AccountId,
    /// Changes with the password.
    pub fingerprint: [u8; 32],
    pub email: String,
    pub email_folded: String,
    /// The person's name, or the address where none is known.
    pub name: String,
    pub patient: Option<PatientId>,
    /// In whose affairs they act on the pages of patients.
    pub acting: ActingFor,
    /// Whether they may act for others.
    pub cares: bool,
    pub doctor: Option<(DoctorId, DoctorStatus)>,
    pub permissions: Permissions,
    /// When the first of the roles behind the permissions is over.
    pub permitted_until: Option<DateTime<Utc>>,
    /// The second step at sign-in, when it is on.
    pub factor: Option<FactorId>,
    /// Where the clinic asks for a second step that this person has not set up.
    pub lacks_factor: LacksFactor,
    /// The language that the person chose; nothing for one that the portal does not speak any more.
    pub language: Option<Language>,
}

/// In whose affairs somebody acts on the pages of patients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ActingFor {
    /// Their own.
    #[default]
    Oneself,
    /// Those of a patient who lets them.
    Patient(Acting),
    /// Those of a patient who does not let them any more: they chose that patient, so it is not taken for their own affairs.
    Nobody,
}

/// In which roles somebody can't work before a second step is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LacksFactor {
    pub as_doctor: bool,
    pub as_staff: bool,
}

impl LacksFactor {
    /// Whether an area stays closed because of it.
    #[must_use]
    pub fn closes(self, area: Area) -> bool {
        match area {
            Area::Doctor => self.as_doctor,
            Area::Admin => self.as_staff,
            Area::Public | Area::Patient | Area::Account => false,
        }
    }
}

impl Identity {
    /// The actor in an area: nobody where the account holds no role, or lacks the second step that the clinic asks for.
    /// The account's own pages stay open to set it up, without anything that the role may do.
    #[must_use]
    pub fn actor_in(&self, area: Area) -> Actor {
        let account = self.account;
        let patient = match &self.acting {
            ActingFor::Oneself => self.patient.map(|patient| Actor::Patient { account, patient }),
            ActingFor::Patient(acting) => Some(acting.actor(account)),
            ActingFor::Nobody => None,
        };
        let oneself = self.patient.map(|patient| Actor::Patient { account, patient });
        let doctor = self.doctor.map(|(doctor, status)| match status {
            DoctorStatus::Approved if !self.lacks_factor.as_doctor => Actor::Doctor { account, doctor },
            DoctorStatus::Approved | DoctorStatus::Pending | DoctorStatus::Rejected => {
                Actor::PendingDoctor { account, doctor }
            }
        });
        let staff = (!self.permissions.is_empty()).then_some(Actor::Staff {
            account,
            permissions: if self.lacks_factor.as_staff {
                Permissions::none()
            } else {
                self.permissions
            },
        });
        match area {
            closed if self.lacks_factor.closes(closed) => None,
            Area::Public => None,
            Area::Patient => patient,
            Area::Doctor => doctor,
            Area::Admin => staff,
            Area::Account => staff.or(doctor).or(oneself).or(Some(Actor::Account { account })),
        }
        .unwrap_or(Actor::Anonymous)
    }

    /// Whether a patient looks at what a carer would see.
    #[must_use]
    pub fn is_previewing(&self) -> bool {
        matches!(&self.acting, ActingFor::Patient(acting) if acting.preview)
    }

    /// Every role the account holds, the one it begins with first.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        let staff = (!self.permissions.is_empty()).then_some(Role::Staff);
        let doctor = self.doctor.map(|_| Role::Doctor);
        let acts = matches!(self.acting, ActingFor::Patient(_));
        let patient = (acts || self.patient.is_some()).then_some(Role::Patient);
        [staff, doctor, patient].into_iter().flatten().collect()
    }

    /// Where this person begins.
    #[must_use]
    pub fn home(&self) -> &'static str {
        if self.acting == ActingFor::Nobody {
            return "/account/caring?over=1";
        }
        match (&self.doctor, self.permissions.is_empty()) {
            (_, false) => "/admin",
            (Some((_, DoctorStatus::Approved)), _) => "/doctor",
            (Some(_), _) => "/doctor/waiting",
            _ if self.patient.is_none() => "/account/caring",
            _ => "/patient",
        }
    }

    /// Whether this person sees the records of others: doctors and staff.
    #[must_use]
    pub fn serves_others(&self) -> bool {
        self.doctor.is_some() || !self.permissions.is_empty()
    }
}

/// The identity of an active account; none for suspended and unverified ones, so that they are out at once.
///
/// # Errors
/// When the database fails.
pub async fn find(tools: &Tools, id: AccountId) -> Result<Option<Identity>> {
    let db = tools.database.read();
    let (account, held, patient, doctor, factor, cares) = tokio::try_join!(
        async { Ok(account::by_id(id).one(db).await?) },
        roles::held(db, id, tools.clock.now()),
        patients::of_account(db, id),
        doctors::of_account(db, id),
        async { Ok(factor::on_of_account(id).one(db).await?) },
        carers::cares(db, id),
    )?;
    let Some(account) = account.filter(|account| account.status == AccountStatus::Active) else {
        return Ok(None);
    };
    let name = doctor
        .as_ref()
        .map(|doctor| doctor.name.clone())
        .or_else(|| patient.as_ref().map(|patient| patient.name.clone()))
        .unwrap_or_else(|| account.email.clone());
    let permissions = permitted(&held);
    let mut lacks_factor = LacksFactor::default();
    if factor.is_none() && (doctor.is_some() || !permissions.is_empty()) {
        let settings = settings::current(db).await?;
        lacks_factor.as_doctor = doctor.is_some() && settings.factor_required_doctors;
        lacks_factor.as_staff = !permissions.is_empty() && settings.factor_required_staff;
    }
    Ok(Some(Identity {
        account: id,
        fingerprint: auth_fingerprint(&account.password_hash),
        language: Language::from_code(&account.language),
        email: account.email,
        email_folded: account.email_folded,
        name,
        patient: patient.map(|patient| patient.id),
        acting: ActingFor::Oneself,
        cares,
        doctor: doctor.map(|doctor| (doctor.id, doctor.status)),
        permissions,
        permitted_until: held.iter().filter_map(|(_, end)| *end).min(),
        factor: factor.map(|factor| factor.id),
        lacks_factor,
    }))
}
