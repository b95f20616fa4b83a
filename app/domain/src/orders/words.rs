//! The states of an order in a person's words.

use super::{FulfillmentStatus, OrderStatus, PaymentStatus};
use crate::Locale;

mod t {
    crate::texts! {
        pending: "Not finished", "Nicht abgeschlossen";
        open: "Open", "Offen";
        completed: "Completed", "Abgeschlossen";
        cancelled: "Cancelled", "Storniert";
        unpaid: "Not paid", "Nicht bezahlt";
        authorized: "Authorised", "Autorisiert";
        paid: "Paid", "Bezahlt";
        partially_refunded: "Partly refunded", "Teilweise erstattet";
        refunded: "Refunded", "Erstattet";
        failed: "Payment failed", "Zahlung fehlgeschlagen";
        unfulfilled: "Not sent", "Nicht versandt";
        partial: "Partly sent", "Teilweise versandt";
        fulfilled: "Sent", "Versandt";
        delivered: "Delivered", "Zugestellt";
        returned: "Returned", "Zurückgegeben";
    }
}

impl OrderStatus {
    /// The word for people.
    pub const fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Pending => t::pending(locale),
            Self::Open => t::open(locale),
            Self::Completed => t::completed(locale),
            Self::Cancelled => t::cancelled(locale),
        }
    }
}

impl PaymentStatus {
    /// The word for people.
    pub const fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Pending => t::unpaid(locale),
            Self::Authorized => t::authorized(locale),
            Self::Paid => t::paid(locale),
            Self::PartiallyRefunded => t::partially_refunded(locale),
            Self::Refunded => t::refunded(locale),
            Self::Failed => t::failed(locale),
        }
    }
}

impl FulfillmentStatus {
    /// The word for people.
    pub const fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Unfulfilled => t::unfulfilled(locale),
            Self::Partial => t::partial(locale),
            Self::Fulfilled => t::fulfilled(locale),
            Self::Delivered => t::delivered(locale),
            Self::Returned => t::returned(locale),
        }
    }
}
