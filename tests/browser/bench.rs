//! How long it takes from a paste to its marks, in this browser on this machine. Nothing fails
//! here but what does not work.
#![allow(clippy::print_stdout)] // A table for whoever runs it.

use crate::reading::ARTICLE;
use crate::support::{Outcome, Page, Visit, browse, browse_as};
use hedgerow::format::inline;
use serde_json::json;
use std::fs;
use std::path::Path;
use thirtyfour::Key;

/// Times of one paste, in milliseconds since it.
#[derive(serde::Deserialize)]
struct Times {
    bytes: f64,
    /// The first mark stands in the article.
    first: f64,
    /// The last part has come from the worker.
    last: f64,
    /// The longest time in which the page did not answer.
    pause: f64,
}

/// Tells when a worker began, when it was first heard, and when last.
const WATCH: &str = "window.began = 0; window.heard = 0; window.last = 0;
    const Real = window.Worker;
    window.Worker = class extends Real {
        constructor(...given) {
            super(...given);
            window.began = performance.now();
            this.addEventListener('message', () => {
                window.last = performance.now();
                window.heard ||= window.last;
            });
        }
    };";

/// How long after its start the worker says that it is ready, in milliseconds.
async fn ready(page: &Page) -> Outcome<f64> {
    page.js_async(
        "while (!window.heard) await new Promise(done => setTimeout(done, 5));
         return window.heard - window.began;",
        json!(null),
    )
    .await
}

const SIZES: &[(&str, u32)] = &[
    ("an article", 5),
    ("a long one", 50),
    ("300 KB", 500),
    ("5 MB", 8500),
];

/// How often each size is pasted; the median counts.
const ROUNDS: usize = 5;

#[tokio::test]
#[ignore = "prints times: run by `cargo xtask bench`"]
async fn bench_paste_to_marks() -> Outcome {
    let visit = Visit {
        script: WATCH,
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        println!("first visit: ready {:.0} ms after the start of the worker", ready(page).await?);
        println!("{:<12} {:>10} {:>12} {:>12} {:>12} {:>8}", "text", "bytes", "first mark", "all marks", "pause", "MB/s");
        for (name, repeats) in SIZES {
            let mut rounds = Vec::new();
            for round in 0..ROUNDS {
                let times: Times = page
                    .js_async(
                        "const text = (a.text + '\\n\\n').repeat(a.repeats) + a.round;
                         const field = document.getElementById('text');
                         const find = id => document.getElementById(id);
                         const next = () => new Promise(done => setTimeout(done, 1));
                         field.value = '';
                         field.dispatchEvent(new InputEvent('input', { bubbles: true }));
                         while (document.querySelector('#article mark')) await next();
                         await new Promise(done => setTimeout(done, 100));
                         field.value = text;
                         const start = performance.now();
                         field.dispatchEvent(new InputEvent('input', { bubbles: true }));
                         let before = start, pause = 0, first = 0;
                         const look = () => {
                             pause = Math.max(pause, performance.now() - before);
                             before = performance.now();
                         };
                         for (;;) {
                             look();
                             if (!first && document.querySelector('#article mark')) first = performance.now();
                             if (first && find('progress').hidden && /entit/.test(find('status').textContent)) break;
                             await next();
                         }
                         look();
                         return { bytes: new TextEncoder().encode(text).length, first: first - start,
                                  last: window.last - start, pause };",
                        json!({ "text": ARTICLE, "repeats": repeats, "round": round }),
                    )
                    .await?;
                rounds.push(times);
            }
            let median = |of: fn(&Times) -> f64| {
                let mut values: Vec<f64> = rounds.iter().map(of).collect();
                values.sort_by(f64::total_cmp);
                values[values.len() / 2]
            };
            let (bytes, last) = (median(|t| t.bytes), median(|t| t.last));
            println!(
                "{name:<12} {bytes:>10} {:>9.0} ms {last:>9.0} ms {:>9.0} ms {:>8.2}",
                median(|t| t.first),
                median(|t| t.pause),
                bytes / last / 1000.0,
            );
        }
        // By now the browser has compiled what is used much, and keeps that beside the files.
        for _ in 0..ROUNDS {
            page.driver.refresh().await?;
            println!("later visit: ready {:.0} ms after the start of the worker", ready(page).await?);
        }
        Ok(())
    })
    .await
}

