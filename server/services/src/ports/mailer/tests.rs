use std::path::PathBuf;

use chrono::TimeDelta;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::*;
use crate::crypto::random;

fn sender() -> Sender {
    Sender::parse("Salve <clinic@salve.example>").unwrap()
}

fn mail(subject: &str) -> Mail {
    Mail {
        key: Uuid::from_bytes(random()),
        to: "sofia@example.org".to_owned(),
        subject: subject.to_owned(),
        text: "Grüße & more\r\n.\r\nBye".to_owned(),
        html: "<p>Grüße &amp; more</p>".to_owned(),
        date: DateTime::UNIX_EPOCH + TimeDelta::days(20_000),
    }
}

fn scratch() -> PathBuf {
    std::env::temp_dir().join(format!("salve-mail-{}", Uuid::from_bytes(random())))
}

#[test]
fn a_message_has_both_parts_and_a_stable_id() {
    let mail = mail("Your visit");
    let raw = String::from_utf8(sender().compose(&mail).unwrap().formatted()).unwrap();
    assert!(
        raw.contains(&format!("Message-ID: <{}@salve.example>", mail.key)),
        "{raw}"
    );
    assert!(raw.contains("Auto-Submitted: auto-generated"));
    assert_eq!(raw.matches("MIME-Version").count(), 1);
    assert!(raw.contains("text/plain") && raw.contains("text/html"));
    assert!(raw.contains("Date: Fri, 04 Oct 2024"), "{raw}");
}

#[test]
fn nothing_in_a_mail_can_add_a_header() {
    let raw = sender()
        .compose(&mail("Hello\r\nBcc: evil@example.org\u{2028}X: y\u{202e}"))
        .unwrap()
        .formatted();
    let raw = String::from_utf8(raw).unwrap();
    let (head, _) = raw.split_once("\r\n\r\n").unwrap();
    assert!(
        !head
            .lines()
            .any(|line| line.starts_with("Bcc:") || line.starts_with("X:")),
        "{head}"
    );
    for to in [
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "",
        "A <a@b.example>",
    ] {
        let refused = sender().compose(&Mail {
            to: to.to_owned(),
            ..mail("Hello")
        });
        assert!(matches!(refused, Err(MailError::Refused(_))), "{to}");
    }
}

#[tokio::test]
async fn files_can_be_listed_and_read_back() {
    let folder = scratch();
    let files = Files::new(folder.clone(), sender());
    assert_eq!(files.list(10).await.unwrap(), []);
    let first = mail("First");
    let second = Mail {
        date: first.date + TimeDelta::milliseconds(1),
        ..mail("Second")
    };
    files.send(&second).await.unwrap();
    files.send(&first).await.unwrap();
    files.send(&first).await.unwrap();

    let listed = files.list(10).await.unwrap();
    assert_eq!(
        listed.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(),
        ["Second", "First"]
    );
    assert_eq!(files.list(1).await.unwrap().len(), 1);
    assert_eq!(files.read(&listed[1].id).await.unwrap().unwrap().html, first.html);
    for id in ["../../etc/passwd", "", &"0".repeat(50), "0000000000000-..%2f"] {
        assert_eq!(files.read(id).await.unwrap(), None, "{id}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_recording_mailer_fails_as_often_as_told() {
    let mailer = Recording::default();
    mailer.fail(1);
    assert!(matches!(mailer.send(&mail("One")).await, Err(MailError::Later(_))));
    mailer.send(&mail("Two")).await.unwrap();
    assert_eq!(mailer.sent_to("sofia@example.org")[0].subject, "Two");
    assert!(mailer.sent_to("other@example.org").is_empty());
    mailer.clear();
    assert!(mailer.sent().is_empty());
}

/// A mail server that answers RCPT with `answer` and gives back what it was sent.
async fn serve(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let talk = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 test\r\n").await.unwrap();
        let (mut heard, mut in_data) = (String::new(), false);
        while let Ok(Some(line)) = lines.next_line().await {
            heard.push_str(&line);
            heard.push('\n');
            let reply = match line.split([' ', ':']).next().unwrap() {
                "." if in_data => {
                    in_data = false;
                    "250 taken"
                }
                _ if in_data => continue,
                "DATA" => {
                    in_data = true;
                    "354 go on"
                }
                "RCPT" => answer,
                "QUIT" => break,
                _ => "250 fine",
            };
            write.write_all(format!("{reply}\r\n").as_bytes()).await.unwrap();
            if reply == "250 taken" {
                break;
            }
        }
        heard
    });
    (url, talk)
}

#[tokio::test]
async fn smtp_hands_over_a_mail_and_tells_final_refusals_from_others() {
    let (url, talk) = serve("250 fine").await;
    let smtp = Smtp::new(&url.into(), sender()).unwrap();
    smtp.send(&mail("Hello")).await.unwrap();
    let heard = talk.await.unwrap();
    assert!(
        heard.contains("RCPT TO:<sofia@example.org>") && heard.contains("Subject: Hello"),
        "{heard}"
    );

    let (url, _talk) = serve("550 no such person sofia@example.org").await;
    let refused = Smtp::new(&url.into(), sender())
        .unwrap()
        .send(&mail("Hello"))
        .await
        .unwrap_err();
    assert!(matches!(refused, MailError::Refused(_)));
    assert_eq!(refused.answer(), Some(Answer::of(Outcome::Refused).code(550)));
    assert!(!refused.to_string().contains('@'));

    let (url, _talk) = serve("451 greylisted").await;
    let later = Smtp::new(&url.into(), sender())
        .unwrap()
        .send(&mail("Hello"))
        .await
        .unwrap_err();
    assert!(matches!(later, MailError::Later(_)));
    assert_eq!(later.answer(), Some(Answer::of(Outcome::Refused).code(451)));

    let absent = Smtp::new(&"smtp://127.0.0.1:9".to_owned().into(), sender()).unwrap();
    let unreachable = absent.send(&mail("Hello")).await.unwrap_err();
    assert!(matches!(unreachable, MailError::Later(_)));
    assert_eq!(unreachable.answer(), Some(Answer::of(Outcome::Unreachable)));
    let nobodys = Mail {
        to: "nobody".to_owned(),
        ..mail("Hello")
    };
    let unsent = absent.send(&nobodys).await.unwrap_err();
    assert_eq!(unsent.answer(), None, "the mail server was not asked");
    assert_eq!(
        MailError::Later(Trouble::TooLong).answer(),
        Some(Answer::of(Outcome::TimedOut))
    );
}
