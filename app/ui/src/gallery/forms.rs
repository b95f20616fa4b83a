use super::Part;
use crate::*;
use leptos::prelude::*;

fn countries() -> Vec<Choice> {
    [("AT", "Austria"), ("DE", "Germany"), ("CH", "Switzerland")].map(|(v, l)| Choice::new(v, l)).into()
}

#[component]
pub fn Forms() -> impl IntoView {
    view! {
        <Part title="Forms">
            <ErrorSummary
                title="Two things need your attention"
                errors=vec![
                    ("f-sample-email".into(), "Enter an email address with an @".into()),
                    ("f-sample-country".into(), "Choose a country".into()),
                ]
            />
            <form class="grid gap-x-8 gap-y-6 md:grid-cols-2">
                <Text />
                <Choices />
            </form>
        </Part>
    }
}

#[component]
fn Text() -> impl IntoView {
    let title = RwSignal::new("Stoneware mug, 300 ml".to_owned());
    view! {
        <div class="flex flex-col gap-6">
            <TextInput label="Full name" name="sample-name" autocomplete="name" required=true />
            <TextInput
                label="Email address"
                name="sample-email"
                kind=InputKind::Email
                value="ada.example.org"
                hint="The receipt goes there."
                error="Enter an email address with an @"
            />
            <TextInput label="Title" name="sample-title" bind=title note="21 / 80" maxlength=80 />
            <div class="grid grid-cols-2 gap-4">
                <TextInput label="Price" name="sample-price" kind=InputKind::Decimal value="19,99" prefix="€" />
                <TextInput label="Weight" name="sample-weight" kind=InputKind::Decimal value="0,42" suffix="kg" />
            </div>
            <TextInput
                label="Search products"
                name="sample-search"
                kind=InputKind::Search
                glyph=Glyph::SEARCH
                placeholder="Mugs, lamps, chairs"
                hide_label=true
            />
            <div class="grid grid-cols-2 gap-4">
                <TextInput label="Sale starts" name="sample-start" kind=InputKind::Date value="2026-11-27" />
                <TextInput label="At" name="sample-time" kind=InputKind::Time value="08:00" />
            </div>
            <TextInput label="Shop address" name="sample-slug" value="kiln-and-clay" readonly=true prefix="souk.example/" />
            <TextInput label="Discount code" name="sample-code" disabled=true placeholder="Not for this order" />
            <TextArea
                label="Description"
                name="sample-text"
                note="Optional"
                hint="What is it made of, how big is it, what is it for?"
                value="Thrown by hand, glazed in a warm white. Goes into the dishwasher."
            />
            <TextArea label="Why do you return it?" name="sample-reason" rows=2 error="Say in a few words what is wrong" />
            <Select label="Country" name="sample-country" choices=countries() prompt="Choose a country" error="Choose a country" />
            <Select label="Sort by" name="sample-sort" choices=vec![Choice::new("new", "Newest"), Choice::new("low", "Price, low to high")] value="low" />
        </div>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let delivery = vec![
        Choice::new("home", "To your door").hint("Tuesday, 24 November").detail("4,90 €"),
        Choice::new("point", "To a pick-up point").hint("Monday, 23 November").detail("2,90 €"),
        Choice::new("night", "Overnight").hint("Not to this postal code").detail("12,90 €").disabled(true),
    ];
    let sizes = vec![
        Choice::new("s", "S"),
        Choice::new("m", "M"),
        Choice::new("l", "L").hint("3 left"),
        Choice::new("xl", "XL").disabled(true).hint("sold out"),
    ];
    let colours = vec![
        SwatchChoice::new("sand", "Sand", "#d8c6a5"),
        SwatchChoice::new("clay", "Clay", "#a8553a"),
        SwatchChoice::new("night", "Night", "#22283a"),
        SwatchChoice::new("chalk", "Chalk", "#f7f5f0"),
        SwatchChoice::new("duo", "Moss and chalk", "#5d6b3f").second("#f7f5f0"),
        SwatchChoice::new("sun", "Sun", "#f2b705").unavailable(true),
    ];
    let words = ["Poor", "Fair", "Good", "Very good", "Excellent"].map(String::from);
    view! {
        <div class="flex flex-col gap-6">
            <RadioGroup legend="Delivery" name="sample-delivery" choices=delivery value="home" layout=RadioLayout::Cards />
            <RadioGroup legend="Size" name="sample-size" choices=sizes value="m" layout=RadioLayout::Pills />
            <SwatchPicker legend="Colour" name="sample-colour" choices=colours value="clay" unavailable_label="sold out" />
            <RadioGroup
                legend="Who can see this?"
                name="sample-seen"
                choices=vec![
                    Choice::new("all", "Everyone"),
                    Choice::new("link", "Whoever has the link").hint("It does not appear in search."),
                ]
                value="all"
            />
            <div>
                <Checkbox label="Send me news once a month" name="sample-news" checked=true />
                <Checkbox label="I accept the terms" name="sample-terms" error="Accept the terms to go on" />
                <Checkbox label="Gift wrap" name="sample-gift" hint="Not for bulky goods." disabled=true />
            </div>
            <div>
                <Switch label="Take orders" name="sample-open" checked=true hint="Off while you are on holiday." />
                <Switch label="Show stock in the shop" name="sample-stock" />
                <Switch label="Same-day delivery" name="sample-same" disabled=true />
            </div>
            <RatingInput legend="Your rating" name="sample-rating" labels=words value=4 />
            <div class="flex flex-wrap items-center gap-4">
                <QuantityStepper label="Quantity" less_label="One less" more_label="One more" name="sample-quantity" value=2 />
                <QuantityStepper label="Quantity at the limit" less_label="One less" more_label="One more" name="sample-one" step_name="step" />
            </div>
            <FileDrop
                label="Pictures"
                name="sample-pictures"
                prompt="Drop pictures here, or choose them"
                hint="JPEG, PNG or WebP, up to 10 MB each."
                accept="image/*"
                multiple=true
            />
            <ActionBar>
                <Button variant=Variant::Secondary>"Cancel"</Button>
                <Button kind="submit">"Save"</Button>
            </ActionBar>
        </div>
    }
}
