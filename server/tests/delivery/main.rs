//! Delivery against real peers: a mail server, a text gateway, a provider's HTTP interface.

mod asking_mails;
mod canary;
mod certificates;
mod folder;
mod gateway;
mod hostile;
mod http_peer;
mod kannel;
mod mail_form;
mod mail_server;
mod mails;
mod peer;
mod samples;
mod settings;
mod smtp;
mod texts;
mod twilio;
mod twilio_call;
mod welcome;
