//! People: found, looked at, stopped and reinstated by administrators. No clinical content is shown here.

mod access;
mod edit;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use domain::access::AskAccess;
use domain::actor::{Permission, Permissions, Role};
use domain::admin::{ChangeAccount, FindPeople, PeopleList, Person, PersonActions, PersonRow, Whose};
use domain::conflict::Conflict;
use domain::id::AccountId;
use domain::live::{Change, Kind, Topic};
use domain::page::Page;
use domain::roles::{may_touch, permitted};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::accounts::people::{self, AccountRow};
use crate::accounts::{email, factor, passkeys};
use crate::audit::{self, Action, Event, Subject};
use crate::doctors::{self, DoctorRow};
use crate::error::Result;
use crate::outbox::{self, Mail};
use crate::patients::{self, PatientRow};
use crate::scope::Scope;
use crate::times::Formatter;
use crate::{live, photos, roles, sessions};
pub use edit::{details, edit};

/// The accounts that fit a search, the newest first.
///
/// # Errors
/// `Forbidden` for whoever may not see people.
pub async fn people(scope: &Scope, search: &FindPeople) -> Result<PeopleList> {
    scope.any_permission(Permissions::of_people())?;
    let wanted = search.parse();
    let (rows, total) = people::find(scope, &wanted).await?;
    let items = rows_of(scope, &rows).await?;
    let listed = Event::of(Action::PeopleListed)
        .with("people", items.len())
        .with("searched", wanted.query.is_some())
        .with("page", wanted.page);
    audit::read(scope, listed).await?;
    Ok(PeopleList {
        search: search.clone(),
        people: Page::of(items, wanted.page, total),
        roles: match scope.permission(Permission::ManageRoles) {
            Ok(own) => roles::offered(scope, &roles::held(scope.db(), own, scope.now()).await?).await?,
            Err(_) => Vec::new(),
        },
    })
}

/// These accounts as a list shows them.
pub(super) async fn rows_of(scope: &Scope, accounts: &[AccountRow]) -> Result<Vec<PersonRow>> {
    let roles = Roles::of(scope, accounts).await?;
    let labels = Formatter::new(&scope.tools().site.time_zone, scope.language());
    Ok(accounts.iter().map(|account| roles.row(account, &labels)).collect())
}

/// One account, and why it may open the record that is asked about.
///
/// # Errors
/// `Forbidden` for whoever may not see people, `NotFound` when there is none.
pub async fn person(scope: &Scope, id: AccountId, ask: &AskAccess) -> Result<Person> {
    let reader = scope.any_permission(Permissions::of_people())?;
    let account = people::get(scope, id).await?;
    let mut roles = Roles::of(scope, std::slice::from_ref(&account)).await?;
    let labels = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let row = roles.row(&account, &labels);
    let (patient, doctor) = (roles.patients.remove(&id), roles.doctors.remove(&id));
    let may_change = reader != id && outranks(scope, scope.db(), id).await?;
    let email_verified = account.email_verified_at.is_some();
    let factor_on = factor::is_on(scope.db(), id).await?;
    let passkeys = passkeys::count(scope.db(), id).await?;
    let photo = match scope.permission(Permission::ManagePeople) {
        Ok(_) => photos::of_account(scope.db(), id).await?,
        Err(_) => None,
    };
    let person = Person {
        row,
        photo,
        phone: doctor
            .as_ref()
            .map(|doctor| doctor.phone.clone())
            .or_else(|| patient.as_ref().map(|patient| patient.phone.clone())),
        patient: patient.as_ref().map(|patient| patient.id),
        patient_number: patient.as_ref().map(|patient| patient.number),
        doctor: doctor.as_ref().map(|doctor| doctor.id),
        doctor_status: doctor.as_ref().map(|doctor| doctor.status),
        email_verified,
        last_sign_in: account.last_sign_in_at.map(|at| labels.moment(at)),
        sessions: sessions::count(scope, id).await?,
        grants: roles::of_person(scope, id, account.status).await?,
        access: access::explain(scope, id, ask).await?,
        whose: if reader == id { Whose::Own } else { Whose::Another },
        factor_on,
        passkeys,
        may: PersonActions {
            suspend: may_change && account.status.suspend().is_ok(),
            reinstate: may_change && account.status.reinstate(email_verified).is_ok(),
            edit: may_change && patient.is_some(),
            reset_factor: may_change && (factor_on || passkeys > 0),
        },
        version: account.version,
    };
    let mut seen = Event::of(Action::PersonRead).on(Subject::Account(id.uuid()));
    if let Some(patient) = person.patient {
        seen = seen.about(patient);
    }
    audit::read(scope, seen).await?;
    Ok(person)
}

/// Stops an account: its sessions end at once, and nobody can sign in to it.
///
/// # Errors
/// `Forbidden` without the permission, `ConfirmFirst`, `NotFound`, `Invalid` for a form that is out of date, `Conflict`
/// for one's own account, one that was changed meanwhile, one that may do more than the actor, or the last that may do
/// everything.
pub async fn suspend(scope: &Scope, form: &ChangeAccount) -> Result<AccountId> {
    let which = another(scope, form)?;
    scope.fresh()?;
    scope.transaction(async |tx| stop(tx, scope, which).await).await?;
    Ok(which.0)
}

