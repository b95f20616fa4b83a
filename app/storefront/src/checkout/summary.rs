//! What is bought and what it costs, folded, at the top of every step.

use domain::Locale;
use domain::checkout::CheckoutView;
use kit::format;
use leptos::prelude::*;
use ui::Fold;

use super::lines::{Line, lines, sums};
use super::texts as t;

/// The folded summary; its title says the total.
pub fn summary(locale: Locale, view: &CheckoutView) -> AnyView {
    let pieces = t::pieces(locale, view.cart.pieces);
    let title = t::summary(locale, &pieces, &format::money(locale, view.totals.total));
    let all = view.cart.shops.iter().flat_map(|shop| &shop.lines).map(|line| Line {
        picture: line.picture,
        title: line.title.clone(),
        variant_title: line.variant_title.clone(),
        quantity: line.quantity,
        total: line.total,
    });
    let (all, sums) = (lines(locale, all), sums(locale, &view.totals));
    view! {
        <div class="sticky top-0 z-10 bg-surface has-[details[open]]:static">
            <Fold title>{all} {sums}</Fold>
        </div>
    }
    .into_any()
}
