//! People, their sessions, and the proofs of who they are.
//!
//! Owns users, sessions, one-time tokens, throttles, saved addresses and the record of who
//! changed what. What always holds: secrets are stored as hashes only, every scope is made
//! here, an answer to a stranger never tells whether a mail address has an account, and no
//! stranger can keep an owner out of theirs (see [`throttle`]).

mod addresses;
mod audit;
mod passwords;
mod people;
mod profile;
mod register;
mod reset;
mod sessions;
mod sign_in;
mod throttle;
mod tokens;

#[cfg(test)]
pub(crate) mod tests;

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::time::DAY;

pub use addresses::{address, addresses, delete_address, save_address};
pub use audit::shop_audit;
pub(crate) use audit::{Audit, audit};
pub use people::{
    NewUser, Person, create_user, enter_shop_as_admin, find_by_email, person, reset_link, set_role,
};
pub use profile::{account, change_password, profile, update_profile};
pub use register::{Registration, confirmation, register, resend_confirmation, verify};
pub use reset::{StartReset, request_reset, reset, reset_email};
pub use sessions::{
    Client, SESSION_LIFE, SignedIn, authenticate, end_session, sessions, shop_scope, shop_scope_by_slug,
    sign_out, sign_out_everywhere,
};
pub use sign_in::sign_in;
pub use throttle::{client_key, slow_down, throttle};

use crate::Result;

sql!(TIDY_THROTTLES, "delete from throttles where window_start < $1");
sql!(TIDY_SESSIONS, "delete from sessions where expires_at < $1");
sql!(TIDY_TOKENS, "delete from one_time_tokens where expires_at < $1");

/// Drops what is long over. Part of the nightly tidying.
pub(crate) async fn tidy(tx: &mut Tx, now: UtcMillis) -> Result<()> {
    // No window is longer than a day.
    tx.query(&TIDY_THROTTLES).bind(now.plus(-2 * DAY)).execute().await?;
    tx.query(&TIDY_SESSIONS).bind(now).execute().await?;
    // A used or expired link still says so for a while.
    tx.query(&TIDY_TOKENS).bind(now.plus(-7 * DAY)).execute().await?;
    Ok(())
}
