//! Stories of patients without an account, and of links that must not open a record to anybody else.

use chrono::TimeDelta;
use domain::access::AskAccess;
use domain::accounts::SignIn;
use domain::actor::{Actor, Permissions};
use domain::admin::ChangeAccount;
use domain::id::AccountId;
use domain::patients::EditPatient;
use domain::records::{ClaimRecord, ClaimStep, GUESSES, InviteOwner, InvitedOwner, WithdrawOwner};
use tokio::task::JoinSet;

use super::*;
use crate::accounts::identity::{self, Identity};
use crate::accounts::sign_in;
use crate::admin::people;
use crate::error::Error;
use crate::testing::TestClinic;
use crate::{on_both_engines, patients};

const EMAIL: &str = "rosa@example.org";
const GOOD: &str = "seven grey herons wade past";

fn rosa() -> AddRecord {
    AddRecord {
        name: "Rosa Díaz".into(),
        phone: "020 7946 0321".into(),
        address: "3 Mill Lane".into(),
        birth_day: "4".into(),
        birth_month: "5".into(),
        birth_year: "2001".into(),
        another: String::new(),
    }
}

fn invitation(id: PatientId) -> InviteOwner {
    InviteOwner {
        patient: id.to_string(),
        email: EMAIL.into(),
    }
}

fn born(day: &str) -> ClaimRecord {
    ClaimRecord {
        birth_day: day.into(),
        birth_month: "5".into(),
        birth_year: "2001".into(),
        password: GOOD.into(),
        password_again: GOOD.into(),
    }
}

/// Rosa's record, and the link to it.
async fn invited(clinic: &TestClinic, admin: &Scope) -> (PatientId, String) {
    let id = add(admin, &rosa()).await.unwrap();
    invite(admin, &invitation(id)).await.unwrap();
    (id, clinic.mailed_secret(EMAIL, "/record/").await)
}

/// What staff's form begins with, and who is invited.
async fn kept(admin: &Scope, id: PatientId) -> (EditPatient, Option<InvitedOwner>) {
    match get(admin, id).await.unwrap().keeper {
        Keeper::Staff { values, invited } => (*values, invited),
        Keeper::Owner(account) => panic!("{account} has it"),
    }
}

async fn identity_of(clinic: &TestClinic, account: AccountId) -> Identity {
    let found = identity::find(&clinic.tools, account).await.unwrap();
    found.expect("an account that works")
}

async fn staff(clinic: &TestClinic) -> Scope {
    clinic.confirmed(&clinic.admin().await)
}

