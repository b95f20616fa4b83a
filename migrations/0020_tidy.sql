-- What the nightly tidying looks for.
create index payment_events_by_age on payment_events (received_at);
create index imports_by_file on imports (file_hash);
create index imports_by_state on imports (state, created_at);
