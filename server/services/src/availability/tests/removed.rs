//! A removal that is taken back.

use chrono::TimeDelta;
use domain::availability::{RemoveException, RemoveRule, RestoreException, RestoreRule};
use domain::conflict::Conflict;

use super::super::{
    add_exception, add_rule, forget_removed, hours, remove_exception, remove_rule, restore_exception, restore_rule,
};
use super::arrange::{block, monday, starts};
use crate::error::Error;
use crate::on_both_engines;
use crate::scope::Scope;
use crate::testing::TestClinic;

/// Removes the only hours of a doctor.
async fn remove_the_hours(doctor: &Scope) -> RestoreRule {
    let rule = hours(doctor).await.unwrap().rules[0].id.to_string();
    remove_rule(
        doctor,
        &RemoveRule {
            rule: rule.clone(),
            version: "1".into(),
        },
    )
    .await
    .unwrap();
    RestoreRule { rule }
}

async fn remove_the_block(doctor: &Scope) -> RestoreException {
    let exception = hours(doctor).await.unwrap().exceptions[0].id.to_string();
    remove_exception(
        doctor,
        &RemoveException {
            exception: exception.clone(),
            version: "1".into(),
        },
    )
    .await
    .unwrap();
    RestoreException { exception }
}

on_both_engines! {
    async fn hours_come_back_as_they_were(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Back").without_hours().make().await;
        add_rule(&doctor, &monday(&clinic)).await.unwrap();
        let before = hours(&doctor).await.unwrap().rules;
        let free = starts(&clinic, &doctor, "2026-11-23").await;

        let undo = remove_the_hours(&doctor).await;
        assert!(hours(&doctor).await.unwrap().rules.is_empty());

        restore_rule(&doctor, &undo).await.unwrap();
        assert_eq!(hours(&doctor).await.unwrap().rules, before);
        assert_eq!(starts(&clinic, &doctor, "2026-11-23").await, free);
        assert!(matches!(restore_rule(&doctor, &undo).await, Err(Error::NotFound)), "once is enough");
        let events: i64 = clinic.value("SELECT COUNT(*) FROM audit_event WHERE action = 'hours.restored'").await;
        assert_eq!(events, 1);
    }

    async fn a_block_comes_back_with_its_note(clinic: TestClinic) {
        let doctor = clinic.doctor("Ill").await;
        let mut ill = block("2026-11-18");
        ill.note = "Dentist".into();
        add_exception(&doctor, &ill).await.unwrap();
        let before = hours(&doctor).await.unwrap().exceptions;

        let undo = remove_the_block(&doctor).await;
        assert!(!starts(&clinic, &doctor, "2026-11-18").await.is_empty());
        restore_exception(&doctor, &undo).await.unwrap();
        assert_eq!(hours(&doctor).await.unwrap().exceptions, before);
        assert!(starts(&clinic, &doctor, "2026-11-18").await.is_empty());
    }

    async fn what_took_its_place_meanwhile_stays(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Moved on").without_hours().make().await;
        add_rule(&doctor, &monday(&clinic)).await.unwrap();
        let undo = remove_the_hours(&doctor).await;
        add_rule(&doctor, &monday(&clinic)).await.unwrap();
        let refused = restore_rule(&doctor, &undo).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::RuleOverlaps))), "{refused:?}");

        add_exception(&doctor, &block("2026-11-18")).await.unwrap();
        let undo = remove_the_block(&doctor).await;
        add_exception(&doctor, &block("2026-11-18")).await.unwrap();
        let refused = restore_exception(&doctor, &undo).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::ExceptionOverlaps))), "{refused:?}");
    }

    async fn a_closed_place_keeps_its_hours_away(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Closed").without_hours().make().await;
        add_rule(&doctor, &monday(&clinic)).await.unwrap();
        let undo = remove_the_hours(&doctor).await;
        clinic.execute("UPDATE location SET active = FALSE").await;
        let refused = restore_rule(&doctor, &undo).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::NotPossibleNow))), "{refused:?}");
    }

    async fn nobody_else_brings_it_back_and_after_a_day_nobody_does(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Own").without_hours().make().await;
        let other = clinic.doctor("Other").await;
        let patient = clinic.patient("Pat").await;
        add_rule(&doctor, &monday(&clinic)).await.unwrap();
        let undo = remove_the_hours(&doctor).await;
        assert!(matches!(restore_rule(&other, &undo).await, Err(Error::NotFound)));
        assert!(matches!(restore_rule(&patient, &undo).await, Err(Error::Forbidden)));

        clinic.advance(TimeDelta::hours(23));
        forget_removed(&clinic.system()).await.unwrap();
        let kept: i64 = clinic.value("SELECT COUNT(*) FROM availability_rule WHERE removed_at IS NOT NULL").await;
        assert_eq!(kept, 1);
        clinic.advance(TimeDelta::hours(2));
        forget_removed(&clinic.system()).await.unwrap();
        assert!(matches!(restore_rule(&doctor, &undo).await, Err(Error::NotFound)));
        let kept: i64 = clinic.value("SELECT COUNT(*) FROM availability_rule_visit_type WHERE rule_id NOT IN (SELECT id FROM availability_rule)").await;
        assert_eq!(kept, 0);
    }
}
