//! What both databases can store: five kinds of columns, and nothing.

use std::borrow::Cow;

use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

/// A value on its way into the database.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'v> {
    /// Nothing.
    Null,
    /// `bigint`
    Int(i64),
    /// `boolean`
    Bool(bool),
    /// `text`
    Text(Cow<'v, str>),
    /// `bytea`
    Bytes(Cow<'v, [u8]>),
    /// `uuid`
    Uuid(Uuid),
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Bool(yes) => ValueRef::Integer(i64::from(*yes)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Uuid(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql_checked(ty, out),
            Self::Bool(yes) => yes.to_sql_checked(ty, out),
            Self::Text(text) => text.as_ref().to_sql_checked(ty, out),
            Self::Bytes(bytes) => bytes.as_ref().to_sql_checked(ty, out),
            Self::Uuid(id) => id.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Reads whatever is there, even what a column should not hold, as SQLite keeps it: a boolean is a number and a
/// uuid its bytes. So rows of both databases can be compared.
impl FromSql for Value<'static> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Int(number),
            ValueRef::Real(number) => Self::Bytes(number.to_be_bytes().to_vec().into()),
            ValueRef::Text(text) => match std::str::from_utf8(text) {
                Ok(text) => Self::Text(text.to_owned().into()),
                Err(_) => Self::Bytes(text.to_vec().into()),
            },
            ValueRef::Blob(bytes) => Self::Bytes(bytes.to_vec().into()),
        })
    }
}

impl<'a> tokio_postgres::types::FromSql<'a> for Value<'static> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::BOOL => Self::Int(bool::from_sql(ty, raw)?.into()),
            Type::TEXT => Self::Text(String::from_sql(ty, raw)?.into()),
            _ => Self::Bytes(raw.to_vec().into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::INT8 | Type::BOOL | Type::TEXT | Type::BYTEA | Type::UUID
        )
    }
}

macro_rules! values {
    ($($type:ty => |$it:ident| $value:expr;)*) => {$(
        impl<'v> From<$type> for Value<'v> {
            fn from($it: $type) -> Self {
                $value
            }
        }
    )*};
}

values! {
    i64 => |number| Self::Int(number);
    bool => |yes| Self::Bool(yes);
    String => |text| Self::Text(Cow::Owned(text));
    &'v String => |text| Self::Text(Cow::Borrowed(text));
    &'v str => |text| Self::Text(Cow::Borrowed(text));
    Vec<u8> => |bytes| Self::Bytes(Cow::Owned(bytes));
    &'v [u8] => |bytes| Self::Bytes(Cow::Borrowed(bytes));
    &'v Vec<u8> => |bytes| Self::Bytes(Cow::Borrowed(bytes));
    Uuid => |id| Self::Uuid(id);
}

impl<'v, T: Into<Value<'v>>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
