//! What passkeys are made for: the portal under its configured name. What a request says of its host is never asked.

use std::time::Duration;

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// The portal as browsers and devices know it (`WebAuthn`'s "relying party").
#[derive(Clone, Debug)]
pub struct RelyingParty(Webauthn);

impl RelyingParty {
    /// The portal at this address; nothing where browsers make no passkeys: at an IP address, and without encryption
    /// anywhere but on the machine itself.
    #[must_use]
    pub fn of(base_url: &str) -> Option<Self> {
        let url = Url::parse(base_url).ok()?;
        let name = url.domain()?;
        let is_local = name == "localhost" || name.ends_with(".localhost");
        if url.scheme() != "https" && !is_local {
            return None;
        }
        let timeout = Duration::from_secs(60 * super::MINUTES.unsigned_abs());
        let webauthn = WebauthnBuilder::new(name, &url).ok()?.timeout(timeout).build().ok()?;
        Some(Self(webauthn))
    }

    pub(super) fn webauthn(&self) -> &Webauthn {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_encryption() {
        for good in [
            "https://portal.example.org",
            "https://portal.example.org:8443",
            "http://localhost:3000",
            "http://salve.localhost",
        ] {
            assert!(RelyingParty::of(good).is_some(), "{good}");
        }
        for bad in [
            "http://127.0.0.1:3000",
            "https://192.0.2.7",
            "https://[2001:db8::1]",
            "http://portal.example.org",
            "http://notlocalhost",
            "",
        ] {
            assert!(RelyingParty::of(bad).is_none(), "{bad}");
        }
    }
}
