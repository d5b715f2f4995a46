//! Unpacking pictures away from the threads that answer requests, a few at a time.

use std::sync::Arc;

use domain::files::MediaType;
use domain::form::{FieldErrors, Problem};

use super::kind::Checked;
use super::picture::{self, Photo};
use crate::error::{Error, Result};
use crate::scope::Scope;

/// A picture as a photo in two sizes.
///
/// # Errors
/// `Invalid` at `field` with what is wrong with the picture.
pub(crate) async fn photo(scope: &Scope, field: &str, file: Checked) -> Result<Photo> {
    unpacked(scope, field, move || picture::photo(&file.content, file.media_type)).await
}

/// A page of a document as it is kept: pictures are written anew, anything else stays as it is.
///
/// # Errors
/// `Invalid` at `field` with what is wrong with a picture.
pub(crate) async fn page(scope: &Scope, field: &str, file: Checked) -> Result<Checked> {
    if file.media_type == MediaType::Pdf {
        return Ok(file);
    }
    let Checked {
        name,
        media_type,
        content,
    } = file;
    let content = unpacked(scope, field, move || picture::page(&content, media_type)).await?;
    Ok(Checked {
        name: super::name::tidy(&name, MediaType::Jpeg),
        media_type: MediaType::Jpeg,
        content,
    })
}

async fn unpacked<T: Send + 'static>(
    scope: &Scope,
    field: &str,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T> {
    let turn = Arc::clone(&scope.tools().files.unpacking).acquire_owned().await;
    let turn = turn.map_err(|error| Error::Internal(error.into()))?;
    // The turn lasts as long as the work, also when nobody waits for it any more.
    let work = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    });
    // A decoder that gives up with a panic has met a picture that it can't read.
    let done = work.await.unwrap_or(Err(Problem::PhotoBroken));
    done.map_err(|problem| FieldErrors::one(field, problem).into())
}
