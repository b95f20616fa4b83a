//! Why a trial could not be held, or what it found.

/// A sentence for the person who runs the trial.
#[derive(Debug)]
pub struct Failure(pub String);

/// What a trial gives.
pub type Result<T> = std::result::Result<T, Failure>;

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}
