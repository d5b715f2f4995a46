//! Files that people hand in: what is taken, and what pages show of them.

use crate::{
    form::{FieldErrors, Problem},
    id::FileId,
    values::chosen,
    when::Moment,
};
use serde::{Deserialize, Serialize};

/// Bytes in a megabyte, as people count them.
const MEGABYTE: usize = 1_000_000;

stored_enum! {
    /// What a file is for.
    FileKind {
        /// Somebody's picture, a square.
        Photo = "photo",
        /// The same for lists.
        SmallPhoto = "small_photo",
        /// Shows that a doctor is licensed.
        Licence = "licence",
    }
}

stored_enum! {
    /// What a file holds, as HTTP names it.
    MediaType {
        /// A photo.
        Jpeg = "image/jpeg",
        /// A picture without loss.
        Png = "image/png",
        /// Either.
        Webp = "image/webp",
        /// A document.
        Pdf = "application/pdf",
    }
}

impl MediaType {
    /// The endings of file names that people know it by, in small letters; the usual one first.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Pdf => &["pdf"],
        }
    }
}

/// What a form takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The form's field.
    pub field: &'static str,
    /// What it may hold.
    pub types: &'static [MediaType],
    /// The most megabytes.
    pub megabytes: u32,
    /// What to say of any other type.
    pub wrong: Problem,
}

/// A photo of somebody.
pub const PHOTO: Taken = Taken {
    field: "photo",
    types: &[MediaType::Jpeg, MediaType::Png, MediaType::Webp],
    megabytes: 5,
    wrong: Problem::PhotoType,
};

/// A document about a doctor's licence.
pub const LICENCE: Taken = Taken {
    field: "document",
    types: &[MediaType::Pdf, MediaType::Jpeg, MediaType::Png],
    megabytes: 10,
    wrong: Problem::DocumentType,
};

/// The most documents about one licence.
pub const LICENCE_DOCUMENTS: u32 = 5;

/// The most megapixels of a picture, looked at before it is unpacked.
pub const MEGAPIXELS: u32 = 40;

impl Taken {
    /// The most bytes.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.megabytes as usize * MEGABYTE
    }

    /// The types as a browser's choice of files takes them.
    #[must_use]
    pub fn accept(&self) -> String {
        let types: Vec<_> = self.types.iter().map(|one| one.as_str()).collect();
        types.join(",")
    }
}

/// One's own photo, and who sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoView {
    pub photo: Option<FileId>,
    pub seen_by: SeenBy,
}

/// Who sees somebody's photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeenBy {
    /// Everybody, because its owner is a doctor who can be found.
    Everybody,
    /// Everybody, once its owner is verified.
    EverybodyLater,
    /// The doctors of a patient, and staff.
    Doctors,
    /// Staff only.
    Staff,
}

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub id: FileId,
    /// As its owner calls it.
    pub name: String,
    /// Kilobytes, rounded up.
    pub kilobytes: u32,
    pub added: Moment,
}

/// Somebody takes a document back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveDocument {
    pub document: String,
}

impl RemoveDocument {
    /// The document.
    ///
    /// # Errors
    /// That the page is out of date.
    pub fn parse(&self) -> Result<FileId, FieldErrors> {
        chosen(&self.document, Problem::ReloadPage).map_err(|problem| FieldErrors::one("document", problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_files_names_every_type() {
        assert_eq!(LICENCE.accept(), "application/pdf,image/jpeg,image/png");
        assert_eq!(PHOTO.bytes(), 5_000_000);
    }

    #[test]
    fn a_document_is_named_by_its_id() {
        let named = |document: &str| {
            RemoveDocument {
                document: document.into(),
            }
            .parse()
        };
        assert!(named("0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10").is_ok());
        assert!(named("../../etc/passwd").is_err());
    }
}
