//! Pictures for whoever knows their id.

use bytes::Bytes;
use db::{Run, sql};
use domain::id::MediaId;
use futures::future::try_join_all;

use super::codec::WIDTHS;
use super::drawing::Drawing;
use super::store::{Hash, StoreError};
use crate::{Env, Error, Result};

/// A picture in one width, ready to be sent.
#[derive(Debug, Clone)]
pub struct PublicPicture {
    /// WebP.
    pub bytes: Bytes,
    /// `image/webp`.
    pub content_type: &'static str,
    /// Stands for the content, with its quotation marks.
    pub etag: String,
}

sql!(FIND_PICTURE, "select status, hash, drawing from media where id = $1");
sql!(FIND_CATEGORY_DRAWING, "select drawing from categories where id = $1");

/// A picture in one of the fixed widths, or narrower if it is so itself; rendered when it is
/// first asked for. The id of a category gives the picture that is drawn for it.
///
/// # Errors
/// NotFound for an unknown id or width, and while the picture is not there yet.
pub async fn public_picture(env: &Env, media: MediaId, width: u32) -> Result<PublicPicture> {
    if !WIDTHS.contains(&width) {
        return Err(Error::NotFound);
    }
    type Found = (String, Option<String>, Option<String>);
    let mut conn = env.db.read();
    let (name, bytes) = match conn.query(&FIND_PICTURE).bind(media).fetch_optional::<Found>().await? {
        Some((status, ..)) if status != "ready" => return Err(Error::NotFound),
        Some((_, Some(hash), _)) => {
            let hash: Hash = hash.parse().map_err(failed)?;
            let bytes = super::store(env)?.rendition(&hash, width).await.map_err(failed)?;
            (format!("{}-{width}", &hash.as_str()[..40]), bytes)
        }
        Some((_, None, Some(drawing))) => drawn(env, Drawing::parse(&drawing)?, width).await?,
        Some((_, None, None)) => return Err(Error::NotFound),
        None => {
            let found = conn.query(&FIND_CATEGORY_DRAWING).bind(media).fetch_optional::<(String,)>().await?;
            let (subject,) = found.filter(|(subject,)| !subject.is_empty()).ok_or(Error::NotFound)?;
            drawn(env, category_drawing(subject)?, width).await?
        }
    };
    Ok(PublicPicture { bytes, content_type: "image/webp", etag: format!("\"{name}\"") })
}

sql!(
    DRAWINGS,
    "select id from media where drawing is not null and id > $1
     union all select id from categories where drawing <> '' and id > $1 order by id limit 100"
);

/// Draws what is drawn by the program, in every width, so that nobody who comes first waits for
/// it; `tell` hears how many pictures are done. Gives their number.
pub async fn draw_all(env: &Env, tell: impl Fn(usize)) -> Result<usize> {
    let (mut done, mut after) = (0, String::new());
    loop {
        let ids: Vec<(MediaId,)> = env.db.read().query(&DRAWINGS).bind(after.as_str()).fetch_all().await?;
        let Some((last,)) = ids.last() else { return Ok(done) };
        after = last.to_string();
        for (media,) in ids {
            try_join_all(WIDTHS.map(|width| public_picture(env, media, width))).await?;
            done += 1;
        }
        tell(done);
    }
}

async fn drawn(env: &Env, drawing: Drawing, width: u32) -> Result<(String, Bytes)> {
    let name = drawing.name(width)?;
    let make = move || Ok(drawing.render(width)?);
    let bytes = super::store(env)?.cached(&name, make).await.map_err(failed)?;
    Ok((name, bytes))
}

/// A category shows what its drawing says: whole parameters, or a subject in a colour that
/// follows from it.
fn category_drawing(subject: String) -> Result<Drawing> {
    if subject.starts_with('{') {
        return Drawing::parse(&subject);
    }
    const COLOURS: [&str; 8] =
        ["#8a6f4e", "#4f6b5a", "#a5573b", "#3f5573", "#b08d3e", "#6d4a5e", "#5b6b78", "#7a7f52"];
    let sum = subject.bytes().fold(7usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    Ok(Drawing::Product { subject, colour: COLOURS[sum % COLOURS.len()].into(), seed: sum as u64, view: 0 })
}

fn failed(error: StoreError) -> Error {
    match error {
        StoreError::NotFound | StoreError::UnknownWidth(_) => Error::NotFound,
        StoreError::Stopped => Error::Unavailable(error.to_string()),
        StoreError::Refused(_) | StoreError::Io(_) => Error::internal(error),
    }
}
