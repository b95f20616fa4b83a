//! The words of the contract that more than one feature uses.

use backend::{Error, Result};
use domain::catalog::Picture;
use domain::id::MediaId;
use domain::invalid::Problem;
use domain::{Money, UtcMillis};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The most that a page of a list holds.
pub const MAX_LIMIT: u32 = 100;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// In the order of the list.
    pub items: Vec<T>,
    /// Give it as `cursor` for the page after this one; `null` at the end.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// A page of what a verb answers.
    pub fn of<F: Into<T>>(items: impl IntoIterator<Item = F>, next_cursor: Option<String>) -> Self {
        Self { items: items.into_iter().map(Into::into).collect(), next_cursor }
    }
}

/// Which page of a list is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many items a page holds.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
}

impl Paging {
    /// The cursor, if one is given.
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref().filter(|cursor| !cursor.is_empty())
    }

    /// How many items are wanted.
    ///
    /// # Errors
    /// Invalid `limit` outside of 1 to [`MAX_LIMIT`].
    pub fn limit(&self, default: u32) -> Result<i64> {
        let limit = self.limit.unwrap_or(default);
        if (1..=MAX_LIMIT).contains(&limit) {
            return Ok(i64::from(limit));
        }
        Err(Error::invalid("limit", Problem::OutOfRange { min: 1, max: i64::from(MAX_LIMIT) }))
    }
}

/// An instant: RFC 3339 in UTC.
#[derive(Debug, Serialize, ToSchema)]
#[schema(value_type = String, format = DateTime, examples("2026-03-02T10:00:00Z"))]
pub struct Time(String);

impl From<UtcMillis> for Time {
    fn from(instant: UtcMillis) -> Self {
        Self(instant.rfc3339())
    }
}

/// A picture in several widths.
#[derive(Debug, Serialize, ToSchema)]
pub struct Image {
    /// The picture at a middle width.
    #[schema(examples("/media/01JD0Z6J5Q3E8V7W2T4X9Y1ABC-0a1b2c3d/800.webp"))]
    pub url: String,
    /// Every width, as the attribute `srcset` of HTML has it.
    pub srcset: String,
    /// What it shows.
    pub alt: String,
    /// Width of the original in pixels.
    pub width: u32,
    /// Height of the original in pixels.
    pub height: u32,
}

impl From<Picture> for Image {
    fn from(picture: Picture) -> Self {
        Self {
            url: picture.src(800),
            srcset: picture.srcset(),
            width: picture.width,
            height: picture.height,
            alt: picture.alt,
        }
    }
}

impl Image {
    /// A picture of which only the name is known; what it shows is said by a title.
    pub fn of(media: MediaId, title: &str) -> Self {
        Picture::new(media.as_str(), None, title.to_owned(), 0, 0).into()
    }
}

/// Amounts of one currency.
#[derive(Debug, Clone, Copy)]
pub struct In(pub domain::Currency);

impl In {
    /// An amount in minor units.
    pub const fn money(self, amount: i64) -> Money {
        Money::new(amount, self.0)
    }
}
