//! Pages whose code is fetched when one of their area is opened: what nobody needs before they sign in (`open`), the
//! calendars, which most people open first, the workspaces of patients, doctors and administrators, and the administration of
//! people.
//!
//! A piece for each area and not for each page: what pages share is cut by who shares it, so forty pages make hundreds of
//! files, and each opening fetches a hundred of them.

use leptos::prelude::AnyView;
use leptos_router::ChooseView;
use std::pin::Pin;

/// What has to be fetched first.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// A page of an area. One type for all, so that the router is compiled for one kind of view.
#[derive(Clone, Copy)]
pub struct LazyPage {
    /// Fetches the area's piece, and makes the page with a number.
    pub open: fn(u8) -> Later<AnyView>,
    /// Fetches the area's piece, and the words that only its pages say; whether all of it arrived.
    pub fetch: fn() -> Later<bool>,
    /// The page's number among those that are declared together.
    pub number: u8,
}

impl ChooseView for LazyPage {
    async fn choose(self) -> AnyView {
        (self.open)(self.number).await
    }

    /// A page whose piece does not arrive is left to the browser, which has it or says that there is no network.
    #[cfg(target_arch = "wasm32")]
    async fn preload(&self) {
        let here = crate::ui::page::here();
        if !(self.fetch)().await {
            crate::ui::page::load(&here);
            std::future::pending::<()>().await;
        }
        crate::turn::next_turn().await;
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn preload(&self) {
        (self.fetch)().await;
    }
}

/// Declares pages of an area: `lazy_pages! { Pages in admin: Settings => SettingsPage }`, then `view=Pages::Settings.lazy()`.
macro_rules! lazy_pages {
    ($pages:ident in $area:ident: $($page:ident => $component:ident),+ $(,)?) => {
        #[doc = concat!("Pages of the area `", stringify!($area), "`.")]
        #[derive(Clone, Copy)]
        enum $pages {
            $($page),+
        }

        impl $pages {
            /// The page, for a route.
            fn lazy(self) -> $crate::lazy::LazyPage {
                #[cfg(target_arch = "wasm32")]
                #[::leptos::wasm_split::wasm_split($area, wasm_split_path = ::leptos::wasm_split, preload(piece), fallible)]
                fn open(number: u8) -> Result<::leptos::prelude::AnyView, ::leptos::wasm_split::SplitLoaderError> {
                    Ok($pages::numbered(number))
                }

                #[cfg(not(target_arch = "wasm32"))]
                async fn open(number: u8) -> Result<::leptos::prelude::AnyView, std::convert::Infallible> {
                    Ok($pages::numbered(number))
                }

                #[cfg(target_arch = "wasm32")]
                fn fetch() -> $crate::lazy::Later<bool> {
                    $crate::spoken::with_words(stringify!($area), Box::pin(piece()))
                }

                #[cfg(not(target_arch = "wasm32"))]
                fn fetch() -> $crate::lazy::Later<bool> {
                    Box::pin(async { true })
                }

                $crate::lazy::LazyPage {
                    open: |number| Box::pin(async move { open(number).await.expect("it was fetched before") }),
                    fetch,
                    number: self as u8,
                }
            }

            fn numbered(number: u8) -> ::leptos::prelude::AnyView {
                $(
                    if number == Self::$page as u8 {
                        return $crate::ui::Erase::erase($component());
                    }
                )+
                $crate::ui::Erase::erase(())
            }
        }
    };
}
