//! The catalogue, for anybody.

mod product;
mod shops;

use axum::Json;
use backend::{Slice, catalog, search};
use domain::catalog::{
    CategoryNode, FacetOption, Facets, Filters, Listing, MAX_TEXT, Place, ProductCard, Rating, Sort,
    Suggestion, SuggestionKind,
};
use domain::id::ProductId;
use domain::invalid::Problem as Fault;
use domain::{Currency, Money};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::Query;
use crate::types::{Image, In, Paging};

/// Products of a page when no `limit` is given, as on the store's pages.
const DEFAULT: u32 = 24;

/// Routes of the catalogue.
pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new()
        .routes(routes!(list_products))
        .routes(routes!(suggest))
        .routes(routes!(list_categories))
        .routes(routes!(home))
        .merge(product::routes())
        .merge(shops::routes())
}

/// A product in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductSummary {
    /// The product.
    pub id: ProductId,
    /// Its shop's slug; with `slug` it names the product in paths.
    pub shop: String,
    /// Its own slug.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// Its shop's name.
    pub shop_name: String,
    /// Its brand's name.
    pub brand: Option<String>,
    /// What its cheapest variant costs.
    pub price: Money,
    /// Whether other variants cost more.
    pub price_varies: bool,
    /// The price that is struck through.
    pub compare_at_price: Option<Money>,
    /// The price after the reduction, when it is on sale.
    pub discounted_price: Option<Money>,
    /// Whether it costs less than before.
    pub on_sale: bool,
    /// Whether anything of it can be bought now.
    pub available: bool,
    /// Whether its shop puts it first.
    pub featured: bool,
    /// Whether it came lately.
    pub is_new: bool,
    /// What its buyers say.
    pub rating: Option<RatingSummary>,
    /// Its first pictures.
    pub images: Vec<Image>,
    /// Path of its page.
    pub path: String,
}

/// What buyers say of a product.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingSummary {
    /// Stars from 1 to 5, to one digit.
    pub average: f64,
    /// How many reviews.
    pub count: i64,
}

impl From<Rating> for RatingSummary {
    fn from(rating: Rating) -> Self {
        Self { average: rating.tenths as f64 / 10.0, count: rating.count }
    }
}

impl From<ProductCard> for ProductSummary {
    fn from(card: ProductCard) -> Self {
        let amounts = In(card.price.currency);
        let (shop, slug) = card.slugs().unwrap_or_default();
        Self {
            id: card.id,
            shop: shop.to_owned(),
            slug: slug.to_owned(),
            price_varies: card.from,
            compare_at_price: card.compare_at.map(|amount| amounts.money(amount)),
            discounted_price: card.compare_at.map(|_| card.price),
            on_sale: card.compare_at.is_some(),
            title: card.title,
            shop_name: card.shop_name,
            brand: card.brand,
            price: card.price,
            available: card.available,
            featured: card.featured,
            is_new: card.is_new,
            rating: card.rating.map(Into::into),
            images: card.pictures.into_iter().map(Into::into).collect(),
            path: card.href,
        }
    }
}

/// What a list of products is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProductQuery {
    /// Words to search for.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Path of a category, as in `GET /api/v1/categories`.
    category: Option<String>,
    /// Slugs of brands, separated by commas; any of them.
    brand: Option<String>,
    /// A shop's slug.
    shop: Option<String>,
    /// The lowest price in minor units.
    #[param(minimum = 0)]
    min_price: Option<i64>,
    /// The highest price in minor units.
    #[param(minimum = 0)]
    max_price: Option<i64>,
    /// Only what can be bought now.
    available: Option<bool>,
    /// The order; `relevance` needs `q`.
    sort: Option<Sort>,
}

impl ProductQuery {
    fn filters(self) -> backend::Result<Filters> {
        if self.q.as_ref().is_some_and(|text| text.chars().count() > MAX_TEXT) {
            return Err(backend::Error::invalid("q", Fault::TooLong { max: MAX_TEXT as u32 }));
        }
        let brands = self.brand.unwrap_or_default();
        Ok(Filters {
            text: self.q.unwrap_or_default(),
            category: self.category.map(|path| path.trim_matches('/').to_owned()),
            brands: brands.split(',').filter(|b| !b.is_empty()).take(20).map(str::to_owned).collect(),
            shop: self.shop,
            min: self.min_price,
            max: self.max_price,
            available: self.available.unwrap_or_default(),
            sort: self.sort,
        })
    }
}

/// A page of products, with what it can be narrowed to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductList {
    /// In the order asked for.
    pub items: Vec<ProductSummary>,
    /// Give it as `cursor` for the page after this one; `null` at the end.
    pub next_cursor: Option<String>,
    /// Products on all pages.
    pub total: i64,
    /// The order that was used.
    pub sort: Sort,
    /// Whether no product has all of the words and those with any of them are shown.
    pub is_loose: bool,
    /// What the list can be narrowed to, with counts.
    pub facets: FacetList,
}

/// What a list can be narrowed to.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetList {
    /// Categories by their paths.
    pub categories: Vec<Facet>,
    /// Brands by their slugs.
    pub brands: Vec<Facet>,
    /// Products that can be bought now.
    pub available: i64,
    /// The lowest price.
    pub min_price: Option<Money>,
    /// The highest price.
    pub max_price: Option<Money>,
}

/// One value that a list can be narrowed to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Facet {
    /// What to ask for.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// Products that have it.
    pub count: i64,
    /// Whether it is asked for already.
    pub selected: bool,
}

