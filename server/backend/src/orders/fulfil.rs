//! Sending parcels, in part or whole, and their arrival.

use db::{Run, sql};
use domain::id::{FulfillmentEntity, FulfillmentId, OrderId, OrderLineId};
use domain::invalid::Checks;
use domain::orders::actions::{Pieces, check_deliver, check_fulfil};
use domain::orders::carriers::tracking_url;
use domain::orders::views::FulfilForm;
use domain::stock::StockMove;
use serde_json::json;

use super::change::{self, StockMoves};
use super::status::store_status;
use super::timeline;
use crate::events::{self, Event};
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

sql!(
    WRITE_PARCEL,
    "insert into fulfillments (id, order_id, shop_id, carrier, tracking_number, tracking_url, status, created_at)
     values ($1, $2, $3, $4, $5, $6, 'shipped', $7)"
);
sql!(
    WRITE_PARCEL_LINE,
    "insert into fulfillment_lines (fulfillment_id, order_line_id, quantity) values ($1, $2, $3)"
);
sql!(SEND_PIECES, "update order_lines set fulfilled = fulfilled + $1 where id = $2 and order_id = $3");
sql!(DELIVER_PIECES, "update order_lines set delivered = delivered + $1 where id = $2 and order_id = $3");
sql!(
    DELIVER_PARCEL,
    "update fulfillments set status = 'delivered', delivered_at = $1
     where id = $2 and order_id = $3 and shop_id = $4 and status = 'shipped'"
);
sql!(PARCEL_PIECES, "select order_line_id, quantity from fulfillment_lines where fulfillment_id = $1");

/// Sends a parcel with pieces of an order.
///
/// # Errors
/// NotFound for another shop's order; Conflict `stale`, `not_open`, `not_paid`; Invalid
/// `pieces`, `pieces.{line}`, `carrier`, `tracking_number`.
pub async fn fulfil(env: &Env, shop: &ShopScope, order: OrderId, form: &FulfilForm) -> Result<FulfillmentId> {
    let mut checks = Checks::default();
    let carrier = checks.text("carrier", &form.carrier, 0, 60);
    let number = checks.text("tracking_number", &form.tracking_number, 0, 60);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    let held = change::hold(&mut tx, env, shop, order, form.version).await?;
    let pieces = held.pieces(&form.pieces)?;
    check_fulfil(held.facts.status, held.facts.payment_status, &held.quantities(), &pieces)
        .map_err(|error| held.refuse(error))?;

    let parcel: FulfillmentId = env.id::<FulfillmentEntity>();
    tx.query(&WRITE_PARCEL)
        .bind(parcel)
        .bind(order)
        .bind(shop.shop())
        .bind(&carrier)
        .bind(&number)
        .bind(tracking_url(&carrier, &number))
        .bind(env.now())
        .execute()
        .await?;
    let mut stock = StockMoves::default();
    for Pieces { line, quantity } in &pieces {
        let line = &held.lines[*line];
        tx.query(&WRITE_PARCEL_LINE).bind(parcel).bind(line.id).bind(quantity).execute().await?;
        tx.query(&SEND_PIECES).bind(quantity).bind(line.id).bind(order).execute().await?;
        stock.add(line, StockMove::Fulfil, *quantity);
    }
    stock.apply(&mut tx, env, order, shop.user()).await?;
    let actor = change::actor(&mut tx, shop).await?;
    let sent: i64 = pieces.iter().map(|pieces| pieces.quantity).sum();
    let details = json!({ "pieces": sent, "carrier": carrier, "tracking_number": number });
    timeline::record(&mut tx, env, order, "shipped", shop.user(), &actor, &details).await?;
    store_status(&mut tx, env, order).await?;
    let event = match form.notify {
        true => Event::OrderShipped { order, parcel: Some(parcel) },
        false => Event::OrderChanged { order },
    };
    events::record(&mut tx, env, Some(shop.shop()), event).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(parcel)
}

/// Notes that a parcel arrived.
///
/// # Errors
/// NotFound for another shop's order, or a parcel that is not on its way; Conflict `stale`.
pub async fn mark_delivered(
    env: &Env,
    shop: &ShopScope,
    order: OrderId,
    parcel: FulfillmentId,
    version: i64,
) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let held = change::hold(&mut tx, env, shop, order, version).await?;
    let query = tx.query(&DELIVER_PARCEL).bind(env.now()).bind(parcel).bind(order).bind(shop.shop());
    if query.execute().await? == 0 {
        return Err(Error::NotFound);
    }
    let rows: Vec<(OrderLineId, i64)> = tx.query(&PARCEL_PIECES).bind(parcel).fetch_all().await?;
    let pieces: Vec<Pieces> = rows
        .into_iter()
        .filter_map(|(id, quantity)| {
            let line = held.lines.iter().position(|line| line.id == id)?;
            Some(Pieces { line, quantity })
        })
        .collect();
    check_deliver(&held.quantities(), &pieces).map_err(|error| held.refuse(error))?;
    for Pieces { line, quantity } in &pieces {
        tx.query(&DELIVER_PIECES).bind(quantity).bind(held.lines[*line].id).bind(order).execute().await?;
    }
    let actor = change::actor(&mut tx, shop).await?;
    let arrived: i64 = pieces.iter().map(|pieces| pieces.quantity).sum();
    let details = json!({ "pieces": arrived });
    timeline::record(&mut tx, env, order, "delivered", shop.user(), &actor, &details).await?;
    store_status(&mut tx, env, order).await?;
    events::record(&mut tx, env, Some(shop.shop()), Event::OrderChanged { order }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}
