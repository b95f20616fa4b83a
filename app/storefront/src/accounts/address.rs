use domain::accounts::SavedAddress;
use domain::address::{Address, AddressField};
use domain::id::AddressId;
use kit::forms::follow;
use kit::{AppError, FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{AddressFields, Button, Size, SkeletonRows, Variant};

use super::api::{self, DeleteAddress, SaveAddress};
use super::frame::{Failure, FormErrors, FormPage};
use super::texts as t;

/// `/account/addresses/{id}`, and `/account/addresses/new`
#[component]
pub fn AddressPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let known = (id != "new").then(|| id.parse::<AddressId>().map_err(|_| AppError::NotFound)).transpose();
    let found = Resource::new(move || known.clone(), |known| async move { api::saved_address(known?).await });
    // Above the suspense, so that the errors of a form that came back are known to it.
    let action = ServerAction::<SaveAddress>::new();
    follow(action);
    view! {
        <Suspense fallback=|| view! { <div class="page-narrow py-10"><SkeletonRows rows=6 /></div> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(saved) => view! { <Edit saved action /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Edit(saved: Option<SavedAddress>, action: ServerAction<SaveAddress>) -> impl IntoView {
    let locale = use_locale();
    let (id, kept) = saved.map_or((None, Address::default()), |saved| (Some(saved.id), saved.address));
    let form = FormState::of(action).address_labels("", &kept.country);
    let mut value = Address::default();
    for field in AddressField::ALL {
        value.set(*field, form.value(field.as_str(), kept.get(*field)));
    }
    let title = if id.is_some() { t::edit_address(locale) } else { t::add_address(locale) };
    view! {
        <FormPage title back="/account#addresses" back_label=t::back_to_account(locale)>
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                {id.map(|id| view! { <input type="hidden" name="id" value=id.to_string() /> })}
                <AddressFields
                    group="address"
                    value
                    errors=form.errors("")
                    locale
                    optional=t::optional(locale)
                    prompt=t::choose(locale)
                />
                <Button kind="submit" size=Size::Large wide=true loading=action.pending()>
                    {t::save(locale)}
                </Button>
            </ActionForm>
            {id.map(|id| view! { <Remove id /> })}
        </FormPage>
    }
    .into_any()
}

#[component]
fn Remove(id: AddressId) -> impl IntoView {
    let locale = use_locale();
    let action = ServerAction::<DeleteAddress>::new();
    follow(action);
    view! {
        <ActionForm action=action>
            <input type="hidden" name="id" value=id.to_string() />
            <Button kind="submit" variant=Variant::Danger wide=true loading=action.pending()>
                {t::remove(locale)}
            </Button>
        </ActionForm>
    }
    .into_any()
}