impl From<FacetOption> for Facet {
    fn from(option: FacetOption) -> Self {
        Self { value: option.value, label: option.label, count: option.count, selected: option.selected }
    }
}

impl From<(Facets, Currency)> for FacetList {
    fn from((facets, currency): (Facets, Currency)) -> Self {
        let price = |amount| In(currency).money(amount);
        Self {
            categories: facets.categories.into_iter().map(Into::into).collect(),
            brands: facets.brands.into_iter().map(Into::into).collect(),
            available: facets.available,
            min_price: facets.prices.map(|(min, _)| price(min)),
            max_price: facets.prices.map(|(_, max)| price(max)),
        }
    }
}

impl From<Listing> for ProductList {
    fn from(listing: Listing) -> Self {
        Self {
            facets: (listing.facets, listing.currency).into(),
            items: listing.cards.into_iter().map(Into::into).collect(),
            next_cursor: listing.next,
            total: listing.total,
            sort: listing.sort,
            is_loose: listing.is_loose,
        }
    }
}

/// List and search products
///
/// All products, those of a category or of a shop, or what words find.
#[utoipa::path(get, path = "/products", tag = "Catalogue", params(ProductQuery, Paging), responses(
    (status = 200, body = ProductList),
    (status = 404, description = "No such category or shop"),
))]
async fn list_products(
    cx: Caller,
    Query(query): Query<ProductQuery>,
    Query(paging): Query<Paging>,
) -> Result<Json<ProductList>, Problem> {
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let filters = query.filters()?;
    let listing = match (&filters.text, filters.shop.clone()) {
        (text, _) if !text.is_empty() => search::public_search(&cx.env, cx.locale, filters, slice).await?,
        (_, Some(shop)) => {
            catalog::public_listing(&cx.env, cx.locale, &Place::Shop(shop), filters, slice).await?
        }
        (_, None) => catalog::public_listing(&cx.env, cx.locale, &Place::Catalog, filters, slice).await?,
    };
    Ok(Json(listing.into()))
}

/// What is typed so far.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SuggestQuery {
    /// The beginning of what a person types.
    #[param(max_length = 100)]
    q: String,
}

/// What a person may mean.
#[derive(Debug, Serialize, ToSchema)]
struct SuggestionItem {
    /// What it is.
    kind: SuggestionWord,
    /// Its name.
    text: String,
    /// Where it leads.
    path: String,
    /// What else tells it apart.
    detail: String,
    /// Its picture.
    image: Option<Image>,
}

/// What a suggestion is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum SuggestionWord {
    Category,
    Brand,
    Product,
}

impl From<Suggestion> for SuggestionItem {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            kind: match suggestion.kind {
                SuggestionKind::Category => SuggestionWord::Category,
                SuggestionKind::Brand => SuggestionWord::Brand,
                SuggestionKind::Product => SuggestionWord::Product,
            },
            text: suggestion.parts.into_iter().map(|part| part.text).collect(),
            path: suggestion.href,
            detail: suggestion.detail,
            image: suggestion.picture.map(Into::into),
        }
    }
}

/// Suggest while typing
#[utoipa::path(get, path = "/search/suggestions", tag = "Catalogue", params(SuggestQuery), responses(
    (status = 200, body = Vec<SuggestionItem>),
))]
async fn suggest(
    cx: Caller,
    Query(query): Query<SuggestQuery>,
) -> Result<Json<Vec<SuggestionItem>>, Problem> {
    let found = search::public_suggest(&cx.env, cx.locale, &query.q).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// A category with those below it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(no_recursion)]
struct CategoryItem {
    /// Its path, as `GET /api/v1/products?category=` takes it.
    path: String,
    /// Its name in the caller's language.
    name: String,
    /// Those directly below it.
    children: Vec<CategoryItem>,
}

impl From<CategoryNode> for CategoryItem {
    fn from(node: CategoryNode) -> Self {
        Self {
            path: node.path,
            name: node.name,
            children: node.children.into_iter().map(Into::into).collect(),
        }
    }
}

/// The tree of categories
#[utoipa::path(get, path = "/categories", tag = "Catalogue", responses((status = 200, body = Vec<CategoryItem>)))]
async fn list_categories(cx: Caller) -> Result<Json<Vec<CategoryItem>>, Problem> {
    let menu = catalog::public_menu(&cx.env, cx.locale).await?;
    Ok(Json(menu.categories.into_iter().map(Into::into).collect()))
}

/// What the store's first page shows.
#[derive(Debug, Serialize, ToSchema)]
struct Home {
    /// Name of the site.
    site_name: String,
    /// What came last.
    newest: Vec<ProductSummary>,
    /// What sells.
    trending: Vec<ProductSummary>,
    /// Shops of the site.
    shops: Vec<shops::ShopSummary>,
    /// How many shops there are.
    shop_count: i64,
}

/// The store's first page
#[utoipa::path(get, path = "/home", tag = "Catalogue", responses((status = 200, body = Home)))]
async fn home(cx: Caller) -> Result<Json<Home>, Problem> {
    let page = (*catalog::public_home(&cx.env, cx.locale).await?).clone();
    Ok(Json(Home {
        site_name: page.site_name,
        newest: page.newest.into_iter().map(Into::into).collect(),
        trending: page.trending.into_iter().map(Into::into).collect(),
        shops: page.shops.into_iter().map(Into::into).collect(),
        shop_count: page.shop_count,
    }))
}
