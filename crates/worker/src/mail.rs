use app::outbox::{Failure, Letter, Security};
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Gives a letter to the mail server.
pub(crate) async fn send(letter: &Letter) -> Result<(), Failure> {
    let message = message(letter).map_err(|error| for_good(&*error))?;
    let transport = transport(letter).map_err(|error| for_good(&error))?;
    match transport.send(message).await {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure {
            words: chain(&error),
            for_good: is_final(&error),
        }),
    }
}

/// A server's 5xx is its last word.
fn is_final(error: &SmtpError) -> bool {
    error.is_permanent()
}

fn transport(letter: &Letter) -> Result<Transport, SmtpError> {
    let server = &letter.server;
    let tls = match server.security {
        Security::Plain => Tls::None,
        Security::StartTls => Tls::Required(TlsParameters::new(server.host.clone())?),
        Security::Tls => Tls::Wrapper(TlsParameters::new(server.host.clone())?),
    };
    let mut builder = Transport::builder_dangerous(&server.host)
        .port(server.port)
        .tls(tls);
    if !server.account.is_empty() {
        builder = builder.credentials(Credentials::new(server.account.clone(), server.password.clone()));
    }
    Ok(builder.build())
}

fn message(letter: &Letter) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    let mut message = Message::builder()
        .from(letter.server.sender.parse::<Mailbox>()?)
        .to(letter.to.parse::<Mailbox>()?)
        .subject(&letter.subject)
        .message_id(Some(letter.message_id.clone()))
        .header(ContentType::TEXT_PLAIN)
        .header(ByItself);
    if let Some(stop) = &letter.stop {
        message = message.header(Unsubscribe(format!("<{stop}>"))).header(OneClick);
    }
    let body = Body::new_with_encoding(letter.text.clone(), ContentTransferEncoding::Base64);
    Ok(message.body(body.map_err(|_| "a letter cannot be written down")?)?)
}

/// RFC 2369.
#[derive(Clone)]
struct Unsubscribe(String);

/// RFC 8058: the program that shows the mail may stop it by itself, when its reader says so.
#[derive(Clone)]
struct OneClick;

/// RFC 3834: nobody wrote this, so no program has to answer.
#[derive(Clone)]
struct ByItself;

macro_rules! headers {
    ($($type:ident $name:literal $value:expr;)*) => {$(
        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Err("headers are only written here".into())
            }

            fn display(&self) -> HeaderValue {
                let value: fn(&Self) -> String = $value;
                HeaderValue::new(Self::name(), value(self))
            }
        }
    )*};
}

headers! {
    Unsubscribe "List-Unsubscribe" |stop| stop.0.clone();
    OneClick "List-Unsubscribe-Post" |_| "List-Unsubscribe=One-Click".to_owned();
    ByItself "Auto-Submitted" |_| "auto-generated".to_owned();
}

fn for_good(error: &dyn std::error::Error) -> Failure {
    Failure {
        words: chain(error),
        for_good: true,
    }
}

/// An error with its causes.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
