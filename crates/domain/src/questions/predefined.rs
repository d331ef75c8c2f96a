//! The predefined questions, in every language. Their keys are stored and never change.

use super::Question;
use crate::locale::Locale;

/// Key, English, Dutch: places, schools, family, childhood, firsts and favourites.
const QUESTIONS: [(&str, &str, &str); 35] = [
    (
        "partner_met_city",
        "In which town did you first meet your partner?",
        "In welke plaats heb je je partner voor het eerst ontmoet?",
    ),
    (
        "parents_met_city",
        "In which town did your parents get to know each other?",
        "In welke plaats hebben je ouders elkaar leren kennen?",
    ),
    (
        "sibling_city",
        "In which town does the brother or sister live who lives nearest to you?",
        "In welke plaats woont de broer of zus die het dichtst bij je woont?",
    ),
    (
        "father_birth_city",
        "In which town was your father born?",
        "In welke plaats is je vader geboren?",
    ),
    (
        "mother_birth_city",
        "In which town was your mother born?",
        "In welke plaats is je moeder geboren?",
    ),
    (
        "first_job_city",
        "In which town did you have your first job?",
        "In welke plaats had je je eerste baan?",
    ),
    (
        "new_year_2000_city",
        "Where were you when the year 2000 began?",
        "Waar was je toen het jaar 2000 begon?",
    ),
    (
        "secondary_teacher",
        "Who was your favourite teacher at secondary school?",
        "Wie was je favoriete leraar op de middelbare school?",
    ),
    (
        "primary_teacher",
        "Who was your favourite teacher at primary school?",
        "Wie was je favoriete leraar op de basisschool?",
    ),
    (
        "college_not_attended",
        "To which college or university did you apply but not go?",
        "Voor welke opleiding had je je aangemeld zonder erheen te gaan?",
    ),
    (
        "school_at_twelve",
        "Which school did you go to when you were twelve?",
        "Naar welke school ging je toen je twaalf was?",
    ),
    (
        "first_school",
        "What was the name of your first school?",
        "Hoe heette je eerste school?",
    ),
    (
        "school_sport",
        "Which sport did you play most when you were at school?",
        "Welke sport deed je het meest in je schooltijd?",
    ),
    (
        "father_middle_name",
        "What is your father's middle name?",
        "Wat is de tweede voornaam van je vader?",
    ),
    (
        "mother_middle_name",
        "What is your mother's middle name?",
        "Wat is de tweede voornaam van je moeder?",
    ),
    (
        "oldest_sibling_middle_name",
        "What is the middle name of your oldest brother or sister?",
        "Wat is de tweede voornaam van je oudste broer of zus?",
    ),
    (
        "youngest_sibling_middle_name",
        "What is the middle name of your youngest brother or sister?",
        "Wat is de tweede voornaam van je jongste broer of zus?",
    ),
    (
        "oldest_sibling_birth",
        "In which month and year was your oldest brother or sister born?",
        "In welke maand en welk jaar is je oudste broer of zus geboren?",
    ),
    (
        "mothers_mother",
        "What was the first name of your mother's mother?",
        "Wat was de voornaam van de moeder van je moeder?",
    ),
    (
        "fathers_father",
        "What was the first name of your father's father?",
        "Wat was de voornaam van de vader van je vader?",
    ),
    (
        "childhood_friend",
        "What was the name of your best friend when you were a child?",
        "Hoe heette je beste vriend of vriendin toen je kind was?",
    ),
    (
        "childhood_hero",
        "Who was your hero when you were a child?",
        "Wie was je held toen je kind was?",
    ),
    (
        "childhood_nickname",
        "What nickname did you have as a child?",
        "Welke bijnaam had je als kind?",
    ),
    (
        "first_pet",
        "What was the name of your first pet?",
        "Hoe heette je eerste huisdier?",
    ),
    (
        "stuffed_toy",
        "What was the name of your favourite cuddly toy?",
        "Hoe heette je liefste knuffel?",
    ),
    (
        "first_street",
        "What was the name of the first street that you lived in?",
        "Hoe heette de eerste straat waarin je woonde?",
    ),
    (
        "birth_hospital",
        "In which hospital were you born?",
        "In welk ziekenhuis ben je geboren?",
    ),
    (
        "dream_job",
        "What did you want to become when you were a child?",
        "Wat wilde je worden toen je kind was?",
    ),
    (
        "childhood_phone",
        "What were the last four digits of your telephone number as a child?",
        "Wat waren de laatste vier cijfers van je telefoonnummer als kind?",
    ),
    (
        "favourite_food",
        "What was your favourite food as a child?",
        "Wat at je als kind het liefst?",
    ),
    (
        "first_car",
        "What was the make of your first car or motorbike?",
        "Van welk merk was je eerste auto of motor?",
    ),
    (
        "first_job",
        "What was your first job?",
        "Wat was je eerste baan?",
    ),
    (
        "first_partner",
        "What was the first name of your first love?",
        "Wat was de voornaam van je eerste liefde?",
    ),
    (
        "wedding_place",
        "Where did you celebrate your wedding?",
        "Waar heb je je bruiloft gevierd?",
    ),
    (
        "famous_person",
        "Who is the most famous person that you have met?",
        "Wie is de beroemdste persoon die je hebt ontmoet?",
    ),
];

impl Question {
    /// Every predefined question, by topic.
    pub fn predefined() -> impl Iterator<Item = Self> {
        QUESTIONS.iter().map(|(key, _, _)| Self::new(*key))
    }

    /// True for a question that is stored by its key.
    pub fn is_predefined(&self) -> bool {
        QUESTIONS.iter().any(|(key, _, _)| *key == self.as_str())
    }

    /// The question as people read it; one of the organisation's own stands as it was typed.
    pub fn text(&self, locale: Locale) -> &str {
        let found = QUESTIONS.iter().find(|(key, _, _)| *key == self.as_str());
        match (found, locale) {
            (Some((_, english, _)), Locale::En) => english,
            (Some((_, _, dutch)), Locale::Nl) => dutch,
            (None, _) => self.as_str(),
        }
    }

    /// Written like a key, with nobody's words behind it: a slip in a policy.
    pub(super) fn is_unknown_key(&self) -> bool {
        let like_a_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        self.as_str().contains('_')
            && self.as_str().chars().all(like_a_key)
            && !self.is_predefined()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_question_has_words_of_its_own_in_every_language() {
        let keys: HashSet<_> = Question::predefined().collect();
        assert_eq!(keys.len(), 35);
        let mut texts = HashSet::new();
        for question in &keys {
            for locale in Locale::ALL {
                let text = question.text(locale);
                assert!(text.ends_with('?') && text.len() > 15, "{text}");
                assert!(texts.insert(text.to_owned()), "{text}");
            }
        }
        assert_eq!(texts.len(), 70);
    }

    #[test]
    fn a_question_of_the_organisation_stands_as_it_was_typed() {
        let own = Question::new("Welke kleur had je eerste badge?");
        for locale in Locale::ALL {
            assert_eq!(own.text(locale), "Welke kleur had je eerste badge?");
        }
        assert!(!own.is_unknown_key());
        assert!(Question::new("frist_pet").is_unknown_key());
        assert!(!Question::new("first_pet").is_unknown_key());
    }
}
