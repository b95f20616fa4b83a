//! Carts of guests and of signed-in people.
