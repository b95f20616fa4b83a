//! What the pages of buying show: the cart, the steps of checkout, the outcome of paying and
//! the confirmation. Amounts are in minor units of the view's currency unless they are [`Money`].

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::cart::MAX_QUANTITY;
use crate::id::{CartId, MediaId, OrderGroupId, OrderId, PaymentId, ProductId, RateId, ShopId, VariantId};
use crate::invalid::FieldError;
use crate::{Currency, Locale, Money, UtcMillis, text_enum};

mod cards;
mod expiry;

pub use cards::{TEST_CARDS, TestBehaviour, TestCard, test_behaviour};
pub use expiry::Expiry;

mod t {
    crate::texts! {
        card_declined: "Your bank declined the payment. Nothing was charged; please try another card or ask your bank", "Ihre Bank hat die Zahlung abgelehnt. Es wurde nichts abgebucht; bitte eine andere Karte nehmen oder bei der Bank nachfragen";
        insufficient_funds: "The card has not enough funds. Nothing was charged; please try another card", "Die Karte ist nicht ausreichend gedeckt. Es wurde nichts abgebucht; bitte eine andere Karte nehmen";
        expired_card: "The card has expired. Nothing was charged; please try another card", "Die Karte ist abgelaufen. Es wurde nichts abgebucht; bitte eine andere Karte nehmen";
        invalid_card: "This card number does not exist. Nothing was charged; please check it", "Diese Kartennummer gibt es nicht. Es wurde nichts abgebucht; bitte prüfen";
        not_confirmed: "The payment was not confirmed. Nothing was charged; please try again", "Die Zahlung wurde nicht bestätigt. Es wurde nichts abgebucht; bitte noch einmal versuchen";
        interrupted: "The payment was interrupted. Nothing was charged; please try again", "Die Zahlung wurde unterbrochen. Es wurde nichts abgebucht; bitte noch einmal versuchen";
    }
}

/// A cart as its page and its drawer show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartView {
    /// The cart; `None` for somebody who has none yet.
    pub cart: Option<CartId>,
    /// Grows with every change; a change may name the version that it was made for. 0 without a cart.
    pub version: i64,
    /// The currency of everything in it.
    pub currency: Currency,
    /// Shops in the order of their first line.
    pub shops: Vec<CartShop>,
    /// Pieces in all, for the badge.
    pub pieces: i64,
    /// Sum of the lines that can be bought, at the shops' prices.
    pub subtotal: Money,
    /// Whether checkout can begin: something is in it and every line can be bought as it is.
    pub ready: bool,
    /// A payment for this cart is under way; it cannot be changed before that is settled.
    pub paying: bool,
    /// Until when checkout holds the pieces.
    pub held_until: Option<UtcMillis>,
}

/// One shop's lines in a cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartShop {
    /// The shop.
    pub shop: ShopId,
    /// As in `/shops/{slug}` and `/products/{slug}/…`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whether its prices hold their tax.
    pub prices_include_tax: bool,
    /// Lines in the order in which they were added.
    pub lines: Vec<CartLineView>,
    /// Sum of the lines that can be bought.
    pub subtotal: Money,
}

/// One line of a cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLineView {
    /// What is bought, and the name of the line.
    pub variant: VariantId,
    /// Its product.
    pub product: ProductId,
    /// As in `/products/{shop}/{slug}`.
    pub product_slug: String,
    /// The product's title.
    pub title: String,
    /// The chosen options; empty for a product without any.
    pub variant_title: String,
    /// The merchant's number; may be empty.
    pub sku: String,
    /// The variant's picture, else the product's first; `None` shows the drawn card.
    pub picture: Option<MediaId>,
    /// Price of a piece now.
    pub unit_price: Money,
    /// The price struck through, when it is higher.
    pub compare_at: Option<Money>,
    /// Pieces wanted.
    pub quantity: i64,
    /// `unit_price × quantity`.
    pub total: Money,
    /// What to say about the stock.
    pub stock: StockNote,
    /// Most pieces that can be chosen; 0 when it cannot be bought.
    pub max_quantity: i64,
}

/// What a line says about its stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum StockNote {
    /// Enough of it.
    InStock,
    /// Enough for this cart, and few are left.
    Low {
        /// Pieces that can be bought.
        left: i64,
    },
    /// Sold on, sent when it is there again.
    Backorder,
    /// More is wanted than there is.
    TooMany {
        /// Pieces that can be bought, at least 1.
        left: i64,
    },
    /// Nothing left.
    SoldOut,
    /// Not sold any more: withdrawn, or the shop is closed.
    Gone,
}

