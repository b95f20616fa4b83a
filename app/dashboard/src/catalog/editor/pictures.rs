//! The pictures of a product: added by dropping or choosing, put in order by dragging or by
//! buttons. Each change is stored at once.

use domain::id::{MediaId, ProductId};
use domain::products::{MediaStatus, PictureEdit};
use kit::{AppError, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Badge, Button, Card, FileDrop, Glyph, IconButton, Size, Spinner, TextInput, Toast, Tone, Variant, toasts,
};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

use super::super::api::{AddPictures, DescribePicture, OrderPictures, RemovePicture};
use super::super::{api, texts as t, thumb};
use crate::trouble::{Refused, came_back, refusal, sentence, settled};

/// What can be done to the pictures of one product.
#[derive(Clone)]
struct Pictures {
    shop: String,
    product: ProductId,
    list: RwSignal<Vec<PictureEdit>>,
    remove: ServerAction<RemovePicture>,
    order: ServerAction<OrderPictures>,
    describe: ServerAction<DescribePicture>,
    /// The picture that is being dragged.
    dragged: RwSignal<Option<MediaId>>,
}

impl Pictures {
    /// Puts a picture at another place, here at once and then on the server.
    fn place(&self, media: MediaId, to: usize) {
        self.list.update(|list| {
            if let Some(from) = list.iter().position(|picture| picture.media == media) {
                let picture = list.remove(from);
                list.insert(to.min(list.len()), picture);
            }
        });
        let order = self.list.with_untracked(|list| list.iter().map(|picture| picture.media).collect());
        self.order.dispatch(OrderPictures { shop: self.shop.clone(), product: self.product, order });
    }
}

/// The pictures of a product that is stored.
#[component]
pub fn PicturesCard(shop: String, product: ProductId, list: Vec<PictureEdit>) -> impl IntoView {
    let locale = use_locale();
    let pictures = Pictures {
        shop: shop.clone(),
        product,
        list: RwSignal::new(list),
        remove: ServerAction::new(),
        order: ServerAction::new(),
        describe: ServerAction::new(),
        dragged: RwSignal::new(None),
    };
    let refused_before = came_back::<AddPictures>().map(Err);
    let add = Action::new_local_with_value(refused_before, |data: &FormData| {
        api::add_pictures(data.clone().into())
    });
    refresh(&pictures, add);
    let added = add.value();
    let refused = Signal::derive(move || added.get().and_then(Result::err));
    let send = move |form: HtmlFormElement| {
        if let Ok(data) = FormData::new_with_form(&form) {
            add.dispatch_local(data);
        }
    };
    let lines = {
        let pictures = pictures.clone();
        move || {
            let last = pictures.list.with(Vec::len).saturating_sub(1);
            let line = |(place, picture): (usize, PictureEdit)| {
                view! { <PictureLine pictures=pictures.clone() place last picture /> }
            };
            pictures.list.get().into_iter().enumerate().map(line).collect_view()
        }
    };
    let removal = refusal(pictures.remove);
    view! {
        <Card title=t::pictures(locale) text=t::pictures_text(locale)>
            <div class="flex flex-col gap-4" id="pictures">
                <Refused refusal=refused />
                <Refused refusal=removal />
                <ul class="grid grid-cols-2 gap-4 sm:grid-cols-3 xl:grid-cols-5">{lines}</ul>
                <form
                    method="post"
                    action=AddPictures::url()
                    enctype="multipart/form-data"
                    class="flex flex-col gap-3"
                    on:submit=move |event| {
                        event.prevent_default();
                        if let Some(form) = event.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) {
                            send(form);
                        }
                    }
                    on:change=move |event| {
                        // Chosen or dropped files are sent without another click.
                        let form = event.current_target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok());
                        if let Some(form) = form {
                            send(form);
                        }
                    }
                >
                    <input type="hidden" name="shop" value=shop />
                    <input type="hidden" name="product" value=product.to_string() />
                    <FileDrop
                        label=t::add_pictures(locale)
                        name="files"
                        prompt=t::drop_pictures(locale)
                        accept="image/jpeg,image/png,image/webp"
                        multiple=true
                    />
                    <Show when=move || add.pending().get()>
                        <p class="flex items-center gap-2 text-ink-muted">
                            <Spinner label=t::uploading(locale) />
                            {t::uploading(locale)}
                        </p>
                    </Show>
                    <div class="unscripted">
                        <Button kind="submit" variant=Variant::Secondary size=Size::Small>
                            {t::add_pictures(locale)}
                        </Button>
                    </div>
                </form>
            </div>
        </Card>
    }
    .into_any()
}

