//! What every request passes on its way to a door, outermost first: [`request`], [`headers`], [`hosts`], [`limits`],
//! [`late`], sessions, [`origin`], [`guard`], [`forms`].

pub mod acting_for;
pub mod forms;
pub mod guard;
pub mod headers;
pub mod hosts;
pub mod late;
pub mod limits;
pub mod origin;
pub mod problem;
pub mod request;
