//! Every component in its states, for `/dev/ui`: to look at, to take pictures of, and
//! for the suite to check. Its words are samples and therefore not translated.

mod actions;
mod charts;
mod data;
mod feedback;
mod forms;
mod goods;
mod navigation;
mod overlays;

use crate::{PageHeader, ThemeSwitch, ToastHost, provide_toasts};
use leptos::prelude::*;

/// The page of all components.
#[component]
pub fn Gallery() -> impl IntoView {
    provide_toasts();
    view! {
        <main class="page pb-24">
            <div class="flex flex-wrap items-end justify-between gap-4">
                <PageHeader title="Components" text="Every part of the interface in every state it can be in." />
                <div class="pb-6">
                    <ThemeSwitch legend="Look" system_label="System" light_label="Light" dark_label="Dark" />
                </div>
            </div>
            <tokens::Tokens />
            <actions::Actions />
            <forms::Forms />
            <goods::Goods />
            <data::Data />
            <charts::Charts />
            <navigation::Navigation />
            <feedback::Feedback />
            <overlays::Overlays />
            <ToastHost label="Messages" close_label="Close message" />
        </main>
    }
}

/// A titled part of the gallery.
#[component]
fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="border-t border-line py-8 md:py-12">
            <h2 class="mb-6 text-xl font-semibold">{title}</h2>
            <div class="flex flex-col gap-8">{children()}</div>
        </section>
    }
}

/// Samples of one component, side by side while there is room.
#[component]
fn Sample(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="min-w-0">
            <h3 class="mb-3 text-xs font-medium text-ink-muted">{title}</h3>
            <div class="flex flex-wrap items-center gap-3">{children()}</div>
        </div>
    }
}

mod tokens {
    use super::Part;
    use leptos::prelude::*;

    const COLOURS: &[(&str, &str)] = &[
        ("surface", "bg-surface"),
        ("surface-raised", "bg-surface-raised"),
        ("surface-tint", "bg-surface-tint"),
        ("line", "bg-line"),
        ("line-strong", "bg-line-strong"),
        ("ink-muted", "bg-ink-muted"),
        ("ink", "bg-ink"),
        ("accent", "bg-accent"),
        ("accent-soft", "bg-accent-soft"),
        ("good", "bg-good"),
        ("warn", "bg-warn"),
        ("bad", "bg-bad"),
        ("info", "bg-info"),
        ("sale", "bg-sale"),
        ("star", "bg-star"),
    ];

    const TYPE: &[(&str, &str)] = &[
        ("48", "text-4xl font-semibold"),
        ("36", "text-3xl font-semibold"),
        ("28", "text-2xl font-semibold"),
        ("22", "text-xl font-semibold"),
        ("18", "text-lg"),
        ("16", "text-base"),
        ("14", "text-sm"),
        ("12", "text-xs"),
    ];

    #[component]
    pub fn Tokens() -> impl IntoView {
        let colours = COLOURS
            .iter()
            .map(|(name, class)| {
                view! {
                    <li class="flex flex-col gap-1.5">
                        <span class=format!("h-14 rounded-md border border-line {class}")></span>
                        <span class="text-xs text-ink-muted">{*name}</span>
                    </li>
                }
            })
            .collect_view();
        let sizes = TYPE
            .iter()
            .map(|(size, class)| {
                view! {
                    <li class="flex items-baseline gap-4">
                        <span class="w-6 flex-none text-xs text-ink-muted">{*size}</span>
                        <span class=format!("min-w-0 {class}")>"A lamp for reading, 1,249.00 €"</span>
                    </li>
                }
            })
            .collect_view();
        view! {
            <Part title="Tokens">
                <ul class="grid grid-cols-3 gap-4 sm:grid-cols-5 lg:grid-cols-8">{colours}</ul>
                <ul class="flex flex-col gap-3">{sizes}</ul>
            </Part>
        }
    }
}
