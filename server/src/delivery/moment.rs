//! Dates and times as a person reads them, in the zone of the tenant.

use domain::locale::Locale;
use domain::time::Timestamp;
use jiff::Zoned;
use jiff::tz::TimeZone;
use thiserror::Error;

/// A point in time seen from one time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment(Zoned);

/// Why a moment cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MomentFault {
    #[error("{0:?} is not a time zone of the IANA database, such as Europe/Amsterdam")]
    Zone(String),
    #[error("the time lies outside of the calendar")]
    Time,
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DUTCH: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

impl Moment {
    /// Sees `at` from `zone`, a name of the IANA database.
    ///
    /// # Errors
    /// When the zone is not known.
    pub fn new(at: Timestamp, zone: &str) -> Result<Self, MomentFault> {
        let zone = TimeZone::get(zone).map_err(|_| MomentFault::Zone(zone.to_owned()))?;
        let at = jiff::Timestamp::from_millisecond(at.unix_ms()).map_err(|_| MomentFault::Time)?;
        Ok(Self(at.to_zoned(zone)))
    }

    /// `23 November 2026, 14:05 (UTC+01:00)`: month in words, because 03/04 means two days.
    pub fn told(&self, locale: Locale) -> String {
        let months = match locale {
            Locale::En => ENGLISH,
            Locale::Nl => DUTCH,
        };
        let month = usize::try_from(self.0.month()).map_or("", |m| months[m.saturating_sub(1)]);
        let (day, year) = (self.0.day(), self.0.year());
        let (hour, minute) = (self.0.hour(), self.0.minute());
        format!(
            "{day} {month} {year}, {hour:02}:{minute:02} ({})",
            self.offset()
        )
    }

    fn offset(&self) -> String {
        let minutes = self.0.offset().seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        format!(
            "UTC{sign}{:02}:{:02}",
            minutes.abs() / 60,
            minutes.abs() % 60
        )
    }
}
