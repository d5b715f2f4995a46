//! Pages whose code is a file of its own, fetched when one is opened. Only what says that there is no page is always there.

/// Declares routes of such pages: `lazy_pages! { Settings: SettingsPage }`, then `view={Lazy::<Settings>::new()}`.
macro_rules! lazy_pages {
    ($($route:ident: $page:ident),+ $(,)?) => {
        $(
            #[doc = concat!("The route of [`", stringify!($page), "`].")]
            pub struct $route;

            #[::leptos_router::lazy_route]
            impl ::leptos_router::LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                fn view(_route: Self) -> ::leptos::prelude::AnyView {
                    $crate::ui::Erase::erase($page())
                }
            }
        )+
    };
}
