//! How ids, words and money are described in the API's OpenAPI document.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::Currency;
use crate::id::Id;

#[doc(hidden)]
pub use utoipa;

impl<E> PartialSchema for Id<E> {
    fn schema() -> RefOr<Schema> {
        text("A ULID: 26 characters of Crockford's base 32.")
            .pattern(Some("^[0-7][0-9A-HJKMNP-TV-Z]{25}$"))
            .examples(["01JD0Z6J5Q3E8V7W2T4X9Y1ABC"])
            .into()
    }
}

impl<E> ToSchema for Id<E> {
    fn name() -> Cow<'static, str> {
        "Id".into()
    }
}

impl PartialSchema for Currency {
    fn schema() -> RefOr<Schema> {
        text("An ISO 4217 code.").pattern(Some("^[A-Z]{3}$")).examples(["EUR"]).into()
    }
}

impl ToSchema for Currency {}

/// The schema of a closed set of words.
#[doc(hidden)]
pub fn words(words: impl IntoIterator<Item = &'static str>) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String)).enum_values(Some(words)).into()
}

fn text(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String)).description(Some(description))
}

/// Describes an enum of [`crate::text_enum!`].
#[macro_export]
macro_rules! text_schema {
    ($name:ident) => {
        impl $crate::schema::utoipa::PartialSchema for $name {
            fn schema()
            -> $crate::schema::utoipa::openapi::RefOr<$crate::schema::utoipa::openapi::schema::Schema> {
                $crate::schema::words($name::ALL.iter().map(|value| value.as_str()))
            }
        }

        impl $crate::schema::utoipa::ToSchema for $name {}
    };
}
