//! Black-box tests: the real router and the real migrations on both engines, with a clock and a
//! random source that the test holds.

mod support;

mod account;
mod activity;
mod canaries;
mod captcha;
mod change_password;
mod changes;
mod contact;
mod cross_site;
mod disclosure;
mod due_password;
mod forced_registration;
mod group_rules;
mod guessing;
mod headers;
mod held_methods;
mod hostile_host;
mod invite;
mod language;
mod logon;
mod notations;
mod odd_input;
mod outbox;
mod parallel;
mod random_walks;
mod reading;
mod reconfirmation;
mod records;
mod revocation;
mod same_for_all_names;
mod second_step;
mod send_caps;
mod sessions;
mod setup;
mod setup_abuse;
mod setup_authenticator;
mod setup_questions;
mod sign_in;
mod steps;
mod tidying;
mod two_people;
mod wizard;
