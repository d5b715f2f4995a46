//! The doors of the portal: pages, server functions, sign-in, health.

pub mod config;
pub mod cookies;
pub mod doors;
pub mod listen;
pub mod middleware;
pub mod routes;
pub mod serve;
pub mod session;
pub mod state;
pub mod telemetry;

pub use routes::router;
