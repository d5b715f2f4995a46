//! The page of a doctor's hours.

use super::super::{add_exception, hours};
use super::arrange::{block, visit};
use crate::on_both_engines;
use crate::testing::TestClinic;

on_both_engines! {
    async fn the_coming_days_are_as_patients_see_them(clinic: TestClinic) {
        let doctor = clinic.doctor("Preview").await;
        let patient = clinic.patient("Pat").await;
        visit(&clinic, &doctor, &patient, "2026-11-17T10:00:00Z", 30).await;
        let mut morning = block("2026-11-18");
        (morning.from_time, morning.to_time) = ("8am".into(), "12:00".into());
        add_exception(&doctor, &morning).await.unwrap();
        let page = hours(&doctor).await.unwrap();
        assert_eq!(page.preview.len(), 14);
        let day = |index: usize| {
            let day = &page.preview[index];
            let spans = day.spans.iter().map(|span| format!("{}-{} {}", span.from, span.to, span.place.as_deref().unwrap_or("video")));
            (day.label.clone(), spans.collect::<Vec<_>>(), day.booked)
        };
        let clinic_all_day = "9am-5pm Harbour Clinic".to_owned();
        let video = "6pm-8pm video".to_owned();
        assert_eq!(day(0), ("Monday 16 November".into(), vec![clinic_all_day, video.clone()], 0));
        let around = ["9am-10am Harbour Clinic", "10:30am-5pm Harbour Clinic"].map(str::to_owned);
        assert_eq!(day(1), ("Tuesday 17 November".into(), [around.to_vec(), vec![video.clone()]].concat(), 1));
        assert_eq!(day(2).1, ["midday-5pm Harbour Clinic".to_owned(), video]);
        assert_eq!(day(5), ("Saturday 21 November".into(), vec![], 0));
        let places: Vec<_> = page.places.iter().map(|place| place.label.as_str()).collect();
        assert_eq!(places, ["Harbour Clinic, London", "By video"]);
        assert_eq!(page.visit_types.len(), 3);
    }

    async fn a_new_doctor_has_an_empty_page(clinic: TestClinic) {
        let doctor = clinic.new_doctor("New").without_hours().make().await;
        let page = hours(&doctor).await.unwrap();
        assert!(page.rules.is_empty() && page.exceptions.is_empty() && page.outside.is_empty());
        assert!(page.preview.iter().all(|day| day.spans.is_empty()));
        assert_eq!(page.today.to_string(), "2026-11-16");
    }
}
