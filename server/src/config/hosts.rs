//! `SALVE_ALLOWED_HOSTS`: the names that requests may be for.

use super::Mode;

/// Which names the portal answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// Whatever it is called.
    Any,
    /// These, in small letters and without a port.
    Named(Vec<String>),
}

impl Hosts {
    /// The name in `base_url` and those in `list`, which commas part; `*` allows any, as does an empty list in development.
    ///
    /// # Errors
    /// When something in the list is no name, in words for the operator.
    pub fn read(list: Option<&str>, base_url: &str, mode: Mode) -> Result<Self, String> {
        match (list, mode) {
            (Some("*"), _) | (None, Mode::Development) => return Ok(Self::Any),
            _ => {}
        }
        let own = base_url.split_once("://").map_or(base_url, |(_, host)| host);
        let others = list.unwrap_or_default().split(',').map(str::trim);
        let names = std::iter::once(own).chain(others.filter(|name| !name.is_empty()));
        names.map(checked).collect::<Result<_, _>>().map(Self::Named)
    }

    /// Whether a request for `host`, as a browser names it, is for this portal.
    #[must_use]
    pub fn admit(&self, host: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Named(names) => names.iter().any(|name| name.eq_ignore_ascii_case(without_port(host))),
        }
    }
}

fn checked(name: &str) -> Result<String, String> {
    let name = without_port(name);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
    if name.is_empty() || !name.bytes().all(fits) {
        return Err("must be names like salve.example.org, with commas between them, or *".to_owned());
    }
    Ok(name.to_ascii_lowercase())
}

/// `salve.example.org:8443` and `[::1]:8443` without what is behind the last colon.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn production_answers_to_its_own_name_and_to_those_that_are_listed() {
        let hosts = Hosts::read(
            Some("Clinic.example.org, [::1]"),
            "https://salve.example.org:8443",
            Mode::Production,
        );
        let hosts = hosts.expect("names");
        for host in [
            "salve.example.org",
            "SALVE.example.org:443",
            "clinic.example.org",
            "[::1]:3000",
            "[::1]",
        ] {
            assert!(hosts.admit(host), "{host}");
        }
        for host in ["", "evil.example", "salve.example.org.evil.example", "127.0.0.1:3000"] {
            assert!(!hosts.admit(host), "{host}");
        }
        assert_eq!(
            Hosts::read(Some("*"), "https://a.org", Mode::Production),
            Ok(Hosts::Any)
        );
        assert_eq!(Hosts::read(None, "http://a.org", Mode::Development), Ok(Hosts::Any));
        assert!(Hosts::read(Some("a.org/portal"), "https://a.org", Mode::Production).is_err());
    }
}
