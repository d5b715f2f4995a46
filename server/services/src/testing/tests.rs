//! The fixture itself.

use super::*;
use crate::accounts::identity::{self, Area};
use crate::on_both_engines;

on_both_engines! {
    async fn a_clinic_has_people_who_can_act(clinic: TestClinic) {
        let (ann, doctor, admin) = (clinic.patient("Ann").await, clinic.doctor("Dr Okafor").await, clinic.admin().await);
        let waiting = clinic.new_doctor("Dr Novak").pending().make().await;
        for (scope, area) in [
            (&ann, Area::Patient), (&doctor, Area::Doctor), (&admin, Area::Admin), (&waiting, Area::Doctor),
        ] {
            let account = scope.account().unwrap();
            let identity = identity::find(&clinic.tools, account).await.unwrap().unwrap();
            assert_eq!(&identity.actor_in(area), scope.actor());
        }
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM availability_rule").await, 20);
        assert_eq!(clinic.email(&ann).await, "ann.1@example.org");
        let first = clinic.value::<uuid::Uuid>("SELECT id FROM visit_type WHERE code = 'first'").await;
        assert_eq!(clinic.visit_type("first").uuid(), first);
        clinic.run_jobs().await;
        assert!(clinic.mailer.sent().is_empty());
    }
}
