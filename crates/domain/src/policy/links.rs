//! The organisation's applications on the page of those who are signed in.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::PolicyFault;

/// The most links of one organisation: more is no list that anybody reads.
const MAX_LINKS: usize = 50;
/// Characters of a title.
const TITLE: RangeInclusive<usize> = 1..=100;
/// Bytes of an address.
const ADDRESS: RangeInclusive<usize> = 1..=2000;

/// One application, as people know it and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppLink {
    /// Shown as given.
    pub title: String,
    /// `https://…`, or `http://…` for what is inside the house.
    pub url: String,
}

/// What is wrong with the links, if anything is; `index` in a key counts from 0.
pub(super) fn faults(links: &[AppLink]) -> Vec<PolicyFault> {
    let fault = |key: String, problem: &str| PolicyFault {
        key,
        problem: problem.to_owned(),
    };
    if links.len() > MAX_LINKS {
        return vec![fault("links".to_owned(), "has more than 50 entries")];
    }
    let mut faults = Vec::new();
    for (index, link) in links.iter().enumerate() {
        if !is_title(&link.title) {
            faults.push(fault(
                format!("links[{index}].title"),
                "must be 1 to 100 characters on one line",
            ));
        }
        if !is_web_address(&link.url) {
            faults.push(fault(
                format!("links[{index}].url"),
                "must be an address like https://mail.example.com/, without user name or blanks",
            ));
        }
    }
    faults
}

fn is_title(title: &str) -> bool {
    !title.trim().is_empty()
        && TITLE.contains(&title.chars().count())
        && !title.chars().any(char::is_control)
}

/// An absolute address of the web. No user name before the host: it is how one site is made to
/// look like another one.
fn is_web_address(url: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let Some(rest) = rest else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>');
    ADDRESS.contains(&url.len())
        && !url.contains(odd)
        && !host.contains('@')
        && host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(title: &str, url: &str) -> AppLink {
        AppLink {
            title: title.to_owned(),
            url: url.to_owned(),
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for good in [
            "https://mail.example.com",
            "https://mail.example.com:8443/a?b=c#d",
            "http://intranet/start",
            "https://[2001:db8::1]/",
            "https://bücher.example/@kim",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "mail.example.com",
            "//mail.example.com",
            "/account",
            "javascript:alert(1)",
            "JavaScript://x.example/%0aalert(1)",
            "data:text/html,x",
            "mailto:kim@example.com",
            "https://",
            "https:///path",
            "https://?x",
            "https://portal.example@evil.example/",
            "https://a b.example",
            "https://a.example/\u{a}",
            "https:\\\\a.example",
            "https://a.example\\@b.example",
            " https://a.example",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
        assert!(!is_web_address(&format!(
            "https://a.example/{}",
            "a".repeat(2000)
        )));
    }

    #[test]
    fn a_fault_names_the_link_and_what_is_wrong_with_it() {
        let links = [
            link("Mail", "https://mail.example.com"),
            link(" ", "ftp://files.example.com"),
            link(&"x".repeat(101), "https://long.example.com"),
        ];
        let keys: Vec<_> = faults(&links).into_iter().map(|fault| fault.key).collect();
        assert_eq!(keys, ["links[1].title", "links[1].url", "links[2].title"]);
    }

    #[test]
    fn fifty_links_are_the_most() {
        let links = vec![link("Mail", "https://mail.example.com"); MAX_LINKS + 1];
        assert_eq!(faults(&links[1..]), []);
        assert_eq!(faults(&links).len(), 1);
    }
}
