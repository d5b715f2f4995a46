//! Configuration: read once at start, from the environment and `.env`; a bad value stops the start with its name.

mod files;
mod folders;
mod hosts;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use domain::values::Currency;
use secrecy::SecretString;
use services::ports::mailer::Sender;
use services::times::Zone;
use thiserror::Error;

pub use files::FilePlace;
pub use hosts::Hosts;

/// A variable that can't be used, and why.
#[derive(Debug, Error)]
#[error("{name}: {why}")]
pub struct BadValue {
    name: &'static str,
    why: String,
}

/// How careful the portal is with the outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Plain http on this machine, mails in a folder and on a page.
    Development,
    /// https behind a proxy, `__Host-` cookies, HSTS.
    Production,
}

/// Everything that differs between installations.
#[derive(Clone, Debug)]
pub struct Config {
    /// `SALVE_MODE`: `development` (default) or `production`.
    pub mode: Mode,
    /// `SALVE_LISTEN`: address and port, default `127.0.0.1:3000`.
    pub listen: SocketAddr,
    /// `SALVE_BASE_URL`: the address people use, without a slash at the end; https in production. Default `http://SALVE_LISTEN`.
    /// Passkeys are made for the name in it.
    pub base_url: String,
    /// `SALVE_ALLOWED_HOSTS`: names that requests may be for beside that of `SALVE_BASE_URL`; `*` for any, as in development.
    pub hosts: Hosts,
    /// `SALVE_DATA_DIR`: database, keys, mails and files of the embedded default, default `data`.
    pub data_dir: PathBuf,
    /// `DATABASE_URL`: `postgres://…`, or empty for `SQLite` in the data folder.
    pub database_url: Option<SecretString>,
    /// `SALVE_DATABASE_CONNECTIONS`: most connections to `PostgreSQL`, default 16, or readers of `SQLite`,
    /// default 8: each keeps pages and statements of its own.
    pub database_connections: u32,
    /// `SALVE_KEYS`: data keys, `number:base64 of 32 bytes` each; required with `PostgreSQL` unless `SALVE_KEYS_FILE` is set.
    pub keys: Option<SecretString>,
    /// `SALVE_KEYS_FILE`: file with the data keys, default `keys` in the data folder (made at the first start of `SQLite`).
    pub keys_file: Option<PathBuf>,
    /// `SALVE_SITE_ROOT`: folder with the built site, default `site` beside the program.
    pub site_root: PathBuf,
    /// `SALVE_SMTP_URL`: `smtp://`, `smtps://` or `smtp://…?tls=required`; empty: mails land as files.
    pub smtp_url: Option<SecretString>,
    /// `SALVE_MAIL_FROM`: sender of every mail.
    pub mail_from: Sender,
    /// `SALVE_MAIL_DIR`: folder for mails without SMTP, default `mail` in the data folder.
    pub mail_dir: PathBuf,
    /// `SALVE_FILES`: where the content of files lies, sealed: a folder, default `files` in the data folder, or
    /// `s3://bucket/prefix`. Then `SALVE_S3_ACCESS_KEY` and `SALVE_S3_SECRET_KEY` are required; `SALVE_S3_REGION` is
    /// `us-east-1` and `SALVE_S3_ENDPOINT` that of Amazon by default.
    pub files: FilePlace,
    /// `SALVE_SCANNER`: `tcp://host:port` of a `clamd` that looks at every file before it is kept; empty: nobody looks.
    pub scanner: Option<String>,
    /// `SALVE_ORGANISATION`: the clinic's name.
    pub organisation: String,
    /// `SALVE_PHONE`: the clinic's telephone number.
    pub phone: String,
    /// `SALVE_TIME_ZONE`: IANA zone for people who have not chosen one, default `Europe/London`.
    pub time_zone: Zone,
    /// `SALVE_CURRENCY`: ISO 4217 code of doctors' fees, default `GBP`.
    pub currency: Currency,
    /// `SALVE_LOG`: filter of the log, default `info`.
    pub log: String,
    /// `SALVE_LOG_FORMAT`: `text` (default) or `json`.
    pub log_json: bool,
    /// `SALVE_WORKER`: `on` (default) runs jobs inside `serve`; `off` leaves them to `salve work`.
    pub worker: bool,
    /// `SALVE_TRUSTED_PROXY`: `on` takes the client's address from the last `X-Forwarded-For` entry; default `off`.
    pub trusted_proxy: bool,
}

