//! Identifiers: 26-character ULIDs, one type an entity.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use crate::text::UnknownWord;

/// The identifier of one entity: a ULID in Crockford's base 32, sortable by its time of birth.
///
/// The parameter only keeps a product's id from being used as an order's.
pub struct Id<T> {
    text: [u8; LENGTH],
    entity: PhantomData<fn() -> T>,
}

/// Characters in an id.
pub const LENGTH: usize = 26;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl<T> Id<T> {
    /// Makes an id of a time (UTC milliseconds, 48 bits are kept) and 80 bits of randomness.
    pub fn from_parts(millis: i64, random: u128) -> Self {
        let mut bits = ((millis as u128 & 0xFFFF_FFFF_FFFF) << 80) | (random & ((1 << 80) - 1));
        let mut text = [0u8; LENGTH];
        for place in text.iter_mut().rev() {
            *place = ALPHABET[(bits & 31) as usize];
            bits >>= 5;
        }
        Self { text, entity: PhantomData }
    }

    /// The id as it is stored and sent.
    pub fn as_str(&self) -> &str {
        // Built from ASCII only, by both constructors.
        std::str::from_utf8(&self.text).unwrap_or_default()
    }

    /// The same id of another entity, where two entities share one identity.
    pub fn cast<U>(self) -> Id<U> {
        Id { text: self.text, entity: PhantomData }
    }
}

impl<T> FromStr for Id<T> {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownWord { set: "id", word: text.chars().take(40).collect() };
        let bytes: [u8; LENGTH] = text.as_bytes().try_into().map_err(|_| unknown())?;
        let upper = bytes.map(|b| b.to_ascii_uppercase());
        if upper.iter().all(|b| ALPHABET.contains(b)) && upper[0] <= b'7' {
            Ok(Self { text: upper, entity: PhantomData })
        } else {
            Err(unknown())
        }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<T> serde::Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de, T> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

crate::text_cell!(Id<T>, T);

macro_rules! entities {
    ($($(#[$meta:meta])* $entity:ident, $id:ident;)+) => { $(
        /// Marks ids of this entity.
        pub enum $entity {}
        $(#[$meta])*
        pub type $id = Id<$entity>;
    )+ };
}

entities! {
    /// A person with an account.
    UserEntity, UserId;
    /// A shop.
    ShopEntity, ShopId;
    /// A node of the global category tree.
    CategoryEntity, CategoryId;
    /// A brand.
    BrandEntity, BrandId;
    /// A product.
    ProductEntity, ProductId;
    /// A variant: what is priced, stocked and sold.
    VariantEntity, VariantId;
    /// A stored picture.
    MediaEntity, MediaId;
    /// A cart.
    CartEntity, CartId;
    /// One purchase over one or more shops.
    OrderGroupEntity, OrderGroupId;
    /// One shop's part of a purchase.
    OrderEntity, OrderId;
    /// A line of an order.
    OrderLineEntity, OrderLineId;
    /// A parcel sent for an order.
    FulfillmentEntity, FulfillmentId;
    /// Money given back for an order.
    RefundEntity, RefundId;
    /// A payment of an order group.
    PaymentEntity, PaymentId;
    /// A shipping zone of a shop.
    ZoneEntity, ZoneId;
    /// A shipping rate of a zone.
    RateEntity, RateId;
    /// A tax rate of a shop.
    TaxRateEntity, TaxRateId;
    /// A background job.
    JobEntity, JobId;
    /// An entry of the event log.
    EventEntity, EventId;
    /// A mail.
    MailEntity, MailId;
    /// An import of products.
    ImportEntity, ImportId;
    /// A person's saved address.
    AddressEntity, AddressId;
    /// Any row that nothing else points at.
    RowEntity, RowId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_sorts_by_its_time() {
        let early = ProductId::from_parts(1_700_000_000_000, 7);
        let late = ProductId::from_parts(1_700_000_000_001, 0);
        assert!(early < late);
        assert_eq!(early.as_str().len(), 26);
        assert_eq!(early.to_string().parse::<ProductId>(), Ok(early));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in ["", "abc", "01ARZ3NDEKTSV4RRFFQ69G5FA!", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "ÄÄÄÄÄÄÄÄÄÄÄÄÄ"]
        {
            assert!(text.parse::<ProductId>().is_err(), "{text}");
        }
    }
}
