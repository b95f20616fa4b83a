//! Pages whose code is loaded when somebody goes there.

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
