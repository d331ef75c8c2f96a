//! Log lines: text for people, JSON for machines, the correlation id on each.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::config::LogFormat;

/// Starts logging to standard error. `REGAIN_LOG_FILTER` chooses what, as in `server=debug`.
pub fn start(format: LogFormat) {
    start_into(format, std::io::stderr);
}

/// As [`start`], to another place.
pub fn start_into(format: LogFormat, place: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
    let filter = EnvFilter::try_from_env("REGAIN_LOG_FILTER").unwrap_or_else(|_| {
        // sqlx logs statements with their values at debug and slow ones at warn: neither is ours to tell.
        EnvFilter::new("info,sqlx=error,tower_sessions=error")
    });
    // Whatever was asked for: below this the SIP stack writes numbers and answers to challenges.
    let filter = match telephone::LOG_CEILING.parse() {
        Ok(ceiling) => filter.add_directive(ceiling),
        Err(_) => filter,
    };
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_span_events(FmtSpan::NONE)
        .with_writer(place);
    match format {
        LogFormat::Text => lines.with_ansi(false).init(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .init(),
    }
}
