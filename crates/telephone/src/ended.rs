//! How a call ended.

/// The end of a call, as a person or a limit may care about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// We hung up, after the script or at the longest duration.
    HungUp,
    /// They hung up in the call.
    LeftByThem,
    /// 486 or 600.
    Busy,
    /// Nobody answered in time: ours (the call was cancelled), 408, 480 or 487.
    NoAnswer,
    /// The person or their telephone system declined: 403, 433, 603, 607 or 608.
    Rejected,
    /// The network failed in the call: sound had come and stopped coming.
    Lost,
    /// No call was tried: as many as we may have are up, or there is no port for its sound.
    NoLine,
    /// No call came about, for a reason that an operator must look at: no such number, a wrong
    /// password (401, 407), no answer of the server, an answer without sound. The SIP status, if
    /// there was one.
    Unreachable { status: Option<u16> },
}

impl Ended {
    /// The meaning of a final status other than 200 (RFC 3261, section 21; RFC 8197, RFC 8688).
    pub(crate) const fn refused(status: u16) -> Self {
        match status {
            486 | 600 => Self::Busy,
            408 | 480 | 487 => Self::NoAnswer,
            403 | 433 | 603 | 607 | 608 => Self::Rejected,
            _ => Self::Unreachable {
                status: Some(status),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_has_its_meaning() {
        for (status, meaning) in [
            (486, Ended::Busy),
            (600, Ended::Busy),
            (480, Ended::NoAnswer),
            (408, Ended::NoAnswer),
            (403, Ended::Rejected),
            (603, Ended::Rejected),
            (401, Ended::Unreachable { status: Some(401) }),
            (404, Ended::Unreachable { status: Some(404) }),
            (503, Ended::Unreachable { status: Some(503) }),
            (302, Ended::Unreachable { status: Some(302) }),
        ] {
            assert_eq!(Ended::refused(status), meaning, "{status}");
        }
    }
}
