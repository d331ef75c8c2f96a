//! Work that keeps a processor busy: away from the threads that answer, and not too much at once.

use std::sync::Arc;
use std::thread;

use tokio::sync::Semaphore;

/// Does so many pieces of work at once; the others wait in line.
#[derive(Clone)]
pub struct Pool {
    places: Arc<Semaphore>,
}

/// The server is going down, or the work panicked.
#[derive(Debug, thiserror::Error)]
#[error("the pool is closed")]
pub struct PoolClosed;

impl Pool {
    pub fn new(places: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places)),
        }
    }

    /// Runs a piece of work when there is a place for it, and keeps the place until it is done, even
    /// if nobody waits for it any more.
    ///
    /// # Errors
    /// [`PoolClosed`].
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PoolClosed> {
        let place = self.places.clone().acquire_owned().await;
        let place = place.map_err(|_| PoolClosed)?;
        let done = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        done.await.map_err(|_| PoolClosed)
    }
}

/// All processors but one, which is left to the pages; at least one.
pub fn spare_processors() -> usize {
    let all = thread::available_parallelism().map_or(1, usize::from);
    all.saturating_sub(1).max(1)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_any_more_keeps_its_place() {
        let pool = Pool::new(1);
        let (begin, began) = mpsc::channel();
        let (end, ended) = mpsc::channel::<()>();
        let same = pool.clone();
        let work = tokio::spawn(async move {
            let work = move || {
                begin.send(()).unwrap();
                ended.recv().unwrap();
            };
            same.run(work).await
        });
        let began = tokio::task::spawn_blocking(move || began.recv());
        began.await.unwrap().unwrap();
        work.abort();
        assert!(work.await.unwrap_err().is_cancelled());
        assert_eq!(pool.places.available_permits(), 0);
        end.send(()).unwrap();
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn a_panic_gives_its_place_back() {
        let pool = Pool::new(1);
        assert!(pool.run(|| panic!("on purpose")).await.is_err());
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }
}
