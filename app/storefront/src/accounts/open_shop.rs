use domain::address;
use kit::forms::follow;
use kit::{FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, Choice, Select, Size, SkeletonRows, TextInput};

use super::api::{self, OpenShop};
use super::frame::{Failure, FormErrors, FormPage};
use super::sections::ResendForm;
use super::texts as t;

/// `/account/open-shop`
#[component]
pub fn OpenShopPage() -> impl IntoView {
    let zones = Resource::new(|| (), |()| api::shop_choices());
    // Above the suspense, so that the errors of a form that came back are known to it.
    let action = ServerAction::<OpenShop>::new();
    follow(action);
    view! {
        <Suspense fallback=|| view! { <div class="page-narrow py-10"><SkeletonRows rows=4 /></div> }>
            {move || Suspend::new(async move {
                match zones.await {
                    Ok(zones) if zones.is_empty() => view! { <Unconfirmed /> }.into_any(),
                    Ok(zones) => view! { <Open zones action /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Unconfirmed() -> impl IntoView {
    let locale = use_locale();
    view! {
        <FormPage
            title=t::open_unverified(locale)
            text=t::open_unverified_text(locale)
            back="/account"
            back_label=t::back_to_account(locale)
        >
            <ResendForm />
        </FormPage>
    }
    .into_any()
}

#[component]
fn Open(zones: Vec<String>, action: ServerAction<OpenShop>) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action).labels([
        ("name", t::shop_name(locale)),
        ("slug", t::shop_slug(locale)),
        ("country", t::shop_country(locale)),
        ("time_zone", t::shop_zone(locale)),
    ]);
    let countries =
        address::countries(locale).into_iter().map(|c| Choice::new(c.code, c.name(locale))).collect();
    let known = zones.clone();
    let zones = zones.into_iter().map(|zone| Choice::new(zone.clone(), zone.replace('_', " "))).collect();
    let chosen = form.value("time_zone", "");
    let open = chosen.is_empty();
    let zone = RwSignal::new(if open { "Europe/Berlin".to_owned() } else { chosen });
    // The browser knows where it is; the server cannot.
    Effect::new(move || {
        if let Some(own) = own_time_zone().filter(|own| open && known.contains(own)) {
            zone.set(own);
        }
    });
    view! {
        <FormPage
            title=t::open_shop(locale)
            text=t::open_shop_text(locale)
            back="/account"
            back_label=t::back_to_account(locale)
        >
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <TextInput
                    label=t::shop_name(locale)
                    name="form[name]"
                    id="f-name"
                    autocomplete="organization"
                    value=form.value("name", "")
                    error=form.error("name")
                    required=true
                    maxlength=80
                />
                <TextInput
                    label=t::shop_slug(locale)
                    name="form[slug]"
                    id="f-slug"
                    prefix="/shops/"
                    autocomplete="off"
                    hint=t::shop_slug_hint(locale)
                    value=form.value("slug", "")
                    error=form.error("slug")
                    required=true
                    maxlength=40
                />
                <Select
                    label=t::shop_country(locale)
                    name="form[country]"
                    id="f-country"
                    choices=countries
                    prompt=t::choose(locale)
                    autocomplete="country"
                    value=form.value("country", "")
                    error=form.error("country")
                    required=true
                />
                <Select
                    label=t::shop_zone(locale)
                    name="form[time_zone]"
                    id="f-time_zone"
                    choices=zones
                    bind=zone
                    error=form.error("time_zone")
                    required=true
                />
                <Button kind="submit" size=Size::Large wide=true loading=action.pending()>
                    {t::open_button(locale)}
                </Button>
            </ActionForm>
        </FormPage>
    }
    .into_any()
}

/// IANA name of the browser's time zone.
fn own_time_zone() -> Option<String> {
    let options =
        js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