/// Stops an account that still has this version, as [`suspend`] does.
pub(super) async fn stop(tx: &DatabaseTransaction, scope: &Scope, (id, version): (AccountId, i32)) -> Result<()> {
    roles::lock(tx).await?;
    may_change(tx, scope, id).await?;
    let was_admin = roles::is_lasting_admin(tx, id).await?;
    people::change_status(tx, scope, (id, version), |account| account.status.suspend()).await?;
    if was_admin {
        roles::keep_an_admin(tx).await?;
    }
    let ended = sessions::end_all(tx, scope.tools(), id, None).await?;
    email::end_all(tx, scope, id).await?;
    if let Some(doctor) = doctors::of_account(tx, id).await? {
        doctors::refresh_next_free(tx, scope, doctor.id).await?;
    }
    live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::People)]).await?;
    let event = Event::of(Action::AccountSuspended).with("sessions", ended);
    record(tx, scope, id, event).await?;
    outbox::post(tx, scope, Mail::AccountSuspended { account: id }).await
}

/// Lets a stopped account work again.
///
/// # Errors
/// As [`suspend`].
pub async fn reinstate(scope: &Scope, form: &ChangeAccount) -> Result<AccountId> {
    let which = another(scope, form)?;
    scope.fresh()?;
    scope.transaction(async |tx| restart(tx, scope, which).await).await?;
    Ok(which.0)
}

/// Lets an account that still has this version work again, as [`reinstate`] does.
pub(super) async fn restart(tx: &DatabaseTransaction, scope: &Scope, (id, version): (AccountId, i32)) -> Result<()> {
    may_change(tx, scope, id).await?;
    people::change_status(tx, scope, (id, version), |account| {
        account.status.reinstate(account.email_verified_at.is_some())
    })
    .await?;
    if let Some(doctor) = doctors::of_account(tx, id).await? {
        doctors::refresh_next_free(tx, scope, doctor.id).await?;
    }
    live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::People)]).await?;
    record(tx, scope, id, Event::of(Action::AccountReinstated)).await?;
    outbox::post(tx, scope, Mail::AccountReinstated { account: id }).await
}

/// Writes down what was done to an account, so that its patient hears of it too.
async fn record(tx: &DatabaseTransaction, scope: &Scope, id: AccountId, event: Event) -> Result<()> {
    let mut event = event.on(Subject::Account(id.uuid()));
    if let Some(patient) = patients::of_account(tx, id).await? {
        event = event.about(patient.id);
    }
    audit::record(tx, scope, event).await
}

/// Whether the actor may do everything that the account may do as staff: nobody stops who stands above them.
async fn outranks(scope: &Scope, db: &impl ConnectionTrait, id: AccountId) -> Result<bool> {
    let Ok(own) = scope.permission(Permission::ManagePeople) else {
        return Ok(false);
    };
    let theirs = permitted(&roles::held(db, id, scope.now()).await?);
    Ok(may_touch(&roles::held(db, own, scope.now()).await?, theirs).is_ok())
}

pub(crate) async fn may_change(tx: &DatabaseTransaction, scope: &Scope, id: AccountId) -> Result<()> {
    if outranks(scope, tx, id).await? {
        Ok(())
    } else {
        Err(Conflict::MoreThanHeld.into())
    }
}

/// The account that a form names, which must not be one's own.
fn another(scope: &Scope, form: &ChangeAccount) -> Result<(AccountId, i32)> {
    let own = scope.permission(Permission::ManagePeople)?;
    let (id, version) = form.parse()?;
    if id == own {
        return Err(Conflict::OwnAccount.into());
    }
    Ok((id, version))
}

/// What the accounts of one page may act as.
struct Roles {
    patients: HashMap<AccountId, PatientRow>,
    doctors: HashMap<AccountId, DoctorRow>,
    staff: HashSet<AccountId>,
}

impl Roles {
    async fn of(scope: &Scope, accounts: &[AccountRow]) -> Result<Self> {
        let db = scope.db();
        let ids: Vec<_> = accounts.iter().map(|account| account.id).collect();
        let (patients, doctors, staff) = tokio::try_join!(
            patients::of_accounts(db, &ids),
            doctors::of_accounts(db, &ids),
            roles::staff_among(db, &ids, scope.now()),
        )?;
        Ok(Self {
            patients: patients
                .into_iter()
                .filter_map(|row| Some((row.account_id?, row)))
                .collect(),
            doctors: doctors.into_iter().map(|row| (row.account_id, row)).collect(),
            staff,
        })
    }

    fn row(&self, account: &AccountRow, labels: &Formatter) -> PersonRow {
        let (patient, doctor) = (self.patients.get(&account.id), self.doctors.get(&account.id));
        let name = doctor
            .map(|doctor| doctor.name.clone())
            .or_else(|| patient.map(|patient| patient.name.clone()))
            .unwrap_or_else(|| account.email.clone());
        let roles = [
            self.staff.contains(&account.id).then_some(Role::Staff),
            doctor.map(|_| Role::Doctor),
            patient.map(|_| Role::Patient),
        ];
        PersonRow {
            account: account.id,
            name,
            email: account.email.clone(),
            roles: roles.into_iter().flatten().collect(),
            status: account.status,
            since: labels.moment(account.created_at),
        }
    }
}
