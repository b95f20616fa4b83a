//! Variants: the rows of a product's grid as they are stored.
//!
//! A variant that was sold is never deleted: one that is taken away is archived, and comes back
//! when the same combination is wanted again.

use std::collections::{BTreeMap, HashMap, HashSet};

use db::{Builder, Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{MediaId, ProductId, RowEntity, ShopId, UserId, VariantEntity, VariantId};
use domain::invalid::Problem;
use domain::options::variant_title;
use domain::products::{VariantDraft, fold};
use domain::stock::{StockMove, StockPolicy};

use super::bulk;
use crate::inventory::{self, Cause, Touched};
use crate::{Env, Error, Result};

/// What is written of a variant, apart from its stock.
#[derive(Debug, Clone, PartialEq, Eq, db::FromRow)]
pub(super) struct VariantData {
    pub title: String,
    pub option1: String,
    pub option2: String,
    pub option3: String,
    pub sku: String,
    pub barcode: String,
    pub price: i64,
    pub compare_at: Option<i64>,
    pub weight_g: i64,
    pub requires_shipping: bool,
    pub taxable: bool,
    pub position: i64,
    pub media_id: Option<MediaId>,
    pub tracked: bool,
    /// `deny` or `continue`; what counts only while it is tracked.
    pub stock_policy: StockPolicy,
}

/// A variant as it is stored.
#[derive(Debug, Clone, db::FromRow)]
pub(super) struct StoredVariant {
    pub id: VariantId,
    pub product_id: ProductId,
    #[row(flatten)]
    pub data: VariantData,
    pub on_hand: i64,
    pub allocated: i64,
    pub reserved: i64,
    pub archived_at: Option<UtcMillis>,
}

/// The folded combination of a variant: what is unique within its product.
pub(super) type Combination = [String; 3];

impl VariantData {
    /// The data of a draft at a place of the grid.
    pub(super) fn of(draft: &VariantDraft, position: usize) -> Self {
        let value = |at: usize| draft.values.get(at).cloned().unwrap_or_default();
        Self {
            title: variant_title(&draft.values),
            option1: value(0),
            option2: value(1),
            option3: value(2),
            sku: draft.sku.trim().to_owned(),
            barcode: draft.barcode.trim().to_owned(),
            price: draft.price,
            compare_at: draft.compare_at,
            weight_g: draft.weight_g,
            requires_shipping: draft.requires_shipping,
            taxable: draft.taxable,
            position: i64::try_from(position).unwrap_or(i64::MAX),
            media_id: draft.picture,
            tracked: draft.tracked,
            stock_policy: if draft.oversell { StockPolicy::Continue } else { StockPolicy::Deny },
        }
    }

    pub(super) fn combination(&self) -> Combination {
        [fold(&self.option1), fold(&self.option2), fold(&self.option3)]
    }

    /// The values of its options.
    pub(super) fn values(&self) -> Vec<String> {
        let all = [&self.option1, &self.option2, &self.option3];
        all.into_iter().filter(|value| !value.is_empty()).cloned().collect()
    }
}

const COLUMNS: &str = "id, product_id, title, option1, option2, option3, sku, barcode, price, compare_at, weight_g, \
     requires_shipping, taxable, position, media_id, tracked, stock_policy, on_hand, allocated, reserved, archived_at";

/// The variants of some products of a shop, archived ones too, in their order.
pub(super) async fn of_products(
    conn: &mut dyn Run,
    shop: ShopId,
    products: &[ProductId],
) -> Result<HashMap<ProductId, Vec<StoredVariant>>> {
    let mut found: HashMap<ProductId, Vec<StoredVariant>> = HashMap::new();
    if products.is_empty() {
        return Ok(found);
    }
    let rows: Vec<StoredVariant> = Builder::new("catalog::variants::of_products", "select ")
        .push(COLUMNS)
        .push(" from variants where product_id in ")
        .bind_list(products)
        .push(" and shop_id = ")
        .bind(shop)
        .push(" order by product_id, position, id")
        .query(conn)
        .fetch_all()
        .await?;
    for row in rows {
        found.entry(row.product_id).or_default().push(row);
    }
    Ok(found)
}

/// A variant to be made, with its first count.
pub(super) struct NewVariant {
    pub id: VariantId,
    pub product: ProductId,
    pub data: VariantData,
    pub on_hand: i64,
}

/// A row of the ledger to be written for a count that is set together with its variant.
pub(super) struct Count {
    pub variant: VariantId,
    pub difference: i64,
    pub note: String,
}

/// Makes variants, each with its count. The ledger's rows are the caller's, by [`count`].
pub(super) async fn insert(tx: &mut Tx, env: &Env, shop: ShopId, new: &[NewVariant]) -> Result<()> {
    let now = env.now();
    let head = "insert into variants (id, product_id, shop_id, title, option1, option2, option3, sku, sku_folded, \
         barcode, price, compare_at, weight_g, requires_shipping, taxable, position, media_id, tracked, stock_policy, \
         on_hand, created_at, updated_at) values ";
    bulk::insert(tx, "catalog::variants::insert", head, "", new, |row, variant| {
        let data = &variant.data;
        row.bind(variant.id)
            .bind(variant.product)
            .bind(shop)
            .bind(&data.title)
            .bind(&data.option1)
            .bind(&data.option2)
            .bind(&data.option3)
            .bind(&data.sku)
            .bind(fold(&data.sku))
            .bind(&data.barcode)
            .bind(data.price)
            .bind(data.compare_at)
            .bind(data.weight_g)
            .bind(data.requires_shipping)
            .bind(data.taxable)
            .bind(data.position)
            .bind(data.media_id)
            .bind(data.tracked)
            .bind(data.stock_policy.as_str())
            .bind(variant.on_hand)
            .bind(now)
            .bind(now)
    })
    .await
}

/// Writes the ledger of counts that were stored with their variants.
pub(super) async fn count(
    tx: &mut Tx,
    env: &Env,
    shop: ShopId,
    kind: StockMove,
    (reference, user): (&str, Option<UserId>),
    counts: &[Count],
) -> Result<()> {
    let now = env.now();
    let head = "insert into stock_ledger (id, variant_id, shop_id, kind, on_hand, reference, user_id, note, at) values ";
    bulk::insert(tx, "catalog::variants::count", head, "", counts, |row, count| {
        row.bind(env.id::<RowEntity>())
            .bind(count.variant)
            .bind(shop)
            .bind(kind.as_str())
            .bind(count.difference)
            .bind(reference)
            .bind(user)
            .bind(&count.note)
            .bind(now)
    })
    .await
}

sql!(
    UPDATE_VARIANT,
    "update variants set title = $1, option1 = $2, option2 = $3, option3 = $4, sku = $5, sku_folded = $6,
       barcode = $7, price = $8, compare_at = $9, weight_g = $10, requires_shipping = $11, taxable = $12,
       position = $13, media_id = $14, tracked = $15, stock_policy = $16, archived_at = null, updated_at = $17
     where id = $18 and shop_id = $19"
);

/// Stores a variant's data and puts it on sale.
pub(super) async fn update(
    tx: &mut Tx,
    env: &Env,
    shop: ShopId,
    id: VariantId,
    data: &VariantData,
) -> Result<()> {
    tx.query(&UPDATE_VARIANT)
        .bind(&data.title)
        .bind(&data.option1)
        .bind(&data.option2)
        .bind(&data.option3)
        .bind(&data.sku)
        .bind(fold(&data.sku))
        .bind(&data.barcode)
        .bind(data.price)
        .bind(data.compare_at)
        .bind(data.weight_g)
        .bind(data.requires_shipping)
        .bind(data.taxable)
        .bind(data.position)
        .bind(data.media_id)
        .bind(data.tracked)
        .bind(data.stock_policy.as_str())
        .bind(env.now())
        .bind(id)
        .bind(shop)
        .execute()
        .await?;
    Ok(())
}

/// Takes variants off sale.
pub(super) async fn archive(tx: &mut Tx, env: &Env, shop: ShopId, ids: &[VariantId]) -> Result<()> {
    if !ids.is_empty() {
        let now = env.now();
        let update =
            Builder::new("catalog::variants::archive", "update variants set archived_at = ").bind(now);
        let update = update.push(", updated_at = ").bind(now).push(" where shop_id = ").bind(shop);
        update.push(" and id in ").bind_list(ids).query(tx).execute().await?;
    }
    Ok(())
}

/// Frees the combinations of variants, so that others may take them.
pub(super) async fn park(tx: &mut Tx, shop: ShopId, ids: &[VariantId]) -> Result<()> {
    if !ids.is_empty() {
        let update =
            Builder::new("catalog::variants::park", "update variants set option1 = id where shop_id = ")
                .bind(shop);
        update.push(" and id in ").bind_list(ids).query(tx).execute().await?;
    }
    Ok(())
}

/// Makes a product's grid what a draft says: present rows change, new ones are made, rows that
/// the draft does not list are archived.
pub(super) async fn sync(
    tx: &mut Tx,
    env: &Env,
    shop: ShopId,
    user: Option<UserId>,
    product: ProductId,
    drafts: &[VariantDraft],
) -> Result<()> {
    let stored = of_products(tx, shop, &[product]).await?.remove(&product).unwrap_or_default();
    let plan = Plan::new(&stored, drafts)?;
    park(tx, shop, &plan.parked).await?;
    archive(tx, env, shop, &plan.archived).await?;
    for (id, data) in &plan.updated {
        update(tx, env, shop, *id, data).await?;
    }
    let (mut new, mut opening) = (Vec::new(), Vec::new());
    for (data, on_hand) in plan.new {
        let id: VariantId = env.id::<VariantEntity>();
        if on_hand != 0 {
            opening.push(Count { variant: id, difference: on_hand, note: String::new() });
        }
        new.push(NewVariant { id, product, data, on_hand });
    }
    insert(tx, env, shop, &new).await?;
    count(tx, env, shop, StockMove::Opening, ("", user), &opening).await?;
    let mut touched = Touched::default();
    for (variant, difference) in plan.corrections {
        let cause = Cause { reference: "", user, note: "" };
        inventory::change_on_hand(tx, env, &mut touched, variant, StockMove::Correction, difference, cause)
            .await?;
    }
    touched.settle(tx, env).await
}

/// What has to happen to make stored variants those of a draft.
#[derive(Default)]
struct Plan {
    parked: Vec<VariantId>,
    archived: Vec<VariantId>,
    updated: Vec<(VariantId, VariantData)>,
    new: Vec<(VariantData, i64)>,
    /// In the order of ids, as stock wants it.
    corrections: BTreeMap<VariantId, i64>,
}

impl Plan {
    fn new(stored: &[StoredVariant], drafts: &[VariantDraft]) -> Result<Self> {
        let by_id: HashMap<VariantId, &StoredVariant> = stored.iter().map(|s| (s.id, s)).collect();
        let mut free: HashMap<Combination, &StoredVariant> =
            stored.iter().map(|s| (s.data.combination(), s)).collect();
        let named: HashSet<VariantId> = drafts.iter().filter_map(|draft| draft.id).collect();
        free.retain(|_, s| !named.contains(&s.id));
        let (mut plan, mut kept) = (Self::default(), HashSet::new());
        let mut wanted: HashSet<Combination> = HashSet::new();
        for (at, draft) in drafts.iter().enumerate() {
            let data = VariantData::of(draft, at);
            wanted.insert(data.combination());
            let present =
                match draft.id {
                    Some(id) => Some(*by_id.get(&id).ok_or_else(|| {
                        Error::invalid(format!("variants.{at}.id"), Problem::UnknownChoice)
                    })?),
                    // The same combination as one that was taken away: that one comes back.
                    None => free.remove(&data.combination()),
                };
            let Some(present) = present else {
                plan.new.push((data, draft.stock_change));
                continue;
            };
            kept.insert(present.id);
            if draft.stock_change != 0 {
                plan.corrections.insert(present.id, draft.stock_change);
            }
            if present.data.combination() != data.combination() {
                plan.parked.push(present.id);
            }
            if present.data != data || present.archived_at.is_some() {
                plan.updated.push((present.id, data));
            }
        }
        for gone in stored.iter().filter(|s| !kept.contains(&s.id)) {
            if gone.archived_at.is_none() {
                plan.archived.push(gone.id);
            }
            if wanted.contains(&gone.data.combination()) {
                plan.parked.push(gone.id);
            }
        }
        Ok(plan)
    }
}
