//! The people of a test clinic, made by the use cases that make real ones.

use domain::accounts::{AccountStatus, CreateAdmin, RegisterDoctor, RegisterPatient};
use domain::actor::{Actor, Permissions};
use domain::carers::CarerScopes;
use domain::doctors::DoctorStatus;
use domain::id::{CarerId, DoctorId, LocationId, PatientId, RoleId};
use domain::values::{EmailAddress, Password, PasswordRule};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::clinic::{PASSWORD, TestClinic};
use crate::accounts::{self, NewAccount};
use crate::scope::{Scope, new_uuid};
use crate::{doctors, patients, roles};

const WEEKDAYS: [i32; 5] = [1, 2, 3, 4, 5];

impl TestClinic {
    /// A patient who has confirmed the address and signed in. Equal names are different people.
    ///
    /// # Panics
    /// When the name cannot be one.
    pub async fn patient(&self, name: &str) -> Scope {
        let email = self.email_for(name);
        let form = RegisterPatient {
            name: name.to_owned(),
            email,
            phone: "020 7946 0999".to_owned(),
            address: "2 Mill Lane, London".to_owned(),
            birth_day: "27".to_owned(),
            birth_month: "3".to_owned(),
            birth_year: "1985".to_owned(),
            password: PASSWORD.into(),
            password_again: PASSWORD.into(),
            next: String::new(),
        };
        let system = self.system();
        let valid = form.parse(system.today()).expect("a good registration");
        let account = NewAccount::prepare(&system, &valid.email, &valid.password, AccountStatus::Active)
            .await
            .expect("the password is hashed");
        let made = system.transaction(async |tx| {
            account.insert(tx, &system).await?;
            patients::enrol(tx, &system, Some(account.id), &valid.details).await
        });
        let patient = made.await.expect("the patient is written");
        let account = account.id;
        self.scope(Actor::Patient { account, patient })
    }

    /// An administrator who has just signed in.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn admin(&self) -> Scope {
        let email = self.email_for("Admin");
        let form = CreateAdmin {
            email: email.clone(),
            password: PASSWORD.into(),
        };
        accounts::admin::create(&self.system(), &form)
            .await
            .expect("an administrator");
        let select = Query::select()
            .column("id")
            .from("account")
            .and_where(Expr::col("email").eq(email))
            .to_owned();
        let row = self.database.read().query_one(&select).await.expect("a read");
        let account = row.expect("the account is there").try_get("", "id").expect("an id");
        self.confirmed(&self.scope(Actor::Staff {
            account,
            permissions: Permissions::admin(),
        }))
    }

    /// A member of staff who has just signed in, with a role of these permissions. Equal names are different people.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn staff(&self, name: &str, permissions: Permissions) -> Scope {
        let system = self.system();
        let email = EmailAddress::parse(&self.email_for(name)).expect("a good address");
        let password = Password::parse(&PASSWORD.into(), PasswordRule::Staff).expect("a good password");
        let account = NewAccount::prepare(&system, &email, &password, AccountStatus::Active)
            .await
            .expect("the password is hashed");
        let (role, now) = (new_uuid(self.now()), self.now());
        let insert = Query::insert()
            .into_table("role")
            .columns([
                "id",
                "name",
                "name_folded",
                "permissions",
                "version",
                "created_at",
                "updated_at",
            ])
            .values_panic([
                role.into(),
                name.into(),
                email.as_str().into(),
                permissions.to_string().into(),
                1.into(),
                now.into(),
                now.into(),
            ])
            .to_owned();
        self.write(vec![self.built(&insert)]).await;
        let made = system.transaction(async |tx| {
            account.insert(tx, &system).await?;
            roles::give(tx, &system, (account.id, RoleId::from_uuid(role)), None, None).await
        });
        made.await.expect("the member of staff is written");
        let account = account.id;
        self.confirmed(&self.scope(Actor::Staff { account, permissions }))
    }

    /// Somebody without a role of their own whom a patient lets act for them.
    ///
    /// # Panics
    /// When the name cannot be one.
    pub async fn carer(&self, name: &str, patient: &Scope, scopes: CarerScopes) -> Scope {
        let system = self.system();
        let email = EmailAddress::parse(&self.email_for(name)).expect("a good address");
        let password = Password::parse(&PASSWORD.into(), PasswordRule::Patient).expect("a good password");
        let account = NewAccount::prepare(&system, &email, &password, AccountStatus::Active)
            .await
            .expect("the password is hashed");
        let made = system.transaction(async |tx| account.insert(tx, &system).await);
        made.await.expect("the account is written");
        let own = self.scope(Actor::Account { account: account.id });
        let carer = self.lets_act_with(patient, &own, scopes).await;
        self.scope(Actor::Carer {
            account: account.id,
            patient: patient_of(patient),
            carer,
            scopes,
            preview: false,
        })
    }

    /// A patient lets somebody act for them who has an account: all that there is to let.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn lets_act(&self, patient: &Scope, whom: &Scope) -> CarerId {
        self.lets_act_with(patient, whom, CarerScopes::all()).await
    }

    async fn lets_act_with(&self, patient: &Scope, whom: &Scope, scopes: CarerScopes) -> CarerId {
        let (now, email) = (self.now(), self.email(whom).await);
        let account = |scope: &Scope| scope.account().expect("an account").uuid();
        let carer = CarerId::from_uuid(new_uuid(now));
        let columns: [(&str, Expr); 16] = [
            ("id", carer.uuid().into()),
            ("patient_id", patient_of(patient).uuid().into()),
            ("account_id", account(whom).into()),
            ("name", "Carer".into()),
            ("email", email.as_str().into()),
            ("email_folded", email.to_lowercase().into()),
            ("relation", "relative".into()),
            ("scopes", scopes.to_string().into()),
            ("while_minor", false.into()),
            ("state", "active".into()),
            ("offered_by", "patient".into()),
            ("offered_account_id", account(patient).into()),
            ("language", "en".into()),
            ("sent_at", now.into()),
            ("expires_at", now.into()),
            ("accepted_at", now.into()),
        ];
        let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let insert = Query::insert()
            .into_table("carer")
            .columns(names)
            .values_panic(values)
            .to_owned();
        self.write(vec![self.built(&insert)]).await;
        carer
    }

    /// The address of whoever acts in this scope.
    ///
    /// # Panics
    /// When nobody with an account does.
    pub async fn email(&self, scope: &Scope) -> String {
        let account = scope.account().expect("somebody with an account");
        let reader = accounts::contact::reader(self.database.read(), account).await;
        reader.expect("the account is there").address
    }

    fn email_for(&self, name: &str) -> String {
        let plain: String = name
            .to_lowercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        format!(
            "{}.{}@example.org",
            if plain.is_empty() { "somebody" } else { &plain },
            self.next_number()
        )
    }
}

