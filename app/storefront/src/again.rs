//! The way out of what failed for a moment.

use domain::Locale;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use ui::{Button, LinkButton};

use crate::catalog::texts as t;

/// The button that asks again, and a link to the same page where there are no scripts.
pub fn again(locale: Locale, retry: Callback<()>) -> AnyView {
    let ask = move |_: MouseEvent| retry.run(());
    view! {
        <div class="scripted">
            <Button on:click=ask>{t::try_again(locale)}</Button>
        </div>
        <div class="unscripted">
            <LinkButton href="">{t::try_again(locale)}</LinkButton>
        </div>
    }
    .into_any()
}
