//! Hashes of tokens, signatures, and secrets at rest.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::Mac;
use sha2::{Digest, Sha256};

use crate::{Env, Error, Result};

/// The site's secret of 32 bytes. Never printed.
#[derive(Clone)]
pub struct SecretKey(pub [u8; 32]);

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(hidden)")
    }
}

/// The hash under which a token is stored: SHA-256, hex. Tokens carry 256 bits of
/// randomness, so no salt and no slow hash are needed.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// The content address of bytes: SHA-256, hex.
pub fn content_hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

impl SecretKey {
    fn derive(&self, purpose: &str) -> [u8; 32] {
        let mut mac = mac(&self.0);
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// A signature over `message` for one purpose, URL-safe.
    pub fn sign(&self, purpose: &str, message: &[u8]) -> String {
        let mut mac = mac(&self.derive(purpose));
        mac.update(message);
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// Whether a signature is ours, compared in constant time.
    pub fn verify(&self, purpose: &str, message: &[u8], signature: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(signature) else { return false };
        let mut mac = mac(&self.derive(purpose));
        mac.update(message);
        mac.verify_slice(&bytes).is_ok()
    }

    /// Encrypts a secret for its row: AES-256-GCM with a random nonce; `place` (table and row)
    /// is authenticated, so a value cannot be moved elsewhere.
    pub fn seal(&self, env: &Env, place: &str, secret: &str) -> Result<String> {
        let nonce = env.random::<12>();
        let cipher = Aes256Gcm::new(&self.derive("at-rest").into());
        let sealed = cipher
            .encrypt(&Nonce::from(nonce), Payload { msg: secret.as_bytes(), aad: place.as_bytes() })
            .map_err(|_| Error::internal("a secret could not be encrypted"))?;
        Ok(format!("v1.{}", URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// Decrypts what [`SecretKey::seal`] made for the same place.
    pub fn open(&self, place: &str, sealed: &str) -> Result<String> {
        let unreadable = || Error::internal("a stored secret cannot be read with this key");
        let bytes =
            sealed.strip_prefix("v1.").and_then(|s| URL_SAFE_NO_PAD.decode(s).ok()).ok_or_else(unreadable)?;
        let (nonce, body) = bytes.split_at_checked(12).ok_or_else(unreadable)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| unreadable())?;
        let plain = Aes256Gcm::new(&self.derive("at-rest").into())
            .decrypt(&Nonce::from(nonce), Payload { msg: body, aad: place.as_bytes() })
            .map_err(|_| unreadable())?;
        String::from_utf8(plain).map_err(|_| unreadable())
    }
}

fn mac(key: &[u8; 32]) -> hmac::Hmac<Sha256> {
    // HMAC pads a key that is shorter than the hash's block with zeros (RFC 2104).
    let mut block = [0u8; 64];
    block[..32].copy_from_slice(key);
    <hmac::Hmac<Sha256> as KeyInit>::new(&block.into())
}
