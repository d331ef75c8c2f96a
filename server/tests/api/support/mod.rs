//! The portal under test, and browsers that use it.

mod app;
mod browser;
mod calls;
mod canary;
mod database;
mod desks;
mod device;
mod invited;
mod limits;
mod outside;
mod passkeys;
mod registered;
mod rows;
mod rule;
mod screen;
mod seed;
mod setup;
mod telephone;
mod transcript;
mod wizard;

pub(crate) use app::{TestApp, code_in};
pub(crate) use browser::{Browser, Page};
pub(crate) use calls::{SID, action, signature, with_twilio, without_calls};
pub(crate) use canary::Canaries;
pub(crate) use database::Database;
pub(crate) use device::{Device, asked};
pub(crate) use limits::lift;
pub(crate) use registered::{QUESTIONS, SECRET, answer_to};
pub(crate) use rows::TABLES;
pub(crate) use rule::rule;
pub(crate) use screen::{LIVES, Screen, addresses, assert_inside, inspect};
pub(crate) use seed::Seed;
pub(crate) use setup::{KNOWN, MAILBOX, PASSWORD, Setup, addressed, registered_numbers, shown};
pub(crate) use telephone::{Telephone, recording_of};
pub(crate) use transcript::{Actor, Seen, Style};
pub(crate) use wizard::Wizard;

/// Defines each test twice: on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both_engines {
    (by $made:path; $($(#[$meta:meta])* async fn $name:ident($app:ident) $body:block)+) => {
        $(mod $name {
            use super::*;

            async fn test($app: $crate::support::TestApp) $body

            #[tokio::test]
            async fn on_sqlite() {
                test($made($crate::support::Database::sqlite()).await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                test($made($crate::support::Database::postgres().await).await).await;
            }
        })+
    };
    ($($tests:tt)+) => {
        $crate::on_both_engines! { by $crate::support::TestApp::on; $($tests)+ }
    };
}
