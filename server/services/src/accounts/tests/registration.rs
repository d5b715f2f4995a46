use domain::accounts::ForgottenPassword;

use super::*;
use words::Language;

use crate::accounts::language;
use crate::accounts::verify::Confirmed;
use crate::on_both_engines;

on_both_engines! {
    async fn a_patient_registers_confirms_and_signs_in(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        register::patient(&visitor, &patient_form("Ann@Example.org")).await.unwrap();
        assert_eq!(problem(sign_in(&visitor, "ann@example.org", PASSWORD).await, "email"), Problem::ConfirmEmailFirst);

        let token = link(&clinic, "Ann@Example.org", "/verify/").await;
        verify::look(&visitor, &token).await.unwrap();
        verify::look(&visitor, &token).await.unwrap();
        assert_eq!(verify::confirm(&visitor, &token).await.unwrap(), Confirmed::SignIn(None));

        let identity = sign_in(&visitor, "ann@example.ORG", PASSWORD).await.unwrap();
        assert!(identity.patient.is_some() && identity.doctor.is_none());
        assert_eq!((identity.name.as_str(), identity.home()), ("Ann Moreau", "/patient"));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM resource WHERE kind = 'patient'").await, 1);
    }

    async fn who_registered_in_the_middle_of_something_is_led_back_to_it_once(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        let on_the_way = |email, next: &str| RegisterPatient { next: next.to_owned(), ..patient_form(email) };
        let day = "/doctors/7?visit=first&day=2026-11-18";
        register::patient(&visitor, &on_the_way("ann@example.org", day)).await.unwrap();
        let token = link(&clinic, "ann@example.org", "/verify/").await;
        assert_eq!(verify::confirm(&visitor, &token).await.unwrap(), Confirmed::SignIn(Some(day.to_owned())));
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM account WHERE first_page_sealed IS NOT NULL").await, 0);

        register::patient(&visitor, &on_the_way("ben@example.org", "//elsewhere.example")).await.unwrap();
        let token = link(&clinic, "ben@example.org", "/verify/").await;
        assert_eq!(verify::confirm(&visitor, &token).await.unwrap(), Confirmed::SignIn(None));
    }

    async fn a_known_address_gets_the_same_answer_and_its_owner_a_mail(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let visitor = clinic.anonymous();
        let stranger = with_password(patient_form("ANN@example.org"), OTHER_PASSWORD);
        register::patient(&visitor, &stranger).await.unwrap();
        register::doctor(&visitor, &doctor_form(&clinic, "ann@example.org", "GMC 7001")).await.unwrap();

        let told = mails(&clinic, "ann@example.org").await;
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|mail| mail.text.contains("/sign-in") && !mail.text.contains("/verify/")));
        sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
        assert_eq!(problem(sign_in(&visitor, "ann@example.org", OTHER_PASSWORD).await, "email"), Problem::SignInFailed);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM account").await, 1);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM doctor").await, 0);
    }

    async fn mails_are_written_in_the_language_of_the_account(clinic: TestClinic) {
        let visitor = clinic.anonymous().answering_in(Language::Es);
        register::patient(&visitor, &patient_form("ann@example.org")).await.unwrap();
        let told = mails(&clinic, "ann@example.org").await;
        assert_eq!(told[0].subject, Language::Es.mail().verify_email("", 0).subject);
        verify::confirm(&visitor, &secret(&told[0], "/verify/")).await.unwrap();
        let whose = sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
        assert_eq!(whose.language, Some(Language::Es));

        language::choose(&visitor, &whose, Language::Ar).await.unwrap();
        recovery::ask(&clinic.anonymous(), &ForgottenPassword { email: "ann@example.org".to_owned() }).await.unwrap();
        let told = mails(&clinic, "ann@example.org").await;
        assert_eq!(told[0].subject, Language::Ar.mail().password_reset(0).subject);
        assert!(told[0].html.contains("<html lang=\"ar\" dir=\"rtl\">") && told[0].text.contains("\u{2068}Ann Moreau\u{2069}"));

        // The same choice again changes nothing, and is not written down twice.
        let whose = sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
        language::choose(&visitor, &whose, Language::Ar).await.unwrap();
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM audit_event WHERE action = 'account.language_chosen'").await, 1);
    }

    async fn the_same_form_twice_makes_one_account(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        let form = patient_form("ann@example.org");
        let (one, two) = tokio::join!(register::patient(&visitor, &form), register::patient(&visitor, &form));
        one.unwrap(); two.unwrap();
        register::patient(&visitor, &form).await.unwrap();
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM account").await, 1);
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM patient").await, 1);
        let mails = mails(&clinic, "ann@example.org").await;
        let token = secret(mails.last().unwrap(), "/verify/");
        assert_eq!(verify::confirm(&visitor, &token).await.unwrap(), Confirmed::SignIn(None));

        let form = doctor_form(&clinic, "ben@example.org", "GMC 7001");
        register::doctor(&visitor, &form).await.unwrap();
        register::doctor(&visitor, &form).await.unwrap();
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM doctor").await, 1);
    }

    async fn an_address_that_two_people_registered_goes_to_whoever_reads_its_mail(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        register::patient(&visitor, &with_password(patient_form("ann@example.org"), OTHER_PASSWORD)).await.unwrap();
        let early = link(&clinic, "ann@example.org", "/verify/").await;
        register::patient(&visitor, &patient_form("ann@example.org")).await.unwrap();

        let confirmed = verify::confirm(&visitor, &early).await.unwrap();
        for password in [PASSWORD, OTHER_PASSWORD] {
            assert_eq!(problem(sign_in(&visitor, "ann@example.org", password).await, "email"), Problem::SignInFailed);
        }
        let Confirmed::ChoosePassword(secret) = confirmed else { panic!("{confirmed:?}") };
        recovery::reset(&visitor, &secret, &new_password(PASSWORD)).await.unwrap();
        sign_in(&visitor, "ann@example.org", PASSWORD).await.unwrap();
    }

    async fn a_licence_is_registered_once_whether_or_not_the_address_is_known(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        member(&clinic, "ann@example.org").await;
        register::doctor(&visitor, &doctor_form(&clinic, "ben@example.org", "GMC 7001")).await.unwrap();
        for email in ["ann@example.org", "new@example.org", "ben@example.org"] {
            let mut form = doctor_form(&clinic, email, "gmc-7001");
            (form.password, form.password_again) = (OTHER_PASSWORD.into(), OTHER_PASSWORD.into());
            assert_eq!(problem(register::doctor(&visitor, &form).await, "licence_number"), Problem::LicenceTaken);
            form.location = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".to_owned();
            assert_eq!(problem(register::doctor(&visitor, &form).await, "location"), Problem::UnknownChoice);
            form.location = clinic.location.to_string();
            form.specialties = vec!["0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".to_owned()];
            let asked = register::doctor(&visitor, &form).await;
            // Five mails an hour to one address: the counter is asked before anything is looked up.
            assert_eq!(problem(asked, "specialties"), Problem::UnknownChoice);
        }
        assert_eq!(clinic.value::<i64>("SELECT COUNT(*) FROM doctor").await, 1);
    }

    async fn a_doctor_waits_after_confirming(clinic: TestClinic) {
        let visitor = clinic.anonymous();
        register::doctor(&visitor, &doctor_form(&clinic, "ben@example.org", "GMC 7001")).await.unwrap();
        let token = link(&clinic, "ben@example.org", "/verify/").await;
        verify::confirm(&visitor, &token).await.unwrap();
        assert_eq!(mails(&clinic, "ben@example.org").await.len(), 1);
        let identity = sign_in(&visitor, "ben@example.org", PASSWORD).await.unwrap();
        assert_eq!(identity.home(), "/doctor/waiting");
    }

    async fn asking_for_mails_says_nothing_and_has_a_limit(clinic: TestClinic) {
        member(&clinic, "ann@example.org").await;
        let visitor = clinic.anonymous();
        let form = |email: &str| ForgottenPassword { email: email.to_owned() };
        for email in ["ann@example.org", "nobody@example.org"] {
            verify::send_again(&visitor, &form(email)).await.unwrap();
            recovery::ask(&visitor, &form(email)).await.unwrap();
        }
        assert_eq!(mails(&clinic, "ann@example.org").await.len(), 1);
        assert!(mails(&clinic, "nobody@example.org").await.is_empty());

        for email in ["ann@example.org", "nobody@example.org"] {
            let mut answers = Vec::new();
            for _ in 0..6 {
                answers.push(recovery::ask(&visitor, &form(email)).await);
            }
            assert!(matches!(answers.last(), Some(Err(Error::TooMany { seconds: 1.. }))), "{email}");
        }
    }
}
