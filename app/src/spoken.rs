//! The words of the page's language, fetched before the page wakes: nobody reads three languages at once.

use leptos::wasm_split::{SplitLoaderError, wasm_split};
use words::{Language, Ui, given};

/// The piece of the program for each language: `split_words_<code>.wasm`, which the document asks for early.
macro_rules! pieces {
    ($($piece:ident: $words:path),+ $(,)?) => {
        $(
            #[wasm_split($piece, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $piece() -> Result<&'static Ui, SplitLoaderError> {
                Ok($words())
            }
        )+
    };
}

pieces! {
    words_en: given::english,
    words_es: given::spanish,
    words_ar: given::arabic,
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
