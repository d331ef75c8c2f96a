//! Black-box tests: the real router and the real migrations on both engines, with a clock and a
//! random source that the test holds.

mod support;

mod wizard;