impl StockNote {
    /// Whether the line can be bought as it is.
    pub const fn can_buy(self) -> bool {
        matches!(self, Self::InStock | Self::Low { .. } | Self::Backorder)
    }
}

/// Up to so many pieces a line says how many are left.
pub const LOW_STOCK: i64 = 5;

/// Most pieces of a variant that a cart may hold when `left` can be bought; `None` has no limit
/// of its own.
pub fn max_quantity(left: Option<i64>) -> i64 {
    left.unwrap_or(MAX_QUANTITY).clamp(0, MAX_QUANTITY)
}

/// A cart after a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartChanged {
    /// How it is now.
    pub cart: CartView,
    /// The secret of a cart that this change made, for its owner's cookie; nobody can read it
    /// a second time.
    pub token: Option<String>,
}

text_enum! {
    /// A step of checkout.
    pub enum CheckoutStep {
        /// Mail address and where to send it.
        Address => "address",
        /// How each shop sends it.
        Shipping => "shipping",
        /// A last look, and paying.
        Review => "review",
    }
}

/// What a person types in the first step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressInput {
    /// Mail address for the confirmation.
    pub email: String,
    /// Where it is sent.
    #[serde(flatten)]
    pub address: Address,
    /// Whether a signed-in person keeps the address in their account.
    pub save: bool,
}

/// The checkout of a cart as its pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutView {
    /// The first step that is not done; earlier ones may be opened again.
    pub step: CheckoutStep,
    /// The mail address as it was typed.
    pub email: String,
    /// The address as it was typed, valid or not.
    pub address: Address,
    /// What was wrong with the last step, by the form's field: `email`, an address field, or
    /// `shipping.{shop}`.
    pub errors: Vec<FieldError>,
    /// The lines.
    pub cart: CartView,
    /// Each shop's part, in the order of the cart.
    pub shops: Vec<CheckoutShop>,
    /// What it costs as far as it is known.
    pub totals: CheckoutTotals,
    /// What to send back when paying: the total that the buyer agrees to.
    pub expected_total: i64,
    /// A fresh key for the pay form's hidden field, so that a double click pays once.
    pub idempotency_key: String,
    /// Lines that cannot be held as wanted; nothing is held for them.
    pub shortages: Vec<Shortage>,
    /// Until when the pieces are held.
    pub held_until: Option<UtcMillis>,
    /// Whether the buyer is signed in.
    pub signed_in: bool,
    /// Addresses of a signed-in buyer's account, last used first.
    pub saved_addresses: Vec<Address>,
    /// Who takes the payment; `local` simulates it and [`TEST_CARDS`] says how.
    pub provider: String,
}

/// One shop's part of a checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutShop {
    /// The shop.
    pub shop: ShopId,
    /// Its name.
    pub name: String,
    /// Its ways of sending, cheapest first; empty before the country is known, where nothing is
    /// sent, and where the shop does not send to.
    pub choices: Vec<ShippingChoice>,
    /// The chosen one, as far as it is still offered.
    pub chosen: Option<RateId>,
    /// Whether anything is to be sent.
    pub needs_shipping: bool,
    /// The country is known and the shop does not send there.
    pub unreachable: bool,
    /// Goods, at the shop's prices.
    pub items: Money,
    /// What the buyer pays to this shop, as far as it is known.
    pub total: Money,
}

/// A way to send a shop's parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingChoice {
    /// The rate, to send back.
    pub rate: RateId,
    /// Its name.
    pub name: String,
    /// Its price; with or without tax as the shop's prices are.
    pub price: Money,
    /// The price struck through, when it is higher.
    pub full_price: Option<Money>,
    /// What is missing until it is free.
    pub missing_for_free: Option<Money>,
    /// First promised day, at noon UTC.
    pub from: UtcMillis,
    /// Last promised day, at noon UTC.
    pub until: UtcMillis,
}

/// The sums of a checkout. `items − discount + shipping + tax_added == total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckoutTotals {
    /// Goods at the shops' prices.
    pub items: Money,
    /// Discounts on them.
    pub discount: Money,
    /// Sending, at the shops' prices; `None` until every shop has a choice.
    pub shipping: Option<Money>,
    /// Tax that comes on top, of shops whose prices are without.
    pub tax_added: Money,
    /// Tax that the figures above hold already.
    pub tax_included: Money,
    /// Whether the destination is known, without which tax is not.
    pub tax_known: bool,
    /// What the buyer pays.
    pub total: Money,
}

