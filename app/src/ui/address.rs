//! Addresses of lists with their filters.

/// The address with these names and values as its query (RFC 3986).
#[must_use]
pub fn address(path: &str, query: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (place, (name, value)) in query.iter().enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => address.push(char::from(byte)),
                other => address.extend(['%', hex(other >> 4), hex(other & 15)]),
            }
        }
    }
    address
}

fn hex(digit: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(digit)])
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn any_text_fits_into_a_query() {
        assert_eq!(address("/a", &[]), "/a");
        assert_eq!(
            address("/a", &[("name", "Zoë & Co"), ("page", "2")]),
            "/a?name=Zo%C3%AB%20%26%20Co&page=2"
        );
    }
}
