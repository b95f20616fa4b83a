//! Markup that is the same for everybody, rendered once.

use std::hash::Hash;

use leptos::prelude::*;

/// A part of a page that follows from `of` alone; `of` holds the language, if the part has one. Where
/// the page stays as the server rendered it, the markup is kept by the process and put there as it
/// is; elsewhere it is a part like any other.
pub fn once<T: Hash>(name: &'static str, of: T, part: impl FnOnce(T) -> AnyView) -> AnyView {
    #[cfg(feature = "ssr")]
    if use_context::<leptos::reactive::owner::IsHydrating>().is_some_and(|page| !page.0) {
        return kept::markup(name, of, part);
    }
    let _ = name;
    part(of)
}

#[cfg(feature = "ssr")]
mod kept {
    use std::collections::HashMap;
    use std::hash::{BuildHasher, Hash, RandomState};
    use std::sync::{Arc, LazyLock, Mutex, PoisonError};

    use leptos::prelude::*;
    use leptos::tachys::html::InertElement;

    /// Some parts in some languages, before and after a change.
    const MOST: usize = 64;

    type Kept = HashMap<(&'static str, u64), Arc<str>>;

    static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);
    /// Keyed by chance, so that nobody can make two menus alike.
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

    pub(super) fn markup<T: Hash>(name: &'static str, of: T, part: impl FnOnce(T) -> AnyView) -> AnyView {
        let key = (name, KEY.hash_one(&of));
        let held = KEPT.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let markup = held.unwrap_or_else(|| {
            let made: Arc<str> = part(of).to_html().into();
            let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= MOST {
                kept.clear();
            }
            kept.insert(key, made.clone());
            made
        });
        InertElement::new(markup.to_string()).into_any()
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    use leptos::reactive::owner::IsHydrating;

    use super::*;

    fn greeting(made: &AtomicUsize, name: &'static str) -> String {
        let part = |name: &'static str| {
            made.fetch_add(1, Relaxed);
            view! { <p class="hello">{name} " & co"</p> }.into_any()
        };
        view! { <div>{once("greeting", name, part)}</div> }.to_html()
    }

    #[test]
    fn a_page_that_stays_gets_kept_markup_and_one_that_wakes_its_own_view() {
        for (wakes, times) in [(false, 2), (true, 4)] {
            let made = AtomicUsize::new(0);
            Owner::new().with(|| {
                provide_context(IsHydrating(wakes));
                for name in ["<Ada>", "Grace", "<Ada>", "Grace"] {
                    let html = greeting(&made, name);
                    assert!(html.contains(if name == "Grace" { ">Grace" } else { "&lt;Ada&gt;" }), "{html}");
                    assert!(html.contains("class=\"hello\""), "{html}");
                }
            });
            assert_eq!(made.load(Relaxed), times);
        }
    }
}
