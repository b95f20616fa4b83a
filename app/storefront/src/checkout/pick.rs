//! A shop with the rate chosen for it, as the choice of a form sends it: `{shop}:{rate}`. One
//! text, because forms read a key that begins with a digit as a place in a list.

use domain::id::{RateId, ShopId};
use serde::{Deserialize, Serialize};

/// One choice of the second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pick {
    /// Who sends.
    pub shop: ShopId,
    /// How.
    pub rate: RateId,
}

impl TryFrom<String> for Pick {
    type Error = domain::text::UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (shop, rate) = text.split_once(':').unwrap_or((&text, ""));
        Ok(Self { shop: shop.parse()?, rate: rate.parse()? })
    }
}

impl From<Pick> for String {
    fn from(pick: Pick) -> Self {
        format!("{}:{}", pick.shop, pick.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_reads_back() {
        let pick = Pick { shop: ShopId::from_parts(1, 2), rate: RateId::from_parts(3, 4) };
        assert_eq!(Pick::try_from(String::from(pick)), Ok(pick));
        for text in ["", ":", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "a:b"] {
            assert!(Pick::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
