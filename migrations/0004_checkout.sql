create table carts (
    id              text primary key,
    token_hash      text not null unique,
    user_id         text references users (id) on delete set null,
    currency        text not null,
    -- open: being filled; paying: a payment is under way, so it cannot change; ordered: became an
    -- order group; merged: its lines went to the user's cart.
    state           text not null default 'open' check (state in ('open', 'paying', 'ordered', 'merged')),
    version         bigint not null default 1,
    created_at      bigint not null,
    updated_at      bigint not null
);
create index carts_by_user on carts (user_id, state, updated_at);
create index carts_by_age on carts (state, updated_at);

create table cart_lines (
    cart_id     text not null references carts (id) on delete cascade,
    variant_id  text not null references variants (id) on delete cascade,
    quantity    bigint not null check (quantity > 0),
    added_at    bigint not null,
    primary key (cart_id, variant_id)
);
create index cart_lines_by_variant on cart_lines (variant_id);

-- What the person typed in checkout, valid or not, so that nothing typed is lost.
create table checkouts (
    cart_id         text primary key references carts (id) on delete cascade,
    email           text not null default '',
    address         text not null default '{}',
    -- JSON: shop id -> chosen rate id.
    shipping        text not null default '{}',
    -- JSON: [{field, message}] of the last refused step.
    errors          text not null default '[]',
    step            text not null default 'address' check (step in ('address', 'shipping', 'review')),
    updated_at      bigint not null
);

create table reservations (
    cart_id         text not null references carts (id) on delete cascade,
    variant_id      text not null references variants (id),
    shop_id         text not null,
    quantity        bigint not null check (quantity > 0),
    started_at      bigint not null,
    expires_at      bigint not null,
    primary key (cart_id, variant_id)
);
create index reservations_by_expiry on reservations (expires_at);
create index reservations_by_variant on reservations (variant_id);

create table counters (
    name    text primary key,
    value   bigint not null
);
insert into counters (name, value) values ('order_group', 100000);

create table order_groups (
    id                  text primary key,
    -- 100042, shown as S-100042.
    number              bigint not null unique,
    cart_id             text not null unique,
    user_id             text references users (id) on delete set null,
    email               text not null,
    email_folded        text not null,
    locale              text not null,
    currency            text not null,
    address             text not null,
    items_total         bigint not null,
    discount_total      bigint not null,
    shipping_total      bigint not null,
    tax_total           bigint not null,
    total               bigint not null,
    -- pending: prepared, not yet paid; placed: paid for and final; failed: nothing was taken;
    -- refunded: captured, but the stock was gone for good.
    state               text not null check (state in ('pending', 'placed', 'failed', 'refunded')),
    -- Lets the guest who placed it see it again.
    token_hash          text not null,
    created_at          bigint not null,
    placed_at           bigint
);
create index order_groups_by_user on order_groups (user_id, number);
create index order_groups_by_email on order_groups (email_folded, number);
create index order_groups_by_state on order_groups (state, created_at);

create table orders (
    id                  text primary key,
    group_id            text not null references order_groups (id),
    shop_id             text not null references shops (id),
    -- S-100042-1
    number              text not null unique,
    group_number        bigint not null,
    -- pending until its group is placed: a merchant never sees it.
    status              text not null check (status in ('pending', 'open', 'completed', 'cancelled')),
    payment_status      text not null check (payment_status in ('pending', 'authorized', 'paid', 'partially_refunded', 'refunded', 'failed')),
    fulfillment_status  text not null check (fulfillment_status in ('unfulfilled', 'partial', 'fulfilled', 'delivered', 'returned')),
    currency            text not null,
    prices_include_tax  boolean not null,
    items_total         bigint not null,
    discount_total      bigint not null,
    shipping_total      bigint not null,
    shipping_tax        bigint not null,
    tax_total           bigint not null,
    total               bigint not null,
    refunded_total      bigint not null default 0,
    shipping_refunded   bigint not null default 0,
    -- The tax in shipping_refunded.
    shipping_refunded_tax bigint not null default 0,
    shipping_name       text not null,
    shipping_min_days   bigint not null,
    shipping_max_days   bigint not null,
    user_id             text references users (id) on delete set null,
    email               text not null,
    customer_name       text not null,
    address             text not null,
    note                text not null default '',
    -- The day in the shop's zone, YYYY-MM-DD.
    day                 text not null,
    version             bigint not null default 1,
    placed_at           bigint not null,
    updated_at          bigint not null
);
create index orders_by_group on orders (group_id, number);
create index orders_by_shop on orders (shop_id, status, placed_at, id);
create index orders_by_shop_newest on orders (shop_id, placed_at, id);
create index orders_by_shop_fulfillment on orders (shop_id, fulfillment_status, placed_at, id);
create index orders_by_shop_payment on orders (shop_id, payment_status, placed_at, id);
create index orders_by_day on orders (shop_id, day);
create index orders_by_status on orders (status, placed_at);
create index orders_by_user on orders (user_id, placed_at);

