//! Photos and documents over HTTP: what is taken, what is refused at the field, who gets it back, and how it is fenced in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::files::{LICENCE, PHOTO, Taken};
use domain::form::Problem;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageBuffer, ImageFormat, Luma, Rgb, Rgba, RgbaImage};
use services::on_both_engines;
use services::testing::pictures::{jpeg, jpeg_of_telephone, pdf, red_and_blue, written};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use words::Language;

use crate::app::App;
use crate::cast::{self, Pair, Person, TUESDAY_TEN, count};
use crate::client::{Answer, Client};
use crate::html::unescape;

const PHOTO_PAGE: &str = "/account/photo";
const LICENCE_PAGE: &str = "/doctor/licence";

/// 24 × 16 pixels in the four colours of printers, as Pillow writes them.
const CMYK: &str = "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/8AAFAgAEAAYBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD06uSrkq9Ooooooooooooooooooooor//Z";
/// The same size, stored from coarse to fine.
const PROGRESSIVE: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAWAQEBAQAAAAAAAAAAAAAAAAAAAwX/2gAMAwEAAhADEAAAAYxDUA//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAEFAl//xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAEDAQE/AT//xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAECAQE/AT//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAY/Al//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/IV//2gAMAwEAAgADAAAAEAAP/8QAFBEBAAAAAAAAAAAAAAAAAAAAEP/aAAgBAwEBPxA//8QAFBEBAAAAAAAAAAAAAAAAAAAAEP/aAAgBAgEBPxA//8QAFBABAAAAAAAAAAAAAAAAAAAAIP/aAAgBAQABPxBf/9k=";
/// Three pictures of 16 × 16 pixels, one after the other.
const ANIMATED: &str = "UklGRuoAAABXRUJQVlA4WAoAAAACAAAADwAADwAAQU5JTQYAAAAAAAAAAABBTk1GNgAAAAAAAAAAAA8AAA8AAGQAAAJWUDggHgAAADABAJ0BKhAAEAAFQHwljAADcAD+8FMNop9O7AAAAEFOTUY6AAAAAAAAAAAADwAADwAAZAAAAFZQOCAiAAAAVAEAnQEqEAAQAAAAfCWYAARhgAD+7qY+VJxv87HU4xAAAEFOTUY+AAAAAAAAAAAADwAADwAAZAAAAFZQOCAmAAAANAEAnQEqEAAQAAAAfCWgAANwAP7r3i/pLpchv/9Xfnb9T2wAAAA=";

fn decoded(text: &str) -> Vec<u8> {
    STANDARD.decode(text).expect("base64")
}

/// A PNG that says it has so many pixels, and has few.
fn png_that_says(width: u32, height: u32) -> Vec<u8> {
    let mut content = written(&red_and_blue(8, 8), ImageFormat::Png);
    content[16..20].copy_from_slice(&width.to_be_bytes());
    content[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = checksum(&content[12..29]).to_be_bytes();
    content[29..33].copy_from_slice(&sum);
    content
}

/// The checksum of PNG's chunks (ISO 3309).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| {
        if sum & 1 == 1 {
            0xedb8_8320 ^ (sum >> 1)
        } else {
            sum >> 1
        }
    };
    let all = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum))
    });
    !all
}

fn grey_jpeg() -> Vec<u8> {
    let mut content = Vec::new();
    let grey = GrayImage::from_pixel(40, 30, Luma([90]));
    JpegEncoder::new(&mut content)
        .encode_image(&grey)
        .expect("a picture that is written");
    content
}

