//! The password rules as a browser module.