impl Config {
    /// Reads `.env` beside the working folder, then the environment.
    ///
    /// # Errors
    /// The first variable that can't be used.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_environment() -> Result<Self, BadValue> {
        match dotenvy::dotenv() {
            Err(error) if !error.not_found() => {
                return Err(BadValue {
                    name: ".env",
                    why: error.to_string(),
                });
            }
            _ => {}
        }
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads variables through `look_up`; an empty value counts as absent.
    ///
    /// # Errors
    /// The first variable that can't be used.
    pub fn read(look_up: impl Fn(&str) -> Option<String>) -> Result<Self, BadValue> {
        let text = |name: &str| look_up(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let mode = match text("SALVE_MODE").as_deref() {
            None | Some("development") => Mode::Development,
            Some("production") => Mode::Production,
            Some(_) => return Err(bad("SALVE_MODE", "must be development or production")),
        };
        let listen: SocketAddr = parsed(
            &text,
            "SALVE_LISTEN",
            "127.0.0.1:3000",
            "must be an address and port, like 127.0.0.1:3000",
        )?;
        let base_url = text("SALVE_BASE_URL").unwrap_or_else(|| format!("http://{listen}"));
        check_base_url(&base_url, mode)?;
        let hosts = Hosts::read(text("SALVE_ALLOWED_HOSTS").as_deref(), &base_url, mode)
            .map_err(|why| bad("SALVE_ALLOWED_HOSTS", why))?;
        let data_dir = PathBuf::from(text("SALVE_DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let database_url = text("DATABASE_URL");
        if let Some(url) = &database_url
            && !url.starts_with("postgres://")
            && !url.starts_with("postgresql://")
        {
            return Err(bad(
                "DATABASE_URL",
                "must start with postgres:// (leave it empty for the embedded SQLite)",
            ));
        }
        let keys = text("SALVE_KEYS");
        let keys_file = text("SALVE_KEYS_FILE").map(PathBuf::from);
        if database_url.is_some() && keys.is_none() && keys_file.is_none() {
            return Err(bad(
                "SALVE_KEYS",
                "is required with PostgreSQL (or name a file in SALVE_KEYS_FILE)",
            ));
        }
        let time_zone = text("SALVE_TIME_ZONE").unwrap_or_else(|| "Europe/London".to_owned());
        let time_zone =
            Zone::named(&time_zone).map_err(|_| bad("SALVE_TIME_ZONE", "must be an IANA zone, like Europe/London"))?;
        let currency = text("SALVE_CURRENCY").unwrap_or_else(|| "GBP".to_owned());
        let currency = Currency::from_code(&currency)
            .ok_or_else(|| bad("SALVE_CURRENCY", "must be three capital letters of ISO 4217, like GBP"))?;
        let mail_from = text("SALVE_MAIL_FROM").unwrap_or_else(|| "Salve <no-reply@localhost>".to_owned());
        let mail_from = Sender::parse(&mail_from)
            .ok_or_else(|| bad("SALVE_MAIL_FROM", "must be a sender, like Salve <no-reply@example.org>"))?;
        let most = if database_url.is_some() { "16" } else { "8" };
        let database_connections: NonZeroU32 = parsed(
            &text,
            "SALVE_DATABASE_CONNECTIONS",
            most,
            "must be a whole number from 1",
        )?;
        Ok(Self {
            mode,
            listen,
            base_url,
            hosts,
            database_connections: database_connections.get(),
            database_url: database_url.map(SecretString::from),
            keys: keys.map(SecretString::from),
            keys_file,
            site_root: text("SALVE_SITE_ROOT").map_or_else(beside_the_program, PathBuf::from),
            smtp_url: text("SALVE_SMTP_URL").map(SecretString::from),
            mail_from,
            mail_dir: text("SALVE_MAIL_DIR").map_or_else(|| data_dir.join("mail"), PathBuf::from),
            files: FilePlace::read(&text, &data_dir)?,
            scanner: files::scanner(&text)?,
            data_dir,
            organisation: text("SALVE_ORGANISATION").unwrap_or_else(|| "Salve".to_owned()),
            phone: text("SALVE_PHONE").unwrap_or_else(|| "+44 20 7946 0000".to_owned()),
            time_zone,
            currency,
            log: text("SALVE_LOG").unwrap_or_else(|| "info".to_owned()),
            log_json: choice(&text, "SALVE_LOG_FORMAT", "text", "json")?,
            worker: !choice(&text, "SALVE_WORKER", "on", "off")?,
            trusted_proxy: choice(&text, "SALVE_TRUSTED_PROXY", "off", "on")?,
        })
    }

    /// Whether cookies and headers may rely on https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

fn bad(name: &'static str, why: impl Into<String>) -> BadValue {
    BadValue { name, why: why.into() }
}

fn parsed<T: FromStr>(
    text: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    default: &str,
    why: &str,
) -> Result<T, BadValue> {
    text(name)
        .unwrap_or_else(|| default.to_owned())
        .parse()
        .map_err(|_| bad(name, why))
}

/// `false` for the default word, `true` for the other.
fn choice(
    text: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    default: &str,
    other: &str,
) -> Result<bool, BadValue> {
    match text(name).as_deref() {
        None => Ok(false),
        Some(value) if value == default => Ok(false),
        Some(value) if value == other => Ok(true),
        Some(_) => Err(bad(name, format!("must be {default} or {other}"))),
    }
}

fn check_base_url(url: &str, mode: Mode) -> Result<(), BadValue> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let valid = rest.is_some_and(|host| !host.is_empty() && !host.contains('/') && !host.contains('@'));
    if !valid {
        return Err(bad(
            "SALVE_BASE_URL",
            "must be like https://salve.example.org, without a path",
        ));
    }
    if mode == Mode::Production && !url.starts_with("https://") {
        return Err(bad("SALVE_BASE_URL", "must start with https:// in production"));
    }
    Ok(())
}

fn beside_the_program() -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|program| program.parent().map(|folder| folder.join("site")))
        .unwrap_or_else(|| PathBuf::from("site"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Config, BadValue> {
        Config::read(|name| values.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn nothing_set_is_a_development_server_on_this_machine() {
        let config = read(&[]).expect("defaults");
        assert_eq!(config.mode, Mode::Development);
        assert_eq!(config.base_url, "http://127.0.0.1:3000");
        assert!(config.worker && !config.log_json && !config.trusted_proxy);
    }

    #[test]
    fn a_bad_value_is_refused_with_its_name() {
        for (name, value) in [
            ("SALVE_MODE", "prod"),
            ("SALVE_LISTEN", "localhost"),
            ("SALVE_BASE_URL", "salve.example.org"),
            ("SALVE_BASE_URL", "https://salve.example.org/portal"),
            ("SALVE_ALLOWED_HOSTS", "salve.example.org/portal"),
            ("DATABASE_URL", "mysql://x"),
            ("SALVE_DATABASE_CONNECTIONS", "many"),
            ("SALVE_DATABASE_CONNECTIONS", "0"),
            ("SALVE_TIME_ZONE", "Mars/Olympus"),
            ("SALVE_CURRENCY", "pounds"),
            ("SALVE_MAIL_FROM", "nobody"),
            ("SALVE_LOG_FORMAT", "xml"),
            ("SALVE_WORKER", "maybe"),
            ("SALVE_TRUSTED_PROXY", "yes"),
            ("SALVE_FILES", "s3://"),
            ("SALVE_FILES", "gs://bucket"),
            ("SALVE_SCANNER", "clamd:3310"),
        ] {
            let error = read(&[(name, value)]).expect_err(name);
            assert!(error.to_string().starts_with(name), "{error}");
        }
    }

    #[test]
    fn production_needs_https_and_postgresql_needs_keys() {
        let plain = read(&[("SALVE_MODE", "production"), ("SALVE_BASE_URL", "http://x.org")]).expect_err("http");
        assert!(plain.to_string().starts_with("SALVE_BASE_URL"));
        let keyless = read(&[("DATABASE_URL", "postgres://localhost/salve")]).expect_err("no keys");
        assert!(keyless.to_string().starts_with("SALVE_KEYS"));
    }
}
