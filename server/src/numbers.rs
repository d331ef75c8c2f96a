//! Numbers as people write them, with or without the code of their country.
//!
//! Here and not in `domain`, which the browser carries: how a country dials is a table of 300 kB.

#[cfg(test)]
mod tests;

use domain::phone::{PhoneNumber, Written};
use phonenumber::Mode;
use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;

/// What is dialled before a number in its own country, and in most of them not from abroad.
const TRUNK: &str = "0";

/// Understands a number: a complete one anywhere, and one of `country` (ISO 3166, like `NL`) as it is
/// dialled there. A national one has to be one that exists; what the table does not know yet is
/// understood when it is complete.
pub(crate) fn understood(typed: &str, country: &str) -> Option<PhoneNumber> {
    match PhoneNumber::parse(typed) {
        Ok(number) => complete(typed, number),
        Err(_) => national(typed, country.parse().ok()?),
    }
}

/// Whether numbers of this country are known.
pub(crate) fn is_country(name: &str) -> bool {
    name.parse::<Id>().is_ok_and(|id| id.as_ref() == name)
}

/// `number` is read without a `(0)`, which says that it is dialled at home alone. In Italy it is part of the
/// number, and people also write it without the brackets where it is not: the table knows.
fn complete(typed: &str, number: PhoneNumber) -> Option<PhoneNumber> {
    let whole = PhoneNumber::parse(&typed.replace("(0)", TRUNK)).unwrap_or(number.clone());
    let Some(without) = without_trunk(&whole) else {
        return Some(whole);
    };
    let said_so = (number != whole).then_some(number);
    [whole, without].into_iter().find(exists).or(said_so)
}

/// The number without the 0 that follows the code of its country; nothing where none does, or nobody knows
/// that country.
fn without_trunk(number: &PhoneNumber) -> Option<PhoneNumber> {
    let text = String::from(number.clone());
    let is_code = |end: &usize| {
        let code = text.get(1..*end).and_then(|code| code.parse::<u16>().ok());
        code.is_some_and(|code| DATABASE.by_code(&code).is_some())
    };
    let (code, rest) = text.split_at((2..=4).find(is_code)?);
    let rest = rest.strip_prefix(TRUNK)?;
    PhoneNumber::parse(&format!("{code}{rest}")).ok()
}

/// Whether the table has it, exactly as it stands.
fn exists(number: &PhoneNumber) -> bool {
    let text = number.e164();
    phonenumber::parse(None, &text).is_ok_and(|found| {
        phonenumber::is_valid(&found) && found.format().mode(Mode::E164).to_string() == text
    })
}

fn national(typed: &str, country: Id) -> Option<PhoneNumber> {
    let written = Written::read(typed).ok()?;
    // Nothing but digits reaches the parser: it also reads URIs and letters that stand for digits.
    let digits = written.digits().ok().filter(|digits| !digits.is_empty())?;
    let found = phonenumber::parse(Some(country), &digits).ok()?;
    if !phonenumber::is_valid(&found) {
        return None;
    }
    let complete = found.format().mode(Mode::E164).to_string();
    let extension = written.extension.map(|digits| format!("x{digits}"));
    PhoneNumber::parse(&(complete + &extension.unwrap_or_default())).ok()
}
