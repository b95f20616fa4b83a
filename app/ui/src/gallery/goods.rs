use super::{Part, Sample};
use crate::*;
use leptos::prelude::*;

#[component]
pub fn Goods() -> impl IntoView {
    let shades = ["#d8c6a5", "#a8553a", "#22283a", "#f7f5f0", "#5d6b3f", "#f2b705", "#8a8f98"];
    view! {
        <Part title="Merchandise">
            <Sample title="Price">
                <div class="flex flex-wrap gap-x-10 gap-y-4">
                    <Price amount="19,99 €" />
                    <Price amount="14,99 €" was="19,99 €" was_label="Before" now_label="Now" />
                    <Price amount="8,40 €" unit="2,80 € / 100 g" />
                    <Price amount="1.249,00 €" was="1.499,00 €" was_label="Before" now_label="Now" large=true />
                </div>
            </Sample>
            <Sample title="Rating, stock, colours">
                <Rating value=4.6 label="4.6 of 5 stars" count="(128)" />
                <Rating value=2.5 label="2.5 of 5 stars" count="(3)" />
                <Rating value=0.0 label="Not rated yet" count="No reviews yet" />
            </Sample>
            <Sample title="Stock">
                <Stock state=StockState::In>"In stock, with you on Tuesday"</Stock>
                <Stock state=StockState::Low>"Only 3 left"</Stock>
                <Stock state=StockState::Backorder>"Made to order, 2 weeks"</Stock>
                <Stock state=StockState::Out>"Sold out"</Stock>
            </Sample>
            <Sample title="Badge">
                <Badge>"Draft"</Badge>
                <Badge tone=Tone::Accent>"New"</Badge>
                <Badge tone=Tone::Good>"Organic"</Badge>
                <Badge tone=Tone::Warn>"Ends today"</Badge>
                <Badge tone=Tone::Bad>"−20 %"</Badge>
                <Badge tone=Tone::Info>"Pre-order"</Badge>
                <Badge solid=true>"Handmade"</Badge>
                <Badge tone=Tone::Bad solid=true>"−20 %"</Badge>
            </Sample>
            <Sample title="Status">
                <Status tone=Tone::Good>"Paid"</Status>
                <Status tone=Tone::Info>"On its way"</Status>
                <Status tone=Tone::Accent>"Half done"</Status>
                <Status tone=Tone::Warn>"Waits for stock"</Status>
                <Status tone=Tone::Bad>"Failed"</Status>
                <Status>"Draft"</Status>
            </Sample>
            <Sample title="Avatar">
                <Avatar name="Ada Lovelace" large=true />
                <Avatar name="Grace Hopper" />
                <Avatar name="Kiln and Clay" square=true />
                <Avatar name="Mary Shelley" />
                <Avatar name="Lise Meitner" />
                <Avatar name="Emmy Noether" small=true />
            </Sample>
            <Sample title="Colours of a product">
                <ColourDots colours=shades[..3].iter().map(|c| (*c).to_owned()).collect() label="3 colours" />
                <ColourDots colours=shades.iter().map(|c| (*c).to_owned()).collect() label="7 colours" />
            </Sample>
            <Sample title="A shop's own accent">
                <div class="grid w-full gap-4 sm:grid-cols-3">
                    <Shop colour="#a33b20" name="Terracotta" />
                    <Shop colour="#ffd400" name="Yellow" />
                    <Shop colour="#1c1c1c" name="Black" />
                </div>
            </Sample>
        </Part>
    }
}

#[component]
fn Shop(colour: &'static str, name: &'static str) -> impl IntoView {
    view! {
        <Accent colour>
            <Card title=name>
                <div class="flex flex-wrap items-center gap-3">
                    <Button>"Add to basket"</Button>
                    <Badge tone=Tone::Accent>"New"</Badge>
                    <TextLink href="/shops/sample">"Visit the shop"</TextLink>
                </div>
            </Card>
        </Accent>
    }
}
