-- Without statistics SQLite takes every index to be as good as another, and may read all products
-- on sale to find one by its address. These say which columns tell little apart, until
-- "pragma optimize" has counted the shop's own rows.
analyze;

insert into sqlite_stat1 (tbl, idx, stat)
select typical.tbl, typical.idx, typical.stat
from (
    select 'products' as tbl, 'products_newest' as idx, '100000 40000 2 1' as stat
    union all select 'products', 'products_cheapest', '100000 40000 40 1'
    union all select 'products', 'products_best_selling', '100000 40000 400 1'
    union all select 'products', 'products_featured', '100000 50000 20000 2'
    union all select 'shops', 'shops_by_status', '1000 900 1'
    union all select 'jobs', 'jobs_due', '100000 20000 10 5'
    union all select 'jobs', 'jobs_leased', '100000 20000 10'
    union all select 'jobs', 'jobs_by_age', '100000 20000 10'
    union all select 'imports', 'imports_by_state', '1000 500 1'
    union all select 'carts', 'carts_by_age', '100000 20000 1'
    union all select 'order_groups', 'order_groups_by_state', '100000 50000 1'
    union all select 'orders', 'orders_by_status', '100000 40000 1'
    union all select 'payments', 'payments_by_state', '100000 30000 1'
    union all select 'refunds', 'refunds_by_state', '10000 4000 1'
) as typical
where not exists (select 1 from sqlite_stat1 known where known.idx = typical.idx);

analyze sqlite_schema;
