use super::*;

/// Answers with what it was given, in turn, and then waits.
struct Planned {
    pressed: Vec<Next>,
    silent: Vec<Next>,
    heard: Vec<Key>,
}

impl Script for Planned {
    fn begin(&mut self) -> Prompt {
        tone(1, 3)
    }

    fn pressed(&mut self, key: Key) -> Next {
        self.heard.push(key);
        self.pressed.pop().unwrap_or(Next::Wait)
    }

    fn silent(&mut self) -> Next {
        self.silent.pop().unwrap_or(Next::Wait)
    }
}

fn planned(pressed: Vec<Next>, silent: Vec<Next>) -> Planned {
    Planned {
        pressed,
        silent,
        heard: Vec::new(),
    }
}

/// So many frames of one value, and a bit more.
fn tone(value: i16, frames: usize) -> Prompt {
    Prompt::from_samples(vec![value; frames * SAMPLES_PER_FRAME + 1])
}

fn timing(settle_frames: u64, patience_frames: u64) -> Timing {
    Timing {
        settle: Duration::from_millis(20 * settle_frames),
        patience: Duration::from_millis(20 * patience_frames),
        ..Timing::default()
    }
}

/// The first sample of each of so many frames; -1 once it hung up.
fn said(conversation: &mut Conversation<'_>, frames: usize) -> Vec<i16> {
    (0..frames)
        .map(|_| conversation.next_frame().map_or(-1, |frame| frame[0]))
        .collect()
}

#[test]
fn a_prompt_follows_a_moment_of_silence_and_its_last_frame_is_filled_up() {
    let mut script = planned(vec![], vec![]);
    let mut conversation = Conversation::begin(&mut script, &timing(2, 9));
    assert_eq!(said(&mut conversation, 5), [0, 0, 1, 1, 1]);
    let last = conversation.next_frame().expect("a frame");
    assert_eq!((last[0], last[1]), (1, 0));
    assert_eq!(said(&mut conversation, 2), [0, 0]);
}

#[test]
fn a_key_stops_what_is_said() {
    let mut script = planned(vec![Next::Say(tone(2, 1))], vec![]);
    let mut conversation = Conversation::begin(&mut script, &timing(0, 9));
    assert_eq!(said(&mut conversation, 2), [1, 1]);
    conversation.press(Key::Star);
    assert_eq!(said(&mut conversation, 4), [2, 2, 0, 0]);
}

#[test]
fn a_key_before_the_first_word_is_heard() {
    let mut script = planned(vec![Next::Say(tone(2, 1))], vec![]);
    let mut conversation = Conversation::begin(&mut script, &timing(50, 9));
    conversation.press(Key::Pound);
    assert_eq!(said(&mut conversation, 2), [2, 2]);
}

#[test]
fn a_key_that_changes_nothing_does_not_disturb() {
    let mut script = planned(vec![], vec![]);
    let mut conversation = Conversation::begin(&mut script, &timing(0, 9));
    said(&mut conversation, 1);
    conversation.press(Key::Digit(5));
    assert_eq!(said(&mut conversation, 3), [1, 1, 1]);
}

#[test]
fn after_the_last_words_there_is_a_moment_and_then_the_end() {
    let mut script = planned(vec![Next::SayAndHangUp(tone(3, 1))], vec![]);
    let mut conversation = Conversation::begin(&mut script, &timing(0, 9));
    conversation.press(Key::Pound);
    conversation.press(Key::Digit(1));
    let frames = said(&mut conversation, 15);
    assert_eq!(frames[..2], [3, 3]);
    assert!(
        frames[2..12].iter().all(|sample| *sample == 0),
        "{frames:?}"
    );
    assert_eq!(frames[12..], [-1; 3]);
    assert_eq!(script.heard, [Key::Pound]);
}

#[test]
fn silence_asks_the_script_each_time_patience_runs_out() {
    let mut script = planned(
        vec![],
        vec![Next::HangUp, Next::Say(tone(4, 0)), Next::Wait],
    );
    let mut conversation = Conversation::begin(&mut script, &timing(0, 2));
    assert_eq!(said(&mut conversation, 4), [1, 1, 1, 1]);
    assert_eq!(said(&mut conversation, 3), [0, 0, 0], "asked, and waits");
    assert_eq!(
        said(&mut conversation, 4),
        [0, 0, 0, 4],
        "asked, and speaks"
    );
    assert_eq!(
        said(&mut conversation, 4),
        [0, 0, -1, -1],
        "asked, and leaves"
    );
}

#[test]
fn hanging_up_ends_it_at_once() {
    let mut script = planned(vec![Next::HangUp], vec![]);
    let mut conversation = Conversation::begin(&mut script, &timing(10, 9));
    conversation.press(Key::Digit(9));
    assert_eq!(said(&mut conversation, 2), [-1, -1]);
}

#[test]
fn durations_are_counted_in_frames() {
    assert_eq!(frames(Duration::from_secs(3)), 150);
    assert_eq!(frames(Duration::MAX), u32::MAX);
}
