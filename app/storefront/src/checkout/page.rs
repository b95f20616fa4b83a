//! `/checkout` and its steps.

use domain::Locale;
use domain::checkout::{CheckoutStep, CheckoutView, PayOutcome};
use kit::{AppError, format, use_locale};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use ui::{EmptyState, ErrorState, Glyph, LinkButton, Notice, SkeletonRows, Steps, Tone, Variant};

use super::api::{self, Pay, SaveAddress, SaveShipping};
use super::frame::Frame;
use super::{address, flow, focus, review, shipping, summary, texts as t};
use crate::again::again;
use crate::cart::{Held, use_cart};

type Loaded = Resource<Result<CheckoutView, AppError>>;

/// What every step can do.
#[derive(Clone, Copy)]
pub struct Actions {
    pub save_address: ServerAction<SaveAddress>,
    pub save_shipping: ServerAction<SaveShipping>,
    pub pay: ServerAction<Pay>,
}

/// Address, shipping, review and pay; the route's parameter `step` is the wanted one.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let locale = use_locale();
    let step = wanted();
    let first = step.get_untracked();
    let loaded: Loaded = Resource::new(|| (), move |()| api::load_checkout(first));
    let actions = Actions {
        save_address: ServerAction::new(),
        save_shipping: ServerAction::new(),
        pay: ServerAction::new(),
    };
    go_on(loaded, actions);
    Effect::new(move |before: Option<Option<CheckoutStep>>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            focus::heading();
        }
        now
    });
    view! {
        <Frame title=t::title(locale) back=("/cart", t::back_to_cart(locale))>
            <h1 class="sr-only">{t::title(locale)}</h1>
            {trouble(actions)}
            <Transition fallback=|| {
                view! { <SkeletonRows rows=4 /> }
            }>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => steps(actions, step, view),
                        Err(error) => failed(locale, &error, loaded),
                    }
                })}
            </Transition>
        </Frame>
    }
    .into_any()
}

/// The step in the address bar.
fn wanted() -> Memo<Option<CheckoutStep>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|p| p.get("step").as_deref().and_then(CheckoutStep::parse)))
}

/// With scripts: takes each answer and goes where it leads.
fn go_on(loaded: Loaded, actions: Actions) {
    let cart = use_cart();
    let go = {
        let navigate = use_navigate();
        move |path: &str| navigate(path, NavigateOptions::default())
    };
    let taken = {
        let go = go.clone();
        move |view: CheckoutView| {
            let path = flow::step_path(view.step);
            let wrong = !view.errors.is_empty();
            loaded.set(Some(Ok(view)));
            go(&path);
            if wrong {
                focus_problems();
            }
        }
    };
    let saved = actions.save_address.value();
    Effect::new({
        let taken = taken.clone();
        move || {
            if let Some(Ok(view)) = saved.get() {
                taken(view);
            }
        }
    });
    let chosen = actions.save_shipping.value();
    Effect::new(move || {
        if let Some(Ok(view)) = chosen.get() {
            taken(view);
        }
    });
    let paid = actions.pay.value();
    // Where to go once the new page is here: the old one's key is spent.
    let (next, follow) = (StoredValue::new(None::<String>), go.clone());
    Effect::new(move || {
        loaded.track();
        if let Some(path) = next.try_update_value(Option::take).flatten() {
            focus::going();
            follow(&path);
        }
    });
    Effect::new(move || match paid.get() {
        Some(Ok(outcome)) => {
            if flow::is_final(&outcome) {
                cart.forget();
            }
            match &outcome {
                PayOutcome::Challenge { url, .. } => {
                    let _ = window().location().set_href(url);
                }
                again if !flow::is_final(again) && !matches!(again, PayOutcome::Pending { .. }) => {
                    next.set_value(Some(flow::after(again)));
                    loaded.refetch();
                }
                other => {
                    focus::going();
                    go(&flow::after(other));
                }
            }
        }
        Some(Err(AppError::Conflict { .. })) => loaded.refetch(),
        _ => {}
    });
}

/// Puts the focus on the list of problems, once it is there.
fn focus_problems() {
    request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let found = document().query_selector("#problems [role=alert]").ok().flatten();
        if let Some(list) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = list.focus();
        }
    });
}

