//! `regain person pass`: a short-lived code that the helpdesk reads out.

use domain::identity::UserName;

use super::fault::CliFault;
use super::say;
use crate::method::helpdesk_pass::{self, PassFault};
use crate::services::Services;

/// Makes a pass and says it.
pub(super) async fn say_pass(services: &Services, user_name: &str) -> Result<(), CliFault> {
    let wrong = |why: &str| CliFault::Input(format!("{user_name}: {why}"));
    let name = UserName::parse(user_name).map_err(|fault| wrong(&fault.to_string()))?;
    let code = match helpdesk_pass::make(services, &name).await {
        Ok(code) => code,
        Err(PassFault::Failure(failure)) => return Err(failure.into()),
        Err(fault @ (PassFault::Nobody | PassFault::NotAllowed)) => {
            return Err(wrong(&fault.to_string()));
        }
    };
    let told = grouped(code.expose());
    say(&format!(
        "The pass of {user_name}, good for one use: {told}"
    ));
    Ok(())
}

/// In groups of four, which are easier to say and to hear.
fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_pass_is_told_in_groups_of_four() {
        assert_eq!(grouped("12345678"), "1234 5678");
        assert_eq!(grouped("123456"), "1234 56");
    }
}
