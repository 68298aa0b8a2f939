//! Servers of the tests' own, on the loopback address: a mail server and a robot with good and bad manners.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the other side behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Manners {
    /// Takes everything.
    Takes,
    /// Answers nothing at all.
    Hangs,
    /// Answers one byte at a time, and never comes to an end.
    Drips,
    /// Cannot take it now.
    Later,
    /// Will never take it.
    Never,
}

/// A server, and what it took.
pub(crate) struct OtherSide {
    pub(crate) port: u16,
    pub(crate) taken: Arc<Mutex<Vec<String>>>,
}

impl OtherSide {
    pub(crate) async fn mail(manners: Manners) -> Self {
        Self::open(manners, |stream, manners, taken| {
            Box::pin(mail(stream, manners, taken))
        })
        .await
    }

    pub(crate) async fn robot(manners: Manners) -> Self {
        Self::open(manners, |stream, manners, taken| {
            Box::pin(robot(stream, manners, taken))
        })
        .await
    }

    async fn open(manners: Manners, serve: Serve) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&taken);
        tokio::task::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = serve(stream, manners, Arc::clone(&kept)).await;
            }
        });
        Self { port, taken }
    }
}

type Taken = Arc<Mutex<Vec<String>>>;
type Serve =
    fn(TcpStream, Manners, Taken) -> std::pin::Pin<Box<dyn Future<Output = std::io::Result<()>> + Send>>;

async fn mail(stream: TcpStream, manners: Manners, taken: Taken) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    if bad(stream.get_mut(), manners).await? {
        return Ok(());
    }
    stream.write_all(b"220 mail.example ESMTP\r\n").await?;
    let mut letter: Option<String> = None;
    let mut line = String::new();
    while 0 < stream.read_line(&mut line).await? {
        let said = std::mem::take(&mut line);
        let answer = match (&mut letter, said.trim_end(), manners) {
            (Some(text), ".", _) => {
                taken.lock().unwrap().push(std::mem::take(text));
                letter = None;
                "250 taken"
            }
            (Some(text), ..) => {
                text.push_str(&said);
                continue;
            }
            (None, said, Manners::Later) if said.starts_with("RCPT") => "451 try again later",
            (None, said, Manners::Never) if said.starts_with("RCPT") => "550 nobody of that name",
            (None, "DATA", _) => {
                letter = Some(String::new());
                "354 go on"
            }
            (None, "QUIT", _) => return stream.write_all(b"221 bye\r\n").await,
            _ => "250 well",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

async fn robot(mut stream: TcpStream, manners: Manners, taken: Taken) -> std::io::Result<()> {
    if bad(&mut stream, manners).await? {
        return Ok(());
    }
    let mut request = vec![0; 16 * 1024];
    let mut length = 0;
    // a short request: its body ends with a brace
    while !String::from_utf8_lossy(&request[..length]).ends_with('}') {
        length += stream.read(&mut request[length..]).await?;
    }
    let (status, body) = match manners {
        Manners::Later => ("503 Busy", ""),
        Manners::Never => ("404 Nobody", ""),
        _ => ("200 OK", r#"{"errcode":0}"#),
    };
    if manners == Manners::Takes {
        taken
            .lock()
            .unwrap()
            .push(String::from_utf8_lossy(&request[..length]).into_owned());
    }
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).await
}

/// Whether the other side never comes to the point.
async fn bad(stream: &mut TcpStream, manners: Manners) -> std::io::Result<bool> {
    match manners {
        Manners::Hangs => {
            let mut nothing = Vec::new();
            let _ = stream.read_to_end(&mut nothing).await;
            Ok(true)
        }
        Manners::Drips => loop {
            stream.write_all(b"2").await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        },
        _ => Ok(false),
    }
}
