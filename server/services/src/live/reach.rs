//! What somebody may hear of.

use domain::actor::Actor;
use domain::id::DoctorId;
use domain::live::{Change, Kinds, Topic};

use crate::accounts::identity::{Area, Identity};
use crate::doctors;
use crate::error::Result;
use crate::scope::Tools;

/// Doctors whose free times one browser may watch.
const MOST_WATCHED: usize = 8;

/// Doctors whose free times a browser shows.
#[derive(Debug, Clone, Default)]
pub struct Watched(Vec<DoctorId>);

impl Watched {
    /// The first doctors of a list; what is no id, or comes again, is left out.
    pub fn read<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut watched: Vec<DoctorId> = Vec::new();
        for id in ids.filter_map(|id| id.parse().ok()) {
            if watched.len() < MOST_WATCHED && !watched.contains(&id) {
                watched.push(id);
            }
        }
        Self(watched)
    }
}

/// What a stream may hear of, and of each topic which kinds.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach(Vec<(Topic, Kinds)>);

impl Reach {
    /// Everything `who` may hear of: their own things, those of a patient as far as they may read them, what their
    /// permissions are for, and the free times that everybody may see.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of(tools: &Tools, who: &Identity, watched: &Watched) -> Result<Self> {
        let mut reach = vec![(Topic::Account(who.account), Kinds::all())];
        let acting = who.actor_in(Area::Patient);
        let patient = acting.patient().map(Topic::Patient);
        reach.extend(patient.map(|topic| (topic, Kinds::of_patient(&acting))));
        let doctor = who.doctor.filter(|_| !who.lacks_factor.as_doctor);
        reach.extend(doctor.map(|(doctor, _)| (Topic::Doctor(doctor), Kinds::all())));
        if let Actor::Staff { permissions, .. } = who.actor_in(Area::Admin) {
            reach.push((Topic::Clinic, Kinds::of_clinic(permissions)));
        }
        if !watched.0.is_empty() {
            let found = doctors::bookable(tools.database.read(), &watched.0).await?;
            reach.extend(found.into_iter().map(|doctor| (Topic::Times(doctor.id), Kinds::all())));
        }
        Ok(Self(reach))
    }

    /// Whether a change may be heard.
    pub(super) fn covers(&self, change: &Change) -> bool {
        let covers = |(topic, kinds): &(Topic, Kinds)| *topic == change.topic && kinds.contains(change.kind);
        self.0.iter().any(covers)
    }

    pub(super) fn topics(&self) -> impl Iterator<Item = Topic> {
        self.0.iter().map(|(topic, _)| *topic)
    }
}

#[cfg(test)]
impl From<Vec<Topic>> for Reach {
    /// All kinds of these.
    fn from(topics: Vec<Topic>) -> Self {
        Self(topics.into_iter().map(|topic| (topic, Kinds::all())).collect())
    }
}
