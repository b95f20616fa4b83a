//! What can be bound. A null keeps its type, because PostgreSQL prepares for it.

use std::borrow::Cow;

use domain::{Id, UtcMillis};
use sqlx::Arguments as _;
use sqlx::postgres::PgArguments;

use crate::{Error, Result};

/// A parameter of a statement; `None` is a null of that type.
#[derive(Clone)]
pub enum Value {
    /// TEXT: texts, ids, json.
    Text(Option<String>),
    /// BIGINT: numbers, money in minor units, times in UTC milliseconds.
    Int(Option<i64>),
    /// BOOLEAN.
    Bool(Option<bool>),
    /// DOUBLE PRECISION.
    Float(Option<f64>),
    /// BLOB or BYTEA.
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// The type's name where a statement must name it.
    pub(crate) const fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Int(_) => "bigint",
            Self::Bool(_) => "boolean",
            Self::Float(_) => "double precision",
            Self::Bytes(_) => "bytea",
        }
    }
}

/// Anything that can be a parameter.
pub trait ToValue {
    /// The null of this type.
    const NULL: Value;
    /// The parameter.
    fn to_value(self) -> Value;
}

impl ToValue for Value {
    const NULL: Value = Value::Text(None);
    fn to_value(self) -> Value {
        self
    }
}

macro_rules! to_value {
    ($($(for<$generic:ident>)? ($type:ty) => $variant:ident, |$it:ident| $value:expr;)+) => { $(
        impl $(<$generic>)? ToValue for $type {
            const NULL: Value = Value::$variant(None);
            fn to_value(self) -> Value {
                let $it = self;
                Value::$variant(Some($value))
            }
        }
    )+ };
}

to_value! {
    (String) => Text, |text| text;
    (&String) => Text, |text| text.clone();
    (&str) => Text, |text| text.to_owned();
    (&&str) => Text, |text| (*text).to_owned();
    (Cow<'_, str>) => Text, |text| text.into_owned();
    for<T> (Id<T>) => Text, |id| id.as_str().to_owned();
    for<T> (&Id<T>) => Text, |id| id.as_str().to_owned();
    (UtcMillis) => Int, |time| time.0;
    (&UtcMillis) => Int, |time| time.0;
    (i64) => Int, |number| number;
    (&i64) => Int, |number| *number;
    (i32) => Int, |number| number.into();
    (&i32) => Int, |number| (*number).into();
    (u32) => Int, |number| number.into();
    (i16) => Int, |number| number.into();
    (u16) => Int, |number| number.into();
    (u8) => Int, |number| number.into();
    (bool) => Bool, |flag| flag;
    (&bool) => Bool, |flag| *flag;
    (f64) => Float, |number| number;
    (&f64) => Float, |number| *number;
    (Vec<u8>) => Bytes, |bytes| bytes;
    (&Vec<u8>) => Bytes, |bytes| bytes.clone();
    (&[u8]) => Bytes, |bytes| bytes.to_vec();
}

impl<T: ToValue> ToValue for Option<T> {
    const NULL: Value = T::NULL;
    fn to_value(self) -> Value {
        self.map_or(T::NULL, T::to_value)
    }
}

impl<'a, T> ToValue for &'a Option<T>
where
    &'a T: ToValue,
{
    const NULL: Value = <&'a T as ToValue>::NULL;
    fn to_value(self) -> Value {
        self.as_ref().to_value()
    }
}

/// The parameters as sqlx gives them to PostgreSQL.
pub(crate) fn arguments(values: Vec<Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    arguments.reserve(values.len(), values.len() * 16);
    for value in values {
        match value {
            Value::Text(value) => arguments.add(value),
            Value::Int(value) => arguments.add(value),
            Value::Bool(value) => arguments.add(value),
            Value::Float(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(Error::Other)?;
    }
    Ok(arguments)
}
