//! Mails over SMTP.

use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

use super::{Mail, MailError, Mailer, Sender, Trouble};
use crate::ports::place;

const PATIENCE: Duration = Duration::from_secs(10);
const CONNECTIONS: u32 = 4;

/// The mail server of the clinic, over a few kept connections.
#[derive(Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Sender,
    place: String,
}

/// The address of the mail server is not usable.
#[derive(Debug, thiserror::Error)]
#[error("the mail server is not of the form smtp://user:password@host:port or smtps://user:password@host:port")]
pub struct BadServer;

impl Smtp {
    /// Prepares the way to a mail server; nothing is connected yet.
    ///
    /// `smtps://` is TLS from the start. `smtp://` turns to TLS when the server offers it, and insists on it when a
    /// password is sent to another machine; `?tls=required`, `?tls=opportunistic` or `?tls=none` say otherwise.
    ///
    /// # Errors
    /// [`BadServer`], which does not repeat the address: it holds the password.
    pub fn new(url: &SecretString, sender: Sender) -> Result<Self, BadServer> {
        let url = with_tls(url.expose_secret()).ok_or(BadServer)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret()).map_err(|_| BadServer)?;
        let pool = PoolConfig::new()
            .max_size(CONNECTIONS)
            .idle_timeout(Duration::from_mins(1));
        Ok(Self {
            transport: builder.timeout(Some(PATIENCE)).pool_config(pool).build(),
            sender,
            place: place(url.expose_secret(), port(url.expose_secret())),
        })
    }

    /// Where the mail server is, as `host:port`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }
}

/// Where mail servers listen unless the address says otherwise (RFC 8314; 25 where nothing is encrypted).
fn port(url: &str) -> u16 {
    match (url.starts_with("smtps://"), url.contains("tls=")) {
        (true, _) => 465,
        (false, true) => 587,
        (false, false) => 25,
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.sender.compose(mail)?;
        // The time-out of the transport is per step; a server that drips must not hold the worker.
        let sent = tokio::time::timeout(PATIENCE * 3, self.transport.send(message)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.is_permanent() => Err(MailError::Refused(trouble(&error))),
            Ok(Err(error)) => Err(MailError::Later(trouble(&error))),
            Err(_) => Err(MailError::Later(Trouble::TooLong)),
        }
    }
}

fn trouble(error: &Error) -> Trouble {
    match error.status() {
        Some(code) => Trouble::Answered(code.into()),
        None if error.is_timeout() => Trouble::TooLong,
        None if error.is_tls() => Trouble::NoTls,
        None if error.is_response() || error.is_client() => Trouble::NotUnderstood,
        None => Trouble::NotReached,
    }
}

/// Adds what is to be done about TLS where the address does not say; [`None`] when it is no mail server's address.
fn with_tls(url: &str) -> Option<SecretString> {
    if url.starts_with("smtps://") {
        return Some(url.to_owned().into());
    }
    let rest = url.strip_prefix("smtp://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (credentials, host) = authority
        .rsplit_once('@')
        .map_or((None, authority), |(credentials, host)| (Some(credentials), host));
    let is_local = ["localhost", "127.", "[::1]"]
        .iter()
        .any(|local| host.starts_with(local));
    let (before, query) = url.split_once('?').unwrap_or((url, ""));
    let asked = query.split('&').find_map(|part| part.strip_prefix("tls="));
    let tls = match asked {
        Some("none") => None,
        Some(other) => Some(other),
        None if is_local => None,
        None if credentials.is_some() => Some("required"),
        None => Some("opportunistic"),
    };
    Some(
        tls.map_or_else(|| before.to_owned(), |tls| format!("{before}?tls={tls}"))
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_is_asked_for_wherever_it_matters() {
        let with = |url: &str| with_tls(url).map(|url| url.expose_secret().to_owned());
        assert_eq!(
            with("smtp://mail.example:25").unwrap(),
            "smtp://mail.example:25?tls=opportunistic"
        );
        assert_eq!(
            with("smtp://u:p@mail.example").unwrap(),
            "smtp://u:p@mail.example?tls=required"
        );
        assert_eq!(with("smtp://u:p@127.0.0.1:1025").unwrap(), "smtp://u:p@127.0.0.1:1025");
        assert_eq!(with("smtp://u:p@relay?tls=none").unwrap(), "smtp://u:p@relay");
        assert_eq!(with("smtps://u:p@mail.example").unwrap(), "smtps://u:p@mail.example");
        assert_eq!(with("http://mail.example"), None);
    }

    #[tokio::test]
    async fn a_bad_address_is_refused_without_repeating_it() {
        let sender = Sender::parse("Salve <clinic@salve.example>").unwrap();
        for url in ["mail.example", "smtp://", "smtp://host?tls=maybe", "http://x:hunter2@y"] {
            let error = Smtp::new(&url.to_owned().into(), sender.clone()).unwrap_err();
            assert!(!error.to_string().contains("hunter2"));
        }
    }

    #[tokio::test]
    async fn its_place_is_told_without_who_signs_in() {
        let sender = Sender::parse("Salve <clinic@salve.example>").unwrap();
        for (url, place) in [
            ("smtp://u:p@mail.example:2525", "mail.example:2525"),
            ("smtp://u:p@mail.example", "mail.example:587"),
            ("smtps://u:p@mail.example/clinic", "mail.example:465"),
            ("smtp://localhost", "localhost:25"),
        ] {
            assert_eq!(
                Smtp::new(&url.to_owned().into(), sender.clone()).unwrap().place(),
                place
            );
        }
    }
}
