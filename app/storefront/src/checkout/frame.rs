//! The frame of checkout: a way back, and nothing that distracts.

use kit::use_locale;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use ui::{Glyph, Icon};

use super::texts as t;

/// Header and main part of a checkout page.
#[component]
pub fn Frame(
    #[prop(into)] title: String,
    /// Where the way back leads and what it is called; none once it is paid.
    #[prop(optional)]
    back: Option<(&'static str, &'static str)>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let back = back.map(|(href, label)| {
        view! {
            <a class="page-back" href=href>
                <Icon glyph=Glyph::ARROW_LEFT class="icon-sm" />
                {label}
            </a>
        }
    });
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <header class="border-b border-line">
            <div class="page-narrow flex min-h-14 items-center justify-between gap-4">
                {back}
                <a class="ms-auto flex min-h-11 items-center gap-2 text-sm text-ink-muted" href="/">
                    <Icon glyph=Glyph::STORE class="icon-sm" />
                    {t::to_shops(locale)}
                </a>
            </div>
        </header>
        <main id="main" class="page-narrow pt-6 pb-24">{children()}</main>
    }
}
