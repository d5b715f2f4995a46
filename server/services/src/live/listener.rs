//! One stream: what its owner may hear, until the session ends or its rights are no longer the same.

use std::collections::VecDeque;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use domain::actor::Permissions;
use domain::doctors::DoctorStatus;
use domain::id::{AccountId, DoctorId, PatientId};
use domain::live::Change;
use tokio::time::{Instant, sleep_until};

use super::hub::{Missed, Seat, Told};
use super::reach::Reach;
use super::{Cursor, Watched};
use crate::accounts::identity::{self, ActingFor, Identity, LacksFactor};
use crate::carers;
use crate::error::Result;
use crate::scope::Tools;
use crate::sessions::{self, Left};

/// A session is looked at again before its end, at its end, and at least this often.
const LOOK_AGAIN: Duration = Duration::from_mins(5);
/// Its end is told this long before (WCAG 2.2.1: long enough to read it and to stay).
const WARNING: Duration = Duration::from_secs(150);

/// What goes out on a stream, with the place that it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// This changed.
    Change(Cursor, Change),
    /// Something was missed: everything has to be asked for again.
    Reload(Cursor),
    /// The session ends soon, unless somebody does something; or whatever they do.
    Ending {
        /// Whether doing something helps.
        may_stay: bool,
    },
    /// The session does not end soon any more.
    Staying,
    /// The session ended or may do other things than before: the last message. A new stream tells.
    Over,
    /// The account has newer streams than it may have: the last message, and no new stream is wanted.
    TooMany,
}

impl Message {
    /// The place after this message, for who comes back.
    #[must_use]
    pub const fn cursor(&self) -> Option<Cursor> {
        match self {
            Self::Change(cursor, _) | Self::Reload(cursor) => Some(*cursor),
            Self::Ending { .. } | Self::Staying | Self::Over | Self::TooMany => None,
        }
    }
}

/// The line that a browser gets.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Change(_, change) => change.fmt(f),
            Self::Reload(_) => f.write_str("reload"),
            Self::Ending { may_stay: true } => f.write_str("ending"),
            Self::Ending { may_stay: false } => f.write_str("ending for good"),
            Self::Staying => f.write_str("staying"),
            Self::Over => f.write_str("over"),
            Self::TooMany => f.write_str("too-many"),
        }
    }
}

/// An open stream. Dropping it gives its place up.
pub struct Listener {
    seat: Seat,
    missed: VecDeque<Message>,
    visitor: Box<Visitor>,
    look_again: Instant,
    /// The browser was told that the session ends soon.
    warned: bool,
    over: bool,
}

/// Whose stream it is, and what they could do when it began.
struct Visitor {
    tools: Arc<Tools>,
    session: String,
    rights: Rights,
}

#[derive(PartialEq, Eq)]
struct Rights {
    account: AccountId,
    fingerprint: [u8; 32],
    patient: Option<PatientId>,
    acting: ActingFor,
    doctor: Option<(DoctorId, DoctorStatus)>,
    permissions: Permissions,
    lacks_factor: LacksFactor,
}

impl Rights {
    fn of(who: &Identity) -> Self {
        Self {
            account: who.account,
            fingerprint: who.fingerprint,
            patient: who.patient,
            acting: who.acting.clone(),
            doctor: who.doctor,
            permissions: who.permissions,
            lacks_factor: who.lacks_factor,
        }
    }
}

/// Opens a stream for the holder of `session`, from the place where they had come to. None while this process does not
/// hear changes (it has just begun, or is about to stop).
///
/// # Errors
/// When the database fails.
pub async fn listen(
    tools: Arc<Tools>,
    who: &Identity,
    session: &str,
    from: Option<Cursor>,
    watched: &Watched,
) -> Result<Option<Listener>> {
    let reach = Reach::of(&tools, who, watched).await?;
    let Some((seat, missed)) = tools.live.seat(who.account, reach, from, tools.clock.now()) else {
        return Ok(None);
    };
    let missed = match missed {
        Missed::Changes(changes) => changes
            .into_iter()
            .map(|(cursor, change)| Message::Change(cursor, change))
            .collect(),
        Missed::Unknown(cursor) => [Message::Reload(cursor)].into(),
    };
    Ok(Some(Listener {
        seat,
        missed,
        visitor: Box::new(Visitor {
            tools,
            session: session.to_owned(),
            rights: Rights::of(who),
        }),
        // Whatever changed between the request's own look and this moment.
        look_again: Instant::now(),
        warned: false,
        over: false,
    }))
}

impl Listener {
    /// The next message; none when the stream is at its end. May be dropped while it waits.
    pub async fn next(&mut self) -> Option<Message> {
        while !self.over {
            if self.look_again <= Instant::now()
                && let ControlFlow::Break(last) = self.look().await
            {
                self.over = true;
                return last;
            }
            if let Some(missed) = self.missed.pop_front() {
                return Some(missed);
            }
            let told = tokio::select! {
                told = self.seat.told.recv() => told?,
                () = sleep_until(self.look_again) => continue,
            };
            match told {
                Told::Change(cursor, change) => return Some(Message::Change(cursor, change)),
                Told::Gap(cursor) => {
                    // What ended the session may be among what nobody heard.
                    self.look_again = Instant::now();
                    self.missed.push_back(Message::Reload(cursor));
                }
                Told::Rights => self.look_again = Instant::now(),
                Told::TooMany => {
                    self.over = true;
                    return Some(Message::TooMany);
                }
            }
        }
        None
    }

    /// Whether the owner may go on listening, or the last message. Who can't be asked about may not, and comes back
    /// when the database does: nothing is said that would bring everybody back at once.
    async fn look(&mut self) -> ControlFlow<Option<Message>> {
        match self.visitor.may_stay().await {
            Ok(Some((left, permitted))) => {
                self.warn(&left);
                let next = if self.warned {
                    left.idle
                } else {
                    left.idle.saturating_sub(WARNING)
                };
                self.look_again = Instant::now() + next.min(LOOK_AGAIN).min(permitted);
                ControlFlow::Continue(())
            }
            Ok(None) => ControlFlow::Break(Some(Message::Over)),
            Err(error) => {
                tracing::warn!(?error, "a stream is ended: its session can't be looked at");
                ControlFlow::Break(None)
            }
        }
    }

    /// Tells once that the session ends soon, and once that it does not.
    fn warn(&mut self, left: &Left) {
        let soon = left.idle <= WARNING;
        if soon != self.warned {
            self.warned = soon;
            let may_stay = left.at_most > left.idle;
            let told = if soon {
                Message::Ending { may_stay }
            } else {
                Message::Staying
            };
            self.missed.push_back(told);
        }
    }
}

impl Visitor {
    /// How long the session lasts, and how long at least the rights as they are; nothing when either is over.
    async fn may_stay(&self) -> Result<Option<(Left, Duration)>> {
        let tools = &self.tools;
        let Some(left) = sessions::left(tools, &self.session).await? else {
            return Ok(None);
        };
        let mut who = identity::find(tools, left.account).await?;
        if let (Some(who), ActingFor::Patient(before)) = (&mut who, &self.rights.acting) {
            who.acting = carers::acting(tools, who, before.asked()).await?;
        }
        let Some(who) = who.filter(|who| Rights::of(who) == self.rights) else {
            return Ok(None);
        };
        let now = tools.clock.now();
        let permitted = who.permitted_until.map(|end| (end - now).to_std().unwrap_or_default());
        Ok(Some((left, permitted.unwrap_or(LOOK_AGAIN))))
    }
}