/// What went wrong with the last form as a whole.
fn trouble(actions: Actions) -> AnyView {
    let locale = use_locale();
    let address = actions.save_address.value();
    let shipping = actions.save_shipping.value();
    let pay = actions.pay.value();
    let error = move || {
        let pay = pay.get().and_then(Result::err);
        let others = address.get().and_then(Result::err).or_else(|| shipping.get().and_then(Result::err));
        // What is wrong with the card stands at its fields.
        pay.filter(|e| !matches!(e, AppError::Invalid { .. })).or(others)
    };
    view! {
        {move || {
            error().map(|e| view! { <Notice tone=Tone::Bad class="mb-4">{flow::problem(locale, &e)}</Notice> })
        }}
    }
    .into_any()
}

fn steps(actions: Actions, wanted: Memo<Option<CheckoutStep>>, view: CheckoutView) -> AnyView {
    let locale = use_locale();
    let reached = view.step;
    let step = Memo::new(move |_| wanted.get().map_or(reached, |wanted| wanted.min(reached)));
    let names = [
        (t::step_address(locale), CheckoutStep::Address),
        (t::step_shipping(locale), CheckoutStep::Shipping),
        (t::step_review(locale), CheckoutStep::Review),
    ];
    let progress = move || {
        let current = CheckoutStep::ALL.iter().position(|s| *s == step.get()).unwrap_or(0);
        let steps = names.map(|(name, step)| (name.to_owned(), flow::step_path(step))).to_vec();
        view! { <Steps label=t::steps(locale) steps current /> }
    };
    let held = view.held_until.map(|until| view! { <Held until /> });
    let (short, changed, folded) =
        (shortages(locale, &view), changed(locale, &view), summary::summary(locale, &view));
    let form = move || match step.get() {
        CheckoutStep::Address => address::step(actions, &view),
        CheckoutStep::Shipping => shipping::step(actions, &view),
        CheckoutStep::Review => review::step(actions, &view),
    };
    view! {
        {progress}
        {folded}
        <div class="flex flex-col gap-4 py-4">{held} {short} {changed}</div>
        {form}
    }
    .into_any()
}

/// Lines that cannot be held as wanted.
fn shortages(locale: Locale, view: &CheckoutView) -> AnyView {
    if view.shortages.is_empty() {
        return ().into_any();
    }
    let lines = view.shortages.iter().map(|short| {
        let title = format!("{} {}", short.title, short.variant_title);
        let text = t::shortage(locale, title.trim(), &format::number(locale, short.available));
        view! { <li>{text}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <Notice
            tone=Tone::Warn
            title=t::shortages(locale)
            action=move || {
                view! { <LinkButton href="/cart" variant=Variant::Secondary>{t::change_cart(locale)}</LinkButton> }
            }
        >
            <ul>{lines}</ul>
        </Notice>
    }
    .into_any()
}

/// Why paying led back to the review: a decline, or another total.
fn changed(locale: Locale, view: &CheckoutView) -> AnyView {
    let query = use_query_map();
    let total = view.totals.total;
    let text = move || {
        query.with(|query| {
            let declined =
                query.get("declined").and_then(|reason| domain::checkout::DeclineReason::parse(&reason));
            let was = query.get("was").and_then(|was| was.parse().ok());
            declined.map(|reason| reason.text(locale).to_owned()).or_else(|| {
                let was = format::money(locale, domain::Money::new(was?, total.currency));
                Some(t::totals_changed(locale, &was, &format::money(locale, total)))
            })
        })
    };
    view! { {move || text().map(|text| view! { <Notice tone=Tone::Bad>{text}</Notice> })} }.into_any()
}

fn failed(locale: Locale, error: &AppError, loaded: Loaded) -> AnyView {
    if error.conflict() == Some("cart_empty") {
        return view! {
            <EmptyState glyph=Glyph::SHOPPING_BAG title=t::empty(locale) text=t::empty_text(locale)>
                <LinkButton href="/">{t::to_shops(locale)}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <ErrorState title=t::failed(locale) text=flow::problem(locale, error)>
            {again(locale, Callback::new(move |()| loaded.refetch()))}
            <LinkButton href="/cart" variant=Variant::Secondary>{t::back_to_cart(locale)}</LinkButton>
        </ErrorState>
    }
    .into_any()
}
