//! A browser without script, as far as HTTP can tell.

use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue, LOCATION, ORIGIN, REFERER, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Method, RequestBuilder, Response};
use serde_json::Value;
use services::ports::encrypt_with_ring;

use crate::html::forms;

/// Keeps cookies, follows no redirect.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Client {
    pub fn new(base: &str) -> Self {
        Self::built(base, reqwest::Client::builder().cookie_store(true))
    }

    fn built(base: &str, builder: ClientBuilder) -> Self {
        encrypt_with_ring();
        let http = builder
            .redirect(Policy::none())
            // To this machine, and never over TLS: the roots of trust are not read, which takes longer than a page.
            .tls_certs_only([])
            .build()
            .expect("a client");
        Self {
            http,
            base: base.to_owned(),
        }
    }

    /// Another browser, in which nobody has signed in.
    pub fn visitor(&self) -> Self {
        Self::new(&self.base)
    }

    /// The browser of somebody who has got hold of the id of a session, and keeps no cookies but that.
    pub fn thief(&self, session: &str) -> Self {
        let cookie = HeaderValue::from_str(&format!("salve={session}")).expect("an id");
        let always = HeaderMap::from_iter([(COOKIE, cookie)]);
        Self::built(&self.base, reqwest::Client::builder().default_headers(always))
    }

    /// A request to a path, for what the other methods don't say.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(
            self.request(Method::GET, path)
                .header(ACCEPT, "text/html")
                .send()
                .await
                .expect("an answer"),
        )
        .await
    }

    /// Submits a form that stands on `page`.
    pub async fn post(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(ACCEPT, "text/html")
            .header(ORIGIN, &self.base)
            .header(REFERER, format!("{}{page}", self.base))
            .form(fields);
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Opens a page, fills the form on it that posts to `action` and submits it.
    pub async fn fill(&self, page: &str, action: &str, typed: &[(&str, &str)]) -> Answer {
        let opened = self.get(page).await;
        assert_eq!(opened.status, 200, "{page}: {}", opened.location());
        let forms = forms(&opened.body);
        let form = forms.iter().find(|form| form.action == action && form.takes(typed));
        let form = form.unwrap_or_else(|| panic!("no form for {action} on {page}"));
        self.post(page, action, &form.filled(typed)).await
    }

    /// Submits the form with a file that stands at `path`, with other fields beside it.
    pub async fn upload(&self, path: &str, field: &str, file: (&str, &[u8]), more: &[(&str, &str)]) -> Answer {
        const BOUNDARY: &str = "----salve-boundary-7391";
        let (name, content) = file;
        let mut body = Vec::new();
        for (name, value) in more {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        // As browsers write a name (HTML, "multipart/form-data").
        let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let request = self
            .request(Method::POST, path)
            .header(ACCEPT, "text/html")
            .header(ORIGIN, &self.base)
            .header(REFERER, format!("{}{path}", self.base))
            .header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(body);
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Opens the page that an answer leads to.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.get(answer.location()).await
    }

    /// Calls a server function as the app's own code does.
    pub async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(ACCEPT, "application/json")
            .header(ORIGIN, &self.base)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .form(fields);
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Asks a server function that only reads.
    pub async fn ask(&self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).header(ACCEPT, "application/json");
        Answer::of(request.send().await.expect("an answer")).await
    }
}

impl Answer {
    pub async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let is_stream = kind.is_some_and(|kind| kind.starts_with("text/event-stream"));
        Self {
            status,
            headers,
            // A stream has no end to wait for.
            body: if is_stream {
                String::new()
            } else {
                response.text().await.unwrap_or_default()
            },
        }
    }

    /// A header as text, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The session that the browser is to keep.
    pub fn session(&self) -> Option<String> {
        let cookies = self.headers.get_all(SET_COOKIE).iter();
        let mut cookies = cookies.filter_map(|cookie| cookie.to_str().ok());
        let session = cookies.find_map(|cookie| cookie.strip_prefix("salve="))?;
        session.split(';').next().map(str::to_owned)
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }
}
