-- The dashboard's stock list goes through a shop's variants product by product.
create index variants_by_shop_product on variants (shop_id, product_id, position, id);
