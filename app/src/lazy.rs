//! Pages whose code is fetched when one of their area is opened: what nobody needs before they sign in (`open`), and the
//! workspaces of patients, doctors and administrators.
//!
//! A piece for each area and not for each page: what pages share is cut by who shares it, so forty pages make hundreds of
//! files, and each opening fetches a hundred of them.

/// Declares routes of such pages: `lazy_pages! { admin: Settings => SettingsPage }`, then `view={Lazy::<Settings>::new()}`.
macro_rules! lazy_pages {
    ($area:ident: $($route:ident => $page:ident),+ $(,)?) => {
        $(
            #[doc = concat!("The route of [`", stringify!($page), "`].")]
            pub struct $route;

            // What `leptos_router::lazy_route` writes, with a piece that is named by the area.
            #[allow(non_snake_case, reason = "the piece's ways in are told apart by their names")]
            const _: () = {
                #[cfg(target_arch = "wasm32")]
                #[::leptos::wasm_split::wasm_split($area, wasm_split_path = ::leptos::wasm_split, preload(fetch))]
                fn $route() -> ::leptos::prelude::AnyView {
                    $crate::ui::Erase::erase($page())
                }

                #[cfg(not(target_arch = "wasm32"))]
                async fn $route() -> ::leptos::prelude::AnyView {
                    $crate::ui::Erase::erase($page())
                }

                impl ::leptos_router::LazyRoute for $route {
                    fn data() -> Self {
                        Self
                    }

                    async fn view(_route: Self) -> ::leptos::prelude::AnyView {
                        $route().await
                    }

                    #[cfg(target_arch = "wasm32")]
                    async fn preload() {
                        fetch().await;
                    }
                }
            };
        )+
    };
}