on_both_engines! {
    async fn staff_keep_a_record_and_find_it(clinic: TestClinic) {
        let admin = staff(&clinic).await;
        clinic.patient("Ann Lee").await;
        let id = add(&admin, &rosa()).await.unwrap();
        for query in ["", "diaz", "100002"] {
            let search = FindRecords { query: query.into(), page: String::new() };
            let found = list(&admin, &search).await.unwrap().records;
            assert_eq!(found.items.iter().map(|row| row.patient).collect::<Vec<_>>(), [id], "{query}");
        }
        let ann = FindRecords { query: "Ann".into(), page: String::new() };
        assert_eq!(list(&admin, &ann).await.unwrap().records.total, 0, "she has an account");

        let shown = get(&admin, id).await.unwrap().row;
        assert_eq!((shown.name.as_str(), shown.birth_date.as_str()), ("Rosa Díaz", "4 May 2001"));
        let (values, invited) = kept(&admin, id).await;
        assert_eq!((values.address.as_str(), invited), ("3 Mill Lane", None));
        let wanted = EditPatient { phone: "020 7946 0322".into(), ..values };
        let form = EditRecord { patient: id.to_string(), details: wanted };
        edit(&admin, &form).await.unwrap();
        assert_eq!(kept(&admin, id).await.0.phone, "020 7946 0322");
        assert!(matches!(edit(&admin, &form).await, Err(Error::Conflict(Conflict::Stale))));
        let written: Vec<String> = clinic.values("SELECT action FROM audit_event WHERE patient_id IS NOT NULL ORDER BY action").await;
        assert_eq!(written, ["patient.changed", "record.added", "record.read", "record.read", "record.read"]);
    }

    async fn nobody_is_added_twice_by_mistake(clinic: TestClinic) {
        let admin = staff(&clinic).await;
        add(&admin, &rosa()).await.unwrap();
        let again = AddRecord { name: "rosa DIAZ".into(), ..rosa() };
        let refused = add(&admin, &again).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::SamePerson { number: 100_001 }))), "{refused:?}");
        let twin = AddRecord { name: "Rita Díaz".into(), ..rosa() };
        add(&admin, &twin).await.unwrap();
        let sure = AddRecord { another: "yes".into(), ..again };
        add(&admin, &sure).await.unwrap();
        assert_eq!(list(&admin, &FindRecords::default()).await.unwrap().records.total, 3);
        // Of a patient who has an account as well.
        clinic.patient("Ann Lee").await;
        let ann = AddRecord { name: "Ann Lee".into(), birth_day: "27".into(), birth_month: "3".into(), birth_year: "1985".into(), ..rosa() };
        assert!(matches!(add(&admin, &ann).await, Err(Error::Conflict(Conflict::SamePerson { .. }))));
    }

    async fn the_owner_takes_it_over_with_a_new_account(clinic: TestClinic) {
        let (admin, visitor) = (staff(&clinic).await, clinic.anonymous());
        let (id, token) = invited(&clinic, &admin).await;
        let mail = clinic.mailer.sent_to(EMAIL).pop().unwrap();
        assert!(!mail.text.contains("Rosa") && !mail.text.contains("2001"), "the address may be another's");
        assert_ne!(clinic.value::<String>("SELECT token_hash FROM record_invitation").await, token);
        let seen = look(&visitor, &token).await.unwrap();
        assert_eq!((seen.email.as_str(), seen.step), (EMAIL, ClaimStep::NewAccount { min: 12 }));

        let wrong = claim(&visitor, &token, &born("5"), None).await;
        assert!(matches!(wrong, Err(Error::Conflict(Conflict::AnotherBirthDate { left: 4 }))), "{wrong:?}");
        let empty = claim(&visitor, &token, &ClaimRecord::default(), None).await;
        assert!(matches!(empty, Err(Error::Invalid(problems)) if problems.len() == 2), "no guess is spent on it");
        assert_eq!(claim(&visitor, &token, &born("4"), None).await.unwrap(), Claimed::SignIn);
        assert!(matches!(look(&visitor, &token).await, Err(Error::NotFound)), "good for one use");

        let form = SignIn { email: EMAIL.into(), password: GOOD.into(), next: String::new() };
        let own = sign_in::check(&visitor, &form, None).await.unwrap();
        assert_eq!(own.patient, Some(id));
        let scope = clinic.scope(Actor::Patient { account: own.account, patient: id });
        let profile = patients::own(&scope).await.unwrap();
        assert_eq!((profile.number, profile.values.name.as_str()), (100_001, "Rosa Díaz"));
        assert_eq!(get(&admin, id).await.unwrap().keeper, Keeper::Owner(own.account));
        assert_eq!(list(&admin, &FindRecords::default()).await.unwrap().records.total, 0);
        let late = EditRecord { patient: id.to_string(), details: profile.values };
        for refused in [edit(&admin, &late).await, invite(&admin, &invitation(id)).await] {
            assert!(matches!(refused, Err(Error::Conflict(Conflict::RecordTaken))), "{refused:?}");
        }
        let written: Vec<String> = clinic
            .values("SELECT action FROM audit_event WHERE action LIKE 'record.%' AND action NOT IN ('record.read', 'record.listed') ORDER BY action")
            .await;
        assert_eq!(written, ["record.added", "record.owner_invited", "record.owner_refused", "record.taken_over"]);
    }

    async fn who_guesses_the_date_of_birth_is_out_after_some_tries(clinic: TestClinic) {
        let (admin, visitor) = (staff(&clinic).await, clinic.anonymous());
        let (id, token) = invited(&clinic, &admin).await;
        let mut guesses = JoinSet::new();
        for day in 6..26 {
            let (visitor, token) = (visitor.clone(), token.clone());
            guesses.spawn(async move { claim(&visitor, &token, &born(&day.to_string()), None).await });
        }
        let answers = guesses.join_all().await;
        assert!(answers.iter().all(Result::is_err));
        assert!(matches!(claim(&visitor, &token, &born("4"), None).await, Err(Error::NotFound)), "the right one comes too late");
        assert!(kept(&admin, id).await.1.unwrap().over);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM account").await, 1);
        let counted: i32 = clinic.value("SELECT guesses FROM record_invitation").await;
        assert_eq!(counted, GUESSES);
        let told = answers.iter().filter(|answer| matches!(answer, Err(Error::Conflict(Conflict::AnotherBirthDate { .. })))).count();
        assert_eq!(told, 4, "{answers:?}");
        invite(&admin, &invitation(id)).await.unwrap();
        let token = clinic.mailed_secret(EMAIL, "/record/").await;
        assert_eq!(claim(&visitor, &token, &born("4"), None).await.unwrap(), Claimed::SignIn);
    }

    async fn one_link_gives_the_record_once_even_to_ten_at_once(clinic: TestClinic) {
        let admin = staff(&clinic).await;
        let (_, token) = invited(&clinic, &admin).await;
        let mut race = JoinSet::new();
        for _ in 0..10 {
            let (visitor, token) = (clinic.anonymous(), token.clone());
            race.spawn(async move { claim(&visitor, &token, &born("4"), None).await });
        }
        let answers = race.join_all().await;
        let hers = answers.iter().filter(|answer| matches!(answer, Ok(Claimed::SignIn))).count();
        assert_eq!(hers, 1, "{answers:?}");
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM account").await, 2);
    }

    async fn who_has_an_account_takes_it_there_unless_it_has_one(clinic: TestClinic) {
        let (admin, visitor) = (staff(&clinic).await, clinic.anonymous());
        let (ann, mateo) = (clinic.patient("Ann").await, clinic.doctor("Dr Mateo Ruiz").await);
        let ben = clinic.patient("Ben").await;
        let id = add(&admin, &rosa()).await.unwrap();
        for scope in [&ann, &mateo] {
            let email = clinic.email(scope).await;
            invite(&admin, &InviteOwner { email: email.clone(), ..invitation(id) }).await.unwrap();
            let token = clinic.mailed_secret(&email, "/record/").await;
            assert_eq!(look(&visitor, &token).await.unwrap().step, ClaimStep::SignIn);
            assert_eq!(claim(&visitor, &token, &born("4"), None).await.unwrap(), Claimed::SignInFirst);
            assert_eq!(look(&ben, &token).await.unwrap().step, ClaimStep::SomebodyElse);
            let another = identity_of(&clinic, ben.account().unwrap()).await;
            let refused = claim(&ben, &token, &born("4"), Some(&another)).await;
            assert!(matches!(refused, Err(Error::Conflict(Conflict::InvitationForAnother))), "{refused:?}");
            let own = identity_of(&clinic, scope.account().unwrap()).await;
            assert_eq!(look(scope, &token).await.unwrap().step, ClaimStep::OwnAccount);
            let done = claim(scope, &token, &born("4"), Some(&own)).await;
            if own.patient.is_some() {
                assert!(matches!(done, Err(Error::Conflict(Conflict::RecordTaken))), "{done:?}");
            } else {
                assert_eq!(done.unwrap(), Claimed::Own);
            }
        }
        assert_eq!(identity_of(&clinic, mateo.account().unwrap()).await.patient, Some(id), "a doctor is a patient too");
    }

    async fn a_link_ends_when_it_is_old_replaced_or_withdrawn(clinic: TestClinic) {
        let (admin, visitor) = (staff(&clinic).await, clinic.anonymous());
        let (id, first) = invited(&clinic, &admin).await;
        let gone = async |token: &str| matches!(claim(&visitor, token, &born("4"), None).await, Err(Error::NotFound));
        clinic.advance(TimeDelta::days(7));
        assert!(gone(&first).await && kept(&admin, id).await.1.unwrap().over);
        let again = async || {
            invite(&clinic.confirmed(&admin), &invitation(id)).await.unwrap();
            clinic.mailed_secret(EMAIL, "/record/").await
        };
        let (second, third) = (again().await, again().await);
        assert!(gone(&second).await && look(&visitor, &third).await.is_ok());
        let withdrawal = WithdrawOwner { patient: id.to_string() };
        withdraw(&admin, &withdrawal).await.unwrap();
        assert!(gone(&third).await && kept(&admin, id).await.1.is_none());
        assert!(matches!(withdraw(&admin, &withdrawal).await, Err(Error::NotFound)));
        for nonsense in ["", "x", "expired", "'; --"] {
            assert!(gone(nonsense).await);
        }
    }

    async fn a_link_is_worth_what_its_sender_may_do_and_nothing_to_the_sender(clinic: TestClinic) {
        let (admin, visitor) = (staff(&clinic).await, clinic.anonymous());
        let desk = clinic.staff("Desk", Permissions::none().with(Permission::ManagePeople)).await;
        let desk = clinic.confirmed(&desk);
        let id = add(&desk, &rosa()).await.unwrap();
        let own = InviteOwner { email: clinic.email(&desk).await, ..invitation(id) };
        assert!(matches!(invite(&desk, &own).await, Err(Error::Conflict(Conflict::OwnAccount))));
        assert!(clinic.values::<String>("SELECT email FROM record_invitation").await.is_empty());

        invite(&desk, &invitation(id)).await.unwrap();
        let token = clinic.mailed_secret(EMAIL, "/record/").await;
        let identity = identity_of(&clinic, desk.account().unwrap()).await;
        let refused = claim(&desk, &token, &born("4"), Some(&identity)).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::OwnAccount))), "{refused:?}");

        let of_desk = async || {
            let person = people::person(&admin, desk.account().unwrap(), &AskAccess::default()).await.unwrap();
            ChangeAccount { account: person.row.account.to_string(), version: person.version.to_string() }
        };
        people::suspend(&admin, &of_desk().await).await.unwrap();
        assert!(matches!(look(&visitor, &token).await, Err(Error::NotFound)));
        assert!(matches!(claim(&visitor, &token, &born("4"), None).await, Err(Error::NotFound)));
        people::reinstate(&admin, &of_desk().await).await.unwrap();
        assert_eq!(claim(&visitor, &token, &born("4"), None).await.unwrap(), Claimed::SignIn);
    }

    async fn only_who_manages_people_keeps_records(clinic: TestClinic) {
        let admin = staff(&clinic).await;
        let id = add(&admin, &rosa()).await.unwrap();
        let values = kept(&admin, id).await.0;
        let others = Permissions::none().with(Permission::ReadAudit).with(Permission::ManageRoles);
        let people = [
            clinic.patient("Ann").await,
            clinic.doctor("Dr Ben").await,
            clinic.staff("Auditor", others).await,
            clinic.anonymous(),
        ];
        for scope in &people {
            assert!(matches!(list(scope, &FindRecords::default()).await, Err(Error::Forbidden)));
            assert!(matches!(get(scope, id).await, Err(Error::Forbidden)));
            assert!(matches!(add(scope, &rosa()).await, Err(Error::Forbidden)));
            let form = EditRecord { patient: id.to_string(), details: values.clone() };
            assert!(matches!(edit(scope, &form).await, Err(Error::Forbidden)));
            assert!(matches!(invite(scope, &invitation(id)).await, Err(Error::Forbidden)));
            assert!(matches!(withdraw(scope, &WithdrawOwner { patient: id.to_string() }).await, Err(Error::Forbidden)));
        }
        let unsure = admin.clone().confirmed(None);
        assert!(matches!(invite(&unsure, &invitation(id)).await, Err(Error::ConfirmFirst)));
        let nobody = InviteOwner { patient: uuid::Uuid::nil().to_string(), email: EMAIL.into() };
        assert!(matches!(invite(&admin, &nobody).await, Err(Error::NotFound)));
    }
}
