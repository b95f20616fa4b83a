-- What the simulated payment provider remembers: its side of the wire, not ours.
create table local_payments (
    ref             text primary key,
    idempotency_key text not null unique,
    -- Our name for the payment, which a provider hands back in its webhooks.
    reference       text not null,
    amount          bigint not null check (amount > 0),
    currency        text not null,
    -- What it was told to do: a word of the test cards.
    behaviour       text not null,
    state           text not null check (state in ('challenge', 'pending', 'authorized', 'captured', 'declined', 'voided')),
    decline_reason  text not null default '',
    captured        bigint not null default 0,
    refunded        bigint not null default 0,
    return_url      text not null,
    -- When a pending one is decided.
    decide_at       bigint not null,
    created_at      bigint not null
);
create index local_payments_by_reference on local_payments (reference);

create table local_refunds (
    idempotency_key text primary key,
    payment_ref     text not null references local_payments (ref),
    amount          bigint not null check (amount > 0),
    created_at      bigint not null
);
create index local_refunds_by_payment on local_refunds (payment_ref);
