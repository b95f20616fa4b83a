use super::{Part, Sample};
use crate::*;
use leptos::prelude::*;

#[component]
pub fn Feedback() -> impl IntoView {
    view! {
        <Part title="Feedback">
            <div class="flex flex-col gap-3">
                <Notice title="Your shop is closed">"Customers can look around but not order."</Notice>
                <Notice tone=Tone::Info>"Prices include VAT."</Notice>
                <Notice tone=Tone::Good title="Order placed">"A receipt is on its way to ada@example.org."</Notice>
                <Notice
                    tone=Tone::Warn
                    title="2 products are about to sell out"
                    action=|| view! { <LinkButton href="/restock" variant=Variant::Secondary size=Size::Small>"Restock"</LinkButton> }
                >
                    "Stoneware mug and reading lamp."
                </Notice>
                <Notice tone=Tone::Bad title="The payment did not go through">
                    "Your card was declined. Try another one, or pay by invoice."
                </Notice>
            </div>
            <div class="grid gap-6 md:grid-cols-3">
                <Progress label="Import" value=42.0 text="126 of 300" />
                <Progress label="Free shipping" value=100.0 text="Reached" tone=Tone::Good />
                <Progress label="Searching" />
            </div>
            <Sample title="Spinner">
                <Spinner label="Loading" />
            </Sample>
            <div class="grid gap-4 md:grid-cols-2">
                <Card flush=true>
                    <SkeletonRows rows=3 />
                </Card>
                <Card>
                    <SkeletonText lines=4 />
                </Card>
            </div>
            <SkeletonCards cards=4 />
            <div class="grid gap-4 md:grid-cols-2">
                <Card>
                    <EmptyState
                        glyph=Glyph::HEART
                        title="Nothing saved yet"
                        text="Touch the heart on a product, and you find it here again."
                    >
                        <LinkButton href="/">"Look around"</LinkButton>
                    </EmptyState>
                </Card>
                <Card>
                    <ErrorState
                        title="This did not work"
                        text="The shop could not be reached. Your basket is safe; try again in a moment."
                        reference="01JD3M8Q4Z"
                    >
                        <Button glyph=Glyph::REFRESH_CW>"Try again"</Button>
                    </ErrorState>
                </Card>
            </div>
        </Part>
    }
}
