//! From a cart to a placed order group, in three phases, whatever crashes between.
