//! Files on their way in: read piece by piece, never more than is allowed.

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

/// Adds each picture of the form to its product.
pub async fn pictures(cx: Request, data: MultipartData) -> Result<(), AppError> {
    let mut form = data.into_inner().ok_or_else(malformed)?;
    let (mut shop, mut product, mut files) = (None, None, 0);
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("shop") => {
                let slug = field.text().await.map_err(cut_off)?;
                shop = Some((cx.shop_by_slug(&slug).await?, slug));
            }
            Some("product") => product = field.text().await.map_err(cut_off)?.parse().ok(),
            Some("files") => {
                // What is stored must be known before what is to be stored.
                let ((shop, _), product) = shop.as_ref().zip(product).ok_or_else(malformed)?;
                files += 1;
                if files > MAX_FILES {
                    return Err(wrong("files", Problem::OutOfRange { min: 1, max: MAX_FILES as i64 }));
                }
                let mut bytes = Vec::new();
                while let Some(piece) = field.chunk().await.map_err(cut_off)? {
                    // One byte over is enough for the codec to refuse it for its size.
                    let room = (MAX_BYTES + 1).saturating_sub(bytes.len());
                    bytes.extend_from_slice(&piece[..piece.len().min(room)]);
                }
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
    let mut form = data.into_inner().ok_or_else(malformed)?;
    let mut shop = None;
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("shop") => {
                let slug = field.text().await.map_err(cut_off)?;
                shop = Some((cx.shop_by_slug(&slug).await?, slug));
            }
            Some(found) if found == name => {
                let (scope, slug) = shop.ok_or_else(malformed)?;
                let mut bytes = Vec::new();
                while let Some(piece) = field.chunk().await.map_err(cut_off)? {
                    let room = (MAX_BYTES + 1).saturating_sub(bytes.len());
                    bytes.extend_from_slice(&piece[..piece.len().min(room)]);
                }
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
    let mut form = data.into_inner().ok_or_else(malformed)?;
    let mut shop = None;
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("shop") => {
                let slug = field.text().await.map_err(cut_off)?;
                shop = Some((cx.shop_by_slug(&slug).await?, slug));
            }
            Some("file") => {
                let (shop, slug) = shop.as_ref().ok_or_else(malformed)?;
                let name = field.file_name().unwrap_or_default().to_owned();
                let mut receiving = imports::receive(&cx.env).await?;
                while let Some(piece) = field.chunk().await.map_err(cut_off)? {
                    receiving.write(&piece).await?;
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
