use chrono::TimeDelta;
use tokio::task::JoinSet;

use super::*;
use crate::on_both_engines;

on_both_engines! {
    async fn a_link_works_once_even_for_twenty_at_once(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let token = forget(&clinic, "ann@example.org").await;
        let mut race = JoinSet::new();
        for number in 0..20 {
            let (visitor, token) = (clinic.anonymous(), token.clone());
            let form = new_password(&format!("{number} grey herons wade past"));
            race.spawn(async move { recovery::reset(&visitor, &token, &form).await });
        }
        let answers = race.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let lost = answers.iter().filter(|answer| matches!(answer, Err(Error::NotFound))).count();
        assert_eq!(lost, 19, "{answers:?}");
        assert!(matches!(recovery::look(&clinic.anonymous(), &token).await, Err(Error::NotFound)));
    }

    async fn a_link_is_too_old_after_its_time(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        register::patient(&visitor, &patient_form("ann@example.org")).await.unwrap();
        let token = link(&clinic, "ann@example.org", "/verify/").await;
        clinic.advance(TimeDelta::hours(24));
        assert!(matches!(verify::look(&visitor, &token).await, Err(Error::NotFound)));
        assert!(matches!(verify::confirm(&visitor, &token).await, Err(Error::NotFound)));

        member(&clinic, "bea@example.org").await;
        let token = forget(&clinic, "bea@example.org").await;
        clinic.advance(TimeDelta::minutes(59));
        assert_eq!(recovery::look(&visitor, &token).await.unwrap(), 12);
        clinic.advance(TimeDelta::minutes(1));
        let late = recovery::reset(&visitor, &token, &new_password(OTHER_PASSWORD)).await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    }

    async fn links_are_for_one_purpose_and_stored_as_hashes(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        register::patient(&visitor, &patient_form("ann@example.org")).await.unwrap();
        let token = link(&clinic, "ann@example.org", "/verify/").await;
        assert!(token.len() >= 43);
        assert!(matches!(recovery::look(&visitor, &token).await, Err(Error::NotFound)));
        let stored: String = clinic.value("SELECT token_hash FROM account_token").await;
        assert_ne!(stored, token);
        let payload = clinic.value::<i64>("SELECT COUNT(*) FROM job WHERE last_error IS NOT NULL").await;
        assert_eq!(payload, 0);
        for nonsense in ["", "x", "expired", "'; --"] {
            assert!(matches!(verify::confirm(&visitor, nonsense).await, Err(Error::NotFound)));
        }
    }

    async fn a_newer_link_does_not_end_an_older_one_but_using_either_ends_both(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let (first, second) = (forget(&clinic, "ann@example.org").await, forget(&clinic, "ann@example.org").await);
        let visitor = clinic.anonymous();
        recovery::look(&visitor, &first).await.unwrap();
        recovery::reset(&visitor, &second, &new_password(OTHER_PASSWORD)).await.unwrap();
        assert!(matches!(recovery::look(&visitor, &first).await, Err(Error::NotFound)));
    }
}
