//! Work that keeps a processor busy: on threads of its own, which stand back for those that answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;

/// Lower in rank than everything else: a page that is asked for meanwhile does not wait for a hash.
const NICENESS: i32 = 10;

type Work = Box<dyn FnOnce() + Send>;

/// Does so many pieces of work at once; the others wait in line.
#[derive(Clone)]
pub struct Pool {
    line: Sender<Work>,
}

/// The server is going down, or the work panicked.
#[derive(Debug, thiserror::Error)]
#[error("the pool is closed")]
pub struct PoolClosed;

impl Pool {
    pub fn new(places: usize) -> Self {
        let (line, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..places {
            let waiting = waiting.clone();
            thread::spawn(move || work_off(&waiting));
        }
        Self { line }
    }

    /// Runs a piece of work when its turn comes, if somebody still waits for it then: a line of those who
    /// have gone costs nothing. Once begun, it keeps its place until it is done.
    ///
    /// # Errors
    /// [`PoolClosed`].
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PoolClosed> {
        let (tell, told) = oneshot::channel();
        let work = move || {
            if tell.is_closed() {
                return;
            }
            // Whoever does not wait any more is not told; nobody is told of a panic.
            if let Ok(done) = catch_unwind(AssertUnwindSafe(work)) {
                let _nobody_waits = tell.send(done).is_err();
            }
        };
        self.line.send(Box::new(work)).map_err(|_| PoolClosed)?;
        told.await.map_err(|_| PoolClosed)
    }
}

/// Ends with the pool.
fn work_off(waiting: &Mutex<Receiver<Work>>) {
    stand_back();
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        match next {
            Ok(work) => work(),
            Err(_) => return,
        }
    }
}

/// Lowers the priority of this thread.
fn stand_back() {
    // Elsewhere this would be the priority of the whole process.
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "hashes run at the priority of pages"
        );
    }
}

/// All processors but one, which is left to the pages; at least one.
pub fn spare_processors() -> usize {
    let all = thread::available_parallelism().map_or(1, usize::from);
    all.saturating_sub(1).max(1)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_any_more_keeps_its_place() {
        let pool = Pool::new(1);
        let (begin, began) = oneshot::channel();
        let (end, ended) = mpsc::channel::<()>();
        let is_over = Arc::new(AtomicBool::new(false));
        let (same, over) = (pool.clone(), is_over.clone());
        let first = tokio::spawn(async move {
            let work = move || {
                begin.send(()).unwrap();
                ended.recv().unwrap();
                over.store(true, Ordering::SeqCst);
            };
            same.run(work).await
        });
        began.await.unwrap();
        first.abort();
        assert!(first.await.unwrap_err().is_cancelled());
        let next = tokio::spawn(async move {
            let work = move || is_over.load(Ordering::SeqCst);
            pool.run(work).await
        });
        end.send(()).unwrap();
        assert!(next.await.unwrap().unwrap(), "only after the first is done");
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_when_its_turn_comes_is_not_begun() {
        let pool = Pool::new(1);
        let (begin, began) = oneshot::channel();
        let (end, ended) = mpsc::channel::<()>();
        let blocking = pool.clone();
        let first = tokio::spawn(async move {
            let work = move || {
                begin.send(()).unwrap();
                ended.recv().unwrap();
            };
            blocking.run(work).await
        });
        began.await.unwrap();
        let was_begun = Arc::new(AtomicBool::new(false));
        let told = was_begun.clone();
        let mut left = Box::pin(pool.run(move || told.store(true, Ordering::SeqCst)));
        assert!(futures::poll!(&mut left).is_pending(), "it waits in line");
        drop(left);
        end.send(()).unwrap();
        first.await.unwrap().unwrap();
        pool.run(|| ()).await.unwrap();
        assert!(!was_begun.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn a_panic_gives_its_place_back() {
        let pool = Pool::new(1);
        assert!(pool.run(|| panic!("on purpose")).await.is_err());
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }
}
