//! Who sets, sees and removes whose photo.

use domain::actor::{Actor, Permissions};
use domain::appointments::{BookAppointment, HoldTime};
use domain::doctors::{AskTimes, SearchDoctors};
use domain::form::Problem;
use domain::patients::FindPatients;

use super::*;
use crate::testing::pictures::{jpeg, upload};
use crate::testing::{TestClinic, doctor_of, patient_of};
use crate::{appointments, on_both_engines};

async fn photographed(scope: &Scope) -> FileId {
    set(scope, upload("me.jpg", jpeg(300, 200))).await.unwrap();
    view(scope).await.unwrap().photo.unwrap()
}

fn is_missing(answer: &Result<Content>) -> bool {
    matches!(answer, Err(Error::NotFound))
}

fn is_forbidden(answer: &Result<Content>) -> bool {
    matches!(answer, Err(Error::Forbidden))
}

async fn booked(clinic: &TestClinic, patient: &Scope, doctor: &Scope) {
    let wish = HoldTime {
        doctor: doctor_of(doctor).to_string(),
        visit_type: clinic.visit_type("first").to_string(),
        location: clinic.location.to_string(),
        starts_at: "2026-11-17T10:00:00Z".to_owned(),
    };
    let hold = appointments::hold(patient, &wish).await.unwrap();
    let request = BookAppointment {
        hold: hold.to_string(),
        reason: String::new(),
    };
    appointments::book(patient, &request).await.unwrap();
}

on_both_engines! {
    async fn everybody_sees_the_photo_of_a_doctor_who_can_be_found(clinic: TestClinic) {
        let (doctor, ann) = (clinic.doctor("Dr Okafor").await, clinic.patient("Ann Lee").await);
        let id = photographed(&doctor).await;
        let anonymous = clinic.anonymous();
        for (size, most) in [(Size::Large, 60_000), (Size::Small, 10_000)] {
            let seen = public(&anonymous, id, size).await.unwrap();
            assert_eq!(seen.media_type, MediaType::Jpeg);
            assert!(seen.bytes.starts_with(&[0xff, 0xd8]) && seen.bytes.len() < most);
        }
        let found = doctors::search(&anonymous, &SearchDoctors::default()).await.unwrap();
        assert_eq!(found.doctors.items[0].photo, Some(id));
        let ask = AskTimes { doctor: doctor_of(&doctor).to_string(), ..AskTimes::default() };
        assert_eq!(doctors::profile(&anonymous, &ask).await.unwrap().photo, Some(id));
        let theirs = photographed(&ann).await;
        assert!(is_missing(&public(&anonymous, theirs, Size::Large).await), "a patient's is not public");

        clinic.execute("UPDATE doctor SET status = 'rejected'").await;
        assert!(is_missing(&public(&anonymous, id, Size::Small).await));
        let own = clinic.scope(Actor::PendingDoctor { account: doctor.account().unwrap(), doctor: doctor_of(&doctor) });
        assert!(super::own(&own, id, Size::Small).await.is_ok());
        assert_eq!(view(&own).await.unwrap().seen_by, SeenBy::EverybodyLater);
    }

    async fn a_patients_photo_is_seen_by_their_doctors_and_by_staff(clinic: TestClinic) {
        let (ann, ben) = (clinic.patient("Ann Lee").await, clinic.patient("Ben Okoro").await);
        let (doctor, stranger) = (clinic.doctor("Dr Okafor").await, clinic.doctor("Dr Wong").await);
        let id = photographed(&ann).await;
        assert!(own(&ann, id, Size::Large).await.is_ok());
        assert!(is_missing(&own(&ben, id, Size::Large).await));
        assert!(is_missing(&of_patient(&doctor, id, Size::Small).await), "not their patient yet");
        booked(&clinic, &ann, &doctor).await;
        assert!(of_patient(&doctor, id, Size::Small).await.is_ok());
        assert!(is_missing(&of_patient(&stranger, id, Size::Small).await));
        assert!(is_forbidden(&of_patient(&ann, id, Size::Small).await));
        let list = patients::of_doctor(&doctor, &FindPatients::default()).await.unwrap();
        assert_eq!(list.patients.items[0].photo, Some(id));
        assert_eq!(patients::summary(&doctor, patient_of(&ann), "").await.unwrap().photo, Some(id));

        let admin = clinic.admin().await;
        assert!(of_person(&admin, id, Size::Small).await.is_ok());
        let desk = clinic.staff("Desk", Permissions::none().with(Permission::ReadAudit)).await;
        assert!(is_forbidden(&of_person(&desk, id, Size::Small).await));
        assert!(is_forbidden(&of_person(&doctor, id, Size::Small).await));
        let nobody = FileId::from_uuid(uuid::Uuid::nil());
        assert!(is_missing(&of_person(&admin, nobody, Size::Small).await));
    }

    async fn a_photo_is_replaced_and_removed_with_all_its_sizes(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let first = photographed(&ann).await;
        let second = photographed(&ann).await;
        assert_ne!(first, second);
        assert!(is_missing(&own(&ann, first, Size::Large).await));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM file").await, 2);
        remove(&ann).await.unwrap();
        remove(&ann).await.unwrap();
        assert_eq!(view(&ann).await.unwrap().photo, None);
        clinic.run_jobs().await;
        let left = clinic.tools.files.store.older_than(clinic.now() + chrono::TimeDelta::days(3650)).await.unwrap();
        assert_eq!(left, Vec::<String>::new());
        let written: Vec<String> = clinic
            .values("SELECT action FROM audit_event WHERE action LIKE 'photo.%' ORDER BY action")
            .await;
        assert_eq!(written, ["photo.removed", "photo.set", "photo.set"]);
    }

    async fn many_photos_at_once_leave_one(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let at_once = (0..6).map(|_| set(&ann, upload("me.jpg", jpeg(60, 60))));
        for done in futures_util::future::join_all(at_once).await {
            done.unwrap();
        }
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM file").await, 2);
    }

    async fn only_somebody_with_an_account_has_a_photo(clinic: TestClinic) {
        let (anonymous, admin) = (clinic.anonymous(), clinic.admin().await);
        assert!(matches!(set(&anonymous, upload("me.jpg", jpeg(60, 60))).await, Err(Error::Forbidden)));
        assert!(matches!(remove(&anonymous).await, Err(Error::Forbidden)));
        assert!(matches!(view(&anonymous).await, Err(Error::Forbidden)));
        photographed(&admin).await;
        assert_eq!(view(&admin).await.unwrap().seen_by, SeenBy::Staff);
        let wrong = set(&admin, upload("me.jpg", b"GIF89a".to_vec())).await;
        let Err(Error::Invalid(errors)) = wrong else { panic!("{wrong:?}") };
        assert_eq!(errors.get(PHOTO.field), Some(&Problem::PhotoType));
    }
}
