//! The rules as tables, the published examples, the worst case, and properties of every text.

mod presets;
mod properties;
mod table;
mod worked_examples;
mod worst_case;
