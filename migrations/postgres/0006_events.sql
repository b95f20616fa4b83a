-- A sequence number is taken before its commit, so a later number can be seen first. Readers
-- take only transactions that nothing older can still join, in the order of (xid, seq).
create table events (
    xid         bigint not null default (pg_current_xact_id()::text::bigint),
    seq         bigint generated always as identity,
    id          text not null unique,
    kind        text not null,
    shop_id     text,
    subject     text not null,
    payload     text not null,
    request_id  text not null default '',
    at          bigint not null,
    primary key (xid, seq)
);
create index events_by_age on events (at);
