use super::{Part, Sample};
use crate::{Button, Glyph, Icon, IconButton, IconLink, LinkButton, Size, TextLink, Variant};
use leptos::prelude::*;

#[component]
pub fn Actions() -> impl IntoView {
    let liked = RwSignal::new(true);
    let icons = Glyph::ALL
        .iter()
        .map(|(name, glyph)| {
            view! {
                <li class="grid size-11 place-items-center rounded-sm text-ink" title=*name>
                    <Icon glyph=*glyph />
                </li>
            }
        })
        .collect_view();
    view! {
        <Part title="Actions">
            <Sample title="Button">
                <Button>"Add to basket"</Button>
                <Button variant=Variant::Secondary>"Save draft"</Button>
                <Button variant=Variant::Quiet>"Not now"</Button>
                <Button variant=Variant::Danger>"Delete product"</Button>
            </Sample>
            <Sample title="With an icon">
                <Button glyph=Glyph::SHOPPING_BAG>"Buy now"</Button>
                <Button variant=Variant::Secondary glyph=Glyph::UPLOAD>"Import"</Button>
                <Button variant=Variant::Quiet glyph=Glyph::PLUS>"Add variant"</Button>
            </Sample>
            <Sample title="Sizes">
                <Button size=Size::Small>"Small"</Button>
                <Button>"Medium"</Button>
                <Button size=Size::Large>"Pay 48,90 €"</Button>
            </Sample>
            <Sample title="Disabled and loading">
                <Button disabled=true>"Add to basket"</Button>
                <Button variant=Variant::Secondary disabled=true>"Save draft"</Button>
                <Button loading=true>"Add to basket"</Button>
                <Button variant=Variant::Secondary loading=true>"Save draft"</Button>
            </Sample>
            <Sample title="Icon button, with a count, as a toggle">
                <IconButton glyph=Glyph::PENCIL label="Edit" />
                <IconButton glyph=Glyph::PRINTER label="Print" variant=Variant::Secondary />
                <IconButton glyph=Glyph::TRASH_2 label="Delete" size=Size::Small />
                <IconButton glyph=Glyph::REFRESH_CW label="Refresh" loading=true />
                <IconButton
                    glyph=Glyph::HEART
                    label="Save for later"
                    pressed=liked
                    on:click=move |_| liked.update(|on| *on = !*on)
                />
                <IconLink href="/cart" glyph=Glyph::SHOPPING_BAG label="Basket, 3 items" count=3 />
                <IconLink href="/inbox" glyph=Glyph::INBOX label="Inbox, 128 messages" count=128 />
            </Sample>
            <Sample title="Links">
                <LinkButton href="/products/new" glyph=Glyph::PLUS>"Add product"</LinkButton>
                <LinkButton href="/orders" variant=Variant::Secondary>"See orders"</LinkButton>
                <p>"Read the " <TextLink href="/shipping">"shipping and returns"</TextLink> " first."</p>
            </Sample>
            <Sample title="As wide as its frame">
                <div class="w-full max-w-sm">
                    <Button wide=true size=Size::Large>"Continue to delivery"</Button>
                </div>
            </Sample>
            <Sample title="Icons">
                <ul class="-mx-2 flex flex-wrap">{icons}</ul>
            </Sample>
        </Part>
    }
}
