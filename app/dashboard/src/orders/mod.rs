//! A shop's orders: the lists by state, one order with what can be done to it, its packing slip.

mod address;
mod api;
mod cancel;
mod failure;
mod fulfil;
mod lines;
mod list;
mod note;
mod page;
mod parcels;
mod refund;
mod side;
mod slip;
mod texts;
mod timeline;

pub(crate) use list::OrderListPage;
pub(crate) use page::OrderPage;
pub(crate) use slip::SlipPage;
