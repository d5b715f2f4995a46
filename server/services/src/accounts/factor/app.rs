//! Codes of an app: TOTP (RFC 6238) with SHA-1, six digits, steps of 30 seconds, one step of clock skew. Apps know no
//! other choice for certain.

use std::fmt::Write;

use domain::accounts::{FactorDraft, QrPicture};
use domain::id::FactorId;
use qrcodegen::{QrCode, QrCodeEcc};
use secrecy::zeroize::Zeroizing;
use totp_rs::{Builder, Secret, Totp};

use super::factor::Model;
use crate::crypto::{KeyRing, random};
use crate::error::{Error, Result};
use crate::scope::Scope;

const TABLE: &str = "second_factor";
const COLUMN: &str = "secret";

/// Modules of white around the code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A new key of 160 bits (RFC 4226, 4), sealed for its row.
pub(super) fn new_secret(keys: &KeyRing, row: FactorId) -> Vec<u8> {
    let secret: Zeroizing<[u8; 20]> = Zeroizing::new(random());
    keys.seal_bytes(TABLE, COLUMN, row.uuid(), &*secret)
}

/// The generator of a row; apps show it under these names.
///
/// # Errors
/// When the key does not open.
pub(super) fn totp(keys: &KeyRing, row: &Model, clinic: &str, email: &str) -> Result<Totp> {
    let secret = keys.open_bytes(TABLE, COLUMN, row.id.uuid(), &row.secret_sealed)?;
    // A colon would part the names in the link.
    let plain = |name: &str| name.replace(':', " ");
    Builder::new()
        .with_secret(Secret::from(secret))
        .with_issuer(Some(plain(clinic)))
        .with_account_name(plain(email))
        .build()
        .map_err(|error| Error::internal(format!("a second step cannot be used: {error}")))
}

/// The step whose code this is, now or one step before or after.
///
/// # Errors
/// When the key does not open.
pub(super) fn step_of(scope: &Scope, row: &Model, code: &str) -> Result<Option<i64>> {
    let now = u64::try_from(scope.now().timestamp()).unwrap_or_default();
    let step = totp(&scope.tools().keys, row, "", "")?.check(code, now);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// What an app needs to make codes.
///
/// # Errors
/// Never in practice: an address is short enough for a QR code.
pub(super) fn draft(totp: &Totp) -> Result<FactorDraft> {
    let link = totp.to_url().map_err(Error::internal)?;
    let code = QrCode::encode_text(&link, QrCodeEcc::Medium).map_err(Error::internal)?;
    let secret = totp.secret().to_base32();
    Ok(FactorDraft {
        secret: in_groups(&secret),
        picture: picture(&code),
        link,
    })
}

/// "ABCD EFGH …": easier to copy by hand.
pub(super) fn in_groups(text: &str) -> String {
    let mut grouped = String::with_capacity(text.len() * 5 / 4);
    for (place, sign) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(sign);
    }
    grouped
}

/// A rectangle for each run of dark modules.
fn picture(code: &QrCode) -> QrPicture {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let length = x - start;
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", start + QUIET, y + QUIET);
            }
            x += 1;
        }
    }
    QrPicture {
        size: u32::try_from(code.size() + 2 * QUIET).unwrap_or_default(),
        path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = Secret::from(b"12345678901234567890".to_vec());
        let totp = Builder::new().with_secret(secret).build().unwrap();
        // RFC 6238, appendix B, the last six digits.
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(totp.generate(time).to_string(), code);
            assert_eq!(totp.check(code, time), Some(time / 30));
            assert_eq!(totp.check(code, time + 30), Some(time / 30));
            assert_eq!(totp.check(code, time.saturating_sub(30)), Some(time / 30));
            assert_eq!(totp.check(code, time + 60), None);
        }
    }

    #[test]
    fn the_picture_is_the_link() {
        let code = QrCode::encode_text("otpauth://totp/x?secret=ABCD", QrCodeEcc::Medium).unwrap();
        let drawn = picture(&code);
        let side = code.size();
        let mut dark = std::collections::HashSet::new();
        for run in drawn.path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            let length: i32 = rest.split('v').next().unwrap().parse().unwrap();
            dark.extend((x..x + length).map(|x| (x - QUIET, y - QUIET)));
        }
        for y in 0..side {
            for x in 0..side {
                assert_eq!(dark.contains(&(x, y)), code.get_module(x, y), "{x} {y}");
            }
        }
        assert_eq!(drawn.size, u32::try_from(side).unwrap() + 8);
    }

    #[test]
    fn keys_stand_in_groups_of_four() {
        assert_eq!(in_groups("ABCDEFGHIJ"), "ABCD EFGH IJ");
        assert_eq!(in_groups(""), "");
    }
}
