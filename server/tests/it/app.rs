//! The portal on a port of its own, around a test clinic.

use std::sync::{Arc, OnceLock};

use app::App as Pages;
use axum::http::Method;
use domain::actor::Actor;
use server::config::Config;
use server::listen::{Patience, listen};
use server::routes::{self, Route};
use server::state::AppState;
use services::database::Engine;
use services::live;
use services::scope::{Scope, Tools};
use services::testing::{OnEngine, PASSWORD, TestClinic};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

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
    server: Server,
}

/// A process that serves a clinic, ended with this value.
pub struct Server {
    pub base: String,
    serving: JoinHandle<()>,
    live: JoinHandle<()>,
    stop: CancellationToken,
}

impl OnEngine for App {
    async fn on(engine: Engine) -> Self {
        Self::serve(TestClinic::new(engine).await, routes::table()).await
    }
}

impl App {
    /// Serves `table` around `clinic`.
    pub async fn serve(clinic: TestClinic, table: Vec<Route>) -> Self {
        let server = Server::start(clinic.tools.clone(), table).await;
        let base = server.base.clone();
        Self { clinic, base, server }
    }

    /// One more process that serves the same database.
    pub async fn another_process(&self) -> Server {
        Server::start(self.clinic.another_process().await, routes::table()).await
    }

    /// The same clinic at an address at which browsers make no passkeys.
    pub async fn without_passkeys(&self) -> Server {
        Server::start(self.clinic.tools_without_passkeys().await, routes::table()).await
    }

    /// The same clinic, served with some variables set.
    pub async fn configured(&self, variables: &[(&str, &str)]) -> Server {
        Server::configured(self.clinic.tools.clone(), routes::table(), variables).await
    }

    /// Ends the streams as a process does that was told to stop.
    pub async fn stop_live(&self) {
        self.server.stop.cancel();
        while !self.server.live.is_finished() {
            tokio::task::yield_now().await;
        }
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
        if let Actor::Carer { carer, .. } = scope.actor() {
            let act = [("carer", &*carer.to_string())];
            let acts = client.post("/account/caring", "/account/act", &act).await;
            assert_eq!(acts.location(), "/patient", "{}", acts.body);
        }
        client
    }
}

impl Server {
    async fn start(tools: Arc<Tools>, table: Vec<Route>) -> Self {
        Self::configured(tools, table, &[("SALVE_SITE_ROOT", "no-site")]).await
    }

    async fn configured(tools: Arc<Tools>, table: Vec<Route>, variables: &[(&str, &str)]) -> Self {
        existing();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let base = format!("http://{address}");
        let listen_on = ("SALVE_LISTEN", address.to_string());
        let config = Config::read(|name| {
            let mut given = variables.iter().filter(|(known, _)| *known == name);
            let own = (name == listen_on.0).then(|| listen_on.1.clone());
            own.or_else(|| given.next().map(|(_, value)| (*value).to_owned()))
        })
        .expect("defaults are good");
        let stop = CancellationToken::new();
        let live = live::start(tools.clone(), stop.clone()).await;
        let state = AppState::with_tools(config, tools);
        let router = routes::serve_table(state, table);
        let serving = tokio::spawn(listen(listener, router, Patience::default(), CancellationToken::new()));
        Self {
            base,
            serving,
            live,
            stop,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.cancel();
        self.serving.abort();
    }
}
