//! Folders that have to be there when the portal starts: a visitor is the wrong one to find out that they are not.

use std::fs;
use std::path::Path;

use super::{BadValue, Config, Mode, bad};

impl Config {
    /// Looks whether the built site is there; in development a portal without its looks only warns.
    ///
    /// # Errors
    /// Names the variable.
    pub fn check_site(&self) -> Result<(), BadValue> {
        if self.site_root.is_dir() {
            return Ok(());
        }
        let why = format!("{} is no folder with the built site", self.site_root.display());
        if self.mode == Mode::Production {
            return Err(bad("SALVE_SITE_ROOT", why));
        }
        tracing::warn!("SALVE_SITE_ROOT: {why}");
        Ok(())
    }

    /// Looks whether mails can be written, where they land as files.
    ///
    /// # Errors
    /// Names the variable.
    pub fn check_mails(&self) -> Result<(), BadValue> {
        if self.smtp_url.is_some() {
            return Ok(());
        }
        write_into(&self.mail_dir)
            .map_err(|error| bad("SALVE_MAIL_DIR", format!("{}: {error}", self.mail_dir.display())))
    }
}

fn write_into(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let trial = folder.join(format!(".trial-{}", std::process::id()));
    fs::write(&trial, "")?;
    fs::remove_file(trial)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(values: &[(&str, &str)]) -> Config {
        let look_up = |name: &str| values.iter().find(|(known, _)| *known == name);
        Config::read(|name| look_up(name).map(|(_, value)| (*value).to_owned())).expect("good values")
    }

    #[test]
    fn a_site_that_is_not_there_stops_production_and_not_development() {
        let nowhere = ("SALVE_SITE_ROOT", "no-site");
        let production = [
            nowhere,
            ("SALVE_MODE", "production"),
            ("SALVE_BASE_URL", "https://salve.example.org"),
        ];
        let error = config(&production).check_site().expect_err("no site");
        assert!(error.to_string().starts_with("SALVE_SITE_ROOT"), "{error}");
        config(&[nowhere]).check_site().expect("a warning");
    }

    #[test]
    fn mails_that_cannot_be_written_stop_the_start_unless_nothing_is_written_there() {
        let file = ("SALVE_MAIL_DIR", "Cargo.toml/mail");
        let error = config(&[file]).check_mails().expect_err("a file is no folder");
        assert!(error.to_string().starts_with("SALVE_MAIL_DIR"), "{error}");
        let posted = config(&[file, ("SALVE_SMTP_URL", "smtp://localhost")]);
        posted.check_mails().expect("nothing is written there");
    }
}
