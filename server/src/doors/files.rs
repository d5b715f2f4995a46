//! Files as answers: never with a type that a browser would run, and in a sandbox whatever it makes of them.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use services::files::Content;

use crate::middleware::headers::OwnPolicy;

/// Nothing may run, load or frame it.
const FENCED: OwnPolicy = OwnPolicy("default-src 'none'; frame-ancestors 'none'; sandbox");

/// Who may keep an answer, and for how long.
#[derive(Clone, Copy, Debug)]
pub enum Kept {
    /// The browser shows it once: it is somebody's own.
    Never,
    /// Anybody, for a day: it is public, and its address never means anything else.
    ForADay,
}

/// A picture for a page.
pub fn picture(content: Content, kept: Kept) -> Response {
    let mut response = fenced(content.media_type.as_str(), content.bytes);
    let kept = match kept {
        Kept::Never => "private, no-store",
        Kept::ForADay => "public, max-age=86400, immutable",
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}

/// A file to be saved, under the name that its owner gave it.
pub fn attachment(content: Content) -> Response {
    let disposition = disposition(content.name.as_deref().unwrap_or("document"));
    let mut response = fenced(content.media_type.as_str(), content.bytes);
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

fn fenced(media_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, media_type)], bytes).into_response();
    response.extensions_mut().insert(FENCED);
    response
}

/// The name in plain letters, and as it is (RFC 6266, RFC 8187).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || " .-_()".contains(letter) {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let exact: String = name
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn any_name_stays_inside_of_its_quotes() {
        for (name, written) in [
            (
                "licence.pdf",
                "attachment; filename=\"licence.pdf\"; filename*=UTF-8''licence.pdf",
            ),
            (
                "a\"; x=\"\r\n.pdf",
                "attachment; filename=\"a__ x____.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%22%0D%0A.pdf",
            ),
            (
                "رخصة.pdf",
                "attachment; filename=\"____.pdf\"; filename*=UTF-8''%D8%B1%D8%AE%D8%B5%D8%A9.pdf",
            ),
        ] {
            assert_eq!(disposition(name), written);
        }
    }
}
