//! The words of the page's language, fetched before the page wakes: nobody reads three languages at once, and few read what
//! is written for staff.

use futures_util::future::join;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use words::{Language, StaffUi, Ui, given};

use crate::{lazy::Later, viewer::language};

/// The areas whose pages say what only staff read.
const STAFFS_AREAS: [&str; 2] = ["admin", "people"];

/// Pieces of the program with the words of a language each: `split_<piece>.wasm`, which the document asks for early.
macro_rules! pieces {
    ($words:ty: $($piece:ident: $given:path),+ $(,)?) => {
        $(
            #[wasm_split($piece, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $piece() -> Result<&'static $words, SplitLoaderError> {
                Ok($given())
            }
        )+
    };
}

pieces! { Ui:
    words_en: given::english,
    words_es: given::spanish,
    words_ar: given::arabic,
}

pieces! { StaffUi:
    words_staff_en: given::english_for_staff,
    words_staff_es: given::spanish_for_staff,
    words_staff_ar: given::arabic_for_staff,
}

/// Fetches the words of the language with that code, and gives them to the page.
///
/// # Errors
/// That they cannot be fetched; the page stays as the server wrote it.
pub async fn fetch_words(code: &str) -> Result<(), SplitLoaderError> {
    let words = match Language::from_code(code).unwrap_or_default() {
        Language::En => words_en().await?,
        Language::Es => words_es().await?,
        Language::Ar => words_ar().await?,
    };
    given::give(words);
    Ok(())
}

/// Fetches the piece of an area, and at the same time what only staff read if its pages say that; whether all of it arrived.
pub fn with_words(area: &str, piece: Later<Result<(), SplitLoaderError>>) -> Later<bool> {
    if !STAFFS_AREAS.contains(&area) {
        return Box::pin(async { piece.await.is_ok() });
    }
    let words = fetch_staff_words(language());
    Box::pin(async {
        let (words, piece) = join(words, piece).await;
        let arrived = words.map(given::give_to_staff);
        arrived.is_ok() && piece.is_ok()
    })
}

async fn fetch_staff_words(language: Language) -> Result<&'static StaffUi, SplitLoaderError> {
    match language {
        Language::En => words_staff_en().await,
        Language::Es => words_staff_es().await,
        Language::Ar => words_staff_ar().await,
    }
}
