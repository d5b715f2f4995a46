//! The one look of all mails: what is said, as plain text and as HTML.
//!
//! The HTML uses what mail programs understand: a table for the place, colours at the elements, nothing that is loaded
//! from elsewhere and nothing that reports back.

use std::fmt::Write;

/// A part of a mail, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A few sentences.
    Paragraph(String),
    /// Labels with their values: date, time, place.
    Facts(Vec<(String, String)>),
    /// What somebody wrote; line breaks are kept.
    Quote(String),
    /// The one thing to do: label and address.
    Action(String, String),
}

/// A mail before it is written down.
#[derive(Clone, Debug)]
pub(super) struct Sheet<'a> {
    pub(super) language: &'a str,
    pub(super) direction: &'a str,
    /// The name above everything.
    pub(super) product: &'a str,
    pub(super) subject: &'a str,
    pub(super) parts: &'a [Part],
    /// Small print at the end.
    pub(super) footer: &'a str,
}

impl Sheet<'_> {
    /// The plain text part.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for part in self.parts {
            match part {
                Part::Paragraph(words) => text.push_str(words),
                Part::Facts(facts) => {
                    let lines: Vec<_> = facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
                    text.push_str(&lines.join("\n"));
                }
                Part::Quote(words) => {
                    let lines: Vec<_> = words.lines().map(|line| format!("> {line}")).collect();
                    text.push_str(&lines.join("\n"));
                }
                Part::Action(label, address) => {
                    let _ = write!(text, "{label}:\n{address}");
                }
            }
            text.push_str("\n\n");
        }
        let _ = write!(text, "-- \n{}\n{}\n", self.product, self.footer);
        text
    }

    /// The HTML part, a complete document.
    pub(super) fn html(&self) -> String {
        let parts: String = self.parts.iter().map(html_part).collect();
        HTML.replace("{css}", CSS)
            .replace("{language}", &escape(self.language))
            .replace("{direction}", &escape(self.direction))
            .replace("{product}", &escape(self.product))
            .replace("{subject}", &escape(self.subject))
            .replace("{footer}", &escape(self.footer))
            .replace("{parts}", &parts)
    }
}

fn html_part(part: &Part) -> String {
    match part {
        Part::Paragraph(words) => format!(r#"<p style="{PARAGRAPH}">{}</p>"#, with_breaks(words)),
        Part::Facts(facts) => {
            let rows = facts.iter().fold(String::new(), |rows, fact| rows + &html_row(fact));
            format!(r#"<table class="wash" cellpadding="0" cellspacing="0" style="{FACTS}">{rows}</table>"#)
        }
        Part::Quote(words) => {
            format!(
                r#"<blockquote class="line" style="{QUOTE}">{}</blockquote>"#,
                with_breaks(words)
            )
        }
        Part::Action(label, address) => {
            let (label, address) = (escape(label), escape(address));
            format!(
                r#"<p style="{PARAGRAPH}"><a class="button" href="{address}" style="{BUTTON}">{label}</a></p><p class="soft" style="{ADDRESS}">{address}</p>"#
            )
        }
    }
}

fn html_row((label, value): &(String, String)) -> String {
    let (label, value) = (escape(label), with_breaks(value));
    format!(
        r#"<tr><th class="soft" scope="row" align="start" valign="top" style="{LABEL}">{label}</th><td valign="top" style="{VALUE}">{value}</td></tr>"#
    )
}

fn with_breaks(words: &str) -> String {
    words.lines().map(escape).collect::<Vec<_>>().join("<br>")
}

/// Text as HTML shows it, in elements and in attributes; never a place to fill.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '{' => escaped.push_str("&#123;"),
            other => escaped.push(other),
        }
    }
    escaped
}

const PARAGRAPH: &str = "margin:0 0 20px;font-size:17px;line-height:1.5";
const FACTS: &str = "width:100%;margin:0 0 20px;background:#dff4f2;border-radius:12px;border-spacing:0";
const LABEL: &str = "padding:8px 16px;font-size:15px;line-height:1.5;font-weight:400;color:#384c56;text-align:start";
const VALUE: &str = "padding:8px 16px 8px 0;font-size:17px;line-height:1.5;font-weight:600";
const QUOTE: &str =
    "margin:0 0 20px;padding:4px 0 4px 16px;border-inline-start:4px solid #dfdcd5;font-size:17px;line-height:1.5";