-- All amounts are frozen at the moment of sale.
create table order_lines (
    id                  text primary key,
    order_id            text not null references orders (id),
    shop_id             text not null,
    position            bigint not null,
    product_id          text not null,
    variant_id          text not null,
    product_slug        text not null,
    title               text not null,
    variant_title       text not null,
    sku                 text not null,
    media_id            text,
    quantity            bigint not null check (quantity > 0),
    unit_price          bigint not null,
    discount            bigint not null default 0,
    tax_name            text not null,
    tax_rate_ppm        bigint not null,
    -- Why that rate, kept for zero too.
    tax_reason          text not null check (tax_reason in ('rate', 'zero', 'no_rate')),
    tax                 bigint not null,
    -- What the customer pays for the line: with tax, less discount.
    total               bigint not null,
    weight_g            bigint not null default 0,
    requires_shipping   boolean not null default true,
    tracked             boolean not null default true,
    -- Pieces; delivered and returned are of the fulfilled ones.
    fulfilled           bigint not null default 0,
    delivered           bigint not null default 0,
    returned            bigint not null default 0,
    cancelled           bigint not null default 0,
    refunded            bigint not null default 0,
    refunded_amount     bigint not null default 0,
    -- The tax in refunded_amount.
    refunded_tax        bigint not null default 0,
    unique (order_id, position)
);
create index order_lines_by_product on order_lines (product_id);
create index order_lines_by_variant on order_lines (variant_id);

create table order_timeline (
    id          text primary key,
    order_id    text not null references orders (id),
    at          bigint not null,
    kind        text not null,
    -- Who did it: a user's id, or null for the system.
    user_id     text,
    actor       text not null default '',
    details     text not null default '{}'
);
create index order_timeline_by_order on order_timeline (order_id, id);

create table fulfillments (
    id              text primary key,
    order_id        text not null references orders (id),
    shop_id         text not null,
    carrier         text not null default '',
    tracking_number text not null default '',
    tracking_url    text not null default '',
    status          text not null check (status in ('shipped', 'delivered')),
    created_at      bigint not null,
    delivered_at    bigint
);
create index fulfillments_by_order on fulfillments (order_id, id);

create table fulfillment_lines (
    fulfillment_id  text not null references fulfillments (id),
    order_line_id   text not null references order_lines (id),
    quantity        bigint not null check (quantity > 0),
    primary key (fulfillment_id, order_line_id)
);
create index fulfillment_lines_by_line on fulfillment_lines (order_line_id);

-- One row an attempt: after a declined one the same group may be paid by another.
create table payments (
    id              text primary key,
    group_id        text not null references order_groups (id),
    attempt         bigint not null,
    provider        text not null,
    provider_ref    text,
    -- created: asked for nothing yet; pending: the provider was asked; challenge: the buyer must
    -- confirm; authorized; captured; declined; voided.
    state           text not null check (state in ('created', 'pending', 'challenge', 'authorized', 'captured', 'declined', 'voided')),
    currency        text not null,
    amount          bigint not null,
    captured        bigint not null default 0,
    refunded        bigint not null default 0,
    -- What a person may read of how it was paid: never a whole card number.
    method          text not null default '',
    decline_reason  text not null default '',
    -- Where the buyer confirms a challenge.
    challenge_url   text not null default '',
    created_at      bigint not null,
    updated_at      bigint not null,
    unique (group_id, attempt),
    unique (provider, provider_ref)
);
create index payments_by_state on payments (state, updated_at);

create table payment_splits (
    payment_id  text not null references payments (id),
    order_id    text not null references orders (id),
    authorized  bigint not null,
    captured    bigint not null default 0,
    refunded    bigint not null default 0,
    primary key (payment_id, order_id)
);
create index payment_splits_by_order on payment_splits (order_id);

-- Webhooks by the provider's event id, so that one that comes twice counts once.
create table payment_events (
    provider    text not null,
    event_id    text not null,
    kind        text not null,
    received_at bigint not null,
    primary key (provider, event_id)
);

create table refunds (
    id              text primary key,
    order_id        text not null references orders (id),
    shop_id         text not null,
    payment_id      text not null references payments (id),
    amount          bigint not null check (amount >= 0),
    shipping_amount bigint not null default 0,
    reason          text not null default '',
    restock         boolean not null,
    -- pending: promised to the customer, the provider not yet asked; done; failed.
    state           text not null check (state in ('pending', 'done', 'failed')),
    provider_ref    text,
    user_id         text,
    created_at      bigint not null,
    settled_at      bigint
);
create index refunds_by_order on refunds (order_id, id);
create index refunds_by_payment on refunds (payment_id);
create index refunds_by_state on refunds (state, created_at);

create table refund_lines (
    refund_id       text not null references refunds (id),
    order_line_id   text not null references order_lines (id),
    quantity        bigint not null check (quantity >= 0),
    amount          bigint not null,
    tax             bigint not null,
    primary key (refund_id, order_line_id)
);
create index refund_lines_by_line on refund_lines (order_line_id);

create table idempotency_keys (
    -- The verb and whose key it is, so that one caller's key means nothing to another.
    scope       text not null,
    key         text not null,
    body_hash   text not null,
    -- What the first call gave, or the id of what it began (a payment), whose state is the
    -- answer; null while nothing is known.
    answer      text,
    created_at  bigint not null,
    primary key (scope, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
