//! Which part of a list is asked for.

/// A part of a list: where it begins, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice<'a> {
    /// The `next` of the part before; none for the beginning.
    pub cursor: Option<&'a str>,
    /// Items at most.
    pub limit: i64,
}

/// The most that one part holds.
pub const MAX_LIMIT: i64 = 100;

impl<'a> Slice<'a> {
    /// A part that begins behind a cursor; an empty one is none.
    pub fn new(cursor: Option<&'a str>, limit: i64) -> Self {
        Self { cursor: cursor.filter(|text| !text.is_empty()), limit: limit.clamp(1, MAX_LIMIT) }
    }

    /// The beginning of a list.
    pub fn first(limit: i64) -> Self {
        Self::new(None, limit)
    }

    /// The limit as a count of what is held in memory.
    pub fn size(self) -> usize {
        usize::try_from(self.limit).unwrap_or_default()
    }
}
