//! Where each answer leads: the same for plain forms on the server and for scripts.

use domain::Locale;
use domain::checkout::{CheckoutStep, PayOutcome};
use kit::AppError;

use super::texts as t;

/// The page of a step.
pub fn step_path(step: CheckoutStep) -> String {
    format!("/checkout/{step}")
}

/// The page that follows an outcome of paying.
pub fn after(outcome: &PayOutcome) -> String {
    match outcome {
        PayOutcome::Placed { number, token } => format!("/checkout/placed/{number}?token={token}"),
        PayOutcome::Declined { reason } => format!("/checkout/review?declined={reason}"),
        PayOutcome::Challenge { url, .. } => url.clone(),
        PayOutcome::TotalsChanged { expected, .. } => format!("/checkout/review?was={expected}"),
        PayOutcome::OutOfStock { .. } => "/cart?short=1".into(),
        PayOutcome::Pending { payment } => format!("/checkout/result/{payment}"),
        PayOutcome::Refunded { number } => format!("/checkout/placed/{number}"),
    }
}

/// Whether the cart was bought and is no more.
pub fn is_final(outcome: &PayOutcome) -> bool {
    matches!(outcome, PayOutcome::Placed { .. } | PayOutcome::Refunded { .. })
}

/// Two conflicts carry an outcome, and count as one.
#[cfg(feature = "ssr")]
pub fn settled(answer: backend::Result<PayOutcome>) -> Result<PayOutcome, AppError> {
    match answer {
        Err(backend::Error::Conflict { code, details }) => {
            PayOutcome::of_conflict(&details).ok_or(AppError::Conflict { code: code.into(), details })
        }
        other => Ok(other?),
    }
}

/// What went wrong, and what to do next.
pub fn problem(locale: Locale, error: &AppError) -> String {
    match error.conflict() {
        Some("checkout_incomplete") => t::incomplete(locale).into(),
        Some("payment_in_progress") => t::in_progress(locale).into(),
        Some("key_reused") => t::key_reused(locale).into(),
        _ => error.text(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::checkout::DeclineReason;

    #[test]
    fn only_a_finished_purchase_ends_the_cart() {
        let placed = PayOutcome::Placed { number: "S-1".into(), token: "abc".into() };
        let declined = PayOutcome::Declined { reason: DeclineReason::ExpiredCard };
        assert!(is_final(&placed) && !is_final(&declined));
        assert_eq!(after(&placed), "/checkout/placed/S-1?token=abc");
        assert_eq!(after(&declined), "/checkout/review?declined=expired_card");
    }
}
