//! The search index, derived from the catalogue by its events.
