use domain::accounts::Account;
use kit::use_locale;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use ui::{Glyph, Icon, List, ListItem, Notice, PageHeader, SkeletonRows, Tone, provide_done};

use super::frame::Failure;
use super::sections::{AddressesCard, Leave, PasswordCard, ProfileCard, SessionsCard, ShopsCard, Unverified};
use super::{api, texts as t};

/// `/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    let account = Resource::new(|| (), |()| api::account());
    view! {
        <Suspense fallback=|| view! { <div class="page-narrow py-10"><SkeletonRows rows=6 /></div> }>
            {move || Suspend::new(async move {
                match account.await {
                    Ok(account) => view! { <Overview account /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Overview(account: Account) -> impl IntoView {
    let locale = use_locale();
    let done = use_query_map().read_untracked().get("done").and_then(|done| match done.as_str() {
        "verified" => Some(t::done_verified(locale)),
        "password" => Some(t::done_password(locale)),
        "session" => Some(t::done_session(locale)),
        "profile" => Some(t::done_profile(locale)),
        _ => None,
    });
    // A form that comes back with an error still has the address of what was done before.
    let refused = use_query_map().with_untracked(|query| query.get("__err").is_some());
    let shown = provide_done("done", done.is_some() && !refused);
    let Account { profile, addresses, sessions, shops } = account;
    let unverified = (!profile.verified).then(|| view! { <Unverified email=profile.email.clone() /> });
    view! {
        <Title text=t::account(locale) />
        <Meta name="robots" content="noindex" />
        <div class="page-narrow flex flex-col gap-8 py-8 md:py-12">
            <PageHeader title=t::hello(locale, &profile.name) text=profile.email.clone() />
            {move || {
                done.filter(|_| shown.get()).map(|text| view! { <Notice tone=Tone::Good>{text}</Notice> })
            }}
            {unverified}
            <List label=t::account(locale)>
                <ListItem
                    title=t::orders(locale)
                    text=t::orders_text(locale)
                    href="/account/orders"
                    before=|| view! { <Icon glyph=Glyph::PACKAGE /> }
                />
            </List>
            <ShopsCard shops />
            <AddressesCard addresses />
            <ProfileCard profile />
            <PasswordCard />
            <SessionsCard sessions />
            <Leave />
        </div>
    }
    .into_any()
}
