use super::{Part, Sample};
use crate::*;
use leptos::prelude::*;

#[component]
pub fn Overlays() -> impl IntoView {
    let toasts = toasts();
    let deleted = RwSignal::new(false);
    view! {
        <Part title="Above the page">
            <Sample title="Menu and popover">
                <Menu id="sample-menu" label="More" show_label=true variant=Variant::Secondary glyph=Glyph::SETTINGS>
                    <MenuLink href="/settings" glyph=Glyph::PENCIL>"Edit shop"</MenuLink>
                    <MenuButton glyph=Glyph::COPY>"Duplicate"</MenuButton>
                    <MenuButton glyph=Glyph::ARCHIVE disabled=true>"Archive"</MenuButton>
                    <MenuLine />
                    <MenuButton glyph=Glyph::TRASH_2 danger=true>"Delete"</MenuButton>
                </Menu>
                <Button variant=Variant::Secondary attr:popovertarget="sample-popover">"What is this?"</Button>
                <Popover id="sample-popover" label="What is this?">
                    <p class="max-w-56">"The share of visitors who ordered something, over the last 7 days."</p>
                </Popover>
                <Tooltip id="sample-tip" text="Copies the address of this page">
                    <IconButton glyph=Glyph::LINK label="Copy link" variant=Variant::Secondary attr:aria-describedby="sample-tip" />
                </Tooltip>
            </Sample>
            <Sample title="Dialog and sheet">
                <OpenButton target="sample-dialog" variant=Variant::Secondary>"Delete product"</OpenButton>
                <OpenButton target="sample-sheet" variant=Variant::Secondary glyph=Glyph::SLIDERS_HORIZONTAL>"Filters"</OpenButton>
            </Sample>
            <Sample title="Toast">
                <Button variant=Variant::Secondary on:click=move |_| toasts.show(Toast::new("Product saved"))>"Save"</Button>
                <Button
                    variant=Variant::Secondary
                    on:click=move |_| {
                        deleted.set(true);
                        toasts.show(Toast::new("Stoneware mug removed").undo("Undo", move || deleted.set(false)));
                    }
                >
                    "Remove"
                </Button>
                <Button
                    variant=Variant::Secondary
                    on:click=move |_| toasts.show(Toast::bad("Not saved: you are offline. Try again when you are back."))
                >
                    "Fail"
                </Button>
                <span class="text-sm text-ink-muted">{move || if deleted.get() { "Removed" } else { "" }}</span>
            </Sample>
            <Dialog
                id="sample-dialog"
                title="Delete Stoneware mug?"
                close_label="Close"
                foot=|| {
                    view! {
                        <Button variant=Variant::Secondary attr:commandfor="sample-dialog" attr:command="close">"Keep it"</Button>
                        <Button variant=Variant::Danger>"Delete"</Button>
                    }
                }
            >
                <p class="text-ink-muted">"Its 14 reviews and its sales history stay. It leaves the shop at once."</p>
            </Dialog>
            <Sheet
                id="sample-sheet"
                title="Filters"
                close_label="Close"
                foot=|| view! { <Button wide=true attr:commandfor="sample-sheet" attr:command="close">"Show 128 products"</Button> }
            >
                <div class="flex flex-col gap-6">
                    <SwatchPicker
                        legend="Colour"
                        name="filter-colour"
                        choices=vec![SwatchChoice::new("sand", "Sand", "#d8c6a5"), SwatchChoice::new("night", "Night", "#22283a")]
                    />
                    <div>
                        <Checkbox label="In stock" name="filter-stock" checked=true />
                        <Checkbox label="On sale" name="filter-sale" />
                    </div>
                </div>
            </Sheet>
        </Part>
    }
}
