create table users (
    id              text primary key,
    email           text not null,
    email_folded    text not null unique,
    name            text not null,
    password_hash   text,
    role            text not null default 'customer' check (role in ('customer', 'manager', 'admin')),
    locale          text not null default 'en',
    verified_at     bigint,
    disabled_at     bigint,
    created_at      bigint not null,
    updated_at      bigint not null
);

create table sessions (
    token_hash      text primary key,
    user_id         text not null references users (id) on delete cascade,
    created_at      bigint not null,
    last_seen_at    bigint not null,
    expires_at      bigint not null,
    ip              text not null,
    user_agent      text not null
);
create index sessions_by_user on sessions (user_id, created_at);
create index sessions_by_expiry on sessions (expires_at);

-- One-time tokens: verify a mail address, reset a password. Only hashes are stored.
create table one_time_tokens (
    token_hash      text primary key,
    user_id         text not null references users (id) on delete cascade,
    purpose         text not null check (purpose in ('verify', 'reset')),
    expires_at      bigint not null,
    used_at         bigint
);
create index one_time_tokens_by_user on one_time_tokens (user_id, purpose);
create index one_time_tokens_by_expiry on one_time_tokens (expires_at);

-- Attempts within a window, by what is throttled and by whom.
create table throttles (
    bucket          text primary key,
    window_start    bigint not null,
    attempts        bigint not null
);
create index throttles_by_window on throttles (window_start);

create table addresses (
    id              text primary key,
    user_id         text not null references users (id) on delete cascade,
    address         text not null,
    created_at      bigint not null,
    updated_at      bigint not null
);
create index addresses_by_user on addresses (user_id, updated_at);

create table audit_log (
    id              text primary key,
    at              bigint not null,
    user_id         text,
    shop_id         text,
    action          text not null,
    subject         text not null,
    details         text not null
);
create index audit_log_by_shop on audit_log (shop_id, id);
