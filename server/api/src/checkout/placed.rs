//! The confirmation of a purchase.

use axum::Json;
use backend::checkout;
use domain::Money;
use domain::address::Address;
use domain::checkout::{CheckoutTotals, GroupState, OrderGroupLine, OrderGroupPart, OrderGroupView};
use domain::id::{OrderGroupId, OrderId};
use http::HeaderMap;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::Path;
use crate::types::{Image, Time};

/// Opens a purchase to whoever holds its token.
const TOKEN: &str = "x-order-token";

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(get_order_group))
}

/// A purchase: one order of each shop.
#[derive(Serialize, ToSchema)]
struct OrderGroup {
    /// The purchase.
    id: OrderGroupId,
    /// Its number.
    #[schema(examples("S-100042"))]
    number: String,
    /// `placed` or `refunded`; others are not shown.
    state: GroupState,
    /// Where the confirmation was sent.
    email: String,
    /// Where it is sent.
    address: Address,
    /// One order a shop.
    orders: Vec<OrderGroupOrder>,
    /// Its sums.
    totals: CheckoutTotals,
    /// How it was paid, such as `card 4242`; empty when there was nothing to pay.
    method: String,
    /// When it was placed.
    placed_at: Time,
}

/// One shop's order of a purchase.
#[derive(Serialize, ToSchema)]
struct OrderGroupOrder {
    /// The order.
    id: OrderId,
    /// Its number.
    #[schema(examples("S-100042-1"))]
    number: String,
    /// The shop's slug.
    shop: String,
    /// The shop's name.
    shop_name: String,
    /// Its lines as they were sold.
    lines: Vec<SoldLine>,
    /// How it is sent; empty when nothing is.
    shipping_name: String,
    /// The first day of the delivery, at noon UTC.
    from: Time,
    /// The last day, at noon UTC.
    until: Time,
    /// What sending cost.
    shipping: Money,
    /// What was paid to this shop.
    total: Money,
}

/// A line as it was sold.
#[derive(Serialize, ToSchema)]
struct SoldLine {
    /// The product's slug; with the shop's it names the product in paths.
    product_slug: String,
    /// The product's name at the sale.
    title: String,
    /// The options at the sale.
    variant_title: String,
    /// The picture.
    image: Option<Image>,
    /// Pieces.
    quantity: i64,
    /// What a piece cost, at the shop's prices.
    unit_price: Money,
    /// Discount on the line.
    discount: Money,
    /// What was paid for the line.
    total: Money,
}

impl From<OrderGroupView> for OrderGroup {
    fn from(group: OrderGroupView) -> Self {
        Self {
            id: group.id,
            number: group.number,
            state: group.state,
            email: group.email,
            address: group.address,
            orders: group.orders.into_iter().map(Into::into).collect(),
            totals: group.totals,
            method: group.method,
            placed_at: group.placed_at.into(),
        }
    }
}

impl From<OrderGroupPart> for OrderGroupOrder {
    fn from(part: OrderGroupPart) -> Self {
        Self {
            id: part.order,
            number: part.number,
            shop: part.shop_slug,
            shop_name: part.shop_name,
            lines: part.lines.into_iter().map(Into::into).collect(),
            shipping_name: part.shipping_name,
            from: part.from.into(),
            until: part.until.into(),
            shipping: part.shipping,
            total: part.total,
        }
    }
}

impl From<OrderGroupLine> for SoldLine {
    fn from(line: OrderGroupLine) -> Self {
        Self {
            product_slug: line.product_slug,
            image: line.picture.map(|id| Image::of(id, &line.title)),
            title: line.title,
            variant_title: line.variant_title,
            quantity: line.quantity,
            unit_price: line.unit_price,
            discount: line.discount,
            total: line.total,
        }
    }
}

/// A purchase
///
/// For its buyer: signed in, by the token of the cart that was bought, or by the `token` that
/// paying gave.
#[utoipa::path(get, path = "/order-groups/{number}", tag = "Checkout",
    security((), ("cart" = []), ("session" = [])),
    params(
        ("number" = String, Path, description = "Its number, or that of one of its orders"),
        ("X-Order-Token" = Option<String>, Header, description = "The `token` that paying gave"),
    ),
    responses((status = 200, body = OrderGroup), (status = 404, description = "No such purchase of yours")))]
async fn get_order_group(
    cx: Caller,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Json<OrderGroup>, Problem> {
    let token = headers.get(TOKEN).and_then(|value| value.to_str().ok());
    Ok(Json(checkout::placed(&cx.env, &cx.buyer(), &number, token).await?.into()))
}
