create table categories (
    id              text primary key,
    parent_id       text references categories (id),
    slug            text not null,
    -- Slugs from the root, joined by '/': what the address bar shows.
    path            text not null unique,
    name            text not null,
    name_de         text not null default '',
    position        bigint not null,
    -- What its drawn picture shows, for a category without an uploaded one.
    drawing         text not null default '',
    media_id        text
);
create index categories_by_parent on categories (parent_id, position);

create table brands (
    id              text primary key,
    slug            text not null unique,
    name            text not null,
    name_folded     text not null unique
);

create table products (
    id                  text primary key,
    shop_id             text not null references shops (id),
    slug                text not null,
    title               text not null,
    title_folded        text not null,
    -- Sanitised HTML.
    description         text not null default '',
    brand_id            text references brands (id),
    category_id         text references categories (id),
    -- What an import called its kind, kept where no category matched.
    type_text           text not null default '',
    status              text not null check (status in ('draft', 'active', 'archived')),
    tax_class           text not null default 'standard' check (tax_class in ('standard', 'reduced', 'zero')),
    -- JSON: options [{name, values}], attributes [{name, value}], tags [text].
    options             text not null default '[]',
    attributes          text not null default '[]',
    tags                text not null default '[]',
    featured            boolean not null default false,
    seo_title           text not null default '',
    seo_description     text not null default '',
    -- Derived from the variants by their one writer.
    min_price           bigint not null default 0,
    max_price           bigint not null default 0,
    compare_at          bigint,
    available           boolean not null default false,
    -- Derived from the pictures by their one writer.
    picture_count       bigint not null default 0,
    rating_sum          bigint not null default 0,
    rating_count        bigint not null default 0,
    sold_count          bigint not null default 0,
    -- The handle in the file that it was imported from.
    import_handle       text,
    version             bigint not null default 1,
    published_at        bigint,
    created_at          bigint not null,
    updated_at          bigint not null,
    unique (shop_id, slug),
    unique (shop_id, import_handle)
);
create index products_by_shop_status on products (shop_id, status, updated_at, id);
create index products_by_shop_title on products (shop_id, title_folded, id);
create index products_by_shop_updated on products (shop_id, updated_at, id);
create index products_by_category on products (category_id, status, published_at, id);
create index products_newest on products (status, published_at, id);
create index products_cheapest on products (status, min_price, id);
create index products_best_selling on products (status, sold_count, id);
create index products_featured on products (featured, status, published_at);
create index products_by_brand on products (brand_id, status);
create index products_without_picture on products (shop_id, picture_count, id);

-- Where a product was found before its slug changed.
create table product_slugs (
    shop_id     text not null references shops (id),
    slug        text not null,
    product_id  text not null references products (id) on delete cascade,
    primary key (shop_id, slug)
);
create index product_slugs_by_product on product_slugs (product_id);

create table media (
    id              text primary key,
    shop_id         text not null references shops (id),
    -- upload: bytes by content hash; remote: to be fetched from source_url; drawing: drawn on first request.
    kind            text not null check (kind in ('upload', 'remote', 'drawing')),
    status          text not null check (status in ('ready', 'pending', 'failed')),
    hash            text,
    width           bigint not null default 0,
    height          bigint not null default 0,
    source_url      text,
    -- JSON of a drawn picture's parameters.
    drawing         text,
    error           text,
    attempts        bigint not null default 0,
    created_at      bigint not null,
    unique (shop_id, source_url)
);
create index media_by_shop_status on media (shop_id, status, id);
create index media_by_hash on media (hash);

create table product_media (
    product_id  text not null references products (id) on delete cascade,
    media_id    text not null references media (id),
    position    bigint not null,
    alt         text not null default '',
    primary key (product_id, media_id)
);
create index product_media_in_order on product_media (product_id, position);
create index product_media_by_media on product_media (media_id);

create table variants (
    id              text primary key,
    product_id      text not null references products (id) on delete cascade,
    shop_id         text not null references shops (id),
    title           text not null default '',
    option1         text not null default '',
    option2         text not null default '',
    option3         text not null default '',
    sku             text not null default '',
    sku_folded      text not null default '',
    barcode         text not null default '',
    price           bigint not null check (price >= 0),
    compare_at      bigint,
    weight_g        bigint not null default 0,
    requires_shipping boolean not null default true,
    taxable         boolean not null default true,
    position        bigint not null,
    media_id        text references media (id),
    tracked         boolean not null default true,
    stock_policy    text not null default 'deny' check (stock_policy in ('deny', 'continue')),
    -- Units: on_hand is in the house; allocated is sold and not yet sent; reserved is held by
    -- live checkouts. Each equals the sum of its column in stock_ledger. Available is
    -- on_hand - allocated - reserved.
    on_hand         bigint not null default 0,
    allocated       bigint not null default 0 check (allocated >= 0),
    reserved        bigint not null default 0 check (reserved >= 0),
    archived_at     bigint,
    created_at      bigint not null,
    updated_at      bigint not null,
    unique (product_id, option1, option2, option3)
);
create index variants_by_product on variants (product_id, position);
create index variants_by_sku on variants (shop_id, sku_folded);
create index variants_by_shop on variants (shop_id, updated_at, id);
create index variants_by_media on variants (media_id);

create table stock_ledger (
    id              text primary key,
    variant_id      text not null references variants (id) on delete cascade,
    shop_id         text not null,
    kind            text not null check (kind in ('opening', 'correction', 'import', 'reserve', 'release', 'allocate', 'fulfil', 'cancel', 'restock')),
    on_hand         bigint not null default 0,
    allocated       bigint not null default 0,
    reserved        bigint not null default 0,
    -- The cart, order or import that caused it.
    reference       text not null default '',
    user_id         text,
    note            text not null default '',
    at              bigint not null
);
create index stock_ledger_by_variant on stock_ledger (variant_id, id);

create table imports (
    id              text primary key,
    shop_id         text not null references shops (id),
    user_id         text,
    file_name       text not null,
    file_hash       text not null,
    dry_run         boolean not null,
    state           text not null check (state in ('queued', 'running', 'done', 'failed')),
    -- Rows of the file that are settled: where a restart goes on.
    rows_done       bigint not null default 0,
    rows_total      bigint not null default 0,
    products        bigint not null default 0,
    variants        bigint not null default 0,
    pictures        bigint not null default 0,
    created         bigint not null default 0,
    changed         bigint not null default 0,
    unchanged       bigint not null default 0,
    refused         bigint not null default 0,
    warnings        bigint not null default 0,
    error           text,
    created_at      bigint not null,
    finished_at     bigint
);
create index imports_by_shop on imports (shop_id, created_at);

create table import_findings (
    id          text primary key,
    import_id   text not null references imports (id) on delete cascade,
    row_number  bigint not null,
    level       text not null check (level in ('refused', 'warning')),
    column_name text not null,
    reason      text not null
);
create index import_findings_by_import on import_findings (import_id, row_number, id);
