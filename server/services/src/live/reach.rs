//! What somebody may hear of.

use domain::actor::Permission;
use domain::id::DoctorId;
use domain::live::Topic;

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

/// Everything `who` may hear of: their own things, what their permissions count, and the free times that everybody may see.
///
/// # Errors
/// When the database fails.
pub(super) async fn topics(tools: &Tools, who: &Identity, watched: &Watched) -> Result<Vec<Topic>> {
    let mut topics = vec![Topic::Account(who.account)];
    topics.extend(who.actor_in(Area::Patient).patient().map(Topic::Patient));
    let doctor = who.doctor.filter(|_| !who.lacks_factor.as_doctor);
    topics.extend(doctor.map(|(doctor, _)| Topic::Doctor(doctor)));
    if !who.lacks_factor.as_staff && who.permissions.contains(Permission::ReadNumbers) {
        topics.push(Topic::Clinic);
    }
    if !watched.0.is_empty() {
        let found = doctors::bookable(tools.database.read(), &watched.0).await?;
        topics.extend(found.into_iter().map(|doctor| Topic::Times(doctor.id)));
    }
    Ok(topics)
}
