create table shops (
    id                  text primary key,
    slug                text not null unique,
    name                text not null,
    tagline             text not null default '',
    description         text not null default '',
    logo_media_id       text,
    accent              text not null default '#1f6f5c',
    address             text not null default '{}',
    email               text not null default '',
    time_zone           text not null default 'Europe/Berlin',
    currency            text not null,
    prices_include_tax  boolean not null,
    shipping_policy     text not null default '',
    return_policy       text not null default '',
    status              text not null default 'open' check (status in ('open', 'closed')),
    created_at          bigint not null,
    updated_at          bigint not null
);
create index shops_by_status on shops (status, slug);

create table shop_members (
    shop_id     text not null references shops (id) on delete cascade,
    user_id     text not null references users (id) on delete cascade,
    role        text not null check (role in ('owner', 'staff')),
    created_at  bigint not null,
    primary key (shop_id, user_id)
);
create index shop_members_by_user on shop_members (user_id, shop_id);

-- countries: JSON list of ISO codes; an empty list is the rest of the world.
create table shipping_zones (
    id          text primary key,
    shop_id     text not null references shops (id) on delete cascade,
    name        text not null,
    countries   text not null,
    position    bigint not null
);
create index shipping_zones_by_shop on shipping_zones (shop_id, position);

create table shipping_rates (
    id              text primary key,
    shop_id         text not null references shops (id) on delete cascade,
    zone_id         text not null references shipping_zones (id) on delete cascade,
    name            text not null,
    price           bigint not null check (price >= 0),
    min_subtotal    bigint,
    max_subtotal    bigint,
    max_weight_g    bigint,
    free_from       bigint,
    min_days        bigint not null,
    max_days        bigint not null,
    position        bigint not null
);
create index shipping_rates_by_shop on shipping_rates (shop_id, zone_id, position);
create index shipping_rates_by_zone on shipping_rates (zone_id);

-- rate_ppm: parts per million, 190000 is 19 %. region '' is the whole country.
create table tax_rates (
    id          text primary key,
    shop_id     text not null references shops (id) on delete cascade,
    country     text not null,
    region      text not null default '',
    tax_class   text not null default 'standard' check (tax_class in ('standard', 'reduced', 'zero')),
    name        text not null,
    rate_ppm    bigint not null check (rate_ppm >= 0 and rate_ppm <= 1000000),
    unique (shop_id, country, region, tax_class)
);
