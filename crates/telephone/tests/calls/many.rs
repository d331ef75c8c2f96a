//! Many calls in one process.

use std::sync::Arc;
use std::time::Duration;

use telephone::{Ended, Next};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::peer::free_ports;
use crate::plan::{Event, Plan};
use crate::sipp::{Scenario, description};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

const CALLS: u32 = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_calls_are_held_at_once() {
    let [port] = free_ports();
    let port = port.to_string();
    // One port echoes the sound of all calls.
    let mut sipp = Scenario::new()
        .pick_up(&description("[media_port]", "8 101"))
        .confirm("BYE")
        .play(CALLS, &["-rtp_echo", "-mi", "127.0.0.1", "-mp", &port])
        .await;
    let mut settings = settings(sipp.port);
    settings.timing.reach = Duration::from_secs(30);
    let telephone = telephone(&settings).await;
    // Passed when every call is up: none ends before the last has begun.
    let all_are_up = Arc::new(Barrier::new(CALLS as usize));

    // The first that fails is the last: the others would wait for it.
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let (telephone, all_are_up) = (telephone.clone(), Arc::clone(&all_are_up));
        calls.spawn(async move {
            let (plan, mut events) = Plan::new(rising(0.5, 400.0, 900.0));
            let (up, is_up) = std::sync::mpsc::channel();
            let mut plan = plan.on_silence(move || match is_up.try_recv() {
                Ok(()) => Next::HangUp,
                Err(_) => Next::Wait,
            });
            let number = number();
            let wait = async {
                assert_eq!(events.next().await, Event::Began);
                all_are_up.wait().await;
                up.send(()).expect("the call is up");
            };
            let call = telephone.call(&number, RING, &mut plan);
            tokio::pin!(call);
            tokio::select! {
                ended = &mut call => panic!("before the others were up: {ended:?}"),
                () = wait => call.await,
            }
        });
    }
    while let Some(ended) = calls.join_next().await {
        assert_eq!(ended.expect("no panic"), Ended::HungUp);
    }
    sipp.is_content().await;
}
