//! Keys that make a repeated request one request. Kept for 24 hours; what a key stands for is
//! the payment that its first call began, whose state is the answer. A call that began nothing
//! (a total that changed, too little stock, a fault of ours) leaves no key behind.

use db::{Run, Tx, sql};
use domain::id::PaymentId;
use domain::invalid::{FieldError, Problem};
use domain::time::DAY;

use crate::scope::BuyerScope;
use crate::{Env, Error, Result};

/// Most characters of a key.
pub const MAX_KEY: usize = 255;
/// How long a key is kept, in milliseconds.
pub const KEPT: i64 = DAY;

sql!(
    FIND_KEY,
    "select body_hash, answer from idempotency_keys where scope = $1 and key = $2 and created_at > $3"
);
sql!(
    /// A key that is too old is as good as unknown.
    TAKE_KEY,
    "insert into idempotency_keys (scope, key, body_hash, answer, created_at) values ($1, $2, $3, $4, $5)
     on conflict (scope, key) do update set body_hash = excluded.body_hash, answer = excluded.answer,
        created_at = excluded.created_at where idempotency_keys.created_at <= $6"
);
sql!(FORGET_KEYS, "delete from idempotency_keys where created_at <= $1");

/// A request's key, whose it is, and what its body was.
pub(super) struct Key {
    scope: String,
    key: String,
    body: String,
}

impl Key {
    /// The key of a buyer's request. The body is stored as a keyed hash only: it names a card.
    ///
    /// # Errors
    /// Invalid `idempotency_key`.
    pub(super) fn new(env: &Env, verb: &str, buyer: &BuyerScope, key: &str, body: &[u8]) -> Result<Self> {
        if key.is_empty() || key.chars().count() > MAX_KEY {
            let problem = match key.is_empty() {
                true => Problem::Required,
                false => Problem::TooLong { max: MAX_KEY as u32 },
            };
            return Err(Error::Invalid(vec![FieldError::new("idempotency_key", problem)]));
        }
        let whose = match (&buyer.user, &buyer.cart_hash) {
            (Some(user), _) => format!("user:{user}"),
            (None, Some(hash)) => format!("cart:{hash}"),
            (None, None) => return Err(Error::conflict("cart_empty")),
        };
        let scope = format!("{verb}:{whose}");
        Ok(Self { scope, key: key.to_owned(), body: env.key.sign("idempotency", body) })
    }

    /// The payment that an earlier call with this key began.
    ///
    /// # Errors
    /// Conflict `key_reused`, when that call had another body.
    pub(super) async fn find(&self, conn: &mut dyn Run, env: &Env) -> Result<Option<PaymentId>> {
        let query = conn.query(&FIND_KEY).bind(&self.scope).bind(&self.key).bind(env.now().plus(-KEPT));
        let Some((body, answer)) = query.fetch_optional::<(String, Option<String>)>().await? else {
            return Ok(None);
        };
        if body != self.body {
            return Err(Error::conflict("key_reused"));
        }
        let answer = answer.ok_or_else(|| Error::internal("a key without an answer"))?;
        Ok(Some(answer.parse().map_err(Error::internal)?))
    }

    /// Takes the key for a payment; false when another call was first.
    pub(super) async fn take(&self, tx: &mut Tx, env: &Env, payment: PaymentId) -> Result<bool> {
        let now = env.now();
        let query = tx.query(&TAKE_KEY).bind(&self.scope).bind(&self.key).bind(&self.body).bind(payment);
        Ok(query.bind(now).bind(now.plus(-KEPT)).execute().await? == 1)
    }
}

/// Forgets the keys that are too old.
pub(super) async fn forget(tx: &mut Tx, env: &Env) -> Result<()> {
    tx.query(&FORGET_KEYS).bind(env.now().plus(-KEPT)).execute().await?;
    Ok(())
}
