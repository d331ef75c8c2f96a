//! A puzzle's answer counts once, in its own challenge, for a while.

use domain::refusal::Refusal;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::{Seed, Wizard};

async fn answer(wizard: &mut Wizard<'_>, answer: &str) -> Option<Refusal> {
    wizard
        .act("identify", &[("user_name", "kim"), ("captcha", answer)])
        .await;
    wizard.notice()
}

on_both_engines! {
    async fn without_an_answer_nobody_is_identified(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        assert_eq!(answer(&mut wizard, "ABCDEF").await, Some(Refusal::CaptchaExpired), "no puzzle was drawn yet");
        wizard.solve().await;
        wizard.act("identify", &[("user_name", "kim")]).await;
        assert_eq!(wizard.notice(), Some(Refusal::CaptchaMissing));
        assert_eq!(answer(&mut wizard, "  ").await, Some(Refusal::CaptchaMissing));
        assert_eq!(answer(&mut wizard, "null").await, Some(Refusal::CaptchaWrong));
        assert_eq!(app.rows.count("standing").await, 0, "the name was not even looked up");
    }

    async fn the_answer_of_another_browser_is_wrong(app) {
        let mut one = app.wizard().await;
        let of_one = one.solve().await;
        let mut two = app.wizard().await;
        let of_two = two.solve().await;
        assert_ne!(of_one, of_two);
        assert_eq!(answer(&mut two, &of_one).await, Some(Refusal::CaptchaWrong));
        assert_eq!(answer(&mut two, &of_two).await, None);
    }

    async fn an_answer_is_spent_by_its_success(app) {
        app.change_policy(|policy| policy.disclosure = domain::policy::Disclosure::Helpful).await;
        let mut wizard = app.wizard().await;
        let right = wizard.solve().await;
        assert_eq!(answer(&mut wizard, &right).await, Some(Refusal::UnknownName));
        assert_eq!(answer(&mut wizard, &right).await, Some(Refusal::CaptchaExpired));
        let next = wizard.solve().await;
        assert_ne!(next, right);
        assert_eq!(answer(&mut wizard, &right).await, Some(Refusal::CaptchaWrong));
        assert_eq!(answer(&mut wizard, &next).await, Some(Refusal::UnknownName));
    }

    async fn an_old_page_does_not_bring_an_answer_back(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        let right = wizard.solve().await;
        assert_eq!(answer(&mut wizard, &right).await, None);
        wizard.act("identify", &[("user_name", "lee"), ("captcha", &right)]).await;
        assert_eq!(wizard.notice(), Some(Refusal::Moved));
        wizard.act_at(0, "identify", &[("user_name", "lee"), ("captcha", &right)]).await;
        assert_eq!(wizard.notice(), Some(Refusal::Moved));
    }

    async fn an_answer_expires_after_three_minutes(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        let right = wizard.solve().await;
        app.clock.advance(180);
        assert_eq!(answer(&mut wizard, &right).await, Some(Refusal::CaptchaExpired));
        let fresh = wizard.solve().await;
        assert_ne!(fresh, right);
        app.clock.advance(179);
        assert_eq!(answer(&mut wizard, &fresh).await, None);
    }

    async fn the_sixth_try_needs_a_new_puzzle(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        let right = wizard.solve().await;
        for _ in 0..5 {
            assert_eq!(answer(&mut wizard, "WRONG9").await, Some(Refusal::CaptchaWrong));
        }
        assert_eq!(answer(&mut wizard, &right).await, Some(Refusal::CaptchaExpired));
        let fresh = wizard.solve().await;
        assert_eq!(answer(&mut wizard, &fresh).await, None);
    }

    async fn looking_again_shows_the_same_picture_and_plays_the_same_sound(app) {
        let mut wizard = app.wizard().await;
        let right = wizard.solve().await;
        let picture = wizard.browser.get("/captcha/picture").await;
        assert_eq!(picture.headers["content-type"], "image/png");
        assert_eq!(picture.headers["cache-control"], "no-store");
        assert_eq!(wizard.browser.get("/captcha/picture?x=1").await.bytes, picture.bytes);
        let sound = wizard.browser.get("/captcha/sound").await;
        assert_eq!(sound.headers["content-type"], "audio/wav");
        assert_eq!(wizard.browser.get("/captcha/sound").await.bytes, sound.bytes);
        answer(&mut wizard, "WRONG9").await;
        assert_eq!(wizard.browser.get("/captcha/picture").await.bytes, picture.bytes);
        wizard.act("new_puzzle", &[("user_name", "kim")]).await;
        assert_ne!(wizard.browser.get("/captcha/picture").await.bytes, picture.bytes);
        assert_eq!(answer(&mut wizard, &right).await, Some(Refusal::CaptchaWrong));
    }

    async fn the_spoken_answer_counts_and_letter_case_does_not(app) {
        for spoken in [true, false] {
            let mut wizard = app.wizard().await;
            wizard.solve().await;
            let puzzle = app.captcha.last();
            let typed = if spoken { puzzle.sound } else { puzzle.picture.to_lowercase() };
            assert_eq!(answer(&mut wizard, &typed).await, None);
            assert!(matches!(wizard.step(), StepView::Choose { .. }));
        }
    }

    async fn there_is_no_puzzle_where_none_is_asked(app) {
        assert_eq!(app.browser().get("/captcha/picture").await.status, 404);
        let mut wizard: Wizard<'_> = app.wizard().await;
        wizard.identify("ghost").await;
        assert_eq!(wizard.browser.get("/captcha/picture").await.status, 404);
        assert_eq!(wizard.browser.get("/captcha/sound").await.status, 404);
    }

    async fn the_answer_is_nowhere_in_what_the_browser_gets(app) {
        let mut wizard: Wizard<'_> = app.wizard().await;
        let picture = wizard.browser.get("/captcha/picture").await;
        let puzzle = app.captcha.last();
        let page = wizard.browser.get("/reset").await;
        for text in [page.text(), picture.text(), format!("{:?} {:?}", page.headers, picture.headers), format!("{:?}", wizard.browser.cookies)] {
            assert!(!text.contains(&puzzle.picture) && !text.contains(&puzzle.sound));
        }
    }
}
