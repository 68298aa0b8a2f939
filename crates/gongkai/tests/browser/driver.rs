//! Chromium through its driver: fill in, press, look.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::keyboard::Control;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;

/// Browsers must not share a profile.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// What a browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Device {
    /// 1280 pixels wide.
    Desk,
    /// 390 pixels wide, by touch.
    Phone,
}

/// A browser of its own.
pub(crate) struct Browser {
    driver: Child,
    /// Where its driver listens.
    port: u16,
    client: Client,
    script: bool,
    /// Whether the mouse lies untouched.
    keyboard: bool,
}

impl Browser {
    /// Starts Chromium, with or without JavaScript.
    pub(crate) async fn start(script: bool) -> Self {
        Self::start_with(script, Device::Desk).await
    }

    /// Starts Chromium on a device, with JavaScript.
    pub(crate) async fn start_on(device: Device) -> Self {
        Self::start_with(true, device).await
    }

    async fn start_with(script: bool, device: Device) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is not installed: `cargo xtask setup` does it");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port: u16 = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split("started successfully on port ")
                    .nth(1)?
                    .trim_end_matches('.')
                    .parse()
                    .ok()
            })
            .expect("chromedriver names no port");
        // the rest of what it says must not fill its pipe
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("gongkai-browser-{}-{count}", std::process::id()));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&folder, script, device))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Self {
            driver,
            port,
            client,
            script,
            keyboard: false,
        }
    }

    /// The same with the keyboard alone.
    pub(crate) fn by_keyboard(self) -> Self {
        Self {
            keyboard: true,
            ..self
        }
    }

    /// Puts an authenticator into the browser, which verifies whoever is there (Web Authentication, section 11.3).
    pub(crate) async fn put_in_an_authenticator(&self) {
        let session = self.client.session_id().await.unwrap().unwrap();
        let body = r#"{"protocol":"ctap2","transport":"internal","hasResidentKey":true,"hasUserVerification":true,"isUserVerified":true}"#;
        let mut driver = std::net::TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "POST /session/{session}/webauthn/authenticator HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        driver.write_all((head + body).as_bytes()).unwrap();
        let mut answer = String::new();
        BufReader::new(driver).read_line(&mut answer).unwrap();
        assert!(answer.contains(" 200 "), "{answer}");
    }

    /// Presses one key, wherever the focus is: a field for files would take keys that are typed for names of files.
    pub(crate) async fn tap(&self, key: char) {
        self.strike(&[key]).await;
    }

    /// Holds a key down while another is pressed.
    pub(crate) async fn together(&self, held: char, key: char) {
        self.strike(&[held, key]).await;
    }

    /// Presses keys one after the other and lets them go in the other direction.
    async fn strike(&self, keys: &[char]) {
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        let actions = down
            .chain(up)
            .fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Types a text wherever the focus is.
    pub(crate) async fn type_in(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }

    pub(crate) async fn end(mut self) {
        self.client.clone().close().await.unwrap();
        self.driver.kill().unwrap();
        self.driver.wait().unwrap();
    }

    pub(crate) async fn open(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    /// Where the browser is, without the host.
    pub(crate) async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// Everything a person can read on the page.
    pub(crate) async fn text(&self) -> String {
        let main = self.client.find(Locator::Css("main")).await.unwrap();
        main.text().await.unwrap()
    }

    pub(crate) async fn sees(&self, words: &str) {
        let text = self.text().await;
        assert!(
            text.contains(words),
            "{} does not say “{words}”:\n{text}",
            self.path().await
        );
    }

    pub(crate) async fn fill(&self, css: &str, value: &str) {
        if self.keyboard {
            return self.fill_by_keyboard(css, value).await;
        }
        let field = self
            .client
            .find(Locator::Css(css))
            .await
            .unwrap_or_else(|_| panic!("no field {css}"));
        field.clear().await.unwrap();
        field.send_keys(value).await.unwrap();
    }

    /// Writes a text as it is stored, with its signs; where there is a script, the field is behind a button.
    pub(crate) async fn write(&self, text: &str) {
        if self.script {
            self.press("[data-do=source]").await;
        }
        self.fill("#body", text).await;
    }

    /// What a script of the page answers.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<serde_json::Value>) -> serde_json::Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Chooses an option by its value.
    pub(crate) async fn choose(&self, css: &str, value: &str) {
        if self.keyboard {
            return self.choose_by_keyboard(css, value).await;
        }
        let field = self
            .client
            .find(Locator::Css(css))
            .await
            .unwrap_or_else(|_| panic!("no field {css}"));
        field
            .select_by_value(value)
            .await
            .unwrap_or_else(|_| panic!("no option {value} in {css}"));
    }

    pub(crate) async fn lacks(&self, css: &str) -> bool {
        self.client.find_all(Locator::Css(css)).await.unwrap().is_empty()
    }

    /// Types a moment (`2026-03-12T09:00`) the way the control wants it: month, day, year, then the time.
    pub(crate) async fn set_moment(&self, css: &str, moment: &str) {
        let (day, time) = moment.split_once('T').unwrap();
        let [year, month, day] = day.split('-').collect::<Vec<_>>().try_into().unwrap();
        let (hour, minute) = time.split_once(':').unwrap();
        let keys = format!("{month}{day}{year}\u{e004}{hour}{minute}AM");
        let field = self
            .client
            .find(Locator::Css(css))
            .await
            .unwrap_or_else(|_| panic!("no field {css}"));
        field.send_keys(&keys).await.unwrap();
        // the control takes the focus by itself, and Tab goes on from there
        let value = field.prop("value").await.unwrap();
        assert_eq!(value.as_deref(), Some(moment), "{css}");
    }

    /// Presses the first that fits.
    pub(crate) async fn press(&self, css: &str) {
        if self.keyboard {
            return self.press_by_keyboard(Control::Css(css, 0)).await;
        }
        let button = self
            .client
            .find(Locator::Css(css))
            .await
            .unwrap_or_else(|_| panic!("nothing to press: {css}"));
        button
            .click()
            .await
            .unwrap_or_else(|error| panic!("cannot press {css}: {error}"));
    }

    /// Presses the first that fits, and waits for the page that comes of it.
    pub(crate) async fn send(&self, css: &str) {
        let page = self.client.find(Locator::Css("html")).await.unwrap();
        self.press(css).await;
        self.gone(page).await;
    }

    /// Sends a form as it is, folded away or not, past what the browser itself would ask for.
    pub(crate) async fn send_as_it_is(&self, css: &str) {
        let page = self.client.find(Locator::Css("html")).await.unwrap();
        let script = "const button = document.querySelector(arguments[0]);
            if (!button) return false;
            button.form.noValidate = true;
            button.click();
            return true;";
        let sent = self.run(script, vec![css.into()]).await;
        assert_eq!(sent, true, "nothing to press on {}: {css}", self.path().await);
        self.gone(page).await;
    }

    /// Waits until a page has been left: each look asks the browser again.
    async fn gone(&self, page: fantoccini::elements::Element) {
        for _ in 0..10_000 {
            if page.tag_name().await.is_err() {
                return;
            }
        }
        panic!("{} stays as it is", self.path().await);
    }

    /// Follows the first link that says so.
    pub(crate) async fn follow(&self, words: &str) {
        if self.keyboard {
            let page = self.client.find(Locator::Css("html")).await.unwrap();
            self.press_by_keyboard(Control::Link(words)).await;
            return self.gone(page).await;
        }
        let link = self.client.find(Locator::LinkText(words)).await;
        let page = self.client.find(Locator::Css("html")).await.unwrap();
        link.unwrap_or_else(|_| panic!("no link says {words}"))
            .click()
            .await
            .unwrap();
        self.gone(page).await;
    }

    pub(crate) async fn press_all(&self, css: &str) {
        let buttons = self.client.find_all(Locator::Css(css)).await.unwrap();
        for (place, button) in buttons.into_iter().enumerate() {
            if self.keyboard {
                self.press_by_keyboard(Control::Css(css, place)).await;
            } else {
                button.click().await.unwrap();
            }
        }
    }

    /// What a script of the page answers later, through the function it is given last.
    pub(crate) async fn answer(&self, script: &str, arguments: Vec<serde_json::Value>) -> serde_json::Value {
        self.client.execute_async(script, arguments).await.unwrap()
    }

    /// Sets a cookie of the host in front.
    pub(crate) async fn cookie(&self, name: &str, value: &str) {
        let script = "document.cookie = `${arguments[0]}=${arguments[1]}; path=/`";
        self.run(script, vec![name.into(), value.into()]).await;
    }

    /// A picture of the whole page, as long as it is.
    pub(crate) async fn whole_picture(&self, file: &std::path::Path) {
        // a page is at least as high as its window
        self.client.set_window_size(1280, 700).await.unwrap();
        let height = self
            .run("return document.documentElement.scrollHeight", Vec::new())
            .await;
        let height = u32::try_from(height.as_u64().unwrap()).unwrap().clamp(900, 6000);
        self.client.set_window_size(1280, height + 120).await.unwrap();
        let bytes = self.client.screenshot().await.unwrap();
        std::fs::write(file, bytes).unwrap();
    }

    /// A picture of what one sees before scrolling.
    pub(crate) async fn first_picture(&self, file: &std::path::Path) {
        self.client.set_window_size(1280, 960).await.unwrap();
        std::fs::write(file, self.client.screenshot().await.unwrap()).unwrap();
    }

    /// Forgets who is signed in.
    pub(crate) async fn leave(&self) {
        self.client.delete_all_cookies().await.unwrap();
    }

    /// Pictures of the page as it is, at phone and desktop width.
    pub(crate) async fn picture(&self, name: &str) {
        if !self.script {
            return;
        }
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/pictures"));
        std::fs::create_dir_all(&folder).unwrap();
        for (device, width, height) in [("phone", 500, 900), ("desktop", 1280, 900)] {
            self.client.set_window_size(width, height).await.unwrap();
            let bytes = self.client.screenshot().await.unwrap();
            std::fs::write(folder.join(format!("{name}-{device}.png")), bytes).unwrap();
        }
    }
}

fn capabilities(
    folder: &std::path::Path,
    script: bool,
    device: Device,
) -> serde_json::Map<String, serde_json::Value> {
    let javascript = if script { 1 } else { 2 };
    let mut options = serde_json::json!({
        "args": [
            "--headless", "--hide-scrollbars", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            format!("--user-data-dir={}", folder.display()),
        ],
        "prefs": { "profile.managed_default_content_settings.javascript": javascript },
    });
    if device == Device::Phone {
        options["mobileEmulation"] = serde_json::json!({
            "deviceMetrics": { "width": 390, "height": 1400, "pixelRatio": 1.0, "touch": true },
        });
    }
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("goog:chromeOptions".into(), options);
    capabilities
}
