//! Documents about a licence: who hands them in, and who reads them.

use domain::actor::Permission;
use domain::files::{MediaType, RemoveDocument};
use domain::form::Problem;
use domain::id::FileId;

use super::*;
use crate::on_both_engines;
use crate::testing::pictures::{jpeg_of_telephone, pdf, upload};

fn remove(id: FileId) -> RemoveDocument {
    RemoveDocument {
        document: id.to_string(),
    }
}

async fn sent(doctor: &Scope, name: &str) -> FileId {
    add_document(doctor, upload(name, pdf(name))).await.unwrap();
    licence(doctor).await.unwrap().documents.last().unwrap().id
}

on_both_engines! {
    async fn staff_who_verify_read_what_a_doctor_sends_and_the_audit_knows(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Dr Zoë Novak").pending().make().await;
        let id = sent(&doctor, "Licence 2026.pdf").await;
        assert_eq!(application_state(&doctor).await.unwrap().documents, 1);
        let admin = clinic.admin().await;
        let page = application(&admin, &doctor_of(&doctor).to_string()).await.unwrap();
        assert_eq!((page.documents[0].id, page.documents[0].name.as_str()), (id, "Licence 2026.pdf"));
        let read = document(&admin, id).await.unwrap();
        assert_eq!((read.media_type, read.bytes), (MediaType::Pdf, pdf("Licence 2026.pdf")));
        let audited: i64 = clinic.value("SELECT COUNT(*) FROM audit_event WHERE action = 'licence.read'").await;
        assert_eq!(audited, 1);
    }

    async fn nobody_else_reads_or_removes_it(clinic: TestClinic) {
        let doctor = clinic.new_doctor("Dr Zoë Novak").pending().make().await;
        let id = sent(&doctor, "licence.pdf").await;
        let other = clinic.doctor("Dr Okafor").await;
        assert!(is_missing(&own_document(&other, id).await));
        assert!(is_missing(&remove_document(&other, &remove(id)).await));
        let desk = clinic.staff("Desk", Permissions::none().with(Permission::ManagePeople)).await;
        for stranger in [clinic.anonymous(), clinic.patient("Ann Lee").await, powerless(&clinic).await, desk, other] {
            assert!(is_forbidden(&document(&stranger, id).await));
        }
        let patient = clinic.patient("Ann Lee").await;
        assert!(is_forbidden(&add_document(&patient, upload("a.pdf", pdf("a"))).await));
        assert!(is_forbidden(&licence(&patient).await));
        assert!(is_forbidden(&remove_document(&patient, &remove(id)).await));
        assert!(is_forbidden(&own_document(&patient, id).await));
    }

    async fn a_doctor_takes_documents_back_and_sends_no_more_than_five(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let first = sent(&doctor, "1.pdf").await;
        for number in 2..=5 {
            sent(&doctor, &format!("{number}.pdf")).await;
        }
        let full = add_document(&doctor, upload("6.pdf", pdf("6"))).await;
        let Err(Error::Invalid(errors)) = full else { panic!("{full:?}") };
        assert_eq!(errors.get("document"), Some(&Problem::DocumentsFull { max: 5 }));
        remove_document(&doctor, &remove(first)).await.unwrap();
        assert!(is_missing(&own_document(&doctor, first).await));
        assert!(is_missing(&remove_document(&doctor, &remove(first)).await), "once is enough");
        sent(&doctor, "6.pdf").await;
        let written: Vec<String> = clinic.values("SELECT action FROM audit_event WHERE action LIKE 'licence.%'").await;
        assert_eq!(written.iter().filter(|action| *action == "licence.removed").count(), 1);
        assert_eq!(written.iter().filter(|action| *action == "licence.added").count(), 6);
    }

    async fn a_picture_of_a_document_loses_where_it_was_taken(clinic: TestClinic) {
        let doctor = clinic.doctor("Dr Okafor").await;
        let taken = jpeg_of_telephone(640, 480, 6, "51.5007 N kanarienvogel");
        add_document(&doctor, upload("scan.jpeg", taken)).await.unwrap();
        let listed = licence(&doctor).await.unwrap().documents;
        let read = own_document(&doctor, listed[0].id).await.unwrap();
        assert_eq!((read.media_type, read.name.as_deref()), (MediaType::Jpeg, Some("scan.jpeg")));
        assert!(!read.bytes.windows(4).any(|part| part == b"Exif" || part == b"kana"));
    }
}