const BUTTON: &str = "display:inline-block;padding:12px 24px;border-radius:99px;background:#00585a;color:#f8fdfc;font-size:17px;font-weight:600;text-decoration:none";
const ADDRESS: &str = "margin:-8px 0 20px;font-size:14px;line-height:1.5;color:#384c56;word-break:break-all";

const CSS: &str = "@media (prefers-color-scheme:dark){\
.paper{background:#0d1417!important;color:#f2f0ec!important}\
.card{background:#151d21!important;border-color:#2f383d!important}\
.wash{background:#143131!important}.line{border-color:#2f383d!important}\
.soft{color:#bdc6ca!important}.brand{color:#73d1ca!important}\
.button{background:#73d1ca!important;color:#021818!important}}";

const HTML: &str = r#"<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>{css}</style>
</head>
<body class="paper" style="margin:0;background:#fbfaf5;color:#0e212a;font-family:ui-sans-serif,system-ui,'Segoe UI',Roboto,sans-serif">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:#fbfaf5">
<tr><td align="center" style="padding:24px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:start">
<tr><td class="brand" style="padding:0 0 16px;font-size:20px;font-weight:700;color:#00585a">{product}</td></tr>
<tr><td class="card" style="padding:32px 28px 12px;background:#ffffff;border:1px solid #dfdcd5;border-top:4px solid #f5ad53;border-radius:12px">
<h1 style="margin:0 0 20px;font-size:24px;line-height:1.25;font-weight:700">{subject}</h1>
{parts}
</td></tr>
<tr><td class="soft" style="padding:16px 4px;font-size:14px;line-height:1.5;color:#384c56">{footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(parts: &[Part]) -> Sheet<'_> {
        Sheet {
            language: "en",
            direction: "ltr",
            product: "Salve",
            subject: "A & B <c> {parts}",
            parts,
            footer: "Small print",
        }
    }

    #[test]
    fn what_people_wrote_stays_text() {
        let evil = "<script>alert(1)</script>\n{subject} \"&'";
        let parts = [
            Part::Paragraph(evil.to_owned()),
            Part::Facts(vec![(evil.to_owned(), evil.to_owned())]),
            Part::Quote(evil.to_owned()),
            Part::Action(evil.to_owned(), "https://salve.example/\"><img src=x>".to_owned()),
        ];
        let html = sheet(&parts).html();
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert_eq!(html.matches("&lt;script&gt;").count(), 5);
        assert_eq!(html.matches("A &amp; B &lt;c&gt; &#123;parts}").count(), 2);
    }

    #[test]
    fn nothing_is_loaded_and_nothing_reports_back() {
        let parts = [Part::Action(
            "Open".to_owned(),
            "https://salve.example/verify/abc".to_owned(),
        )];
        let html = sheet(&parts).html();
        for loading in ["src=", "url(", "@import", "<link", "<img"] {
            assert!(!html.contains(loading), "{loading}");
        }
        assert_eq!(html.matches("http").count(), 2);
    }

    #[test]
    fn the_text_part_says_the_same() {
        let parts = [
            Part::Paragraph("Hello Sofia".to_owned()),
            Part::Facts(vec![
                ("Date".to_owned(), "Wednesday".to_owned()),
                ("Time".to_owned(), "5:30pm".to_owned()),
            ]),
            Part::Quote("one\ntwo".to_owned()),
            Part::Action("Open".to_owned(), "https://salve.example".to_owned()),
        ];
        let text = sheet(&parts).text();
        assert_eq!(
            text,
            "Hello Sofia\n\nDate: Wednesday\nTime: 5:30pm\n\n> one\n> two\n\nOpen:\nhttps://salve.example\n\n-- \nSalve\nSmall print\n"
        );
    }
}