/// Describes a doctor before there is one.
#[derive(Debug)]
pub struct DoctorBuilder<'c> {
    clinic: &'c TestClinic,
    name: String,
    location: Option<LocationId>,
    zone: Option<String>,
    status: DoctorStatus,
    with_hours: bool,
}

impl<'c> DoctorBuilder<'c> {
    pub(super) fn new(clinic: &'c TestClinic, name: &str) -> Self {
        Self {
            clinic,
            name: name.to_owned(),
            location: None,
            zone: None,
            status: DoctorStatus::Approved,
            with_hours: true,
        }
    }

    /// Practises at another place than the clinic's first.
    #[must_use]
    pub fn at(self, location: LocationId) -> Self {
        Self {
            location: Some(location),
            ..self
        }
    }

    /// Holds video hours in another zone than that of the place.
    #[must_use]
    pub fn in_zone(self, zone: &str) -> Self {
        Self {
            zone: Some(zone.to_owned()),
            ..self
        }
    }

    /// Waits for verification.
    #[must_use]
    pub fn pending(self) -> Self {
        Self {
            status: DoctorStatus::Pending,
            ..self
        }
    }

    /// Has no weekly hours yet.
    #[must_use]
    pub fn without_hours(self) -> Self {
        Self {
            with_hours: false,
            ..self
        }
    }

    /// Makes the doctor.
    ///
    /// # Panics
    /// When what was described cannot be.
    pub async fn make(self) -> Scope {
        let clinic = self.clinic;
        let location = self.location.unwrap_or(clinic.location);
        let number = clinic.next_number();
        let form = RegisterDoctor {
            name: self.name.clone(),
            email: clinic.email_for(&self.name),
            phone: "020 7946 0888".to_owned(),
            specialties: vec!["01990000-0000-7000-8000-000000010001".to_owned()],
            qualifications: "MB BS, MRCGP".to_owned(),
            licence_number: format!("GMC {number:06}"),
            experience_years: "12".to_owned(),
            location: location.to_string(),
            password: PASSWORD.into(),
            password_again: PASSWORD.into(),
        };
        let valid = form.parse().expect("a good application");
        let system = clinic.system();
        let account = NewAccount::prepare(&system, &valid.email, &valid.password, AccountStatus::Active)
            .await
            .expect("the password is hashed");
        let made = system.transaction(async |tx| {
            account.insert(tx, &system).await?;
            doctors::apply(tx, &system, account.id, &valid).await
        });
        let doctor = made.await.expect("the doctor is written");
        self.settle(doctor).await;
        if self.with_hours {
            clinic
                .hours(doctor, &WEEKDAYS, (540, 1020), Some(location), &["first", "follow_up"])
                .await;
            clinic.hours(doctor, &WEEKDAYS, (1080, 1200), None, &["video"]).await;
        }
        let account = account.id;
        clinic.scope(match self.status {
            DoctorStatus::Approved => Actor::Doctor { account, doctor },
            _ => Actor::PendingDoctor { account, doctor },
        })
    }

    async fn settle(&self, doctor: DoctorId) {
        let mut update = Query::update()
            .table("doctor")
            .value("status", self.status.as_str())
            .and_where(Expr::col("id").eq(doctor.uuid()))
            .to_owned();
        if let Some(zone) = &self.zone {
            update.value("time_zone", zone.as_str());
        }
        self.clinic.write(vec![self.clinic.built(&update)]).await;
    }
}

/// The patient behind a scope.
///
/// # Panics
/// When it is somebody else's.
#[must_use]
pub fn patient_of(scope: &Scope) -> PatientId {
    scope.actor().patient().expect("a patient")
}

/// The doctor behind a scope, verified or not.
///
/// # Panics
/// When it is somebody else's.
#[must_use]
pub fn doctor_of(scope: &Scope) -> DoctorId {
    match scope.actor() {
        Actor::Doctor { doctor, .. } | Actor::PendingDoctor { doctor, .. } => *doctor,
        other => panic!("not a doctor: {other:?}"),
    }
}
