//! Files on their way in: read piece by piece, never more than is allowed, and nothing of a
//! guest's.

use backend::catalog::{imports, pictures};
use backend::media::codec::MAX_BYTES;
use backend::scope::ShopScope;
use domain::id::ImportId;
use domain::invalid::{FieldError, Problem};
use kit::request::forward_plain_form;
use kit::{AppError, Request};
use leptos::server_fn::codec::MultipartData;

use super::address;

/// Most files of one form.
const MAX_FILES: usize = 50;
/// Longest text of a form, in bytes: a slug or an id.
const MAX_TEXT: usize = 200;

/// Reads a field to its end. Of what is too long one byte more than `$most` is kept, enough for
/// it to be refused.
macro_rules! read {
    ($field:ident, $most:expr) => {{
        let mut bytes: Vec<u8> = Vec::new();
        while let Some(piece) = $field.chunk().await.map_err(cut_off)? {
            let room = ($most + 1).saturating_sub(bytes.len());
            bytes.extend_from_slice(&piece[..piece.len().min(room)]);
        }
        bytes
    }};
}

/// Adds each picture of the form to its product.
pub async fn pictures(cx: Request, data: MultipartData) -> Result<(), AppError> {
    cx.user()?;
    let mut form = data.into_inner().ok_or_else(malformed)?;
    let (mut shop, mut product, mut files) = (None, None, 0);
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("shop") => {
                let slug = text(read!(field, MAX_TEXT))?;
                shop = Some((cx.shop_by_slug(&slug).await?, slug));
            }
            Some("product") => product = text(read!(field, MAX_TEXT))?.parse().ok(),
            Some("files") => {
                // What is stored must be known before what is to be stored.
                let ((shop, _), product) = shop.as_ref().zip(product).ok_or_else(malformed)?;
                files += 1;
                if files > MAX_FILES {
                    return Err(wrong("files", Problem::OutOfRange { min: 1, max: MAX_FILES as i64 }));
                }
                let bytes = read!(field, MAX_BYTES);
                if !bytes.is_empty() {
                    pictures::add(&cx.env, shop, product, bytes.into(), "").await?;
                }
            }
            _ => {}
        }
    }
    if let Some(((_, slug), product)) = shop.zip(product) {
        forward_plain_form(&address::product(&slug, product));
    }
    Ok(())
}

/// The shop that a form names, and the picture that it brings in a field.
pub async fn picture(
    cx: &Request,
    data: MultipartData,
    name: &str,
) -> Result<(ShopScope, String, Vec<u8>), AppError> {
    cx.user()?;
    let mut form = data.into_inner().ok_or_else(malformed)?;
    let mut shop = None;
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("shop") => {
                let slug = text(read!(field, MAX_TEXT))?;
                shop = Some((cx.shop_by_slug(&slug).await?, slug));
            }
            Some(found) if found == name => {
                let (scope, slug) = shop.ok_or_else(malformed)?;
                let bytes = read!(field, MAX_BYTES);
                if bytes.is_empty() {
                    break;
                }
                return Ok((scope, slug, bytes));
            }
            _ => {}
        }
    }
    Err(wrong(name, Problem::Required))
}

/// Takes a product file and starts its dry run.
pub async fn import(cx: Request, data: MultipartData) -> Result<ImportId, AppError> {
    cx.user()?;
    let mut form = data.into_inner().ok_or_else(malformed)?;
    let mut shop = None;
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("shop") => {
                let slug = text(read!(field, MAX_TEXT))?;
                shop = Some((cx.shop_by_slug(&slug).await?, slug));
            }
            Some("file") => {
                let (shop, slug) = shop.as_ref().ok_or_else(malformed)?;
                let name = field.file_name().unwrap_or_default().to_owned();
                let mut receiving = imports::receive(&cx.env).await?;
                let mut is_empty = true;
                while let Some(piece) = field.chunk().await.map_err(cut_off)? {
                    is_empty &= piece.is_empty();
                    receiving.write(&piece).await?;
                }
                // Without a name no file was chosen.
                if is_empty && !name.is_empty() {
                    return Err(wrong("file", Problem::TooShort { min: 1 }));
                }
                let received = receiving.finish().await?;
                let id = imports::start(&cx.env, shop, &name, &received, true).await?;
                forward_plain_form(&address::import(slug, id));
                return Ok(id);
            }
            _ => {}
        }
    }
    Err(wrong("file", Problem::Required))
}

fn text(bytes: Vec<u8>) -> Result<String, AppError> {
    match bytes.len() {
        0..=MAX_TEXT => String::from_utf8(bytes).map_err(|_| malformed()),
        _ => Err(malformed()),
    }
}

fn malformed() -> AppError {
    wrong("", Problem::Malformed)
}

fn wrong(field: &str, problem: Problem) -> AppError {
    AppError::Invalid { fields: vec![FieldError::new(field, problem)] }
}

/// The connection ended in the middle of the file.
fn cut_off<E>(_: E) -> AppError {
    AppError::Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_a_form_is_short() {
        assert_eq!(text(b"demo".to_vec()), Ok("demo".into()));
        assert!(text(vec![b'a'; MAX_TEXT]).is_ok());
        assert_eq!(text(vec![b'a'; MAX_TEXT + 1]), Err(malformed()));
        assert_eq!(text(vec![0xff]), Err(malformed()));
    }
}
