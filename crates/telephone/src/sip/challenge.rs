//! Digest challenges (RFC 8760) in the words that the SIP stack understands.

use rsipstack::sip::{Header, Headers};

/// What the stack calls SHA-256, and what everybody else does.
const STACK_NAME: &str = "algorithm=SHA256";
const WIRE_NAME: &str = "algorithm=SHA-256";

/// Leaves out challenges of algorithms that cannot be answered, and reduces a choice of
/// protections to `auth`: the stack takes the first challenge and knows neither list nor choice.
pub(super) fn simplify(headers: &mut Headers) {
    headers.retain(|header| text_of(header).is_none_or(is_answerable));
    for header in headers.iter_mut() {
        let simplified = text_of(header).map(simplified);
        match (simplified, &header) {
            (Some(text), Header::WwwAuthenticate(_)) => {
                *header = Header::WwwAuthenticate(text.into())
            }
            (Some(text), Header::ProxyAuthenticate(_)) => {
                *header = Header::ProxyAuthenticate(text.into());
            }
            _ => {}
        }
    }
}

/// Gives the algorithm of an answer the name that it has on the wire, and takes the quotes from the
/// protection, which strict servers do not read past (RFC 7616, section 3.4).
pub(super) fn restore(headers: &mut Headers) {
    for header in headers.iter_mut() {
        match header {
            Header::Authorization(answer) => {
                *header = Header::Authorization(on_the_wire(answer.value()).into());
            }
            Header::ProxyAuthorization(answer) => {
                let text = on_the_wire(answer.value());
                *header = Header::ProxyAuthorization(text.into());
            }
            _ => {}
        }
    }
}

fn on_the_wire(answer: &str) -> String {
    answer
        .replace(STACK_NAME, WIRE_NAME)
        .replace("qop=\"auth\"", "qop=auth")
}

fn text_of(header: &Header) -> Option<&str> {
    match header {
        Header::WwwAuthenticate(challenge) => Some(challenge.value()),
        Header::ProxyAuthenticate(challenge) => Some(challenge.value()),
        _ => None,
    }
}

fn is_answerable(challenge: &str) -> bool {
    parameter(challenge, "algorithm").is_none_or(|algorithm| {
        ["MD5", "SHA-256"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(algorithm))
    })
}

fn simplified(challenge: &str) -> String {
    let mut text = challenge.to_owned();
    if let Some(algorithm) = parameter(challenge, "algorithm")
        && algorithm.eq_ignore_ascii_case("SHA-256")
    {
        text = text.replace(algorithm, "SHA256");
    }
    if let Some(choice) = parameter(challenge, "qop")
        && choice
            .split(',')
            .any(|one| one.trim().eq_ignore_ascii_case("auth"))
    {
        text = text.replace(&format!("\"{choice}\""), "\"auth\"");
    }
    text
}

/// The value of a parameter, without its quotes.
fn parameter<'a>(challenge: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = challenge.trim_start().split_once(' ')?.1;
    loop {
        let (found, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(after.find(',').unwrap_or(after.len())),
        };
        if found
            .trim_matches([' ', ',', '\t'])
            .eq_ignore_ascii_case(name)
        {
            return Some(value.trim());
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn www(text: &str) -> Header {
        Header::WwwAuthenticate(text.to_owned().into())
    }

    fn simplified_to(challenges: &[&str]) -> Vec<String> {
        let mut headers: Headers = challenges
            .iter()
            .map(|text| www(text))
            .collect::<Vec<_>>()
            .into();
        simplify(&mut headers);
        headers
            .iter()
            .filter_map(text_of)
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn parameters_are_found_beside_commas_within_quotes() {
        let challenge =
            r#"Digest realm="a, qop=x", nonce="n==" ,algorithm=MD5, qop="auth,auth-int""#;
        assert_eq!(parameter(challenge, "qop"), Some("auth,auth-int"));
        assert_eq!(parameter(challenge, "ALGORITHM"), Some("MD5"));
        assert_eq!(parameter(challenge, "opaque"), None);
        assert_eq!(parameter("", "qop"), None);
        assert_eq!(parameter("Digest realm=\"", "qop"), None);
    }

    #[test]
    fn a_choice_of_protections_becomes_auth() {
        assert_eq!(
            simplified_to(&[r#"Digest realm="r", nonce="n", qop="auth,auth-int""#]),
            [r#"Digest realm="r", nonce="n", qop="auth""#]
        );
    }

    #[test]
    fn an_algorithm_that_nobody_knows_is_left_out_for_the_next() {
        assert_eq!(
            simplified_to(&[
                r#"Digest realm="r", nonce="n", algorithm=SHA-512-256"#,
                r#"Digest realm="r", nonce="n", algorithm=SHA-256"#,
                r#"Digest realm="r", nonce="n", algorithm=MD5"#,
            ]),
            [
                r#"Digest realm="r", nonce="n", algorithm=SHA256"#,
                r#"Digest realm="r", nonce="n", algorithm=MD5"#,
            ]
        );
    }

    #[test]
    fn an_answer_names_its_algorithm_as_everybody_does() {
        let answer = "Digest realm=\"r\", algorithm=SHA256, qop=\"auth\"".to_owned();
        let mut headers: Headers = vec![Header::Authorization(answer.into())].into();
        restore(&mut headers);
        assert!(headers.to_string().contains("algorithm=SHA-256, qop=auth"));
    }
}
