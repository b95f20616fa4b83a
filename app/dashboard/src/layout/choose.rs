//! `/dashboard`: on to the one shop, or a choice.

use domain::accounts::Me;
use kit::use_locale;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use ui::{Avatar, Card, EmptyState, Glyph, LinkButton, List, ListItem, PageHeader, SkeletonRows};

use super::{api, at, texts as t};
use crate::trouble::Failure;

/// On to the one shop of who works for one; a choice for who works for several.
#[component]
pub fn ChooseShopPage() -> impl IntoView {
    let locale = use_locale();
    let me = Resource::new(|| (), |()| api::load_me());
    view! {
        <Title text=t::your_shops(locale) />
        <main id="main" class="page-narrow py-8" tabindex="-1">
            <Suspense fallback=|| view! { <SkeletonRows rows=3 /> }>
                {move || Suspend::new(async move {
                    match me.await {
                        Ok(me) => view! { <Choice me /> }.into_any(),
                        Err(error) => {
                            view! { <Failure error back="/dashboard" back_label=t::to_store(locale) /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

#[component]
fn Choice(me: Me) -> impl IntoView {
    let locale = use_locale();
    if let [only] = me.shops.as_slice() {
        return view! { <Redirect path=at(&only.slug, "") /> }.into_any();
    }
    if me.shops.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::STORE title=t::no_shops(locale) text=t::no_shops_text(locale)>
                <LinkButton href="/account/open-shop">{t::open_shop(locale)}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let shops = me
        .shops
        .into_iter()
        .map(|shop| {
            let name = shop.name.clone();
            view! {
                <ListItem
                    title=shop.name
                    href=at(&shop.slug, "")
                    before=move || view! { <Avatar name square=true /> }
                />
            }
        })
        .collect_view();
    view! {
        <PageHeader title=t::your_shops(locale) />
        <Card flush=true>
            <List label=t::your_shops(locale)>{shops}</List>
        </Card>
    }
    .into_any()
}
