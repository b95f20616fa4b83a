//! `/dashboard/{shop}/orders/{number}`

use std::time::Duration;

use domain::id::OrderId;
use domain::orders::PaymentStatus;
use domain::orders::views::OrderView;
use kit::{AppError, Kept, format, use_locale};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use ui::{Fold, Glyph, LinkButton, PageHeader, SkeletonRows, Variant};

use super::api::{AddNote, CancelPieces, DeliverParcel, FulfilOrder, RefundOrder};
use super::cancel::CancelPart;
use super::failure::{Failure, Refused, refusal, settled, tell};
use super::fulfil::FulfilPart;
use super::lines::LinesPart;
use super::list::{goods, payment};
use super::note::NotePart;
use super::parcels::ParcelsPart;
use super::refund::RefundPart;
use super::side::SidePart;
use super::timeline::TimelinePart;
use super::{address, api, texts as t};
use crate::layout::recount;

/// What can be done on the page. Made before the order is read, so that its forms outlive it.
#[derive(Clone, Copy)]
pub struct Actions {
    pub fulfil: ServerAction<FulfilOrder>,
    pub deliver: ServerAction<DeliverParcel>,
    pub cancel: ServerAction<CancelPieces>,
    pub refund: ServerAction<RefundOrder>,
    pub note: ServerAction<AddNote>,
    /// The note as it is typed: what happens to the order must not take it away.
    pub note_text: RwSignal<String>,
    /// What was typed before a form came back.
    pub kept: KeptForms,
}

/// What was typed into the forms of which one may have come back.
#[derive(Clone, Copy)]
pub struct KeptForms {
    pub fulfil: Kept,
    pub cancel: Kept,
    pub refund: Kept,
}

