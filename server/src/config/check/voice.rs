//! What must hold of the way to call people.

use std::net::IpAddr;

use super::{ConfigFault, value};
use crate::config::VoiceOut;
use crate::voice::sip::SipSettings;

pub(super) fn check(voice: &VoiceOut) -> Result<(), ConfigFault> {
    match voice {
        VoiceOut::Twilio(settings) => {
            waits(settings.ring_seconds, settings.extension_pause_seconds)
        }
        VoiceOut::Sip(settings) => {
            waits(settings.ring_seconds, settings.extension_pause_seconds)?;
            telephone(settings)
        }
        VoiceOut::Folder(_) => Ok(()),
    }
}

/// What is left of the time that a page waits for a call has to be enough for what is said in it.
fn waits(ring_seconds: u16, extension_pause_seconds: u16) -> Result<(), ConfigFault> {
    if !(5..=45).contains(&ring_seconds) {
        return Err(value("voice.….ring_seconds", "is 5 to 45 seconds"));
    }
    if extension_pause_seconds > 10 {
        return Err(value(
            "voice.….extension_pause_seconds",
            "is 0 to 10 seconds",
        ));
    }
    Ok(())
}

fn telephone(settings: &SipSettings) -> Result<(), ConfigFault> {
    if settings.most_calls == 0 {
        return Err(value("voice.sip.most_calls", "is at least 1"));
    }
    let is_other = |announced: IpAddr| announced.is_ipv4() != settings.local.is_ipv4();
    if settings.announced.is_some_and(is_other) {
        return Err(value(
            "voice.sip.announced",
            "is of the same kind as `local`: both IPv4 or both IPv6",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{load, text};

    #[test]
    fn an_exchange_is_told_an_extension_within_ten_seconds() {
        let voice = |seconds| {
            let twilio = format!(
                "voice.twilio = {{ account_sid = \"AC00\", auth_token = \"x\", from = \"+31201234567\", \
                 prompts = \"p\", extension_pause_seconds = {seconds} }}"
            );
            load(&text("http://localhost", &twilio))
        };
        assert!(voice(0).is_ok() && voice(10).is_ok());
        let fault = voice(11).unwrap_err();
        assert!(fault.contains("extension_pause_seconds"), "{fault}");
    }

    #[test]
    fn a_telephone_rings_for_a_bounded_time_over_lines_that_there_are() {
        let voice = |keys: &str| {
            let sip = format!(
                "voice.sip = {{ server = \"pbx\", user = \"u\", local = \"192.0.2.1\", prompts = \"p\", {keys} }}"
            );
            load(&text("http://localhost", &sip))
        };
        assert!(voice("ring_seconds = 45, announced = \"198.51.100.7\", most_calls = 200").is_ok());
        for (keys, named) in [
            ("ring_seconds = 46", "ring_seconds"),
            ("ring_seconds = 0", "ring_seconds"),
            ("most_calls = 0", "most_calls"),
            ("announced = \"2001:db8::1\"", "announced"),
        ] {
            let fault = voice(keys).unwrap_err();
            assert!(fault.contains(named), "{fault}");
        }
    }
}
