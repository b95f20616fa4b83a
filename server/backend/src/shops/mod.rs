//! Shops: their public face, members, shipping zones and rates, tax rates.
