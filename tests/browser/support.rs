//! A browser that shows the site, and what a person would do with it.

use futures_util::FutureExt;
use hedgerow::engine::Engine;
use hedgerow::text::{Source, Span};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::env;
use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Key, TypingData};

pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// How long to wait for what must come: longer than the slowest machine takes.
const PATIENCE: Duration = Duration::from_secs(90);

/// The site in a browser of its own.
pub struct Page {
    pub driver: WebDriver,
}

/// An element of the article that marks something.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct Mark {
    pub kind: String,
    pub label: String,
    pub id: String,
    pub text: String,
}

/// What a visit is like before the visitor does anything.
#[derive(Default)]
pub struct Visit {
    /// Runs in the page before all other scripts.
    pub script: &'static str,
    /// Complaints in the console that hold one of these words are meant to be there.
    pub complaints: &'static [&'static str],
    pub site: Site,
}

/// Which site is visited.
#[derive(Default, Clone, Copy)]
pub enum Site {
    #[default]
    Whole,
    /// Its weights do not arrive whole.
    Damaged,
    /// They stop on the way, and are not waited for long.
    Stalling,
}

impl Site {
    /// The variable that holds its address.
    const fn variable(self) -> &'static str {
        match self {
            Self::Whole => "HEDGEROW_SITE",
            Self::Damaged => "HEDGEROW_DAMAGED_SITE",
            Self::Stalling => "HEDGEROW_STALLING_SITE",
        }
    }
}

/// Runs a test on a page as a visitor finds it, and looks for complaints in the console.
pub async fn browse(test: impl AsyncFnOnce(&Page) -> Outcome) -> Outcome {
    browse_as(Visit::default(), test).await
}

pub async fn browse_as(visit: Visit, test: impl AsyncFnOnce(&Page) -> Outcome) -> Outcome {
    let page = Page::open(visit.script, visit.site).await?;
    // A failed assertion is told with what the page said at that time, like any other error.
    let outcome = match AssertUnwindSafe(test(&page)).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(_) => Err("see above".into()),
    };
    let outcome = match outcome {
        Ok(()) => page.look_for_complaints(visit.complaints).await,
        Err(error) => Err(match page.state().await {
            Ok(state) => format!("{error}\nthe page: {state}").into(),
            Err(_) => error,
        }),
    };
    page.driver.quit().await?;
    outcome
}

impl Page {
    async fn open(script: &str, site: Site) -> Outcome<Self> {
        let said = |name| {
            env::var(name).map_err(|_| format!("{name} is unset: run `cargo xtask test browser`"))
        };
        let mut asked: Map<String, Value> =
            serde_json::from_str(include_str!("../../xtask/webdriver.json"))?;
        asked.insert(
            "goog:loggingPrefs".into(),
            json!({ "browser": "ALL", "performance": "ALL" }),
        );
        let driver = WebDriver::new(said("HEDGEROW_WEBDRIVER")?, Capabilities::from(asked)).await?;
        let page = Self { driver };
        page.resize(1280, 900).await?;
        page.devtools(
            "Browser.grantPermissions",
            json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
        )
        .await?;
        page.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await?;
        page.driver.goto(said(site.variable())?).await?;
        // What a visit's own script holds up may never start.
        let started = match script {
            "" => "#sheets[rel=stylesheet]",
            _ => "#article",
        };
        page.there("the page has started", started).await?;
        Ok(page)
    }

