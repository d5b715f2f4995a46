//! The portal on a port of its own, around a test clinic.

use std::net::SocketAddr;
use std::sync::OnceLock;

use app::App as Pages;
use axum::http::Method;
use server::config::Config;
use server::routes::{self, Route};
use server::state::AppState;
use services::database::Engine;
use services::scope::Scope;
use services::testing::{OnEngine, PASSWORD, TestClinic};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::client::Client;

/// What the app's own code says there is to serve.
pub struct Existing {
    pub pages: Vec<String>,
    pub calls: Vec<(String, Method)>,
}

/// The app's pages and server functions.
///
/// While Leptos lists its pages no resource of the whole process loads, those of requests included: they would wait for
/// ever. So the list is made once, before anything is served.
pub fn existing() -> &'static Existing {
    static EXISTING: OnceLock<Existing> = OnceLock::new();
    EXISTING.get_or_init(|| Existing {
        pages: leptos_axum::generate_route_list(Pages)
            .into_iter()
            .map(|page| page.path().to_owned())
            .collect(),
        calls: leptos::server_fn::axum::server_fn_paths()
            .map(|(path, method)| (path.to_owned(), method))
            .collect(),
    })
}

/// A running portal.
pub struct App {
    pub clinic: TestClinic,
    pub base: String,
    serving: JoinHandle<()>,
}

impl OnEngine for App {
    async fn on(engine: Engine) -> Self {
        Self::serve(TestClinic::new(engine).await, routes::table()).await
    }
}

impl App {
    /// Serves `table` around `clinic`.
    pub async fn serve(clinic: TestClinic, table: Vec<Route>) -> Self {
        existing();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let base = format!("http://{address}");
        let config = Config::read(|name| match name {
            "SALVE_LISTEN" => Some(address.to_string()),
            "SALVE_SITE_ROOT" => Some("no-site".to_owned()),
            _ => None,
        })
        .expect("defaults are good");
        let state = AppState::with_tools(config, clinic.tools.clone());
        let router = routes::serve_table(state, table).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.expect("serves") });
        Self { clinic, base, serving }
    }

    /// A browser in which nobody has signed in.
    pub fn visitor(&self) -> Client {
        Client::new(&self.base)
    }

    /// A browser in which the person of `scope` has signed in.
    pub async fn browser_of(&self, scope: &Scope) -> Client {
        let email = self.clinic.email(scope).await;
        let client = self.visitor();
        let answer = client
            .post("/sign-in", "/sign-in", &[("email", &email), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_ne!(answer.location(), "/sign-in", "the sign-in of {email} was refused");
        client
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
