//! Where lines of the log and spans go.

use std::error::Error;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// What must be brought out before the program ends.
pub struct Logs {
    #[cfg(feature = "otlp")]
    traces: Option<crate::otlp::Traces>,
}

/// Begins to log to standard error, and to send spans to a collector where one is named.
///
/// # Errors
/// When the collector's address cannot be used, or this program was built without traces.
pub fn start(json: bool, serving: bool, collector: Option<&str>) -> Result<Logs, Box<dyn Error>> {
    let fallback = if serving { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(fallback));
    let lines = fmt::layer()
        .with_writer(std::io::stderr)
        // It would tell on standard error that standard error is full, and panic for it.
        .log_internal_errors(false);
    let lines = if json { lines.json().boxed() } else { lines.boxed() };
    let registry = tracing_subscriber::registry().with(filter).with(lines);
    #[cfg(feature = "otlp")]
    {
        let traces = collector.map(crate::otlp::Traces::to).transpose()?;
        registry.with(traces.as_ref().map(crate::otlp::Traces::layer)).init();
        Ok(Logs { traces })
    }
    #[cfg(not(feature = "otlp"))]
    {
        if collector.is_some() {
            return Err(
                "this program was built without traces: leave OTEL_EXPORTER_OTLP_ENDPOINT away".into()
            );
        }
        registry.init();
        Ok(Logs {})
    }
}

impl Logs {
    /// Brings out what was not sent yet, at most for a few seconds.
    pub async fn flush(self) {
        #[cfg(feature = "otlp")]
        if let Some(traces) = self.traces {
            traces.end().await;
        }
    }
}
