-- When the provider was known to hold nothing of a voided payment any more; null until then.
alter table payments add column released_at bigint;
