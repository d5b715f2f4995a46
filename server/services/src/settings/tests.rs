//! Settings are staff's to change.

use domain::actor::{Actor, Permission, Permissions};
use domain::conflict::Conflict;
use domain::form::Problem;
use domain::settings::{SaveSettings, Settings};

use super::{current, save, view};
use crate::error::Error;
use crate::on_both_engines;
use crate::testing::TestClinic;

fn form(hold_minutes: &str, version: i32) -> SaveSettings {
    SaveSettings {
        clinic_name: "Harbour Health".into(),
        clinic_phone: "020 7946 0100".into(),
        cancel_notice_hours: "24".into(),
        book_notice_minutes: "60".into(),
        book_horizon_days: "90".into(),
        hold_minutes: hold_minutes.into(),
        visits_per_day: "3".into(),
        slot_step_minutes: "10".into(),
        patient_idle_minutes: "30".into(),
        staff_idle_minutes: "15".into(),
        relationship_days: "90".into(),
        of_age_years: "18".into(),
        factor_required_doctors: String::new(),
        factor_required_staff: String::new(),
        version: version.to_string(),
    }
}

on_both_engines! {
    async fn settings_hold_once_they_are_saved(clinic: TestClinic) {
        let admin = clinic.admin().await;
        assert_eq!(current(clinic.database.read()).await.unwrap(), Settings::default());
        assert_eq!(view(&admin).await.unwrap().version, 0);

        assert_eq!(view(&admin).await.unwrap().settings.clinic_name, clinic.tools.site.organisation);

        assert!(matches!(save(&clinic.unsure(&admin), &form("15", 0)).await, Err(Error::ConfirmFirst)));
        save(&admin, &form("15", 0)).await.unwrap();
        let saved = view(&admin).await.unwrap();
        assert_eq!((saved.version, saved.settings.hold_minutes, saved.settings.cancel_notice_hours), (1, 15, 24));
        assert_eq!(current(clinic.database.read()).await.unwrap(), saved.settings);
        let paper = clinic.tools.stationery().await.unwrap();
        assert!(format!("{paper:?}").contains("Harbour Health"));
        clinic.advance(chrono::TimeDelta::seconds(1));
        save(&admin, &form("20", 1)).await.unwrap();
        assert_eq!(current(clinic.database.read()).await.unwrap().hold_minutes, 20);

        let changes = "SELECT COUNT(*) FROM audit_event WHERE action = 'settings.changed'";
        assert_eq!(clinic.value::<i64>(changes).await, 2);
        let detail: serde_json::Value = clinic
            .value("SELECT detail FROM audit_event WHERE action = 'settings.changed' ORDER BY id DESC LIMIT 1")
            .await;
        let (before, after) = (serde_json::json!({ "hold_minutes": 15 }), serde_json::json!({ "hold_minutes": 20 }));
        assert_eq!((&detail["before"], &detail["after"]), (&before, &after), "nothing else");
    }

    async fn of_two_tabs_the_second_is_told(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let tabs = ["15", "20", "25", "30"].map(|minutes| {
            let admin = admin.clone();
            tokio::spawn(async move { save(&admin, &form(minutes, 0)).await })
        });
        let mut saved = 0;
        for tab in tabs {
            match tab.await.unwrap() {
                Ok(()) => saved += 1,
                Err(Error::Conflict(Conflict::Stale)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(saved, 1);
        assert!(matches!(save(&admin, &form("40", 0)).await, Err(Error::Conflict(Conflict::Stale))));
        assert!(matches!(save(&admin, &form("40", 2)).await, Err(Error::Conflict(Conflict::Stale))));
        save(&admin, &form("40", 1)).await.unwrap();
    }

    async fn only_staff_with_the_permission_may(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let account = admin.account().unwrap();
        let permissions = Permissions::none()
                .with(Permission::ReadNumbers)
                .with(Permission::ManagePeople);
        let wrong = [
            clinic.patient("Pat").await,
            clinic.doctor("Doc").await,
            clinic.scope(Actor::Staff { account, permissions }),
            clinic.anonymous(),
        ];
        for scope in wrong {
            assert!(matches!(view(&scope).await, Err(Error::Forbidden)));
            assert!(matches!(save(&scope, &form("15", 0)).await, Err(Error::Forbidden)));
        }
        match save(&admin, &form("1", 0)).await {
            Err(Error::Invalid(errors)) => {
                assert_eq!(errors.get("hold_minutes"), Some(&Problem::NumberOutOfRange { min: 2, max: 60 }));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(current(clinic.database.read()).await.unwrap(), Settings::default());
    }
}
