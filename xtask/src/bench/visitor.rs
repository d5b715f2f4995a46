//! A person with a browser, as far as HTTP can tell.

use std::{
    net::Ipv4Addr,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use reqwest::{
    Client, Response,
    header::{ACCEPT, ACCEPT_ENCODING, ORIGIN},
    redirect::Policy,
};
use serde_json::Value;

use super::load::Answer;

/// The password of everybody in the demo clinic, as `salve demo` prints it.
const PASSWORD: &str = "quiet river morning walk";

/// One person's cookies and connections. Clones share them.
#[derive(Clone)]
pub struct Visitor {
    http: Client,
    origin: String,
}

impl Visitor {
    /// Somebody who has not signed in.
    pub fn new(origin: &str) -> Result<Self> {
        let http = Client::builder()
            .cookie_store(true)
            .no_proxy()
            .redirect(Policy::none())
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self {
            http,
            origin: origin.to_owned(),
        })
    }

    /// Somebody of the demo clinic who has.
    pub async fn signed_in(origin: &str, email: &str) -> Result<Self> {
        let visitor = Self::new(origin)?;
        visitor.sign_in(email).await?;
        Ok(visitor)
    }

    /// Signs somebody of the demo clinic in, again if need be.
    pub async fn sign_in(&self, email: &str) -> Result<()> {
        let form = [("email", email), ("password", PASSWORD), ("next", "")];
        let answer = self.post("/sign-in", "text/html", &form).await?;
        let to = answer.headers().get("location").and_then(|to| to.to_str().ok());
        ensure!(
            answer.status().is_redirection() && to.is_some_and(|to| !to.starts_with("/sign-in")),
            "a person of the demo clinic cannot sign in ({})",
            answer.status()
        );
        Ok(())
    }

    /// Opens a page and reads it to its end.
    pub async fn open(&self, path: &str) -> Answer {
        let asked = self.http.get(self.url(path)).header(ACCEPT, "text/html").send().await;
        match asked {
            // The body belongs to the answer.
            Ok(answer) if answer.status().is_success() => match answer.bytes().await {
                Ok(_) => Answer::Good,
                Err(_) => Answer::Failed,
            },
            _ => Answer::Failed,
        }
    }

    /// Whether a page comes with its end, and with what is streamed behind it.
    pub async fn gets_whole(&self, path: &str) -> bool {
        let asked = self.http.get(self.url(path)).header(ACCEPT, "text/html").send().await;
        match asked {
            Ok(answer) if answer.status().is_success() => answer.text().await.is_ok_and(|page| is_whole(&page)),
            _ => false,
        }
    }

    /// Opens a stream and leaves it open for as long as the answer is kept.
    pub async fn stream(&self, path: &str) -> Result<Response> {
        let asked = self.http.get(self.url(path)).header(ACCEPT, "text/event-stream");
        let answer = asked.timeout(Duration::from_mins(5)).send().await?;
        ensure!(answer.status().is_success(), "{path} answers {}", answer.status());
        Ok(answer)
    }

    /// How many kB of brotli a page is.
    pub async fn brotli_kilobytes(&self, path: &str) -> Result<f64> {
        let asked = self
            .http
            .get(self.url(path))
            .header(ACCEPT, "text/html")
            .header(ACCEPT_ENCODING, "br");
        let answer = asked.send().await?.error_for_status()?;
        ensure!(
            answer.headers().get("content-encoding").is_some_and(|how| how == "br"),
            "{path} is not compressed"
        );
        #[expect(clippy::cast_precision_loss, reason = "a size is shown with one digit")]
        Ok(answer.bytes().await?.len() as f64 / 1000.0)
    }

    /// What a read of the server answers.
    pub async fn read(&self, path: &str) -> Result<Value> {
        let asked = self.http.get(self.url(path)).header(ACCEPT, "application/json");
        let answer = asked.send().await?;
        ensure!(answer.status().is_success(), "{path} answers {}", answer.status());
        Ok(serde_json::from_str(&answer.text().await?)?)
    }

    /// Whether the server answers a read.
    pub async fn ask(&self, path: &str) -> Answer {
        match self.read(path).await {
            Ok(_) => Answer::Good,
            Err(_) => Answer::Failed,
        }
    }

    /// Does something; answers where it leads, or how it went wrong.
    pub async fn change(&self, path: &str, form: &[(&str, &str)]) -> Result<String, Answer> {
        let answer = self
            .post(path, "application/json", form)
            .await
            .map_err(|_| Answer::Failed)?;
        match answer.status().as_u16() {
            200..300 => {
                let text = answer.text().await.map_err(|_| Answer::Failed)?;
                let done: Value = serde_json::from_str(&text).map_err(|_| Answer::Failed)?;
                done["to"].as_str().map(str::to_owned).ok_or(Answer::Failed)
            }
            409 => Err(Answer::Refused),
            _ => Err(Answer::Failed),
        }
    }

    /// Sends a form from a network of its own, and reads the page that comes of it. Answers how long the form took, and what was
    /// told without what differs between any two answers.
    pub async fn is_told(&self, path: &str, form: &[(&str, &str)]) -> Result<(Duration, String)> {
        // 10.0.0.1, 10.0.1.1 and so on: neighbours are one network to the limits.
        static NETWORKS: AtomicU32 = AtomicU32::new(0x0a00_0001);
        let network = Ipv4Addr::from(NETWORKS.fetch_add(0x100, Ordering::Relaxed));
        let asked = self
            .http
            .post(self.url(path))
            .header(ACCEPT, "text/html")
            .header(ORIGIN, &self.origin)
            .header("x-forwarded-for", network.to_string())
            .form(form);
        let started = Instant::now();
        let answer = asked.send().await?;
        let status = answer.status();
        let to = answer.headers().get("location").and_then(|to| to.to_str().ok());
        let to = to.unwrap_or_default().to_owned();
        let mut body = answer.text().await?;
        let took = started.elapsed();
        if !to.is_empty() {
            let page = self.http.get(self.url(&to)).header(ACCEPT, "text/html");
            body = page.send().await?.text().await?;
        }
        Ok((took, format!("{status} {to}\n{}", without_nonces(&body))))
    }

    async fn post(&self, path: &str, accept: &str, form: &[(&str, &str)]) -> Result<Response> {
        let asked = self
            .http
            .post(self.url(path))
            .header(ACCEPT, accept)
            .header(ORIGIN, &self.origin)
            .form(form);
        asked.send().await.with_context(|| format!("{path} does not answer"))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// Behind the document stands a script that says which parts never came: none, in a page that is whole.
fn is_whole(page: &str) -> bool {
    page.contains("</html>") && page.ends_with("__INCOMPLETE_CHUNKS=[];</script>")
}

/// A page without the values of its `nonce` attributes.
fn without_nonces(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest.push_str(part.split_once('"').map_or(part, |(_, after)| after));
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn a_page_is_whole_with_all_of_its_parts() {
        let page = "<html><body></body></html><script nonce=\"x\">__INCOMPLETE_CHUNKS=[];</script>";
        assert!(is_whole(page));
        for end in 1..page.len() {
            assert!(!is_whole(&page[..end]), "{end}");
        }
        assert!(!is_whole(&page.replace("[]", "[3]")));
    }
}
