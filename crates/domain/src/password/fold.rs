//! Look-alikes: `P@ssw0rd` is read as `password`.

use unicode_normalization::char::decompose_compatible;

/// One character without case, accent, width and disguise; always one for one, so that a position
/// in the folded text is a position in the typed text. Idempotent.
pub(super) fn fold(typed: char) -> char {
    let lower = lower_case(without_accent(typed));
    match lower {
        '@' | '4' => 'a',
        '8' => 'b',
        '(' => 'c',
        '3' | '€' => 'e',
        '9' => 'g',
        // `i` itself too: nobody can say whether a `1` or a `!` stands for `i` or for `l`.
        'i' | '1' | '!' | '|' => 'l',
        '0' => 'o',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '2' => 'z',
        other => other,
    }
}

/// `é`, full-width `Ａ` and mathematical `𝐀` become ASCII. Other scripts stay as they are: taking
/// a Korean syllable or a Cyrillic letter apart would make different words equal.
fn without_accent(typed: char) -> char {
    let mut base = None;
    decompose_compatible(typed, |part| {
        base.get_or_insert(part);
    });
    base.filter(char::is_ascii).unwrap_or(typed)
}

fn lower_case(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn folded(text: &str) -> String {
        text.chars().map(fold).collect()
    }

    #[test]
    fn look_alikes_accents_and_case_are_folded_away() {
        let table = [
            ("P@$$w0rd", "password"),
            ("C0nt0so", "contoso"),
            ("Bl@nK", "blank"),
            ("adm1n", "admln"),
            ("ADMIN", "admln"),
            ("Wélkøm", "welkøm"),
            ("Ｗｅｌｋｏｍ", "welkom"),
            ("𝐖elkom", "welkom"),
            ("İstanbul", "lstanbul"),
            ("7e57", "test"),
            ("가나", "가나"),
            ("Йод", "йод"),
        ];
        for (typed, expected) in table {
            assert_eq!(folded(typed), expected, "{typed}");
        }
    }

    #[test]
    fn no_two_digits_become_the_same() {
        let mut digits: Vec<char> = ('0'..='9').map(fold).collect();
        digits.sort_unstable();
        digits.dedup();
        assert_eq!(digits.len(), 10);
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for typed in '\0'..=char::MAX {
            assert_eq!(fold(fold(typed)), fold(typed), "{typed:?}");
        }
    }
}
