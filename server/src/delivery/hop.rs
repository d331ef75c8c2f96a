//! What every carrier asks of its next hop: encryption, unless the hop is this very machine.

use std::error::Error;
use std::net::IpAddr;
use std::path::Path;

use super::SettingsFault;

/// Whether `host` names this machine, so that nothing crosses a network.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Reads a PEM file of certificates that are trusted besides those of the operating system.
pub(super) fn read_ca(path: &Path) -> Result<Vec<u8>, SettingsFault> {
    std::fs::read(path).map_err(|e| ca_fault(path, &e))
}

/// Wraps what is wrong with a certificate file.
pub(super) fn ca_fault(path: &Path, reason: &dyn ToString) -> SettingsFault {
    SettingsFault::CaFile {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// The innermost cause, which says most and quotes neither address nor message.
pub(super) fn root_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
