//! A network between the telephone and sipp that can be lost.

use tokio::net::UdpSocket;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub(crate) struct Relay {
    pub(crate) port: u16,
    is_cut: watch::Sender<bool>,
    /// Datagrams that were handed to the telephone.
    brought: watch::Receiver<u32>,
    task: JoinHandle<()>,
}

impl Relay {
    /// Carries datagrams between whoever speaks to it first and the port that is then named.
    pub(crate) async fn start(target: watch::Receiver<u16>) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
        let port = socket.local_addr().expect("an address").port();
        let (is_cut, cut) = watch::channel(false);
        let (brings, brought) = watch::channel(0);
        let task = tokio::spawn(async move {
            let (mut buffer, mut caller) = ([0; 65_535], None);
            loop {
                // Errors report that one side has closed its port.
                let Ok((length, from)) = socket.recv_from(&mut buffer).await else {
                    continue;
                };
                let sipp = std::net::SocketAddr::from(([127, 0, 0, 1], *target.borrow()));
                let to = if from == sipp {
                    caller
                } else {
                    caller = Some(from);
                    Some(sipp)
                };
                if let Some(to) = to.filter(|_| !*cut.borrow()) {
                    let _ = socket.send_to(&buffer[..length], to).await;
                    brings.send_modify(|count| *count += u32::from(from == sipp));
                }
            }
        });
        Self {
            port,
            is_cut,
            brought,
            task,
        }
    }

    /// Waits until something of sipp has come through.
    pub(crate) async fn has_brought_something(&self) {
        let mut brought = self.brought.clone();
        let something = brought.wait_for(|count| *count > 0).await;
        assert!(something.is_ok(), "the relay is there");
    }

    /// From here on nothing comes through.
    pub(crate) fn cut(&self) {
        self.is_cut.send_replace(true);
    }

    /// It works again.
    pub(crate) fn mend(&self) {
        self.is_cut.send_replace(false);
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}