fn deep_png() -> Vec<u8> {
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::from_pixel(40, 30, Rgb([60_000, 1_000, 1_000]));
    written(&DynamicImage::ImageRgb16(deep), ImageFormat::Png)
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

type File = (&'static str, Vec<u8>, Result<(), Problem>);

/// Photos as people, cameras and attackers send them.
fn photos() -> Vec<File> {
    let (good, png) = (jpeg(400, 300), written(&red_and_blue(300, 400), ImageFormat::Png));
    let clear = RgbaImage::from_pixel(50, 50, Rgba([0, 0, 0, 0])).into();
    let markup = b"<script>alert('kanarienvogel')</script>";
    let kind = || Err(Problem::PhotoType);
    let broken = || Err(Problem::PhotoBroken);
    let large = || Err(Problem::PhotoTooLarge { max_megapixels: 40 });
    vec![
        ("photo.jpg", good.clone(), Ok(())),
        ("PHOTO.JPEG", good.clone(), Ok(())),
        ("photo.png", png.clone(), Ok(())),
        ("photo.webp", written(&red_and_blue(60, 40), ImageFormat::WebP), Ok(())),
        (
            "telephone.jpg",
            jpeg_of_telephone(400, 300, 8, "51.5007 N kanarienvogel"),
            Ok(()),
        ),
        ("progressive.jpg", decoded(PROGRESSIVE), Ok(())),
        ("printer.jpg", decoded(CMYK), Ok(())),
        ("grey.jpg", grey_jpeg(), Ok(())),
        ("deep.png", deep_png(), Ok(())),
        ("clear.png", written(&clear, ImageFormat::Png), Ok(())),
        ("dot.png", written(&red_and_blue(1, 1), ImageFormat::Png), Ok(())),
        ("moving.webp", decoded(ANIMATED), Ok(())),
        ("both.jpg", joined(&[&good, markup]), Ok(())),
        ("../../../etc/passwd.png", png.clone(), Ok(())),
        ("C:\\windows\\system32\\me.png", png.clone(), Ok(())),
        ("صورتي الشخصية.jpg", good.clone(), Ok(())),
        ("e\u{202e}gpj.exe.jpg", good.clone(), Ok(())),
        ("a\"; filename=\"b\r\nx: y.jpg", good.clone(), Ok(())),
        ("photo.png", good.clone(), Err(Problem::FileEndingDiffers)),
        ("photo.exe", good.clone(), Err(Problem::FileEndingDiffers)),
        ("photo", good.clone(), Err(Problem::FileEndingDiffers)),
        ("", good.clone(), Err(Problem::FileEndingDiffers)),
        ("", Vec::new(), Err(Problem::ChooseFile)),
        ("empty.jpg", Vec::new(), Err(Problem::FileEmpty)),
        (
            "large.jpg",
            vec![0xff; PHOTO.bytes() + 1],
            Err(Problem::FileTooLarge { max_megabytes: 5 }),
        ),
        (
            "larger.jpg",
            vec![0xff; 4 * PHOTO.bytes()],
            Err(Problem::FileTooLarge { max_megabytes: 5 }),
        ),
        ("half.jpg", good[..good.len() / 2].to_vec(), broken()),
        ("half.png", png[..png.len() / 2].to_vec(), broken()),
        ("head.jpg", joined(&[&[0xff, 0xd8, 0xff, 0xe0], &[7; 300]]), broken()),
        (
            "head.webp",
            joined(&[b"RIFF\xff\xff\xff\xffWEBPVP8 ", &[7; 300]]),
            broken(),
        ),
        ("bomb.png", png_that_says(60_000, 60_000), large()),
        ("huge.png", png_that_says(8_000, 8_000), large()),
        ("endless.png", png_that_says(u32::MAX, u32::MAX), large()),
        (
            "drawing.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
            kind(),
        ),
        (
            "drawing.png",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
            kind(),
        ),
        ("page.jpg", b"<!doctype html><script>alert(1)</script>".to_vec(), kind()),
        ("program.jpg", b"MZ\x90\0\x03\0\0\0".to_vec(), kind()),
        ("moving.gif", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), kind()),
        ("old.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0".to_vec(), kind()),
        ("scan.tiff", b"II*\0\x08\0\0\0".to_vec(), kind()),
        ("apple.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), kind()),
        ("text.jpg", b"only text".to_vec(), kind()),
        ("licence.pdf", pdf("a licence"), kind()),
    ]
}

fn documents() -> Vec<File> {
    let kind = || Err(Problem::DocumentType);
    let script = pdf("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>");
    vec![
        ("licence.pdf", pdf("a licence"), Ok(())),
        ("script.PDF", script, Ok(())),
        (
            "scan.jpg",
            jpeg_of_telephone(200, 300, 6, "51.5007 N kanarienvogel"),
            Ok(()),
        ),
        ("scan.png", written(&red_and_blue(200, 300), ImageFormat::Png), Ok(())),
        ("scan.webp", written(&red_and_blue(60, 40), ImageFormat::WebP), kind()),
        ("licence.jpg", pdf("a licence"), Err(Problem::FileEndingDiffers)),
        ("licence.pdf", b"<html>%PDF-1.4".to_vec(), kind()),
        ("licence.pdf", b"\n%PDF-1.4".to_vec(), kind()),
        ("licence.docx", b"PK\x03\x04word/document.xml".to_vec(), kind()),
        ("licence.zip", b"PK\x03\x04".to_vec(), kind()),
        (
            "bomb.png",
            png_that_says(60_000, 60_000),
            Err(Problem::PhotoTooLarge { max_megapixels: 40 }),
        ),
        ("", Vec::new(), Err(Problem::ChooseFile)),
        (
            "large.pdf",
            joined(&[b"%PDF-1.4", &vec![7; LICENCE.bytes()]]),
            Err(Problem::FileTooLarge { max_megabytes: 10 }),
        ),
    ]
}

/// Sends a file; a refusal stands at the field and keeps nothing, and what is taken is there.
async fn send(app: &App, browser: &Client, page: &str, taken: &Taken, (name, content, expected): &File) {
    let before = count(app, "file").await;
    let answer = browser.upload(page, taken.field, (name, content), &[]).await;
    let shown = browser.follow(&answer).await;
    let shown = unescape(&shown.body);
    match expected {
        Ok(()) => {
            let place = answer.location();
            assert!(
                place.starts_with(&format!("{page}?done=")),
                "{name:?} was refused: {place}"
            );
            assert!(!shown.contains("kanarienvogel"));
        }
        Err(problem) => {
            let words = Language::En.ui().problems.say(problem);
            assert_eq!(answer.location(), page, "{name:?}");
            let (_, at) = shown
                .split_once(&format!("id=\"{}-problem\"", taken.field))
                .expect(name);
            let (at, _) = at.split_once("</p>").expect("an end");
            assert!(at.contains(&words), "{name:?}: {at}");
            assert_eq!(count(app, "file").await, before, "{name:?}");
        }
    }
}

/// The address of the first file under `at` on a page.
fn address(page: &str, at: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("\"{at}/"))
        .unwrap_or_else(|| panic!("no {at} on {page}"));
    format!("{at}/{}", &rest[..36])
}

fn assert_fenced(answer: &Answer) {
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox"),
        "{policy}"
    );
}

