//! Addresses that a person keeps for the next purchase.

use db::{Run, sql};
use domain::accounts::SavedAddress;
use domain::address::{self, Address};
use domain::id::{AddressEntity, AddressId};

use crate::scope::UserScope;
use crate::{Env, Error, Result};

/// As many addresses a person may keep.
const MOST: i64 = 50;

sql!(
    LIST_ADDRESSES,
    "select id, address from addresses where user_id = $1 order by updated_at desc, id limit 50"
);
sql!(COUNT_ADDRESSES, "select count(*) from addresses where user_id = $1");
sql!(
    ADD_ADDRESS,
    "insert into addresses (id, user_id, address, created_at, updated_at) values ($1, $2, $3, $4, $4)"
);
sql!(SAVE_ADDRESS, "update addresses set address = $1, updated_at = $2 where id = $3 and user_id = $4");
sql!(DELETE_ADDRESS, "delete from addresses where id = $1 and user_id = $2");

/// The person's addresses, the last changed first.
pub async fn addresses(env: &Env, user: &UserScope) -> Result<Vec<SavedAddress>> {
    let rows: Vec<(AddressId, String)> =
        env.db.read().query(&LIST_ADDRESSES).bind(user.user).fetch_all().await?;
    rows.into_iter()
        .map(|(id, text)| Ok(SavedAddress { id, address: serde_json::from_str(&text)? }))
        .collect()
}

/// One of the person's addresses.
///
/// # Errors
/// NotFound for one that is not theirs.
pub async fn address(env: &Env, user: &UserScope, id: AddressId) -> Result<SavedAddress> {
    addresses(env, user).await?.into_iter().find(|saved| saved.id == id).ok_or(Error::NotFound)
}

/// Changes an address, or keeps a new one.
///
/// # Errors
/// Invalid fields, NotFound for one that is not theirs, Conflict `too_many` beyond fifty.
pub async fn save_address(
    env: &Env,
    user: &UserScope,
    id: Option<AddressId>,
    address: &Address,
) -> Result<SavedAddress> {
    let wrong = address::validate(address);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let address = address::normalise(address);
    let text = serde_json::to_string(&address)?;
    let mut tx = env.db.begin().await?;
    let id = match id {
        Some(id) => {
            let query = tx.query(&SAVE_ADDRESS).bind(text).bind(env.now()).bind(id).bind(user.user);
            if query.execute().await? == 0 {
                return Err(Error::NotFound);
            }
            id
        }
        None => {
            let kept: i64 = tx.query(&COUNT_ADDRESSES).bind(user.user).scalar().await?;
            if kept >= MOST {
                return Err(Error::conflict("too_many"));
            }
            let id = env.id::<AddressEntity>();
            tx.query(&ADD_ADDRESS).bind(id).bind(user.user).bind(text).bind(env.now()).execute().await?;
            id
        }
    };
    tx.commit().await?;
    Ok(SavedAddress { id, address })
}

/// Forgets an address.
///
/// # Errors
/// NotFound for one that is not theirs.
pub async fn delete_address(env: &Env, user: &UserScope, id: AddressId) -> Result<()> {
    let mut tx = env.db.begin().await?;
    if tx.query(&DELETE_ADDRESS).bind(id).bind(user.user).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}