    pub async fn devtools(&self, method: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.driver.cdp().send_raw(method, parameters).await?)
    }

    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        Ok(())
    }

    /// Runs a script in the page. In it `a` is the argument.
    pub async fn js<T: DeserializeOwned>(&self, script: &str, argument: Value) -> Outcome<T> {
        let script = format!("const a = arguments[0]; {script}");
        let answer = self.driver.execute(script, vec![argument]).await?;
        Ok(serde_json::from_value(answer.json().clone())?)
    }

    /// The same for a script that awaits.
    pub async fn js_async<T: DeserializeOwned>(&self, script: &str, argument: Value) -> Outcome<T> {
        let script = format!(
            "const a = arguments[0], done = arguments[1];
             (async () => {{ {script} }})().then(v => done({{ v }}), e => done({{ e: String(e) }}));"
        );
        let answer = self.driver.execute_async(script, vec![argument]).await?;
        match answer.json() {
            Value::Object(answer) if answer.contains_key("e") => {
                Err(answer["e"].to_string().into())
            }
            answer => Ok(serde_json::from_value(answer["v"].clone())?),
        }
    }

    /// Waits until `script` returns something that is true, and returns that.
    pub async fn until(&self, what: &str, script: &str, argument: Value) -> Outcome<Value> {
        let begun = Instant::now();
        loop {
            let answer: Value = self.js(script, argument.clone()).await?;
            match answer {
                Value::Null | Value::Bool(false) => {}
                answer => return Ok(answer),
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("waited in vain until {what}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until an element fits, in this state of things.
    pub async fn there(&self, what: &str, css: &str) -> Outcome {
        let script = "return document.querySelector(a)";
        self.until(what, script, json!(css)).await?;
        Ok(())
    }

    /// Waits until none fits any more.
    pub async fn gone(&self, what: &str, css: &str) -> Outcome {
        let script = "return !document.querySelector(a)";
        self.until(what, script, json!(css)).await?;
        Ok(())
    }

    /// Waits until so many elements fit.
    pub async fn until_count(&self, css: &str, count: usize) -> Outcome {
        let script = "return document.querySelectorAll(a.css).length === a.count";
        let what = format!("{count} {css} are there");
        self.until(&what, script, json!({ "css": css, "count": count }))
            .await?;
        Ok(())
    }

    /// Waits until `script` returns just this.
    pub async fn until_is(&self, what: &str, script: &str, expect: Value) -> Outcome {
        let same = format!("return {} === JSON.stringify(a)", as_json(script));
        match self.until(what, &same, expect).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let now: Value = self.js(script, json!(null)).await?;
                Err(format!("{error}: it is {now:#}").into())
            }
        }
    }

    /// Waits until `script` returns something else than this, and returns that.
    pub async fn until_not(&self, what: &str, script: &str, before: Value) -> Outcome<Value> {
        let other = format!("return {} !== JSON.stringify(a)", as_json(script));
        self.until(what, &other, before).await?;
        self.js(script, json!(null)).await
    }

    /// What the page tells a person just now.
    async fn state(&self) -> Outcome<String> {
        let state: Value = self
            .js(
                "const words = id => document.getElementById(id)?.textContent.slice(0, 400);
                 return { status: words('status'), notices: words('notices'),
                          article: words('article'), inspector: words('inspection') };",
                json!(null),
            )
            .await?;
        Ok(format!("{state:#}\n{:?}", self.driver.browser_log().await?))
    }

    async fn look_for_complaints(&self, meant: &[&str]) -> Outcome {
        let log = self.driver.browser_log().await?;
        let complaints: Vec<_> = (log.iter())
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| &entry.message)
            .filter(|message| !meant.iter().any(|meant| message.contains(meant)))
            .collect();
        match complaints.is_empty() {
            true => Ok(()),
            false => Err(format!("the console says {complaints:#?}").into()),
        }
    }

    /// Pastes as a person does: from the clipboard, with the keyboard, over what is there.
    pub async fn paste(&self, text: &str) -> Outcome {
        self.js_async::<Value>("await navigator.clipboard.writeText(a)", json!(text))
            .await?;
        let field = self.driver.find(By::Id("text")).await?;
        field.focus().await?;
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(Key::Control + "v").await?;
        self.settled().await
    }

    /// Puts text into the field as a script does, with any content whatever.
    pub async fn put(&self, text: &str) -> Outcome {
        self.put_by("a", json!(text)).await?;
        self.settled().await
    }

    /// The same with the value of a JavaScript expression, without waiting.
    pub async fn put_by(&self, expression: &str, argument: Value) -> Outcome {
        let script = format!(
            "const field = document.getElementById('text');
             field.value = {expression};
             field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));"
        );
        self.js::<Value>(&script, argument).await?;
        Ok(())
    }

    /// Waits until what is in the field is shown with its marks.
    pub async fn settled(&self) -> Outcome {
        let script = "
            const words = id => document.getElementById(id).textContent;
            const squash = text => text.replace(/\\s+/g, '');
            const field = document.getElementById('text').value;
            return document.getElementById('progress').hidden
                && (!field || /entit|empty|blank/.test(words('status') + words('notices')))
                && squash(words('article')) === squash(field);";
        self.until("the text is read", script, json!(null)).await?;
        Ok(())
    }

    /// The marks that stand in the article now. Of one that is cut into pieces the text is that
    /// of all pieces.
    pub async fn marks(&self) -> Outcome<Vec<Mark>> {
        self.js(
            "const marks = new Map();
             for (const mark of document.querySelectorAll('#article mark[data-id]')) {
                 const { kind, label, id } = mark.dataset;
                 const name = kind + id;
                 const text = (marks.get(name)?.text ?? '') + mark.textContent;
                 marks.set(name, { kind, label, id, text });
             }
             return [...marks.values()];",
            json!(null),
        )
        .await
    }

    /// The first mark with this text.
    pub async fn mark(&self, kind: &str, text: &str) -> Outcome<Mark> {
        let marks = self.marks().await?;
        let found = marks
            .iter()
            .find(|mark| mark.kind == kind && mark.text == text);
        found
            .cloned()
            .ok_or_else(|| format!("no {kind} {text:?} among {marks:#?}").into())
    }

    /// Clicks on the first element that fits `css` and whose words begin with `words`.
    pub async fn click(&self, css: &str, words: &str) -> Outcome {
        let script = "return [...document.querySelectorAll(a.css)].find(element =>
            element.checkVisibility() &&
            (element.getAttribute('aria-label') ?? element.textContent).trim().startsWith(a.words))";
        let what = format!("there is a {css} {words:?}");
        self.until(
            &what,
            &script.replace("return", "return undefined !=="),
            json!({ "css": css, "words": words }),
        )
        .await?;
        let script = format!("const a = arguments[0]; {script}");
        let argument = json!({ "css": css, "words": words });
        let element = self
            .driver
            .execute(script, vec![argument])
            .await?
            .element()?;
        element.scroll_into_view().await?;
        element.click().await?;
        Ok(())
    }

    pub async fn button(&self, name: &str) -> Outcome {
        self.click("button", name).await
    }

    /// Takes the focus away from where letters are letters.
    pub async fn blur(&self) -> Outcome {
        self.js("document.activeElement.blur()", json!(null)).await
    }

    /// Clicks on the first mark with this text, and waits until it is selected.
    pub async fn select(&self, kind: &str, text: &str) -> Outcome {
        let id = self.mark(kind, text).await?.id;
        let script = "document.querySelector(`#article mark[data-id=${a}]`).click()";
        self.js::<()>(script, json!(id)).await?;
        let css = format!("#article mark[data-id={id}][data-emphasis=selected]");
        self.there("the mark is selected", &css).await
    }

    /// Puts words into the first field that fits, once there is one.
    pub async fn fill(&self, css: &str, words: &str) -> Outcome {
        let script = "const field = document.querySelector(a.css);
            if (!field) return false;
            field.value = a.words;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            return true;";
        let argument = json!({ "css": css, "words": words });
        self.until("there is a field", script, argument).await?;
        Ok(())
    }

    /// Chooses the first option whose words begin so, in the first list that fits.
    pub async fn choose(&self, css: &str, words: &str) -> Outcome {
        let script = "const list = document.querySelector(a.css);
            const option = [...list?.options ?? []].find(option =>
                option.textContent.startsWith(a.words));
            if (!option) return false;
            list.value = option.value;
            for (const kind of ['input', 'change']) {
                list.dispatchEvent(new Event(kind, { bubbles: true }));
            }
            return true;";
        let argument = json!({ "css": css, "words": words });
        let what = format!("{css} offers {words:?}");
        self.until(&what, script, argument).await?;
        Ok(())
    }

    /// What stands in the text field.
    pub async fn text(&self) -> Outcome<String> {
        let script = "return document.getElementById('text').value";
        self.js(script, json!(null)).await
    }

    /// Presses keys wherever the focus is.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Outcome {
        self.driver.action_chain().send_keys(keys).perform().await?;
        Ok(())
    }

    /// Presses keys while another is held down.
    pub async fn chord(&self, held: Key, keys: impl Into<TypingData>) -> Outcome {
        let chain = self.driver.action_chain().key_down(held.clone());
        chain.send_keys(keys).key_up(held).perform().await?;
        Ok(())
    }

    /// Text of the first element that fits.
    pub async fn words(&self, css: &str) -> Outcome<String> {
        self.js(
            "return document.querySelector(a)?.textContent ?? ''",
            json!(css),
        )
        .await
    }

    pub async fn count(&self, css: &str) -> Outcome<usize> {
        self.js("return document.querySelectorAll(a).length", json!(css))
            .await
    }

    /// What has the focus: `id`, or kind and text.
    pub async fn focus(&self) -> Outcome<String> {
        self.js(
            "const at = document.activeElement;
             return at.id ? '#' + at.id : (at.dataset.kind ?? at.localName) + ' ' + at.textContent.trim();",
            json!(null),
        )
        .await
    }

    pub async fn wait_for_words(&self, css: &str, words: &str) -> Outcome {
        let what = format!("{css} says {words:?}");
        let script = "return (document.querySelector(a.css)?.textContent ?? '').includes(a.words)";
        self.until(&what, script, json!({ "css": css, "words": words }))
            .await?;
        Ok(())
    }

    /// Lets the browser save its downloads in `folder`.
    pub async fn save_in(&self, folder: &Path) -> Outcome {
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Browser.setDownloadBehavior", behaviour)
            .await?;
        Ok(())
    }
}