/// How an upload is answered that says it has so many bytes, and sends none of them.
async fn first_line_for(app: &App, bytes: usize) -> String {
    let address = app.base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let head = format!("POST {PHOTO_PAGE} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {bytes}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.expect("it is sent");
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).await.expect("an answer");
    line
}

on_both_engines! {
    async fn photos_of_every_kind_are_taken_or_refused_at_the_field(app: App) {
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let corpus = photos();
        assert!(corpus.len() >= 30);
        for file in &corpus {
            send(&app, &ann.browser, PHOTO_PAGE, &PHOTO, file).await;
        }
        assert_eq!(count(&app, "file").await, 2, "one photo in two sizes");
    }

    async fn documents_of_every_kind_are_taken_or_refused_at_the_field(app: App) {
        let priya = Person::of(&app, app.clinic.new_doctor("Dr Priya Nair").pending().make().await).await;
        for file in &documents() {
            send(&app, &priya.browser, LICENCE_PAGE, &LICENCE, file).await;
        }
        assert_eq!(count(&app, "file").await, 4);
    }

    async fn a_doctors_photo_is_public_once_the_doctor_is_verified(app: App) {
        let clinic = &app.clinic;
        let priya = Person::of(&app, clinic.new_doctor("Dr Priya Nair").pending().make().await).await;
        let admin = Person::of(&app, clinic.admin().await).await;
        let visitor = app.visitor();
        let file = ("me.jpg", jpeg(600, 600), Ok(()));
        send(&app, &priya.browser, PHOTO_PAGE, &PHOTO, &file).await;
        let own = address(&priya.browser.get(PHOTO_PAGE).await.body, PHOTO_PAGE);
        let shown = priya.browser.get(&own).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, "image/jpeg"));
        assert_eq!(shown.header("cache-control"), "private, no-store");
        assert_fenced(&shown);
        let public = own.replace("/account", "");
        assert_eq!(visitor.get(&public).await.status, 404);
        assert_eq!(visitor.ask(&own).await.status, 401);

        let doctor = priya.doctor().to_string();
        let approve = [("doctor", doctor.as_str()), ("version", "1"), ("decision", "approve")];
        assert_eq!(admin.browser.call("/fn/admin/decide_doctor", &approve).await.status, 200);
        let found = visitor.get("/doctors").await.body;
        assert!(found.contains(&format!("src=\"{public}?size=small\"")), "{found}");
        assert!(visitor.get(&format!("/doctors/{doctor}")).await.body.contains(&public));
        for size in ["", "?size=small"] {
            let shown = visitor.get(&format!("{public}{size}")).await;
            assert_eq!((shown.status, shown.header("content-type")), (200, "image/jpeg"));
            assert_eq!(shown.header("cache-control"), "public, max-age=86400, immutable");
            assert_fenced(&shown);
        }
        let gone = priya.browser.fill(PHOTO_PAGE, "/account/photo/remove", &[]).await;
        assert_eq!(gone.location(), "/account/photo?done=removed");
        assert_eq!(visitor.get(&public).await.status, 404);
        assert!(!visitor.get("/doctors").await.body.contains("<img"));
    }

    async fn a_patients_photo_is_shown_to_their_doctor_and_to_staff(app: App) {
        let Pair { ann, mateo } = Pair::of(&app).await;
        let admin = Person::of(&app, app.clinic.admin().await).await;
        let iris = Person::of(&app, app.clinic.doctor("Dr Iris Wong").await).await;
        let file = ("me.jpg", jpeg_of_telephone(600, 400, 6, "51.5007 N kanarienvogel"), Ok(()));
        send(&app, &ann.browser, PHOTO_PAGE, &PHOTO, &file).await;
        assert!(ann.browser.get("/patient/profile").await.body.contains("/account/photo/"));
        cast::booked(&app, &ann.browser, mateo.doctor(), TUESDAY_TEN, "").await;
        for page in ["/doctor/patients".to_owned(), format!("/doctor/patients/{}", ann.patient())] {
            let photo = address(&mateo.browser.get(&page).await.body, "/doctor/photo");
            let shown = mateo.browser.get(&photo).await;
            assert_eq!((shown.status, shown.header("cache-control")), (200, "private, no-store"));
            assert!(!shown.body.contains("kanarienvogel"));
            assert_eq!(iris.browser.get(&photo).await.status, 404);
            assert_eq!(app.visitor().get(&photo.replace("/doctor", "")).await.status, 404);
        }
        let account = ann.scope.account().expect("an account");
        let photo = address(&admin.browser.get(&format!("/admin/people/{account}")).await.body, "/admin/photo");
        assert_eq!(admin.browser.get(&photo).await.status, 200);
        for nonsense in ["/photo/x", "/account/photo/%00", "/account/photo/..%2f..%2fkeys", "/photo/0?size=%F0"] {
            let status = ann.browser.get(nonsense).await.status;
            assert!([400, 404].contains(&status), "{nonsense}: {status}");
        }
    }

    async fn a_document_is_read_by_those_who_verify_and_kept_from_all_others(app: App) {
        let clinic = &app.clinic;
        let priya = Person::of(&app, clinic.new_doctor("Dr Priya Nair").pending().make().await).await;
        let admin = Person::of(&app, clinic.admin().await).await;
        let file = ("رخصة \"2026\".pdf", pdf("number 7"), Ok(()));
        send(&app, &priya.browser, LICENCE_PAGE, &LICENCE, &file).await;
        assert!(priya.browser.get("/doctor/waiting").await.body.contains("1 document sent"));
        let page = admin.browser.get(&format!("/admin/doctors/{}", priya.doctor())).await.body;
        let theirs = address(&page, "/admin/doctors/documents");
        let own = address(&priya.browser.get(LICENCE_PAGE).await.body, LICENCE_PAGE);
        for (reader, address) in [(&admin, &theirs), (&priya, &own)] {
            let read = reader.browser.get(address).await;
            assert_eq!((read.status, read.header("content-type")), (200, "application/pdf"));
            assert!(read.header("content-disposition").starts_with("attachment; filename=\"____"));
            assert_eq!(read.header("cache-control"), "private, no-store");
            assert_fenced(&read);
            assert_eq!(read.body.as_bytes(), pdf("number 7"));
        }
        assert_eq!(count(&app, "audit_event WHERE action = 'licence.read'").await, 1);
        let iris = Person::of(&app, clinic.doctor("Dr Iris Wong").await).await;
        assert_eq!(iris.browser.get(&own).await.status, 404);
        let ann = Person::of(&app, clinic.patient("Ann Lee").await).await;
        assert_eq!(ann.browser.get(&theirs).await.status, 403);

        let id = &own[own.len() - 36..];
        let foreign = iris.browser.post(LICENCE_PAGE, "/doctor/licence/remove", &[("document", id)]).await;
        assert_eq!(foreign.location(), LICENCE_PAGE);
        assert_eq!(count(&app, "file").await, 1);
        let gone = priya.browser.fill(LICENCE_PAGE, "/doctor/licence/remove", &[("document", id)]).await;
        assert_eq!(gone.location(), "/doctor/licence?done=removed");
        assert_eq!(admin.browser.get(&theirs).await.status, 404);
    }

    async fn what_is_no_form_with_a_file_is_answered_plainly(app: App) {
        let ann = Person::of(&app, app.clinic.patient("Ann Lee").await).await;
        let browser = &ann.browser;
        assert_eq!(browser.post(PHOTO_PAGE, PHOTO_PAGE, &[("photo", "x")]).await.status, 415);
        let other = browser.upload(PHOTO_PAGE, "picture", ("me.jpg", &jpeg(40, 40)), &[]).await;
        assert_eq!(other.location(), PHOTO_PAGE, "no file in the field");
        for body in ["", "--x", "--x\r\n\r\n", "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nhalf"] {
            let request = browser
                .request(axum::http::Method::POST, PHOTO_PAGE)
                .header("accept", "text/html")
                .header("origin", &app.base)
                .header("content-type", "multipart/form-data; boundary=x")
                .body(body);
            let answer = Answer::of(request.send().await.expect("an answer")).await;
            assert!([303, 400].contains(&answer.status), "{body:?}: {}", answer.status);
        }
        assert!(first_line_for(&app, 65 * 1024 * 1024).await.starts_with("HTTP/1.1 413 "));
        let visitor = app.visitor();
        let late = visitor.upload(PHOTO_PAGE, "photo", ("me.jpg", &vec![0; 3_000_000]), &[]).await;
        assert!(late.location().starts_with("/sign-in?next="), "{}", late.status);
        assert_eq!(count(&app, "file").await, 0);
    }
}
