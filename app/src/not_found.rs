//! What an unknown address shows.

use kit::use_locale;
use leptos::prelude::*;
use leptos_meta::Title;

mod t {
    domain::texts! {
        title: "Not found", "Nicht gefunden";
        sentence: "There is nothing at this address, or not any more.", "Unter dieser Adresse ist nichts oder nichts mehr.";
        home: "Go to the shop", "Zum Shop";
    }
}

/// The page of an unknown address, with its status.
#[component]
pub fn NotFound() -> impl IntoView {
    let locale = use_locale();
    #[cfg(feature = "ssr")]
    kit::request::set_status(404);
    view! {
        <Title text=t::title(locale)/>
        <main class="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 px-4">
            <h1 class="text-3xl font-semibold tracking-tight">{t::title(locale)}</h1>
            <p class="text-ink-muted">{t::sentence(locale)}</p>
            <a class="underline underline-offset-4" href="/">{t::home(locale)}</a>
        </main>
    }
}
