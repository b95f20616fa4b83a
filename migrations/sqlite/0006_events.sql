-- The single writer makes seq the order of commits.
create table events (
    seq         integer primary key,
    id          text not null unique,
    kind        text not null,
    shop_id     text,
    subject     text not null,
    payload     text not null,
    request_id  text not null default '',
    at          bigint not null
);
create index events_by_age on events (at);