/// Reads the list again after each change that was stored.
fn refresh(pictures: &Pictures, add: Action<FormData, Result<(), AppError>>) {
    let (locale, toasts) = (use_locale(), toasts());
    let (shop, product, list) = (pictures.shop.clone(), pictures.product, pictures.list);
    let read = Action::new(move |(): &()| api::load_pictures(shop.clone(), product));
    let (removed, described) = (settled(pictures.remove), settled(pictures.describe));
    let (added, ordered) = (add.value(), pictures.order.value());
    Effect::new(move |before: Option<()>| {
        removed.track();
        described.track();
        added.track();
        if before.is_some() {
            read.dispatch(());
        }
    });
    Effect::new(move || {
        // An order that was refused is not the one on the server.
        if let Some(Err(error)) = ordered.get() {
            toasts.show(Toast::bad(sentence(&error, locale)));
            read.dispatch(());
        }
    });
    let fresh = read.value();
    Effect::new(move || {
        if let Some(Ok(fresh)) = fresh.get() {
            list.set(fresh);
        }
    });
}

#[component]
fn PictureLine(pictures: Pictures, place: usize, last: usize, picture: PictureEdit) -> impl IntoView {
    let locale = use_locale();
    let media = picture.media;
    let (forward, backward, dropped) = (pictures.clone(), pictures.clone(), pictures.clone());
    let dragged = pictures.dragged;
    let shown = shown(&picture);
    let hidden = || {
        view! {
            <input type="hidden" name="shop" value=pictures.shop.clone() />
            <input type="hidden" name="product" value=pictures.product.to_string() />
        }
        .into_any()
    };
    let (removed, described) = (hidden(), hidden());
    view! {
        <li
            class="flex min-w-0 flex-col gap-2"
            draggable="true"
            on:dragstart=move |_| dragged.set(Some(media))
            on:dragend=move |_| dragged.set(None)
            on:dragover=move |event| {
                if dragged.get_untracked().is_some() {
                    event.prevent_default();
                }
            }
            on:drop=move |event| {
                if let Some(moved) = dragged.get_untracked() {
                    event.prevent_default();
                    dropped.place(moved, place);
                }
            }
        >
            {shown}
            <div class="flex items-center">
                <IconButton
                    glyph=Glyph::ARROW_LEFT
                    label=t::move_up(locale)
                    size=Size::Small
                    class="scripted"
                    disabled=place == 0
                    on:click=move |_| forward.place(media, place.saturating_sub(1))
                />
                <IconButton
                    glyph=Glyph::ARROW_RIGHT
                    label=t::move_down(locale)
                    size=Size::Small
                    class="scripted"
                    disabled=place == last
                    on:click=move |_| backward.place(media, place + 1)
                />
                <ActionForm action=pictures.remove attr:class="ms-auto">
                    {removed}
                    <input type="hidden" name="media" value=media.to_string() />
                    <IconButton
                        kind="submit"
                        glyph=Glyph::TRASH_2
                        label=t::remove_picture(locale)
                        size=Size::Small
                    />
                </ActionForm>
            </div>
            <ActionForm action=pictures.describe attr:class="flex items-end gap-1">
                {described}
                <input type="hidden" name="media" value=media.to_string() />
                <TextInput
                    label=t::alt(locale)
                    name="alt"
                    id=format!("alt-{media}")
                    value=picture.alt
                    maxlength=512
                    class="min-w-0 grow"
                />
                <IconButton kind="submit" glyph=Glyph::CHECK label=t::alt_save(locale) />
            </ActionForm>
        </li>
    }
    .into_any()
}

/// The picture, or what became of it.
fn shown(picture: &PictureEdit) -> AnyView {
    let locale = use_locale();
    let inner = match picture.status {
        MediaStatus::Ready => view! {
            <img
                class="size-full object-contain"
                src=thumb::src(picture.media, 320)
                alt=picture.alt.clone()
                width="320"
                height="400"
                loading="lazy"
                decoding="async"
                draggable="false"
            />
        }
        .into_any(),
        MediaStatus::Pending => {
            view! { <Badge tone=Tone::Info>{t::waiting_picture(locale)}</Badge> }.into_any()
        }
        MediaStatus::Failed => {
            let why = t::failed_picture(locale, picture.error.as_deref().unwrap_or_default());
            view! { <span class="p-3 text-xs text-bad">{why}</span> }.into_any()
        }
    };
    view! {
        <div class="grid aspect-4/5 cursor-grab place-items-center overflow-hidden rounded-md bg-surface-tint">{inner}</div>
    }
    .into_any()
}
