//! Pages whose code is loaded when somebody goes there, or never.

#[cfg(not(feature = "ssr"))]
use {leptos::prelude::*, leptos_router::hooks::use_location};

/// Makes a route of each page. Pages of one group share a chunk of the program, so a group is
/// what one person uses in one sitting: `lazy_pages! { dashboard: /// … OrdersRoute => OrdersPage; }`.
/// Few groups: what two of them use and the others do not is a chunk as well.
///
/// A page loads its data itself, inside of its chunk: what stood in [`LazyRoute::data`] would
/// stay in the program that every visitor loads.
///
/// [`LazyRoute::data`]: leptos_router::LazyRoute::data
#[macro_export]
macro_rules! lazy_pages {
    ($group:ident: $($(#[$meta:meta])* $route:ident => $page:ident;)+) => { $(
        $(#[$meta])*
        pub struct $route;

        const _: () = {
            #[cfg(feature = "hydrate")]
            #[::leptos::wasm_split::wasm_split(
                $group,
                wasm_split_path = ::leptos::wasm_split,
                preload(#[allow(non_snake_case)] preload)
            )]
            #[allow(non_snake_case)]
            fn $route() -> ::leptos::prelude::AnyView {
                ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { <$page /> })
            }

            #[cfg(not(feature = "hydrate"))]
            #[allow(non_snake_case)]
            async fn $route() -> ::leptos::prelude::AnyView {
                ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { <$page /> })
            }

            impl ::leptos_router::LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> ::leptos::prelude::AnyView {
                    $route().await
                }

                async fn preload() {
                    #[cfg(feature = "hydrate")]
                    preload().await;
                }
            }
        };
    )+ };
}

/// Makes a route of each page that only the server renders: what moves in it are islands, and its
/// code never reaches a browser. Inside the app a link to it leaves for another document.
#[macro_export]
macro_rules! server_pages {
    ($($(#[$meta:meta])* $route:ident => $page:path;)+) => { $(
        $(#[$meta])*
        pub struct $route;

        impl ::leptos_router::LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> ::leptos::prelude::AnyView {
                #[cfg(feature = "ssr")]
                return ::leptos::prelude::IntoAny::into_any($page());
                #[cfg(not(feature = "ssr"))]
                $crate::lazy::leave().await
            }
        }
    )+ };
}

/// Goes to where the router is going, as the browser does without it. The router is kept waiting: it
/// would add a step to the browser's history. A browser that kept this page aside and shows it again
/// would show one that waits for ever.
#[doc(hidden)]
#[cfg(not(feature = "ssr"))]
pub async fn leave() -> AnyView {
    let location = use_location();
    let (path, query, hash) =
        (location.pathname.get_untracked(), location.search.get_untracked(), location.hash.get_untracked());
    let query = if query.is_empty() { query } else { format!("?{}", query.trim_start_matches('?')) };
    window_event_listener(leptos::ev::Custom::<web_sys::PageTransitionEvent>::new("pageshow"), |event| {
        if event.persisted() {
            let _ = window().location().reload();
        }
    });
    let _ = window().location().set_href(&format!("{path}{query}{hash}"));
    std::future::pending().await
}