/// A line of which there is too little.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// What is short.
    pub variant: VariantId,
    /// Its product's title.
    pub title: String,
    /// Its options.
    pub variant_title: String,
    /// Pieces wanted.
    pub wanted: i64,
    /// Pieces that can be bought, those held for this cart included.
    pub available: i64,
}

/// What the pay form sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayRequest {
    /// The hidden key of the form, 1 to 255 characters.
    pub idempotency_key: String,
    /// The total that the buyer saw, minor units.
    pub expected_total: i64,
    /// What the provider's form gave for the card. The `local` provider takes a number of
    /// [`TEST_CARDS`] or its word.
    pub payment_token: String,
    /// What the buyer tells the shops; may be empty.
    #[serde(default)]
    pub note: String,
    /// The language for the mails, set by the server.
    pub locale: Locale,
}

/// What became of paying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PayOutcome {
    /// Paid and final.
    Placed {
        /// Number of the purchase, as shown: `S-100042`.
        number: String,
        /// Lets a guest see the confirmation again.
        token: String,
    },
    /// Nothing was charged; the cart is as it was.
    Declined {
        /// Why.
        reason: DeclineReason,
    },
    /// The buyer must confirm at `url`, which comes back to the result of `payment`.
    Challenge {
        /// Where to go.
        url: String,
        /// The payment, to ask for its result.
        payment: PaymentId,
    },
    /// Something changed; nothing was charged.
    TotalsChanged {
        /// What the buyer agreed to, minor units.
        expected: i64,
        /// What it costs now.
        totals: CheckoutTotals,
    },
    /// There is too little of some lines; nothing was charged.
    OutOfStock {
        /// Which.
        lines: Vec<Shortage>,
    },
    /// The provider has not answered yet; ask again for the result of `payment`.
    Pending {
        /// The payment.
        payment: PaymentId,
    },
    /// Paid, and then found sold out; all of the money goes back.
    Refunded {
        /// Number of the purchase.
        number: String,
    },
}

impl PayOutcome {
    /// The outcome in the details of a conflict `totals_changed` or `out_of_stock`.
    pub fn of_conflict(details: &serde_json::Value) -> Option<Self> {
        serde_json::from_value(details.clone()).ok()
    }
}

text_enum! {
    /// Why a payment did not come about.
    pub enum DeclineReason {
        /// The bank said no and gave no reason.
        CardDeclined => "card_declined",
        /// Not enough money on the card.
        InsufficientFunds => "insufficient_funds",
        /// The card is too old.
        ExpiredCard => "expired_card",
        /// There is no such card.
        InvalidCard => "invalid_card",
        /// The buyer did not confirm it, or not in time.
        NotConfirmed => "not_confirmed",
        /// It was interrupted before the provider was asked.
        Interrupted => "interrupted",
    }
}

impl DeclineReason {
    /// The sentence for the buyer, with what to do next.
    pub const fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::CardDeclined => t::card_declined(locale),
            Self::InsufficientFunds => t::insufficient_funds(locale),
            Self::ExpiredCard => t::expired_card(locale),
            Self::InvalidCard => t::invalid_card(locale),
            Self::NotConfirmed => t::not_confirmed(locale),
            Self::Interrupted => t::interrupted(locale),
        }
    }
}

text_enum! {
    /// The life of a cart.
    pub enum CartState {
        /// Being filled.
        Open => "open",
        /// A payment is under way, so it cannot change.
        Paying => "paying",
        /// Became a purchase.
        Ordered => "ordered",
        /// Its lines went to the cart of the person who signed in.
        Merged => "merged",
    }
}

text_enum! {
    /// The life of one attempt to pay.
    pub enum PaymentState {
        /// Nobody was asked yet, or the answer is not known.
        Created => "created",
        /// The provider has not decided.
        Pending => "pending",
        /// The buyer must confirm.
        Challenge => "challenge",
        /// Promised by the bank, not taken.
        Authorized => "authorized",
        /// Taken.
        Captured => "captured",
        /// Refused by the bank.
        Declined => "declined",
        /// Given up before anything was taken.
        Voided => "voided",
    }
}

