-- The customer's name as it is searched. SQLite folds ASCII only, so for the orders that are there
-- already the commonest letters beyond it are named.
alter table orders add column customer_folded text not null default '';
update orders set customer_folded = replace(replace(replace(replace(replace(
    lower(customer_name), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü'), 'É', 'é'), 'Ø', 'ø');
