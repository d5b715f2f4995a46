//! Places: who may keep them, and when one may not close.

use domain::actor::{Actor, Permissions};
use domain::admin::SaveLocation;
use domain::appointments::{BookAppointment, CancelAppointment, HoldTime};
use domain::conflict::Conflict;
use domain::form::Problem;

use super::*;
use crate::error::Error;
use crate::testing::{TestClinic, doctor_of};
use crate::{appointments, on_both_engines};

fn riverside() -> SaveLocation {
    SaveLocation {
        name: "Riverside".into(),
        address_line: "1 Quay".into(),
        city: "Zürich".into(),
        country: "ch".into(),
        zone: "europe/zurich".into(),
        active: "yes".into(),
        ..SaveLocation::default()
    }
}

on_both_engines! {
    async fn a_place_is_added_changed_and_closed(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let id = save(&admin, &riverside()).await.unwrap();
        let form = form(&admin, &id.to_string()).await.unwrap();
        assert_eq!((form.values.country.as_str(), form.values.zone.as_str()), ("CH", "Europe/Zurich"));
        assert!(form.zones.iter().any(|zone| zone.value == "Europe/Zurich"));

        let closed = SaveLocation { active: String::new(), city: "Geneva".into(), ..form.values.clone() };
        save(&admin, &closed).await.unwrap();
        let again = save(&admin, &form.values).await;
        assert!(matches!(again, Err(Error::Conflict(Conflict::Stale))), "{again:?}");
        let places = list(&admin, "").await.unwrap();
        let seen: Vec<_> = places.items.iter().map(|place| (place.city.as_str(), place.active)).collect();
        assert_eq!(seen, [("Geneva", false), ("London", true)]);
        assert!(active(clinic.database.read(), id).await.unwrap().is_none());
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM audit_event WHERE action LIKE 'location.%'").await, 2);
    }

    async fn a_place_in_use_stays_open(clinic: TestClinic) {
        let (admin, doctor) = (clinic.admin().await, clinic.doctor("Dr Okafor").await);
        let place = clinic.location.to_string();
        let values = form(&admin, &place).await.unwrap().values;
        let closed = SaveLocation { active: String::new(), ..values.clone() };
        let refused = save(&admin, &closed).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::LocationInUse))), "{refused:?}");
        assert_eq!(list(&admin, "").await.unwrap().items[0].doctors, 1);

        // Hours that have ended hold nothing back, and hours without visits may move to another zone.
        save(&admin, &SaveLocation { zone: "Europe/Dublin".into(), ..values.clone() }).await.unwrap();
        let ended = format!("UPDATE availability_rule SET valid_until = '2026-11-15' WHERE doctor_id = {}", literal(&clinic, &doctor));
        clinic.execute(&ended).await;
        let values = form(&admin, &place).await.unwrap().values;
        save(&admin, &SaveLocation { active: String::new(), ..values }).await.unwrap();
    }

    async fn a_coming_visit_keeps_a_place_open_and_in_its_zone(clinic: TestClinic) {
        let (admin, ann) = (clinic.admin().await, clinic.patient("Ann").await);
        let doctor = clinic.doctor("Dr Okafor").await;
        let wish = HoldTime {
            doctor: doctor_of(&doctor).to_string(),
            visit_type: clinic.visit_type("first").to_string(),
            location: clinic.location.to_string(),
            starts_at: "2026-11-18T10:00:00Z".into(),
        };
        let hold = appointments::hold(&ann, &wish).await.unwrap();
        let book = BookAppointment { hold: hold.to_string(), reason: String::new() };
        let visit = appointments::book(&ann, &book).await.unwrap();
        // Without hours, only the visit is in the way.
        clinic.execute("DELETE FROM availability_rule_visit_type").await;
        clinic.execute("DELETE FROM availability_rule").await;
        let values = form(&admin, &clinic.location.to_string()).await.unwrap().values;
        let closed = SaveLocation { active: String::new(), ..values.clone() };
        let moved = SaveLocation { zone: "Europe/Dublin".into(), ..values.clone() };
        for refused in [&closed, &moved] {
            let answer = save(&admin, refused).await;
            assert!(matches!(answer, Err(Error::Conflict(Conflict::LocationInUse))), "{answer:?}");
        }
        assert_eq!(form(&admin, &clinic.location.to_string()).await.unwrap().values, values);
        // What moves nobody may change.
        save(&admin, &SaveLocation { name: "Harbour House".into(), ..values }).await.unwrap();

        let cancel = CancelAppointment { appointment: visit.to_string(), version: "1".into(), ..Default::default() };
        appointments::cancel(&ann, &cancel).await.unwrap();
        save(&admin, &SaveLocation { version: "2".into(), ..moved }).await.unwrap();
        save(&admin, &SaveLocation { version: "3".into(), ..closed }).await.unwrap();
    }

    async fn what_is_wrong_is_told_at_its_field(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let unknown = save(&admin, &SaveLocation { zone: "Mars/Olympus".into(), ..riverside() }).await;
        let Err(Error::Invalid(errors)) = unknown else { panic!("{unknown:?}") };
        assert_eq!(errors.get("zone"), Some(&Problem::ZoneUnknown));
        let nothing = save(&admin, &SaveLocation::default()).await;
        assert!(matches!(nothing, Err(Error::Invalid(errors)) if errors.len() == 5));
        for unknown in ["", "x", "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10"] {
            assert!(matches!(form(&admin, unknown).await, Err(Error::NotFound)), "{unknown}");
        }
        let gone = SaveLocation { location: "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".into(), version: "1".into(), ..riverside() };
        assert!(matches!(save(&admin, &gone).await, Err(Error::NotFound)));
        let new = form(&admin, "new").await.unwrap();
        assert_eq!((new.id, new.values.zone.as_str()), (None, "Europe/London"));
    }

    async fn only_staff_with_the_permission_keep_places(clinic: TestClinic) {
        let (patient, doctor, admin) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await, clinic.admin().await);
        let waiting = clinic.new_doctor("Dr Novak").pending().make().await;
        let powerless = clinic.scope(Actor::Staff { account: admin.account().unwrap(), permissions: Permissions::none() });
        for scope in [&clinic.anonymous(), &patient, &doctor, &waiting, &powerless] {
            assert!(matches!(list(scope, "").await, Err(Error::Forbidden)));
            assert!(matches!(form(scope, "new").await, Err(Error::Forbidden)));
            assert!(matches!(save(scope, &riverside()).await, Err(Error::Forbidden)));
        }
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM location").await, 1);
    }
}

/// The doctor's id as this engine writes it.
fn literal(clinic: &TestClinic, doctor: &crate::scope::Scope) -> String {
    let id = doctor_of(doctor).uuid();
    match clinic.database.engine() {
        crate::database::Engine::Sqlite => format!("X'{}'", id.simple()),
        crate::database::Engine::Postgres => format!("'{id}'"),
    }
}
