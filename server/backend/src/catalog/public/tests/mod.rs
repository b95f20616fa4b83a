mod listing;
mod pages;
pub(crate) mod shelf;
