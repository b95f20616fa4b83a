//! Products in a grid or a row.

use domain::Locale;
use domain::catalog::ProductCard;
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Badge, ColourDots, Price, Rating, Tone};

use super::picture::{Picture, PictureOrDrawing};
use super::texts as t;

/// Products in columns.
#[component]
pub fn ProductGrid(
    cards: Vec<ProductCard>,
    /// How many of the first pictures are seen without scrolling.
    #[prop(default = 0)]
    seen: usize,
) -> impl IntoView {
    view! { <ul class="product-grid">{items(cards, seen)}</ul> }.into_any()
}

/// Products in one line that scrolls sideways on phones.
#[component]
pub fn CardRow(cards: Vec<ProductCard>) -> impl IntoView {
    view! { <ul class="product-row">{items(cards, 0)}</ul> }.into_any()
}

fn items(cards: Vec<ProductCard>, seen: usize) -> Vec<AnyView> {
    let locale = use_locale();
    cards.into_iter().enumerate().map(|(at, card)| item(locale, card, at < seen)).collect()
}

const SIZES: &str = "(min-width: 1280px) 18rem, (min-width: 768px) 30vw, 46vw";

fn item(locale: Locale, card: ProductCard, first: bool) -> AnyView {
    let currency = card.price.currency;
    let amount = format::money(locale, card.price);
    let amount = if card.from { t::from(locale, &amount) } else { amount };
    let was = card
        .compare_at
        .map(|was| format::money(locale, domain::Money::new(was, currency)))
        .unwrap_or_default();
    let mut pictures = card.pictures.into_iter();
    let (picture, second) = (pictures.next(), pictures.next());
    let badge = match (card.available, card.compare_at, card.is_new) {
        (false, _, _) => Some((t::sold_out(locale).to_owned(), Tone::Neutral)),
        (_, Some(was), _) => {
            Some((format!("−{}", format::percent(locale, off(card.price.amount, was))), Tone::Bad))
        }
        (_, _, true) => Some((t::new(locale).to_owned(), Tone::Neutral)),
        _ => None,
    };
    let by = card.brand.unwrap_or(card.shop_name);
    let colours = (card.colours.len() > 1).then(|| {
        let label = t::colours(locale, i64::try_from(card.colours.len()).unwrap_or_default());
        view! { <ColourDots colours=card.colours label /> }
    });
    let frame = if card.available { "product-frame" } else { "product-frame product-gone" };
    view! {
        <li class="product-card">
            <div class=frame>
                <PictureOrDrawing picture name=card.title.clone() sizes=SIZES first silent=true class="product-picture" />
                {second.map(|picture| view! { <Picture picture sizes=SIZES silent=true class="product-second" /> })}
                {badge
                    .map(|(text, tone)| {
                        view! { <span class="product-badge"><Badge tone solid=true>{text}</Badge></span> }
                    })}
            </div>
            <p class="product-by">{by}</p>
            <h3 class="product-title">
                <a class="cover-link" href=card.href>
                    {card.title}
                </a>
            </h3>
            <Price amount was was_label=t::before(locale) now_label=t::now(locale) />
            {card.rating.map(|rating| stars(locale, rating))}
            {colours}
        </li>
    }
    .into_any()
}

/// How much less it is, in parts per million, rounded down to a whole percent.
fn off(now: i64, was: i64) -> i64 {
    if was <= 0 { 0 } else { (was - now).saturating_mul(100) / was * 10_000 }
}

/// An average of ratings.
pub(super) fn stars(locale: Locale, rating: domain::catalog::Rating) -> AnyView {
    let point = if locale == Locale::De { ',' } else { '.' };
    let value = format!("{}{point}{}", rating.tenths / 10, rating.tenths % 10);
    let count = format!("({})", format::number(locale, rating.count));
    view! { <Rating value=rating.tenths as f32 / 10.0 label=t::stars(locale, &value) count /> }.into_any()
}