/// The articles of corpus/dev, which say no sentence twice: what a tool keeps from text to text
/// helps it no more than it would with news.
fn articles() -> Outcome<String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev"))? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        let documents = inline::read(&fs::read_to_string(path)?).documents;
        texts.extend(
            documents
                .iter()
                .map(|document| document.source().text().to_string()),
        );
    }
    Ok(texts.join("\n\n"))
}

/// Megabytes a second, in turn, on the same text in the same browser.
#[derive(serde::Deserialize)]
struct Rates {
    entities: f64,
    compromise: f64,
    whole: f64,
    wink: f64,
}

/// Our names and values against names alone from compromise, and the whole engine, claims and
/// all, against all that wink-nlp does by itself. Each tool reads one text on one thread.
#[tokio::test]
#[ignore = "prints times: run by `cargo xtask bench`"]
async fn bench_beside_others() -> Outcome {
    let visit = Visit {
        script: WATCH,
        ..Visit::default()
    };
    let text = articles()?;
    browse_as(visit, async |page| {
        println!(
            "{:<6} {:>14} {:>14} {:>7} {:>14} {:>14} {:>7}",
            "round", "our entities", "compromise", "ratio", "whole engine", "wink-nlp", "ratio"
        );
        for round in 0..ROUNDS {
            let rates: Option<Rates> = page
                .js_async(
                    "const peers = ['compromise', 'wink'];
                     const scripts = await Promise.all(peers.map(name => fetch(`peers/${name}.js`)));
                     if (!scripts.every(script => script.ok)) return null;
                     // Each tool is started once, and reads other texts from round to round.
                     if (!window.tools) {
                         const ours = new Worker('peers/stages.js', { type: 'module' });
                         const said = () => new Promise(done => {
                             ours.addEventListener('message', ({ data }) => done(data), { once: true });
                         });
                         await said();
                         const stage = stage => async text => {
                             ours.postMessage({ stage, text });
                             return await said();
                         };
                         // Into a realm of its own, where it may run.
                         const realm = async at => {
                             const frame = document.createElement('iframe');
                             frame.src = `peers/${peers[at]}.js`;
                             document.body.append(frame);
                             await new Promise(done => frame.onload = done);
                             frame.contentWindow.eval(await scripts[at].text() + `;window.tool = ${peers[at]}`);
                             return frame.contentWindow.tool;
                         };
                         const timed = read => async text => {
                             const start = performance.now();
                             read(text);
                             return performance.now() - start;
                         };
                         const [compromise, wink] = [await realm(0), await realm(1)];
                         window.tools = {
                             entities: stage('entities'),
                             compromise: timed(text => {
                                 const read = compromise(text);
                                 return [read.people(), read.organizations(), read.places()].map(found => found.out('array'));
                             }),
                             whole: stage('whole'),
                             wink: timed(text => wink.readDoc(text).entities().out()),
                         };
                     }
                     const text = a.text.slice(a.round) + a.text.slice(0, a.round);
                     const size = new TextEncoder().encode(text).length;
                     const rates = {};
                     for (const [name, read] of Object.entries(window.tools)) {
                         rates[name] = size / await read(text) / 1000;
                     }
                     return rates;",
                    json!({ "round": round, "text": text }),
                )
                .await?;
            let Some(rates) = rates else {
                println!("the others are not there");
                break;
            };
            println!(
                "{round:<6} {:>9.2} MB/s {:>9.3} MB/s {:>7.1} {:>9.2} MB/s {:>9.2} MB/s {:>7.2}",
                rates.entities,
                rates.compromise,
                rates.entities / rates.compromise,
                rates.whole,
                rates.wink,
                rates.whole / rates.wink,
            );
        }
        Ok(())
    })
    .await
}

/// What a person notices in a long article, in milliseconds.
#[derive(serde::Deserialize)]
struct Felt {
    marks: u32,
    /// From the paste to its first mark.
    first: f64,
    /// The longest tasks while it is scrolled, and from key to frame, each the longest first.
    scrolling: Vec<f64>,
    keys: Vec<f64>,
    /// From the key that opens it, when all of it was read before, to its first mark.
    opened: f64,
}

