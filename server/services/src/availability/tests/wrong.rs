//! Nobody but the doctor reads and changes a doctor's hours.

use domain::actor::{Actor, Permission, Permissions};
use domain::availability::{RemoveException, RemoveRule};

use super::super::{add_exception, add_rule, blocks, hours, open_times, remove_exception, remove_rule};
use super::arrange::{block, monday};
use crate::error::Error;
use crate::on_both_engines;
use crate::testing::{TestClinic, doctor_of, instant};

on_both_engines! {
    async fn only_the_doctor_reads_and_changes_hours(clinic: TestClinic) {
        let doctor = clinic.doctor("Own").await;
        add_exception(&doctor, &block("2026-11-18")).await.unwrap();
        let page = hours(&doctor).await.unwrap();
        let rule = RemoveRule { rule: page.rules[0].id.to_string(), version: "1".into() };
        let exception = RemoveException { exception: page.exceptions[0].id.to_string(), version: "1".into() };
        let range = instant("2026-11-18T00:00:00Z")..instant("2026-11-19T00:00:00Z");

        let admin = clinic.admin().await;
        let account = admin.account().unwrap();
        let permissions = Permissions::none().with(Permission::ManageSettings);
        let wrong = [
            clinic.patient("Pat").await,
            clinic.new_doctor("Pending").pending().make().await,
            clinic.scope(Actor::Staff { account, permissions }),
            admin,
            clinic.anonymous(),
            clinic.system(),
        ];
        for scope in &wrong {
            let who = scope.actor();
            assert!(matches!(hours(scope).await, Err(Error::Forbidden)), "{who:?}");
            assert!(matches!(add_rule(scope, &monday(&clinic)).await, Err(Error::Forbidden)), "{who:?}");
            assert!(matches!(remove_rule(scope, &rule).await, Err(Error::Forbidden)), "{who:?}");
            assert!(matches!(add_exception(scope, &block("2026-11-20")).await, Err(Error::Forbidden)), "{who:?}");
            assert!(matches!(remove_exception(scope, &exception).await, Err(Error::Forbidden)), "{who:?}");
            assert!(matches!(blocks(scope, doctor_of(&doctor), &range).await, Err(Error::Forbidden)), "{who:?}");
            assert!(matches!(open_times(scope, doctor_of(&doctor), &range).await, Err(Error::Forbidden)), "{who:?}");
        }

        let other = clinic.doctor("Other").await;
        assert!(matches!(remove_rule(&other, &rule).await, Err(Error::NotFound)));
        assert!(matches!(remove_exception(&other, &exception).await, Err(Error::NotFound)));
        assert!(matches!(blocks(&other, doctor_of(&doctor), &range).await, Err(Error::Forbidden)));
        assert!(matches!(open_times(&other, doctor_of(&doctor), &range).await, Err(Error::Forbidden)));
        assert_eq!(hours(&other).await.unwrap().exceptions.len(), 0);
        let after = hours(&doctor).await.unwrap();
        assert_eq!((after.rules.len(), after.exceptions.len()), (page.rules.len(), 1));
    }
}
