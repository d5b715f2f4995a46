//! What opens behind the routes.

pub mod assets;
pub mod audit;
mod csv;
pub mod development;
pub mod device;
pub mod exchanges;
pub mod figures;
mod files;
pub mod health;
pub mod licence;
pub mod live;
pub mod pages;
pub mod photos;
pub mod reports;
pub mod server_fns;
mod upload;
