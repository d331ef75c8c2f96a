//! Rules for groups.

use domain::policy::GroupRule;

/// A rule for the members of one group, as an administrator writes what differs.
pub(crate) fn rule(group: &str, differs: &str) -> GroupRule {
    let name = group.to_lowercase();
    let text = format!("name = \"{name}\"\ngroups = [\"{group}\"]\n{differs}");
    toml::from_str(&text).expect("a rule")
}
