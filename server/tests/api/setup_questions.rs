//! Choosing questions and answering them.

use domain::method::Method;
use domain::policy::Policy;
use domain::questions::Question;
use domain::refusal::Refusal;

use crate::on_both_engines;
use crate::support::{MAILBOX, Seed, Setup, TABLES, TestApp, addressed};

pub(crate) const ROWS: [(&str, &str); 3] = [
    ("partner_met_city", "Canary Oslo"),
    ("first_pet", "Canary Rex"),
    ("Which badge?", "Canary blue"),
];

pub(crate) async fn at_the_questions<'a>(app: &'a TestApp) -> Setup<'a> {
    app.change_policy(|policy: &mut Policy| {
        policy.gates = 2;
        policy.methods = vec![Method::Email, Method::Questions];
        policy.questions.register = 3;
        policy.questions.pool = Question::predefined().take(15).collect();
        policy.questions.pool.push(Question::new("first_pet"));
        policy.questions.pool.push(Question::new("Which badge?"));
    })
    .await;
    app.add(Seed::full("kim")).await;
    let mut setup = Setup::of(app, "kim").await;
    setup.begin(Method::Questions).await;
    setup
}

pub(crate) fn answer_fields<'a>(rows: [(&'a str, &'a str); 3]) -> Vec<(&'static str, &'a str)> {
    let names = [
        ("question1", "answer1"),
        ("question2", "answer2"),
        ("question3", "answer3"),
    ];
    names
        .into_iter()
        .zip(rows)
        .flat_map(|((q, a), (question, answer))| [(q, question), (a, answer)])
        .collect()
}

pub(crate) async fn answer(setup: &mut Setup<'_>, rows: [(&str, &str); 3]) {
    setup.act("answer", &answer_fields(rows)).await;
}

on_both_engines! {
    async fn answers_that_were_registered_prove_in_a_reset(app) {
        let mut setup = at_the_questions(&app).await;
        assert!(setup.says("What was the name of your first pet?") && setup.says("Which badge?"));
        answer(&mut setup, ROWS).await;
        assert!(setup.says("Added: Questions and answers") && setup.says("That is enough"), "{}", setup.page);
        assert_eq!(addressed(&app.delivered().await), [MAILBOX]);
        for table in TABLES {
            assert!(!app.rows.dump(table).await.join("\n").to_lowercase().contains("canary"), "{table}");
        }
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Questions).await;
        let given = |question: &Question| {
            let row = ROWS.iter().find(|(key, _)| *key == question.as_str());
            row.expect("one of the three").1.to_uppercase()
        };
        wizard.answer(given).await;
        assert_eq!(wizard.notice(), None);
        wizard.pass_mail().await;
        assert!(wizard.at_password());
    }

    async fn a_wrong_form_is_told_by_its_row_and_keeps_what_was_typed(app) {
        let mut setup = at_the_questions(&app).await;
        let [one, two, three] = ROWS;
        let long = "x".repeat(41);
        for (rows, why) in [
            ([one, two, (one.0, "Canary Paris")], Refusal::QuestionTwice { row: 3 }),
            ([one, (two.0, " CANARY oslo! "), three], Refusal::AnswersAlike { row: 2 }),
            ([(one.0, "ab"), two, three], Refusal::AnswerLength { row: 1 }),
            ([one, two, (three.0, &long)], Refusal::AnswerLength { row: 3 }),
            ([one, ("famous_person", "Canary"), three], Refusal::QuestionMissing { row: 2 }),
            ([one, ("Is this ours?", "Canary"), three], Refusal::QuestionMissing { row: 2 }),
            ([one, two, ("", "")], Refusal::QuestionMissing { row: 3 }),
        ] {
            answer(&mut setup, rows).await;
            assert!(setup.refuses(why), "{why:?}: {}", setup.page);
            assert!(setup.says("value=\"partner_met_city\" selected"), "{why:?}");
            let typed = |(_, answer): &(&str, &str)| setup.says(&format!("value=\"{answer}\""));
            assert!(rows.iter().filter(|(_, answer)| !answer.is_empty()).all(typed), "{why:?}: {}", setup.page);
        }
        assert_eq!(app.rows.count("question_answer").await, 0);
        let page = setup.send(&setup.turn.clone(), "answer", &[]).await;
        assert_eq!(page.location(), "/setup");
        setup.open("/setup").await;
        assert!(setup.refuses(Refusal::QuestionMissing { row: 1 }));
    }

    async fn new_answers_take_the_place_of_the_old_ones(app) {
        let mut setup = at_the_questions(&app).await;
        answer(&mut setup, ROWS).await;
        setup.begin(Method::Questions).await;
        let [one, two, _] = ROWS;
        answer(&mut setup, [one, two, ("sibling_city", "Canary Rome")]).await;
        assert!(setup.says("Changed: Questions and answers"));
        let kept = app.rows.texts("select question from question_answer order by question").await;
        assert_eq!(kept, ["first_pet", "partner_met_city", "sibling_city"]);
        setup.act("remove", &[("method", "questions")]).await;
        setup.act("confirm_removal", &[]).await;
        assert_eq!(app.rows.count("question_answer").await, 0);
        assert_eq!(app.delivered().await.len(), 3);
    }

    async fn answers_without_the_step_for_them_are_nothing(app) {
        let mut setup = at_the_questions(&app).await;
        setup.act("leave", &[]).await;
        let [one, two, three] = ROWS;
        let fields = [("question1", one.0), ("answer1", one.1), ("question2", two.0), ("answer2", two.1), ("question3", three.0), ("answer3", three.1)];
        let page = setup.send(&setup.turn.clone(), "answer", &fields).await;
        assert_eq!(page.location(), "/setup?said=moved");
        assert_eq!(app.rows.count("question_answer").await, 0);
    }
}
