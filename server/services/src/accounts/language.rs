//! The language in which an account reads pages and mails.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use words::Language;

use super::entity::account;
use super::identity::{Area, Identity};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;

/// Keeps the language that the person behind a session chose, for every device and for mails.
///
/// # Errors
/// `NotFound` when the account is gone, `Internal` when the database fails.
pub async fn choose(scope: &Scope, whose: &Identity, language: Language) -> Result<()> {
    if whose.language == Some(language) {
        return Ok(());
    }
    let scope = &scope.acting_as(whose.actor_in(Area::Account));
    scope
        .transaction(async |tx| {
            let account = account::by_id(whose.account).one(tx).await?.ok_or(Error::NotFound)?;
            let version = account.version;
            let mut account = account.into_active_model();
            account.language = Set(language.code().to_owned());
            account.updated_at = Set(scope.now());
            account.version = Set(version + 1);
            account.update(tx).await?;
            let event = Event::of(Action::LanguageChosen).on(Subject::Account(whose.account.uuid()));
            audit::record(tx, scope, event).await
        })
        .await
}
