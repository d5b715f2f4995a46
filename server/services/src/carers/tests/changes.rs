//! What a carer may do is changed, or is not.

use domain::carers::{ChangeCarer, ChangeCarerFor};
use domain::patients::EditPatient;
use domain::records::{EditRecord, Keeper};

use super::*;
use crate::records;

/// The form that changes it, filled; `version` is that of the row as the form showed it.
fn change_form(id: CarerId, version: i32, scopes: &[&str], ends_on: &str) -> ChangeCarer {
    ChangeCarer {
        carer: id.to_string(),
        version: version.to_string(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        ends_on: ends_on.into(),
    }
}

/// The same by staff, who say what they checked.
fn by_staff(change: ChangeCarer, basis: &str) -> ChangeCarerFor {
    ChangeCarerFor {
        change,
        basis: basis.into(),
    }
}

/// What a carer may do as the database has it, and until when.
async fn stored(clinic: &TestClinic, id: CarerId) -> (String, Option<String>, i32) {
    let row = entity::one(id)
        .one(clinic.database.read())
        .await
        .unwrap()
        .expect("a carer");
    (row.scopes, row.ends_on.map(|day| day.to_string()), row.version)
}

/// How often it is written down that something was changed, and how often the carer was told.
async fn told(clinic: &TestClinic) -> (i64, usize) {
    clinic.clock.advance(TimeDelta::minutes(5));
    clinic.run_jobs().await;
    let mails = clinic.mailer.sent_to(EMAIL);
    let mails = mails.iter().filter(|mail| mail.text.contains("What you may do for"));
    let events = clinic
        .value("SELECT count(*) FROM audit_event WHERE action = 'carer.changed'")
        .await;
    (events, mails.count())
}

on_both_engines! {
    async fn less_is_given_at_once_and_bites_on_the_next_request(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["booking", "profile"]).await;
        let before = acts(&clinic, eva, id, false).await.unwrap();
        assert!(patients::own(&before).await.is_ok());
        let values = own(&ann).await.unwrap().open.remove(0).change.expect("a form");
        assert_eq!(values, change_form(id, 1, &["booking", "profile"], ""));

        // Nobody asks whether it is her, as long as it gives nothing.
        change(&ann, &change_form(id, 1, &["booking"], "2026-11-20")).await.unwrap();
        let after = acts(&clinic, eva, id, false).await.expect("Eva still acts");
        assert!(matches!(patients::own(&after).await, Err(Error::Forbidden)));
        assert_eq!(stored(&clinic, id).await, ("booking".into(), Some("2026-11-20".into()), 2));
        let detail: String = clinic.value("SELECT CAST(detail AS TEXT) FROM audit_event WHERE action = 'carer.changed'").await;
        let detail: serde_json::Value = serde_json::from_str(&detail).unwrap();
        let wanted = serde_json::json!({ "before": "booking profile", "scopes": "booking", "ends_on_before": null, "ends_on": "2026-11-20", "checked_anew": false });
        assert_eq!(detail, wanted);
        change(&ann, &change_form(id, 2, &["booking"], "2026-11-19")).await.unwrap();
        assert_eq!(told(&clinic).await, (2, 1), "two changes in a row are one mail");
        let mails = clinic.mailer.sent_to(EMAIL);
        let mail = mails.last().unwrap();
        assert_eq!(mail.subject, "What you may do for Ann Lee has changed");
        assert!(mail.text.contains("See visits\nBook and cancel visits\nUntil 19 November 2026"), "{}", mail.text);
        assert!(mail.text.contains("/account/caring"), "{}", mail.text);

        clinic.clock.set(crate::testing::instant("2026-11-19T08:00:00Z"));
        assert!(acts(&clinic, eva, id, false).await.is_none(), "on the new day");
        // What is over does not come back by a change.
        let longer = change(&clinic.confirmed(&ann), &change_form(id, 3, &["booking"], "")).await;
        assert!(matches!(longer, Err(Error::Conflict(Conflict::NotPossibleNow))), "{longer:?}");
        assert!(own(&ann).await.unwrap().past[0].change.is_none());
    }

    async fn more_is_given_by_who_has_shown_that_it_is_them(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["booking"]).await;
        for (scopes, ends_on) in [(&["booking", "profile"][..], ""), (&["access"], ""), (&["profile"], "2026-12-24")] {
            let refused = change(&ann, &change_form(id, 1, scopes, ends_on)).await;
            assert!(matches!(refused, Err(Error::ConfirmFirst)), "{scopes:?} {refused:?}");
        }
        assert_eq!(stored(&clinic, id).await, ("booking".into(), None, 1));
        change(&clinic.confirmed(&ann), &change_form(id, 1, &["booking", "profile"], "2026-12-24")).await.unwrap();
        // Nobody agrees anew.
        let carer = acts(&clinic, eva, id, false).await.expect("Eva still acts");
        assert!(patients::own(&carer).await.is_ok());
        for longer in ["2026-12-25", ""] {
            let refused = change(&ann, &change_form(id, 2, &["booking"], longer)).await;
            assert!(matches!(refused, Err(Error::ConfirmFirst)), "{longer} {refused:?}");
        }
        change(&clinic.confirmed(&ann), &change_form(id, 2, &[], "")).await.unwrap();
        assert_eq!(told(&clinic).await, (2, 1));
        assert!(clinic.mailer.sent_to(EMAIL).last().unwrap().text.contains("See visits\nWithout an end"));
        // Whoever changes it without end fills no mailbox.
        let days = ["2026-12-24", "2026-12-23", "2026-12-22", "2026-12-21", "2026-12-20", "2026-12-19", "2026-12-18"];
        for (version, day) in (3..).zip(days) {
            change(&ann, &change_form(id, version, &[], day)).await.unwrap();
        }
        assert_eq!(told(&clinic).await, (9, 2));
        assert!(clinic.mailer.sent_to(EMAIL).last().unwrap().text.contains("Until 18 December 2026"));
    }

    async fn nothing_is_said_where_nothing_was_changed(clinic: TestClinic) {
        let (ann, _, id) = pair(&clinic, &["booking", "access"]).await;
        change(&ann, &change_form(id, 1, &["access", "booking"], " ")).await.unwrap();
        assert_eq!(told(&clinic).await, (0, 0));
        assert_eq!(stored(&clinic, id).await, ("booking access".into(), None, 1));
    }

    async fn one_of_two_changes_from_the_same_page_is_too_late(clinic: TestClinic) {
        let (ann, _, id) = pair(&clinic, &["booking", "profile"]).await;
        change(&ann, &change_form(id, 1, &["booking"], "")).await.unwrap();
        let late = change(&ann, &change_form(id, 1, &["profile"], "")).await;
        assert!(matches!(late, Err(Error::Conflict(Conflict::Stale))), "{late:?}");
        assert_eq!(stored(&clinic, id).await, ("booking".into(), None, 2));

        // At the same moment, too.
        let mut both = JoinSet::new();
        for ends_on in ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"] {
            let (ann, form) = (ann.clone(), change_form(id, 2, &["booking"], ends_on));
            both.spawn(async move { change(&ann, &form).await });
        }
        let mut done = 0;
        while let Some(answer) = both.join_next().await {
            match answer.unwrap() {
                Ok(()) => done += 1,
                Err(Error::Conflict(Conflict::Stale)) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((done, stored(&clinic, id).await.2), (1, 3));
        assert_eq!(told(&clinic).await, (2, 1));
    }

    async fn what_was_ended_meanwhile_is_not_changed(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["booking"]).await;
        leave(&clinic.scope(Actor::Account { account: eva }), &end_form(id)).await.unwrap();
        let late = change(&ann, &change_form(id, 1, &[], "")).await;
        assert!(matches!(late, Err(Error::Conflict(Conflict::NotPossibleNow))), "{late:?}");
        assert_eq!((stored(&clinic, id).await.0.as_str(), told(&clinic).await), ("booking", (0, 0)));

        // At the same moment: either it was changed and then ended, or it was over.
        let again = offer(&clinic.confirmed(&ann), &wish(&["booking"])).await.unwrap();
        let (one, other) = (ann.clone(), ann.clone());
        let change_too = tokio::spawn(async move { change(&one, &change_form(again, 1, &[], "")).await });
        let ends = tokio::spawn(async move { end(&other, &end_form(again)).await });
        ends.await.unwrap().unwrap();
        let changed = match change_too.await.unwrap() {
            Ok(()) => 1,
            Err(Error::Conflict(Conflict::NotPossibleNow)) => 0,
            other => panic!("{other:?}"),
        };
        assert_eq!((i64::from(stored(&clinic, again).await.2 - 1), told(&clinic).await.0), (changed, changed));
        assert!(own(&ann).await.unwrap().open.is_empty());
    }

    async fn an_offer_is_changed_without_a_word_until_somebody_agrees(clinic: TestClinic) {
        let ann = clinic.patient("Ann Lee").await;
        let id = offer(&clinic.confirmed(&ann), &wish(&["booking", "profile"])).await.unwrap();
        let token = clinic.mailed_secret(EMAIL, "/carer/").await;
        change(&ann, &change_form(id, 1, &["booking"], "")).await.unwrap();
        assert!(matches!(change(&ann, &change_form(id, 2, &["access"], "")).await, Err(Error::ConfirmFirst)));
        assert_eq!(told(&clinic).await, (1, 0), "the mail with the link says nothing of it");
        accept(&clinic.anonymous(), &token, &born("27"), None).await.unwrap();
        let eva = crate::accounts::contact::of_address(clinic.database.read(), EMAIL).await.unwrap().unwrap();
        let carer = acts(&clinic, eva, id, false).await.unwrap();
        assert!(matches!(patients::own(&carer).await, Err(Error::Forbidden)), "what was taken out stays out");
        // The page from before they agreed does as well.
        change(&ann, &change_form(id, 2, &[], "")).await.unwrap();
        assert_eq!(told(&clinic).await, (2, 1));

        let other = OfferCarer { email: "ben@example.org".into(), ..wish(&["booking"]) };
        let old = offer(&clinic.confirmed(&ann), &other).await.unwrap();
        clinic.clock.advance(TimeDelta::days(7));
        let dead = change(&ann, &change_form(old, 1, &[], "")).await;
        assert!(matches!(dead, Err(Error::Conflict(Conflict::NotPossibleNow))), "nobody can agree to it: {dead:?}");
        let shown = own(&ann).await.unwrap().open;
        assert!(shown.iter().any(|carer| carer.id == old && carer.link_over && carer.change.is_none()));
    }

    async fn nobody_but_the_patient_changes_it(clinic: TestClinic) {
        let (ann, eva, id) = pair(&clinic, &["booking", "profile", "care_team", "access"]).await;
        let form = change_form(id, 1, &[], "");
        let strangers = [clinic.patient("Ben Okoro").await, clinic.patient("Carla Ruiz").await];
        for stranger in &strangers {
            assert!(matches!(change(stranger, &form).await, Err(Error::NotFound)));
        }
        let absent = change_form("01990000-0000-7000-8000-00000000dead".parse().unwrap(), 1, &[], "");
        assert!(matches!(change(&ann, &absent).await, Err(Error::NotFound)));
        // Not the carer, in whatever way; nor the patient who looks at what the carer sees.
        let carer = acts(&clinic, eva, id, false).await.unwrap();
        let looks = acts(&clinic, ann.account().unwrap(), id, true).await.unwrap();
        let account = clinic.scope(Actor::Account { account: eva });
        let doctor = clinic.doctor("Dr Mateo Ruiz").await;
        for other in [&carer, &looks, &account, &doctor, &clinic.admin().await, &clinic.anonymous()] {
            assert!(matches!(change(other, &form).await, Err(Error::Forbidden)), "{:?}", other.actor());
        }
        for other in [&ann, &carer, &account, &doctor, &clinic.anonymous()] {
            assert!(matches!(change_of_record(other, &by_staff(form.clone(), "Passport seen")).await, Err(Error::Forbidden)), "{:?}", other.actor());
        }
        let Err(Error::Invalid(problems)) = change(&ann, &change_form(id, 1, &["everything"], "2026-11-16")).await else { panic!("a wrong form") };
        assert_eq!((problems.get("scopes"), problems.get("ends_on")), (Some(&Problem::UnknownChoice), Some(&Problem::DateNotComing)));
        assert_eq!((stored(&clinic, id).await.2, told(&clinic).await), (1, (0, 0)));
    }

    async fn staff_change_it_where_nobody_has_an_account(clinic: TestClinic) {
        let (admin, tim) = child(&clinic).await;
        offer_for_record(&admin, &for_child(tim)).await.unwrap();
        let token = clinic.mailed_secret(EMAIL, "/carer/").await;
        let birth = ClaimRecord { birth_day: "1".into(), birth_month: "3".into(), birth_year: "2012".into(), ..born("1") };
        accept(&clinic.anonymous(), &token, &birth, None).await.unwrap();
        let id = of_record(&admin, tim).await.unwrap().open[0].id;
        let desk = clinic.scope(admin.actor().clone());

        assert_eq!(change_of_record(&desk, &by_staff(change_form(id, 1, &["booking"], ""), "")).await.unwrap(), tim);
        let more = change_form(id, 2, &["booking", "access"], "2050-01-01");
        let Err(Error::Invalid(problems)) = change_of_record(&admin, &by_staff(more.clone(), " ")).await else { panic!("more needs a reason") };
        assert_eq!(problems.get("basis"), Some(&Problem::EnterChecked));
        let more = by_staff(more, "Court order seen");
        assert!(matches!(change_of_record(&desk, &more).await, Err(Error::ConfirmFirst)));
        change_of_record(&admin, &more).await.unwrap();
        let shown = of_record(&admin, tim).await.unwrap().open.remove(0);
        assert_eq!(shown.until.as_deref(), Some("1 March 2030"), "as long as Tim is a child");
        assert_eq!((shown.change.unwrap().ends_on.as_str(), shown.basis.as_deref()), ("", Some("Court order seen")));
        assert_eq!(told(&clinic).await, (2, 1), "two changes in a row are one mail");
        // What was checked may be said alone: the carer has nothing to hear.
        change_of_record(&desk, &by_staff(change_form(id, 3, &["booking", "access"], ""), "Order of 3 May seen")).await.unwrap();
        assert_eq!(of_record(&admin, tim).await.unwrap().open[0].basis.as_deref(), Some("Order of 3 May seen"));
        assert_eq!(told(&clinic).await, (3, 1));
        let newest = "SELECT CAST(detail AS TEXT) FROM audit_event WHERE action = 'carer.changed' ORDER BY id DESC LIMIT 1";
        let detail: serde_json::Value = serde_json::from_str(&clinic.value::<String>(newest).await).unwrap();
        assert_eq!((&detail["before"], &detail["checked_anew"]), (&detail["scopes"], &true.into()));
        assert!(clinic.mailer.sent_to(EMAIL).last().unwrap().text.contains("Until 1 March 2030"));

        // Nobody gives rights to themselves, whoever arranged it.
        let eva = crate::accounts::contact::of_address(clinic.database.read(), EMAIL).await.unwrap().unwrap();
        let Actor::Staff { permissions, .. } = *admin.actor() else { unreachable!("staff") };
        let at_the_desk = clinic.confirmed(&clinic.scope(Actor::Staff { account: eva, permissions }));
        let own = change_of_record(&at_the_desk, &by_staff(change_form(id, 4, &["profile"], ""), "I am her mother")).await;
        assert!(matches!(own, Err(Error::Conflict(Conflict::OwnRecord))), "{own:?}");
        assert!(of_record(&at_the_desk, tim).await.unwrap().open[0].change.is_none());
        // Nor for longer, by another date of birth.
        let Keeper::Staff { values, .. } = records::get(&admin, tim).await.unwrap().keeper else { panic!("nobody has taken it") };
        let younger = EditRecord { patient: tim.to_string(), details: EditPatient { birth_year: "2020".into(), ..*values } };
        let edited = records::edit(&at_the_desk, &younger).await;
        assert!(matches!(edited, Err(Error::Conflict(Conflict::OwnRecord))), "{edited:?}");
        records::edit(&admin, &younger).await.unwrap();

        // Whoever has an account does it themselves.
        let ann = clinic.patient("Ann Lee").await;
        let hers = offer(&clinic.confirmed(&ann), &OfferCarer { email: "ben@example.org".into(), ..wish(&["booking"]) }).await.unwrap();
        let refused = change_of_record(&admin, &by_staff(change_form(hers, 1, &[], ""), "")).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::RecordTaken))), "{refused:?}");
        assert!(of_record(&admin, patient_of(&ann)).await.unwrap().open[0].change.is_none());
        end_of_record(&admin, &end_form(id)).await.unwrap();
        let late = change_of_record(&admin, &by_staff(change_form(id, 3, &[], ""), "")).await;
        assert!(matches!(late, Err(Error::Conflict(Conflict::NotPossibleNow))), "{late:?}");
    }
}
