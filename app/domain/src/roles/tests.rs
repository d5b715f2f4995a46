use super::*;
use chrono::TimeZone;

const ID: &str = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";

fn at(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, 0, 0, 0).unwrap()
}

fn set(permissions: &[Permission]) -> Permissions {
    permissions.iter().copied().collect()
}

#[test]
fn nobody_hands_out_more_than_they_hold_nor_for_longer() {
    use Permission::{ManagePeople, ManageRoles, ReadAudit};
    let held = [(set(&[ManageRoles]), None), (set(&[ReadAudit]), Some(at(20)))];
    let refused = Err(Conflict::MoreThanHeld);
    for (wanted, until, expected) in [
        (set(&[]), None, Ok(())),
        (set(&[ManageRoles]), None, Ok(())),
        (set(&[ManageRoles]), Some(at(30)), Ok(())),
        (set(&[ReadAudit]), Some(at(20)), Ok(())),
        (set(&[ReadAudit, ManageRoles]), Some(at(19)), Ok(())),
        (set(&[ReadAudit]), Some(at(21)), refused.clone()),
        (set(&[ReadAudit]), None, refused.clone()),
        (set(&[ManagePeople]), Some(at(1)), refused.clone()),
        (Permissions::admin(), Some(at(1)), refused.clone()),
    ] {
        assert_eq!(may_hand_out(&held, wanted, until), expected, "{wanted} {until:?}");
    }
    assert_eq!(may_touch(&held, set(&[ReadAudit, ManageRoles])), Ok(()));
    assert_eq!(may_touch(&held, set(&[ManagePeople])), refused);
    assert_eq!(may_touch(&[], set(&[ManageRoles])), refused);
    assert_eq!(
        may_hand_out(&[(Permissions::admin(), None)], Permissions::admin(), None),
        Ok(())
    );
}

#[test]
fn a_role_has_a_name_and_a_permission_that_exists() {
    let new = SaveRole {
        name: "  Front  desk ".into(),
        permissions: vec!["manage_people".into(), String::new(), "manage_people".into()],
        ..SaveRole::default()
    };
    let valid = new.parse().unwrap();
    assert_eq!(
        (valid.existing, valid.name.as_str(), valid.description),
        (None, "Front desk", None)
    );
    assert_eq!(valid.permissions, set(&[Permission::ManagePeople]));
    let problems = |form: &SaveRole| form.parse().unwrap_err();
    let unknown = SaveRole {
        permissions: vec!["manage_people".into(), "everything".into()],
        ..new.clone()
    };
    assert_eq!(problems(&unknown).get("permissions"), Some(&Problem::UnknownChoice));
    let without_version = SaveRole {
        role: ID.into(),
        ..new.clone()
    };
    assert_eq!(problems(&without_version).get("version"), Some(&Problem::ReloadPage));
    let nothing = problems(&SaveRole::default());
    assert_eq!(nothing.get("name"), Some(&Problem::EnterName));
    assert_eq!(nothing.get("permissions"), Some(&Problem::ChoosePermission));
    let long = SaveRole {
        name: "x".repeat(61),
        description: "x".repeat(301),
        ..new
    };
    assert_eq!(problems(&long).len(), 2);
}

#[test]
fn a_role_is_given_until_a_day_to_come_or_for_good() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
    let form = |until: &str| GrantRole {
        account: ID.into(),
        role: ID.into(),
        until: until.into(),
    };
    assert_eq!(form(" ").parse(today).unwrap().until, None);
    assert_eq!(form("2026-11-28").parse(today).unwrap().until, Some(today));
    let past = form("2026-11-27").parse(today).unwrap_err();
    assert_eq!(past.get("until"), Some(&Problem::DatePast));
    let nothing = GrantRole::default().parse(today).unwrap_err();
    assert_eq!(nothing.get("role"), Some(&Problem::ChooseRole));
    assert!(RevokeRole::default().parse().is_err() && DeleteRole::default().parse().is_err());
}
