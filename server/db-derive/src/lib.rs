//! `#[derive(FromRow)]` of the crate `db`, which exports it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr, Result, parse_macro_input};

/// Fills a struct from a row, each field from the column of its name.
///
/// `#[row(rename = "column")]` names another column, `#[row(flatten)]` fills a field that is such
/// a struct itself from the same row.
#[proc_macro_derive(FromRow, attributes(row))]
pub fn from_row(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implement(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn implement(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(body) = &input.data else {
        return Err(Error::new_spanned(input, "a row is a struct"));
    };
    let Fields::Named(fields) = &body.fields else {
        return Err(Error::new_spanned(input, "the fields of a row have names"));
    };
    let fields = fields.named.iter().map(fill).collect::<Result<Vec<_>>>()?;
    let (name, (generics, arguments, bounds)) = (&input.ident, input.generics.split_for_impl());
    Ok(quote! {
        impl #generics ::db::FromRow for #name #arguments #bounds {
            fn from_row(row: &::db::RowRef<'_>) -> ::db::Result<Self> {
                Ok(Self { #(#fields),* })
            }
        }
    })
}

fn fill(field: &Field) -> Result<TokenStream> {
    let name = &field.ident;
    let mut column = name.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut flatten = false;
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("row")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("flatten") {
                flatten = true;
            } else if meta.path.is_ident("rename") {
                column = meta.value()?.parse::<LitStr>()?.value();
            } else {
                return Err(meta.error("a row knows `flatten` and `rename`"));
            }
            Ok(())
        })?;
    }
    Ok(match flatten {
        true => quote!(#name: ::db::FromRow::from_row(row)?),
        false => quote!(#name: row.get(#column)?),
    })
}
