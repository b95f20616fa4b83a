//! Payments and refunds at a provider; each has one writer of its state.