/// The JavaScript expression of what a script returns, as JSON.
fn as_json(script: &str) -> String {
    format!("JSON.stringify((() => {{ {script} }})())")
}

/// The text without its white space: how it is laid out is the page's own affair.
pub fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The marks that an engine finds in a text, as [`Page::marks`] gives them.
pub fn native_marks(engine: &Engine, text: &str) -> Vec<Mark> {
    let source = Source::new(text);
    let found = engine.extract(source.clone());
    let mark = |kind: &str, label: &str, at: usize, spans: &[Span]| Mark {
        kind: kind.into(),
        label: label.into(),
        id: format!("{kind}{at}"),
        text: spans.iter().map(|span| source.slice(*span)).collect(),
    };
    let entities = found.entities.iter().enumerate();
    let entities = entities.map(|(at, e)| mark("entity", e.label.as_str(), at, &[e.span]));
    let cues = found.cues.iter().enumerate();
    let cues = cues.map(|(at, c)| mark("cue", c.kind.as_str(), at, &[c.span]));
    let claims = found.claims.iter().enumerate();
    let claims = claims.flat_map(|(at, claim)| {
        let content = mark("claim", claim.certainty.as_str(), at, &claim.content);
        let source =
            (!claim.source.is_empty()).then(|| mark("source", "source", at, &claim.source));
        [Some(content), source].into_iter().flatten()
    });
    entities.chain(cues).chain(claims).collect()
}

/// Waits for a file in a folder, and reads it.
pub async fn saved(folder: &Path) -> Outcome<(String, String)> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        for entry in std::fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            // While it is written, a download has another name, and an empty file keeps its own.
            if !name.ends_with(".crdownload") && !name.starts_with('.') {
                let content = std::fs::read_to_string(folder.join(&name))?;
                if !content.is_empty() {
                    return Ok((name, content));
                }
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err("no file was saved".into())
}
