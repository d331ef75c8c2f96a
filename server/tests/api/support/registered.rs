//! What people have registered, put in place past the portal.

use domain::challenge::Proof;
use domain::identity::PersonId;
use domain::method::Method;
use domain::policy::Policy;
use domain::questions::{Answer, Question};
use domain::wizard::{ResetView, StepView};
use server::method::totp;
use server::store::{Authenticator, StoredAnswer};
use totp_rs::Builder;

use super::app::TestApp;
use super::wizard::Wizard;

/// The shared secret of every authenticator.
pub(crate) const SECRET: &[u8] = b"twenty secret bytes!";
pub(crate) const QUESTIONS: [&str; 5] = ["pet", "school", "street", "hero", "city"];

/// What somebody answers to a question.
pub(crate) fn answer_to(question: &Question) -> String {
    format!("The {} of Kim", question.as_str())
}

impl TestApp {
    /// Allows every method, and asks for two.
    pub(crate) async fn allow_everything(&self) {
        self.change_policy(|policy: &mut Policy| {
            policy.methods = Method::ALL.to_vec();
            policy.questions.pool = QUESTIONS.map(Question::new).to_vec();
        })
        .await;
    }

    pub(crate) async fn give_authenticator(&self, person: &PersonId) {
        let services = &self.services;
        let id = services.random.uuid();
        let sealed = totp::seal(&services.keys, &id, SECRET, &*services.random);
        let new = Authenticator {
            id,
            name: "Phone".to_owned(),
            sealed: sealed.expect("a sealed secret"),
            last_step: 0,
            added_at: services.now().unix_ms(),
        };
        let mut change = services.store.begin().await.expect("a transaction");
        let added = change.add_authenticator(person, &new).await;
        added.expect("stored");
        change.commit().await.expect("stored");
    }

    pub(crate) async fn give_answers(&self, person: &PersonId) {
        let services = &self.services;
        let mut answers = Vec::new();
        for question in QUESTIONS.map(Question::new) {
            let answer = Answer::parse(&answer_to(&question)).expect("an answer");
            let hash = services.passwords.hash(answer.secret().clone()).await;
            answers.push(StoredAnswer {
                question,
                answer_hash: hash.expect("a hash"),
            });
        }
        let mut change = services.store.begin().await.expect("a transaction");
        let replaced = change.replace_answers(person, &answers, services.now());
        replaced.await.expect("stored");
        change.commit().await.expect("stored");
    }

    /// The code that the app shows now.
    pub(crate) fn app_code(&self) -> String {
        let totp = Builder::new().with_secret(SECRET.to_vec()).build();
        let seconds = u64::try_from(self.services.now().unix_ms() / 1000).expect("after 1970");
        totp.expect("parameters").generate(seconds).to_string()
    }
}

impl Wizard<'_> {
    /// Answers what is asked, each as `answer` says.
    pub(crate) async fn answer(&mut self, answer: impl Fn(&Question) -> String) -> &ResetView {
        let answers: Vec<String> = self.asked().iter().map(answer).collect();
        let names = ["answer1", "answer2", "answer3", "answer4", "answer5"];
        let fields: Vec<_> = names
            .into_iter()
            .zip(answers.iter().map(String::as_str))
            .collect();
        self.act("answer", &fields).await
    }

    pub(crate) fn asked(&self) -> Vec<Question> {
        match self.step() {
            StepView::Answer { questions, .. } => questions.clone(),
            other => panic!("nothing is asked: {other:?}"),
        }
    }

    /// Proves by what is not sent: the app or the answers, right or wrong.
    pub(crate) async fn hold(&mut self, method: Method, proof: Proof) {
        self.choose(method).await;
        let right = proof == Proof::Right;
        match method {
            Method::Questions if right => self.answer(answer_to).await,
            Method::Questions => self.answer(|_| "Something else".to_owned()).await,
            _ if right => {
                let code = self.app.app_code();
                self.code(&code).await
            }
            _ => self.code("000000").await,
        };
    }
}