/// An article of a megabyte with 20,000 marks and more: its first marks, scrolling through it, keys
/// that go from mark to mark, and coming back to it from another document.
#[tokio::test]
#[ignore = "prints times: run by `cargo xtask bench`"]
async fn bench_a_long_article() -> Outcome {
    let text = articles()?;
    let text = text.repeat(1_000_000usize.div_ceil(text.len()));
    browse(async |page| {
        let felt: Felt = page
            .js_async(
                "const frame = () => new Promise(requestAnimationFrame);
                 const painted = async () => {
                     await frame();
                     await new Promise(done => setTimeout(done, 0));
                 };
                 const longest = times => times.sort((a, b) => b - a);
                 const field = document.getElementById('text');
                 const rest = millis => new Promise(done => setTimeout(done, millis));
                 const press = (key, on) => {
                     on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                 };
                 const paste = async text => {
                     const start = performance.now();
                     field.focus();
                     field.value = text;
                     field.dispatchEvent(new InputEvent('input', { bubbles: true }));
                     while (!document.querySelector('#article mark')) await frame();
                     const first = performance.now() - start;
                     await rest(300);
                     while (!document.getElementById('progress').hidden) await frame();
                     return first;
                 };
                 const first = await paste(a);
                 await rest(2000);
                 const counts = [...document.querySelectorAll('#legend .layer-switch .count')];
                 const scrolling = [];
                 const observer = new PerformanceObserver(list => {
                     scrolling.push(...list.getEntries().map(task => task.duration));
                 });
                 observer.observe({ type: 'longtask' });
                 for (let step = 0; step < 200; step++) {
                     window.scrollBy(0, 700);
                     await frame();
                 }
                 await rest(300);
                 observer.disconnect();
                 window.scrollTo(0, 0);
                 document.getElementById('article').focus();
                 await painted();
                 const keys = [];
                 for (let at = 0; at < 60; at++) {
                     const pressed = performance.now();
                     press(at % 3 ? 'j' : 'ArrowRight', document.activeElement);
                     await painted();
                     keys.push(performance.now() - pressed);
                 }
                 const marks = counts.reduce((sum, count) => sum + Number(count.textContent.replace(/\\D/g, '')), 0);
                 press('b', document.body);
                 while (document.querySelector('#article mark')) await frame();
                 await paste('Rain is likely in Oslo, officials said.');
                 await rest(1000);
                 document.activeElement.blur();
                 const asked = performance.now();
                 press('<', document.body);
                 while (document.querySelectorAll('#article mark').length < 20) await frame();
                 const opened = performance.now() - asked;
                 return { marks, first, scrolling: longest(scrolling), keys: longest(keys), opened };",
                json!(text),
            )
            .await?;
        println!(
            "{} bytes, {} marks: first marks {:.0} ms after the paste, {:.0} ms after it is opened anew; {} tasks over 50 ms while scrolling, the longest {:.0} ms; key to frame {:.0} ms in the middle, {:.0} ms at the 95th percentile",
            text.len(),
            felt.marks,
            felt.first,
            felt.opened,
            felt.scrolling.len(),
            felt.scrolling.first().unwrap_or(&0.0),
            felt.keys[felt.keys.len() / 2],
            felt.keys[felt.keys.len() / 20],
        );
        Ok(())
    })
    .await
}

/// How long the list of so many documents takes to open: what is told is the time from the key
/// to the frame that shows it.
#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask bench`"]
async fn bench_a_list_of_many_documents() -> Outcome {
    browse(async |page| {
        page.js_async::<()>(
            "const data = new DataTransfer();
             for (let at = 0; at < 5000; at++) {
                 const text = `Report ${at}\\n\\nRain is likely in Oslo, officials said.`;
                 data.items.add(new File([text], `news${at}.txt`));
             }
             const event = { bubbles: true, cancelable: true, dataTransfer: data };
             document.body.dispatchEvent(new DragEvent('drop', event));",
            json!(null),
        )
        .await?;
        page.wait_for_words("#notices", "among the documents").await?;
        page.wait_for_words("#kept", "Saved").await?;
        for round in 0..3 {
            if round > 0 {
                page.driver.refresh().await?;
                page.wait_for_words("#kept", "Saved").await?;
            }
            let millis: f64 = page
                .js_async(
                    "document.activeElement.blur();
                     const begun = performance.now();
                     document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
                     while (!document.querySelector('#documents li')) {
                         await new Promise(requestAnimationFrame);
                     }
                     return performance.now() - begun",
                    json!(null),
                )
                .await?;
            println!("a list of 5000 documents: {millis:.0} ms, {}", page.words("#documents .summary").await?);
            page.keys(Key::Escape).await?;
        }
        Ok(())
    })
    .await
}
