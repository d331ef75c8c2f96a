//! A script that does as the test says and tells what happens.

use telephone::{Key, Next, Prompt, Script};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::peer::GIVE_UP;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Began,
    Pressed(Key),
    Silent,
}

pub(crate) struct Plan {
    first: Prompt,
    on_key: Box<dyn FnMut(Key) -> Next + Send>,
    on_silence: Box<dyn FnMut() -> Next + Send>,
    events: mpsc::UnboundedSender<Event>,
}

pub(crate) struct Events(mpsc::UnboundedReceiver<Event>);

impl Plan {
    /// Says this; hangs up on a key; waits in silence.
    pub(crate) fn new(first: Prompt) -> (Self, Events) {
        let (events, happened) = mpsc::unbounded_channel();
        let plan = Self {
            first,
            on_key: Box::new(|_| Next::HangUp),
            on_silence: Box::new(|| Next::Wait),
            events,
        };
        (plan, Events(happened))
    }

    pub(crate) fn on_key(mut self, act: impl FnMut(Key) -> Next + Send + 'static) -> Self {
        self.on_key = Box::new(act);
        self
    }

    pub(crate) fn on_silence(mut self, act: impl FnMut() -> Next + Send + 'static) -> Self {
        self.on_silence = Box::new(act);
        self
    }

    fn tell(&self, event: Event) {
        // The test may have seen enough.
        let _ = self.events.send(event);
    }
}

impl Script for Plan {
    fn begin(&mut self) -> Prompt {
        self.tell(Event::Began);
        self.first.clone()
    }

    fn pressed(&mut self, key: Key) -> Next {
        self.tell(Event::Pressed(key));
        (self.on_key)(key)
    }

    fn silent(&mut self) -> Next {
        self.tell(Event::Silent);
        (self.on_silence)()
    }
}

impl Events {
    pub(crate) async fn next(&mut self) -> Event {
        timeout(GIVE_UP, self.0.recv())
            .await
            .expect("something happens")
            .expect("the script is followed")
    }

    /// What happened since.
    pub(crate) fn rest(&mut self) -> Vec<Event> {
        std::iter::from_fn(|| self.0.try_recv().ok()).collect()
    }
}
