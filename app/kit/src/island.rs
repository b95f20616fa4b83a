//! Parts of a page that wake up by themselves, while the page around them stays as the server
//! rendered it.

use leptos::prelude::*;
use leptos::tachys::html::islands::Island;
use leptos::tachys::reactive_graph::OwnedView;

/// Makes islands of components: `islands! { store: /// … CartDrawer() => Drawer; }`. The islands of
/// one group share a chunk of the program, which is loaded when the first of them wakes; few groups,
/// as with [`lazy_pages!`](crate::lazy_pages). Props travel as JSON in the page. Inside of a page
/// that wakes as a whole an island is a component like any other.
///
/// Not leptos' own `#[island(lazy)]`: it makes a group of each island, and what any two, three or
/// more of them share a chunk of its own, more than a hundred.
#[macro_export]
macro_rules! islands {
    ($group:ident: $($(#[$meta:meta])* $island:ident($($prop:ident: $kind:ty),*) => $component:ident;)+) => { $(
        $(#[$meta])*
        #[::leptos::component]
        pub fn $island($($prop: $kind),*) -> impl ::leptos::prelude::IntoView {
            let props = $crate::island::props(&($(&$prop,)*));
            $crate::island::part(stringify!($island), props, move || {
                ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { <$component $($prop=$prop)* /> })
            })
        }

        #[cfg(feature = "hydrate")]
        const _: () = {
            #[::leptos::wasm_split::wasm_split($group, wasm_split_path = ::leptos::wasm_split)]
            #[allow(non_snake_case)]
            fn wake(element: ::leptos::web_sys::HtmlElement) {
                let Some(($($prop,)*)) = $crate::island::read::<($($kind,)*)>(&element) else { return };
                $crate::island::wake(&element, ::leptos::prelude::view! { <$island $($prop=$prop)* /> });
            }

            // In a scope of its own: it has the component's name.
            const _: () = {
                /// Called by the page's loader with the element of the island.
                #[::leptos::wasm_bindgen::prelude::wasm_bindgen(
                    wasm_bindgen = ::leptos::wasm_bindgen,
                    wasm_bindgen_futures = ::leptos::__reexports::wasm_bindgen_futures
                )]
                #[allow(non_snake_case)]
                pub async fn $island(element: ::leptos::web_sys::HtmlElement) {
                    wake(element).await;
                }
            };
        };
    )+ };
}

/// What an island needs to know, for its element; only the server writes it.
#[doc(hidden)]
pub fn props<T: serde::Serialize>(props: &T) -> String {
    #[cfg(feature = "ssr")]
    return serde_json::to_string(props).unwrap_or_default();
    #[cfg(not(feature = "ssr"))]
    {
        let _ = props;
        String::new()
    }
}

/// The island with its view.
#[doc(hidden)]
pub fn part(
    name: &'static str,
    props: String,
    view: impl FnOnce() -> AnyView + Send + 'static,
) -> Island<OwnedView<AnyView>> {
    let view = Owner::new().with(|| Owner::with_hydration(move || OwnedView::new(view())));
    Island::new(name, view).with_props(props)
}

/// What the server wrote for an island.
#[cfg(feature = "hydrate")]
#[doc(hidden)]
pub fn read<T: serde::de::DeserializeOwned>(element: &web_sys::HtmlElement) -> Option<T> {
    serde_json::from_str(&element.dataset().get("props").unwrap_or_else(|| "[]".to_owned())).ok()
}

/// Gives an island's element its listeners, for as long as the page is there.
#[cfg(feature = "hydrate")]
#[doc(hidden)]
pub fn wake(element: &web_sys::HtmlElement, island: impl IntoView) {
    use leptos::tachys::view::Position;
    std::mem::forget(island.into_view().hydrate_from_position::<true>(element, Position::Current));
}
