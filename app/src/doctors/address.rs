//! Addresses with a query.

use std::fmt::Write;

use domain::doctors::SearchDoctors;

/// The path with these fields; those without a value are left out.
pub fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    for (place, (name, value)) in filled.enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        escape(value, &mut address);
    }
    address
}

/// The search without its page.
pub fn search_address(search: &SearchDoctors) -> String {
    address(
        "/doctors",
        &[
            ("specialty", &search.specialty),
            ("name", &search.name),
            ("city", &search.city),
            ("visit_type", &search.visit_type),
            ("free_by", &search.free_by),
        ],
    )
}

/// The sign-in page that leads back to `address`.
pub fn sign_in_then(back: &str) -> String {
    address("/sign-in", &[("next", back)])
}

/// Everything but letters, digits and `-._~` of ASCII as `%XX` of its bytes (RFC 3986).
fn escape(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_leave_their_field() {
        let search = SearchDoctors {
            name: "Zoë & Co=1#x".into(),
            city: "London".into(),
            ..SearchDoctors::default()
        };
        assert_eq!(
            search_address(&search),
            "/doctors?name=Zo%C3%AB%20%26%20Co%3D1%23x&city=London"
        );
        assert_eq!(
            sign_in_then("/doctors/1?day=2026-11-18#times"),
            "/sign-in?next=%2Fdoctors%2F1%3Fday%3D2026-11-18%23times"
        );
        assert_eq!(search_address(&SearchDoctors::default()), "/doctors");
    }
}
