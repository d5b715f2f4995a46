//! The one look of all mails: what is said, as plain text and as HTML.
//!
//! The HTML uses what mail programs understand: a table for the place, colours at the elements, nothing that is loaded
//! from elsewhere and nothing that reports back.

use std::fmt::Write;

/// A mail before it is written down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet<'a> {
    pub(super) language: &'a str,
    pub(super) direction: &'a str,
    /// The name above everything.
    pub(super) clinic: &'a str,
    pub(super) subject: &'a str,
    pub(super) greeting: &'a str,
    /// What is said; line breaks are kept.
    pub(super) paragraphs: &'a [String],
    pub(super) action: Option<Action<'a>>,
    pub(super) closing: &'a str,
    /// Small print at the end.
    pub(super) footer: &'a [&'a str],
}

/// The one thing to do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Action<'a> {
    pub(super) label: &'a str,
    pub(super) address: &'a str,
    /// What to do when the button does nothing.
    pub(super) help: &'a str,
}

impl Sheet<'_> {
    /// The plain text part.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}\n\n", self.greeting);
        for paragraph in self.paragraphs {
            let _ = write!(text, "{paragraph}\n\n");
        }
        if let Some(action) = self.action {
            let _ = write!(text, "{}:\n{}\n\n", action.label, action.address);
        }
        let _ = write!(
            text,
            "{}\n{}\n\n-- \n{}\n",
            self.closing,
            self.clinic,
            self.footer.join("\n")
        );
        text
    }

    /// The HTML part, a complete document.
    pub(super) fn html(&self) -> String {
        let paragraphs = self.paragraphs.iter().map(|words| paragraph(words));
        let said: String = std::iter::once(paragraph(self.greeting))
            .chain(paragraphs)
            .chain(self.action.map(button))
            .chain([paragraph(&format!("{}\n{}", self.closing, self.clinic))])
            .collect();
        HTML.replace("{css}", CSS)
            .replace("{language}", &escape(self.language))
            .replace("{direction}", &escape(self.direction))
            .replace("{clinic}", &escape(self.clinic))
            .replace("{subject}", &escape(self.subject))
            .replace("{footer}", &with_breaks(&self.footer.join("\n")))
            .replace("{said}", &said)
    }
}

fn paragraph(words: &str) -> String {
    format!(r#"<p style="{PARAGRAPH}">{}</p>"#, with_breaks(words))
}

fn button(action: Action) -> String {
    let (label, address, help) = (escape(action.label), escape(action.address), escape(action.help));
    format!(
        r#"<p style="{PARAGRAPH}"><a class="button" href="{address}" style="{BUTTON}">{label}</a></p><p class="soft" style="{ADDRESS}">{help}<br>{address}</p>"#
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
const BUTTON: &str = "display:inline-block;padding:12px 24px;border-radius:99px;background:#00585a;color:#f8fdfc;font-size:17px;font-weight:600;text-decoration:none";
const ADDRESS: &str =
    "margin:0 0 20px;font-size:14px;line-height:1.5;color:#384c56;overflow-wrap:anywhere;word-break:break-word";

const CSS: &str = "@media (prefers-color-scheme:dark){\
.paper{background:#0d1417!important;color:#f2f0ec!important}\
.card{background:#151d21!important;border-color:#2f383d!important}\
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
<tr><td class="brand" style="padding:0 0 16px;font-size:20px;font-weight:700;color:#00585a">{clinic}</td></tr>
<tr><td class="card" style="padding:32px 28px 12px;background:#ffffff;border:1px solid #dfdcd5;border-top:4px solid #f5ad53;border-radius:12px">
<h1 style="margin:0 0 20px;font-size:24px;line-height:1.25;font-weight:700">{subject}</h1>
{said}
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

    fn sheet<'a>(paragraphs: &'a [String], action: Option<Action<'a>>) -> Sheet<'a> {
        Sheet {
            language: "en",
            direction: "ltr",
            clinic: "Salve",
            subject: "A & B <c> {said}",
            greeting: "Hello Sofia,",
            paragraphs,
            action,
            closing: "Your clinic",
            footer: &["Small print", "More of it"],
        }
    }

    #[test]
    fn what_people_wrote_stays_text() {
        let evil = "<script>alert(1)</script>\n{subject} \"&'".to_owned();
        let action = Action {
            label: &evil,
            address: "https://salve.example/\"><img src=x>",
            help: &evil,
        };
        let html = sheet(std::slice::from_ref(&evil), Some(action)).html();
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert_eq!(html.matches("&lt;script&gt;").count(), 3);
        assert_eq!(html.matches("A &amp; B &lt;c&gt; &#123;said}").count(), 2);
    }

    #[test]
    fn nothing_is_loaded_and_nothing_reports_back() {
        let action = Action {
            label: "Open",
            address: "https://salve.example/verify/abc",
            help: "Copy this",
        };
        let html = sheet(&["One".to_owned()], Some(action)).html();
        for loading in ["src=", "url(", "@import", "<link", "<img"] {
            assert!(!html.contains(loading), "{loading}");
        }
        assert_eq!(html.matches("http").count(), 2);
    }

    #[test]
    fn the_text_part_says_the_same() {
        let action = Action {
            label: "Open",
            address: "https://salve.example",
            help: "Copy this",
        };
        assert_eq!(
            sheet(&["One\ntwo".to_owned(), "Three".to_owned()], Some(action)).text(),
            "Hello Sofia,\n\nOne\ntwo\n\nThree\n\nOpen:\nhttps://salve.example\n\nYour clinic\nSalve\n\n-- \nSmall print\nMore of it\n"
        );
    }
}