text_enum! {
    /// The life of a purchase.
    pub enum GroupState {
        /// Prepared, not yet paid.
        Pending => "pending",
        /// Paid and final.
        Placed => "placed",
        /// Nothing was taken.
        Failed => "failed",
        /// Taken, and given back because the stock was gone.
        Refunded => "refunded",
    }
}

/// A purchase as its confirmation shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderGroupView {
    /// The purchase.
    pub id: OrderGroupId,
    /// `S-100042`.
    pub number: String,
    /// Placed or refunded; others are not shown.
    pub state: GroupState,
    /// Where the confirmation was sent.
    pub email: String,
    /// Where it is sent.
    pub address: Address,
    /// One order a shop.
    pub orders: Vec<OrderGroupPart>,
    /// Its sums.
    pub totals: CheckoutTotals,
    /// How it was paid: `card 4242`; empty when there was nothing to pay.
    pub method: String,
    /// When.
    pub placed_at: UtcMillis,
}

/// One shop's order of a purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderGroupPart {
    /// The order.
    pub order: OrderId,
    /// `S-100042-1`.
    pub number: String,
    /// The shop's slug.
    pub shop_slug: String,
    /// The shop's name.
    pub shop_name: String,
    /// Its lines as they were sold.
    pub lines: Vec<OrderGroupLine>,
    /// How it is sent; empty when nothing is.
    pub shipping_name: String,
    /// First promised day, at noon UTC.
    pub from: UtcMillis,
    /// Last promised day, at noon UTC.
    pub until: UtcMillis,
    /// Sending, as the buyer pays it.
    pub shipping: Money,
    /// What the buyer paid to this shop.
    pub total: Money,
}

/// A sold line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderGroupLine {
    /// As in `/products/{shop}/{slug}`.
    pub product_slug: String,
    /// The title at the time of sale.
    pub title: String,
    /// The options at the time of sale.
    pub variant_title: String,
    /// The picture; `None` shows the drawn card.
    pub picture: Option<MediaId>,
    /// Pieces.
    pub quantity: i64,
    /// Price of a piece, at the shop's prices.
    pub unit_price: Money,
    /// Discount on the line.
    pub discount: Money,
    /// What was paid for the line.
    pub total: Money,
}

/// The number of a purchase as people see it.
pub fn group_number(number: i64) -> String {
    format!("S-{number}")
}

/// The number of a shop's order; `index` counts from 1.
pub fn order_number(number: i64, index: usize) -> String {
    format!("S-{number}-{index}")
}

/// Reads a purchase's number, or that of one of its orders, as people type it.
pub fn parse_group_number(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.strip_prefix("S-").or_else(|| text.strip_prefix("s-")).unwrap_or(text);
    let digits = digits.split('-').next().unwrap_or(digits);
    (!digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for text in ["S-100042", "s-100042", " 100042 ", "S-100042-2"] {
            assert_eq!(parse_group_number(text), Some(100_042), "{text}");
        }
        for text in ["", "S-", "X-1", "S--1", "1e5", "S-99999999999999999999"] {
            assert_eq!(parse_group_number(text), None, "{text}");
        }
        assert_eq!(order_number(100_042, 1), "S-100042-1");
    }

    #[test]
    fn a_test_card_is_known_by_its_number_with_spaces_and_by_its_word() {
        assert_eq!(test_behaviour("4242 4242 4242 4242"), Some(TestBehaviour::Success));
        assert_eq!(test_behaviour("tok_challenge"), Some(TestBehaviour::Challenge));
        assert_eq!(test_behaviour("4111111111111111"), None);
    }

    #[test]
    fn an_outcome_travels_in_the_details_of_a_conflict() {
        let outcome = PayOutcome::OutOfStock { lines: vec![] };
        let details = serde_json::to_value(&outcome).unwrap();
        assert_eq!(PayOutcome::of_conflict(&details), Some(outcome));
        assert_eq!(PayOutcome::of_conflict(&serde_json::Value::Null), None);
    }

    #[test]
    fn a_line_can_be_bought_unless_it_is_short_sold_out_or_gone() {
        assert!(StockNote::Low { left: 1 }.can_buy() && StockNote::Backorder.can_buy());
        assert!(!StockNote::TooMany { left: 1 }.can_buy() && !StockNote::Gone.can_buy());
        assert_eq!((max_quantity(None), max_quantity(Some(-3)), max_quantity(Some(7))), (999, 0, 7));
    }
}
