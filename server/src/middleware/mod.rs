//! What every request passes on its way to a door, outermost first: [`request`], [`headers`], [`limits`], [`origin`],
//! sessions, [`guard`], [`forms`].

pub mod forms;
pub mod guard;
pub mod headers;
pub mod limits;
pub mod origin;
pub mod problem;
pub mod request;
