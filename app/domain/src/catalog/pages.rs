//! The tree of categories, shops, the home page, suggestions while typing.

use serde::{Deserialize, Serialize};

use super::{Picture, ProductCard};
use crate::Currency;
use crate::id::ShopId;

/// A category and those below it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CategoryNode {
    /// Slugs from the root, joined by '/'.
    pub path: String,
    /// Its name in the person's language.
    pub name: String,
    /// Those one step below, in the managers' order.
    pub children: Vec<CategoryNode>,
}

/// What the frame of every storefront page needs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Menu {
    /// The site's name.
    pub site_name: String,
    /// Two levels of the tree.
    pub categories: Vec<CategoryNode>,
}

/// A step from the root to where one is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crumb {
    /// What a person reads.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

/// The category that a listing shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryHead {
    /// Its path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// From the root down to itself.
    pub crumbs: Vec<Crumb>,
    /// Whether categories lie below it.
    pub has_children: bool,
}

/// A category as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryTile {
    /// Its path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its own picture, else one of its products'.
    pub picture: Option<Picture>,
}

/// The collection that opens the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hero {
    /// The name of the collection's category.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Products in it.
    pub count: i64,
    /// Some of them, each with a picture; the first is the large one.
    pub cards: Vec<ProductCard>,
}

/// The home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomePage {
    /// The site's name.
    pub site_name: String,
    /// What opens it; `None` when nothing has a picture yet.
    pub hero: Option<Hero>,
    /// The categories at the top of the tree.
    pub categories: Vec<CategoryTile>,
    /// What came in last.
    pub newest: Vec<ProductCard>,
    /// What sells most and can be bought.
    pub trending: Vec<ProductCard>,
    /// Shops that are open, some of them.
    pub shops: Vec<ShopCard>,
    /// All shops that are open.
    pub shop_count: i64,
    /// The page's one address, absolute.
    pub canonical: String,
}

/// A shop in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopCard {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One line about it.
    pub tagline: String,
    /// Its logo.
    pub logo: Option<Picture>,
}

/// A shop's own page, without its products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopPage {
    /// The shop.
    pub id: ShopId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One line about it.
    pub tagline: String,
    /// What it tells of itself; plain text.
    pub description: String,
    /// Its logo.
    pub logo: Option<Picture>,
    /// Its colour, `#rrggbb`.
    pub accent: String,
    /// The town and the country that it sells from; empty when it does not say.
    pub seat: String,
    /// How it sends; plain text.
    pub shipping_policy: String,
    /// How it takes back; plain text.
    pub return_policy: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// The page's one address, absolute.
    pub canonical: String,
}

/// What a suggestion leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// A category.
    Category,
    /// The products of a brand.
    Brand,
    /// A product.
    Product,
}

/// A piece of a text, and whether it is what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The piece.
    pub text: String,
    /// Whether it is to be marked.
    pub hit: bool,
}

/// Something that a person may mean while typing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it leads to.
    pub kind: SuggestionKind,
    /// Where.
    pub href: String,
    /// What a person reads.
    pub parts: Vec<Part>,
    /// A second line: the shop of a product, the way to a category.
    pub detail: String,
    /// A product's first picture.
    pub picture: Option<Picture>,
}
