//! Tables as files (RFC 4180).

use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

/// A table that is downloaded under this name.
pub fn csv(name: &str, head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Response {
    // Spreadsheets take a file without this mark for one in an old code page.
    let mut text = String::from("\u{feff}");
    for row in std::iter::once(head).chain(rows) {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text).into_response()
}

/// What begins a formula in a spreadsheet, in wide letters too (OWASP, CSV Injection).
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell, in quotes where it needs them. What a spreadsheet would run as a formula gets an apostrophe before it.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    } else {
        format!("{guard}{cell}")
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        for (cell, written) in [
            ("9am", "9am"),
            ("1,5", "\"1,5\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("", ""),
            ("=1+1@example.org", "'=1+1@example.org"),
            ("-2,3", "\"'-2,3\""),
            ("＝1+1", "'＝1+1"),
            ("\n=1", "\"'\n=1\""),
        ] {
            assert_eq!(quoted(cell), written);
        }
    }
}
