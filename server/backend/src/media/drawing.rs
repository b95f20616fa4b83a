//! The parameters of a drawn picture, as its row holds them.

use image::DynamicImage;
use serde::{Deserialize, Serialize};

use super::codec::{self, CodecError};
use super::draw::{self, Subject};
use super::store::Hash;
use crate::{Error, Result};

/// What to draw. Equal values give equal pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "draw", rename_all = "snake_case")]
pub enum Drawing {
    /// A product on its own, 4:5.
    Product {
        /// A name of [`Subject`].
        subject: String,
        /// `#rrggbb`.
        colour: String,
        /// Proportions and details; the same for all pictures of a product.
        seed: u64,
        /// 0 the main view, 1 another side, 2 a close view.
        view: u8,
    },
    /// A wide still life of several things, 16:9.
    Scene {
        /// Names of [`Subject`]s, six at most.
        subjects: Vec<String>,
        /// `#rrggbb`; tints the room.
        accent: String,
        /// The arrangement.
        seed: u64,
    },
}

impl Drawing {
    /// Width and height of its largest rendition, in pixels.
    pub const fn size(&self) -> (u32, u32) {
        match self {
            Self::Product { .. } => (1200, 1500),
            Self::Scene { .. } => (1600, 900),
        }
    }

    /// The name under which a rendition is kept: it stands for everything that is drawn.
    pub(super) fn name(&self, width: u32) -> Result<String> {
        let hash = Hash::of(serde_json::to_string(self)?.as_bytes());
        Ok(format!("{}-d{width}", &hash.as_str()[..40]))
    }

    /// Reads the parameters of a row; the subjects in it must be known.
    pub(super) fn parse(json: &str) -> Result<Self> {
        let drawing: Self = serde_json::from_str(json)?;
        let known = match &drawing {
            Self::Product { subject, .. } => Subject::parse(subject).is_some(),
            Self::Scene { subjects, .. } => subjects.iter().any(|name| Subject::parse(name).is_some()),
        };
        if known { Ok(drawing) } else { Err(Error::internal("a drawing of an unknown subject")) }
    }

    /// The picture as WebP. CPU work of some tenths of a second.
    pub(super) fn render(&self, width: u32) -> std::result::Result<Vec<u8>, CodecError> {
        let width = width.min(self.size().0);
        let picture = match self {
            Self::Product { subject, colour, seed, view } => {
                let subject = Subject::parse(subject).ok_or(CodecError::UnknownFormat)?;
                let picture = draw::Picture { subject, colour: rgb(colour), seed: *seed, view: *view };
                draw::render(&picture, width)
            }
            Self::Scene { subjects, accent, seed } => {
                let subjects: Vec<Subject> =
                    subjects.iter().filter_map(|name| Subject::parse(name)).collect();
                draw::render_scene(*seed, rgb(accent), &subjects, width)
            }
        };
        codec::encode_webp(&DynamicImage::ImageRgb8(picture), codec::QUALITY)
    }
}

/// `#rrggbb`; a middle grey for anything else.
fn rgb(colour: &str) -> [u8; 3] {
    let mut bytes = [0x8c; 3];
    let digits = colour.strip_prefix('#').unwrap_or(colour);
    // A wrong length or digit leaves the grey.
    if hex::decode_to_slice(digits, &mut bytes).is_err() {
        bytes = [0x8c; 3];
    }
    bytes
}