/// One order and what can be done to it.
#[component]
pub fn OrderPage() -> impl IntoView {
    let (locale, params) = (use_locale(), use_params_map());
    let fulfil = ServerAction::<FulfilOrder>::new();
    let cancel = ServerAction::<CancelPieces>::new();
    let refund = ServerAction::<RefundOrder>::new();
    let note = ServerAction::<AddNote>::new();
    let actions = Actions {
        fulfil,
        deliver: ServerAction::new(),
        cancel,
        refund,
        note,
        note_text: RwSignal::new(Kept::of(note).value("text", "")),
        kept: KeptForms { fulfil: Kept::of(fulfil), cancel: Kept::of(cancel), refund: Kept::of(refund) },
    };
    tell(actions.fulfil, t::told_sent(locale));
    tell(actions.deliver, t::told_delivered(locale));
    tell(actions.cancel, t::told_cancelled(locale));
    tell(actions.refund, t::told_refund(locale));
    tell(actions.note, t::told_note(locale));
    let noted = actions.note.value();
    Effect::new(move || {
        if noted.with(|value| matches!(value, Some(Ok(_)))) {
            actions.note_text.set(String::new());
        }
    });
    let wanted = Memo::new(move |_| {
        let params = params.read();
        (params.get("shop").unwrap_or_default(), params.get("number").unwrap_or_default())
    });
    let changes = (
        settled(actions.fulfil),
        settled(actions.deliver),
        settled(actions.cancel),
        settled(actions.refund),
        settled(actions.note),
    );
    let (a, b, c, d, e) = changes;
    let looks = RwSignal::new(0);
    let changes = move || a.get() + b.get() + c.get() + d.get() + e.get();
    recount(changes);
    let order = Resource::new(
        move || (wanted.get(), looks.get() + changes()),
        |((shop, number), _)| api::load_order(shop, number),
    );
    view! {
        <Transition fallback=|| view! { <SkeletonRows rows=8 /> }>
            {move || {
                let shop = params.read_untracked().get("shop").unwrap_or_default();
                Suspend::new(async move {
                    match order.await {
                        Ok(order) => {
                            if order.totals.refund_pending > 0 {
                                look_again(looks);
                            }
                            let showing = (order.id, order.version);
                            view! { <Detail shop order actions showing /> }.into_any()
                        }
                        Err(error) => {
                            let back = address::orders(&shop);
                            view! { <Failure error title=t::wrong(locale) back /> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

/// A provider settles a refund moments after it was begun; one that takes longer is not waited
/// for.
fn look_again(looks: RwSignal<usize>) {
    Effect::new(move || {
        if looks.get_untracked() < 4 {
            let look = move || {
                looks.try_update(|looks| *looks += 1);
            };
            set_timeout(look, Duration::from_secs(2));
        }
    });
}

/// The order and the version that forms were made for: they are good until it changes.
type Showing = (OrderId, i64);

/// A form in new elements: one that is used again would keep what was typed into it, and its
/// numbers would no longer be those of the signals.
fn anew(showing: Showing, form: impl Fn() -> AnyView + Clone + Send + 'static) -> AnyView {
    view! { <For each=move || [showing] key=|showing| *showing children=move |_| form() /> }.into_any()
}

#[component]
fn Detail(shop: String, order: OrderView, actions: Actions, showing: Showing) -> impl IntoView {
    let locale = use_locale();
    let (status, fulfillment, paid) = (order.status, order.fulfillment, order.payment);
    let slip = address::slip(&shop, &order.number);
    let sendable =
        order.to_send() > 0 && matches!(paid, PaymentStatus::Paid | PaymentStatus::PartiallyRefunded);
    let refundable = order.totals.captured > order.totals.refunded + order.totals.refund_pending;
    let (forms, parcels) = ((shop.clone(), order.clone()), (shop.clone(), order.clone()));
    let fulfil = sendable.then(|| {
        let (shop, order) = forms;
        anew(showing, move || {
            let (shop, order) = (shop.clone(), order.clone());
            view! { <FulfilPart shop order action=actions.fulfil kept=actions.kept.fulfil /> }.into_any()
        })
    });
    let parcels = (!order.parcels.is_empty()).then(|| {
        let (shop, order) = parcels;
        view! { <ParcelsPart shop order action=actions.deliver /> }.into_any()
    });
    let cancel = (order.to_send() > 0).then(|| cancel_fold(shop.clone(), order.clone(), actions, showing));
    let refund = refundable.then(|| refund_fold(shop.clone(), order.clone(), actions, showing));
    let note = {
        let (shop, order) = (shop.clone(), order.clone());
        anew(showing, move || {
            let (shop, order) = (shop.clone(), order.clone());
            view! { <NotePart shop order action=actions.note text=actions.note_text /> }.into_any()
        })
    };
    // A refusal of a form that is gone must still be read.
    let gone = [
        (!sendable).then(|| refusal(actions.fulfil)),
        order.to_send().eq(&0).then(|| refusal(actions.cancel)),
        (!refundable).then(|| refusal(actions.refund)),
    ]
    .into_iter()
    .flatten()
    .map(|refusal| view! { <Refused refusal /> })
    .collect_view()
    .into_any();
    view! {
        <Title text=order.number.clone() />
        <div class="dense flex flex-col gap-6">
            <PageHeader
                title=order.number.clone()
                text=format::local_date_time(locale, &order.clock, order.placed_at)
                back=address::orders(&shop)
                back_label=t::back(locale)
                beside=move || {
                    view! {
                        <span class="flex flex-wrap gap-2">{goods(status, fulfillment)} {payment(paid)}</span>
                    }
                }
                actions=move || {
                    view! {
                        <LinkButton href=slip variant=Variant::Secondary glyph=Glyph::PRINTER>
                            {t::slip(locale)}
                        </LinkButton>
                    }
                }
            />
            {gone}
            <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
                <div class="flex min-w-0 flex-col gap-6">
                    {fulfil}
                    <LinesPart order=order.clone() />
                    {parcels}
                    <div class="flex flex-col">{cancel} {refund}</div>
                </div>
                <div class="flex min-w-0 flex-col gap-6">
                    <SidePart order=order.clone() />
                    {note}
                    <TimelinePart order />
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Whether a form was refused before the page was built: what is wrong must then be seen.
fn came_back<S>(action: ServerAction<S>) -> bool
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    refusal(action).with_untracked(Option::is_some)
}

fn cancel_fold(shop: String, order: OrderView, actions: Actions, showing: Showing) -> AnyView {
    let form = anew(showing, move || {
        let (shop, order) = (shop.clone(), order.clone());
        view! { <CancelPart shop order action=actions.cancel kept=actions.kept.cancel /> }.into_any()
    });
    view! {
        <Fold title=t::cancel(use_locale()) open=came_back(actions.cancel)>
            {form}
        </Fold>
    }
    .into_any()
}

fn refund_fold(shop: String, order: OrderView, actions: Actions, showing: Showing) -> AnyView {
    let form = anew(showing, move || {
        let (shop, order) = (shop.clone(), order.clone());
        view! { <RefundPart shop order action=actions.refund kept=actions.kept.refund /> }.into_any()
    });
    view! {
        <Fold title=t::refund(use_locale()) open=came_back(actions.refund)>
            {form}
        </Fold>
    }
    .into_any()
}
