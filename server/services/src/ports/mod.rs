//! The outside world: a trait each, the real thing, and a fake that records.

pub mod files;
pub mod mailer;
pub mod scanner;
pub mod watched;

/// Names what encrypts connections over HTTP, for the whole process; the first call counts.
pub fn encrypt_with_ring() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// `host:port` of an address like `smtp://user:password@host:25/name?tls=none`, without who signs in; `port` where it names none.
fn place(address: &str, port: u16) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let named = host
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    if named {
        host.to_owned()
    } else {
        format!("{host}:{port}")
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_place_holds_no_credentials() {
        for (address, expected) in [
            ("smtp://user:hunter2@mail.example:587/clinic", "mail.example:587"),
            ("smtp://user:hunter2@mail.example?tls=none", "mail.example:25"),
            ("https://[2001:db8::1]", "[2001:db8::1]:25"),
            ("http://[2001:db8::1]:9000/", "[2001:db8::1]:9000"),
        ] {
            assert_eq!(place(address, 25), expected);
        }
    }
}
