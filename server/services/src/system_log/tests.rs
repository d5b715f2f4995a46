//! What those read who run the portal, and nobody else.

use domain::actor::{Permission, Permissions};

use super::*;
use crate::error::Error;
use crate::on_both_engines;
use crate::testing::{TestClinic, instant};

fn said(at: &str, level: LogLevel, message: &str, reference: Option<u128>) -> Said {
    Said {
        at: instant(at),
        level,
        target: "server::doors".into(),
        message: message.into(),
        fields: "job.id=4".into(),
        reference: reference.map(Uuid::from_u128),
    }
}

fn messages(list: &LineList) -> Vec<&str> {
    list.lines.iter().map(|line| line.message.as_str()).collect()
}

on_both_engines! {
    async fn those_who_run_the_portal_find_a_line_by_its_reference(clinic: TestClinic) {
        let reader = clinic.staff("Operator", Permissions::none().with(Permission::ReadLog)).await;
        let lines = vec![
            said("2026-11-14T09:00:00Z", LogLevel::Info, "serving", None),
            said("2026-11-15T09:00:00Z", LogLevel::Warn, "slow", Some(7)),
            said("2026-11-16T08:00:00Z", LogLevel::Error, "broken", Some(8)),
        ];
        keep(&clinic.tools, lines).await.unwrap();
        keep(&clinic.tools, Vec::new()).await.unwrap();
        let find = |find: FindLines| { let reader = reader.clone(); async move { list(&reader, &find).await.unwrap() } };
        assert_eq!(messages(&find(FindLines::default()).await), ["broken", "slow", "serving"]);
        let by_level = FindLines { level: "warn".into(), ..FindLines::default() };
        assert_eq!(messages(&find(by_level).await), ["slow"]);
        let by_reference = FindLines { reference: Uuid::from_u128(8).to_string(), ..FindLines::default() };
        assert_eq!(messages(&find(by_reference).await), ["broken"]);
        let by_day = FindLines { from: "2026-11-15".into(), until: "2026-11-15".into(), ..FindLines::default() };
        assert_eq!(messages(&find(by_day).await), ["slow"]);
        let wrong = find(FindLines { reference: "it broke".into(), ..FindLines::default() }).await;
        assert!(wrong.lines.is_empty() && wrong.errors.get("reference").is_some());
        let nothing = find(FindLines { before: Uuid::from_u128(1).to_string(), ..FindLines::default() }).await;
        assert!(nothing.errors.get("before").is_some());
        let looked: i64 = clinic.value("SELECT count(*) FROM audit_event WHERE action = 'log.read'").await;
        assert_eq!(looked, 6);
    }

    async fn a_long_log_goes_on_where_the_page_ended_and_old_lines_go(clinic: TestClinic) {
        let admin = clinic.admin().await;
        let now = clinic.now();
        let many = (0..LINES + 3).map(|_| Said { at: now, ..said("2026-11-16T08:00:00Z", LogLevel::Warn, "again", None) });
        keep(&clinic.tools, many.collect()).await.unwrap();
        keep(&clinic.tools, vec![Said { at: now - TimeDelta::days(KEPT_DAYS) - TimeDelta::hours(1), ..said("2026-11-16T08:00:00Z", LogLevel::Error, "old", None) }]).await.unwrap();
        let first = list(&admin, &FindLines::default()).await.unwrap();
        assert_eq!(first.lines.len() as u64, LINES);
        let rest = FindLines { before: first.older.unwrap().to_string(), ..FindLines::default() };
        let second = list(&admin, &rest).await.unwrap();
        assert_eq!(messages(&second), ["again", "again", "again", "old"]);
        assert_eq!(second.older, None);
        clean(&clinic.tools).await.unwrap();
        assert_eq!(messages(&list(&admin, &rest).await.unwrap()), ["again", "again", "again"]);
    }

    async fn nobody_else_reads_it(clinic: TestClinic) {
        let others = Permission::ALL.iter().copied().filter(|permission| *permission != Permission::ReadLog).collect();
        for stranger in [clinic.anonymous(), clinic.patient("Ann Lee").await, clinic.doctor("Dr Mateo Ruiz").await, clinic.staff("All but that", others).await] {
            assert!(matches!(list(&stranger, &FindLines::default()).await, Err(Error::Forbidden)));
        }
    }
}
