//! Black-box tests: the real router and the real migrations on both engines, with a clock and a
//! random source that the test holds.

mod support;

// The telephone's own tests have both a telephone system and a telephone.
#[expect(dead_code, reason = "the telephone's tests use more of it")]
#[path = "../../../crates/telephone/tests/calls/opposite.rs"]
mod opposite;
#[path = "../../../crates/telephone/tests/calls/peer.rs"]
mod peer;
#[expect(dead_code, reason = "the telephone's tests use more of it")]
#[path = "../../../crates/telephone/tests/calls/sipp.rs"]
mod sipp;
#[expect(dead_code, reason = "the telephone's tests use more of it")]
#[path = "../../../crates/telephone/tests/calls/softphone.rs"]
mod softphone;
#[expect(dead_code, reason = "the telephone's tests use more of it")]
#[path = "../../../crates/telephone/tests/calls/sound.rs"]
mod sound;

mod account;
mod activity;
mod audit_changes;
mod call_abuse;
mod call_reports;
mod calls;
mod canaries;
mod captcha;
mod change_password;
mod changes;
mod contact;
mod cross_site;
mod disclosure;
mod due_password;
mod forced_registration;
mod fresh_proof;
mod grace;
mod group_numbers;
mod group_rules;
mod guessing;
mod headers;
mod held_methods;
mod held_people;
mod hostile_host;
mod invitation;
mod invitation_abuse;
mod invite;
mod language;
mod logon;
mod logon_crawl;
mod notations;
mod odd_input;
mod outbox;
mod parallel;
mod passkey_gate;
mod passkey_names;
mod passkey_offer;
mod passkey_setup;
mod passkey_sign_in;
mod races;
mod random_setups;
mod random_walks;
mod reading;
mod reconfirmation;
mod records;
mod recreated;
mod refused_answers;
mod reminders;
mod required_app;
mod revocation;
mod same_for_all_names;
mod second_step;
mod send_caps;
mod sessions;
mod setup;
mod setup_abuse;
mod setup_authenticator;
mod setup_call;
mod setup_call_abuse;
mod setup_office;
mod setup_office_abuse;
mod setup_over;
mod setup_questions;
mod setup_says;
mod setup_test;
mod setup_test_abuse;
mod setup_test_guessing;
mod setup_told;
mod shapes;
mod sign_in;
mod sip_calls;
mod steps;
mod temporary_password;
mod tidying;
mod twilio_calls;
mod two_people;
mod whom_to_ask;
mod without_password;
mod wizard;
