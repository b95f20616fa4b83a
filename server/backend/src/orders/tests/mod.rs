mod build;
mod customers;
mod lists;
mod parcels;
mod refunds;
