use crate::{Glyph, Icon, Tone, classes, given};
use leptos::prelude::*;

/// A price; formatted texts come in, the look and the words for screen readers are here.
#[component]
pub fn Price(
    /// "19,99 €" or "from 19,99 €".
    #[prop(into)]
    amount: String,
    /// The price before, struck through; empty when there is no reduction.
    #[prop(into, optional)]
    was: String,
    /// Read out before the old price: "Before".
    #[prop(into, optional)]
    was_label: String,
    /// Read out before the new one: "Now".
    #[prop(into, optional)]
    now_label: String,
    /// Price per unit, small below: "4,00 € / 100 g".
    #[prop(into, optional)]
    unit: String,
    /// For the product's own page.
    #[prop(optional)]
    large: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let size = if large { "price-lg" } else { "" };
    let reduced = !was.is_empty();
    let now = if reduced { "price-now price-reduced" } else { "price-now" };
    view! {
        <span class=classes(&["price", size, class])>
            <span class=now>
                {(reduced && !now_label.is_empty())
                    .then(|| view! { <span class="sr-only">{format!("{now_label} ")}</span> })}
                {amount}
            </span>
            {given(was)
                .map(|was| {
                    view! {
                        <s class="price-was">
                            {given(was_label)
                                .map(|label| view! { <span class="sr-only">{format!("{label} ")}</span> })}
                            {was}
                        </s>
                    }
                })} {given(unit).map(|unit| view! { <span class="price-unit">{unit}</span> })}
        </span>
    }
}

const STAR: &str = "M12 2.6l2.9 5.9 6.5.95-4.7 4.6 1.1 6.45L12 17.45 6.2 20.5l1.1-6.45-4.7-4.6 6.5-.95z";

#[component]
fn Stars() -> impl IntoView {
    (0..5).map(|n| view! { <path d=STAR transform=format!("translate({} 0)", n * 24) /> }).collect_view()
}

/// An average of ratings as five stars, filled to the tenth.
#[component]
pub fn Rating(
    /// 0 to 5.
    value: f32,
    /// Read out in place of the stars: "4.6 of 5 stars".
    #[prop(into)]
    label: String,
    /// After the stars: "(128)".
    #[prop(into, optional)]
    count: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let width = format!("{:.1}", value.clamp(0.0, 5.0) * 24.0);
    view! {
        <span class=classes(&["rating", class])>
            <svg class="rating-stars" viewBox="0 0 120 24" role="img" aria-label=label>
                <g class="rating-empty">
                    <Stars />
                </g>
                // A nested svg cuts off what is beyond its width.
                <svg class="rating-full" width=width height="24">
                    <Stars />
                </svg>
            </svg>
            {given(count).map(|count| view! { <span class="rating-count">{count}</span> })}
        </span>
    }
}

/// Five stars to choose from, as radio buttons with the values 1 to 5.
#[component]
pub fn RatingInput(
    #[prop(into)] legend: String,
    #[prop(into)] name: String,
    /// What 1 to 5 stars mean: "Poor" to "Excellent".
    labels: [String; 5],
    /// 0 for none yet.
    #[prop(optional)]
    value: u8,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let stars = labels
        .into_iter()
        .zip(1u8..)
        .map(|(label, n)| {
            view! {
                <label class="rate-star" title=label>
                    <input
                        type="radio"
                        class="sr-only"
                        name=name.clone()
                        value=n.to_string()
                        checked=n == value
                        required=required
                        aria-label=label.clone()
                    />
                    <svg viewBox="0 0 24 24" aria-hidden="true">
                        <path d=STAR />
                    </svg>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="field-label">{legend}</legend>
            <div class="rate">{stars}</div>
        </fieldset>
    }
}

/// Whether something can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StockState {
    #[default]
    In,
    Low,
    Out,
    /// Not here now, but it can be ordered.
    Backorder,
}

/// Availability: a shape and the words given as children ("Only 3 left").
#[component]
pub fn Stock(state: StockState, #[prop(optional)] class: &'static str, children: Children) -> impl IntoView {
    let (tone, glyph) = match state {
        StockState::In => (Tone::Good, Glyph::CIRCLE_CHECK),
        StockState::Low => (Tone::Warn, Glyph::CLOCK),
        StockState::Out => (Tone::Neutral, Glyph::BAN),
        StockState::Backorder => (Tone::Info, Glyph::TRUCK),
    };
    view! {
        <span class=classes(&["stock", tone.class(), class])>
            <Icon glyph class="icon-sm" />
            <span>{children()}</span>
        </span>
    }
}
