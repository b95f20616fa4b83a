//! Categories, brands, products, variants and their pictures.
