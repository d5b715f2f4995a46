//! Just enough HTML to fill a form as a browser without script does.

/// A form of a page, as it stands there.
#[derive(Debug)]
pub struct PageForm {
    pub action: String,
    /// What would be sent if nothing were typed.
    pub fields: Vec<(String, String)>,
    /// Names of the fields that nobody can type into.
    hidden: Vec<String>,
    /// Buttons that send a value of their own.
    pub buttons: Vec<(String, String)>,
}

/// The forms of a page, in their order.
pub fn forms(html: &str) -> Vec<PageForm> {
    html.split("<form").skip(1).map(form).collect()
}

fn form(text: &str) -> PageForm {
    let (head, rest) = text.split_once('>').unwrap_or((text, ""));
    let body = rest.split("</form>").next().unwrap_or_default();
    let mut form = PageForm {
        action: attribute(head, "action").unwrap_or_default(),
        fields: Vec::new(),
        hidden: Vec::new(),
        buttons: Vec::new(),
    };
    let mut select = None;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = attribute(tag, "name").unwrap_or_default();
        let value = attribute(tag, "value").unwrap_or_default();
        let on = |word: &str| tag.split_whitespace().any(|part| part.split('=').next() == Some(word));
        match tag.split_whitespace().next().unwrap_or_default() {
            "input" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                if !matches!(kind.as_str(), "checkbox" | "radio") || on("checked") {
                    form.fields.push((name.clone(), value));
                }
                if kind == "hidden" {
                    form.hidden.push(name);
                }
            }
            "textarea" => form.fields.push((name, unescape(text.trim_start_matches('\n')))),
            "select" => {
                form.fields.push((name, String::new()));
                select = Some(form.fields.len() - 1);
            }
            "option" if on("selected") => {
                if let Some(field) = select.and_then(|at| form.fields.get_mut(at)) {
                    field.1 = value;
                }
            }
            "button" if !name.is_empty() => form.buttons.push((name, value)),
            _ => {}
        }
    }
    form.fields.retain(|(name, _)| !name.is_empty());
    form
}

impl PageForm {
    /// Whether what is typed could have been typed here: hidden fields keep their value.
    pub fn takes(&self, typed: &[(&str, &str)]) -> bool {
        let kept = |name: &&str| self.hidden.iter().any(|hidden| hidden == name);
        typed
            .iter()
            .filter(|(name, _)| kept(name))
            .all(|(name, value)| self.value(name) == Some(value))
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str())
    }

    /// The fields with what was typed into them.
    pub fn filled<'a>(&'a self, typed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let untouched = self
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !typed.iter().any(|(typed, _)| typed == name));
        untouched.chain(typed.iter().copied()).collect()
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(unescape(tag[start..].split('"').next()?))
}

/// Text without the escapes of HTML.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[test]
fn a_form_is_read_as_a_browser_does() {
    let page = "<form method=\"post\" action=\"/a?b=1&amp;c\"><input type=\"hidden\" name=\"id\" value=\"7\">\
        <input type=\"checkbox\" name=\"x[]\" value=\"1\"><input type=\"checkbox\" name=\"x[]\" value=\"2\" checked>\
        <textarea name=\"note\">\na &lt; b</textarea><select name=\"s\"><option value=\"p\">P</option>\
        <option value=\"q\" selected>Q</option></select><button name=\"at\" value=\"9\">9</button></form>";
    let form = &forms(page)[0];
    assert_eq!(form.action, "/a?b=1&c");
    assert_eq!(
        form.filled(&[("note", "typed")]),
        [("id", "7"), ("x[]", "2"), ("s", "q"), ("note", "typed")]
    );
    assert_eq!((form.value("note"), form.buttons.len()), (Some("a < b"), 1));
    assert!(form.takes(&[("id", "7"), ("note", "")]) && !form.takes(&[("id", "8")]));
}
