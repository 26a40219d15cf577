//! How long it takes from a paste to its marks, in this browser on this machine. Nothing fails
//! here but what does not work.
#![allow(clippy::print_stdout)] // A table for whoever runs it.

use crate::reading::ARTICLE;
use crate::support::{Outcome, Visit, browse_as};
use serde_json::json;

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
        script: "window.last = 0;
            const Real = window.Worker;
            window.Worker = class extends Real {
                constructor(...given) {
                    super(...given);
                    this.addEventListener('message', () => { window.last = performance.now(); });
                }
            };",
        ..Visit::default()
    };
    browse_as(visit, async |page| {
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
        Ok(())
    })
    .await
}

/// Megabytes a second of both, in turn, on the same text in the same browser.
#[derive(serde::Deserialize)]
struct Rates {
    ready: f64,
    ours: f64,
    peer: f64,
}

/// The whole engine, with claims and all, against names alone from the usual library.
#[tokio::test]
#[ignore = "prints times: run by `cargo xtask bench`"]
async fn bench_beside_compromise() -> Outcome {
    let visit = Visit {
        script: "window.began = 0; window.heard = [];
            const Real = window.Worker;
            window.Worker = class extends Real {
                constructor(...given) {
                    super(...given);
                    window.began = performance.now();
                    this.addEventListener('message', () => { window.heard.push(performance.now()); });
                }
            };",
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        println!("{:<8} {:>12} {:>12} {:>12} {:>8}", "round", "ready", "ours", "compromise", "ratio");
        for round in 0..ROUNDS {
            let rates: Option<Rates> = page
                .js_async(
                    "const script = await fetch('peers/compromise.js');
                     if (!script.ok) return null;
                     const text = a.samples.join('\\n\\n').repeat(60) + a.round;
                     const size = new TextEncoder().encode(text).length;
                     const field = document.getElementById('text');
                     const find = id => document.getElementById(id);
                     field.value = text;
                     const start = performance.now();
                     field.dispatchEvent(new InputEvent('input', { bubbles: true }));
                     do await new Promise(done => setTimeout(done, 20));
                     while (!find('progress').hidden || performance.now() - window.heard.at(-1) < 300);
                     const ours = size / (window.heard.at(-1) - start) / 1000;
                     // Into a realm of its own, where it may run.
                     const frame = document.createElement('iframe');
                     frame.src = 'peers/compromise.js';
                     document.body.append(frame);
                     await new Promise(done => frame.onload = done);
                     frame.contentWindow.eval(await script.text());
                     const words = text.slice(0, 100000);
                     const begin = performance.now();
                     const read = frame.contentWindow.nlp(words);
                     read.people().out('array'); read.organizations().out('array'); read.places().out('array');
                     const peer = words.length / (performance.now() - begin) / 1000;
                     frame.remove();
                     return { ready: window.heard[0] - window.began, ours, peer };",
                    json!({ "round": round, "samples": [
                        include_str!("../../www/samples/technology.txt"),
                        include_str!("../../www/samples/science.txt"),
                        include_str!("../../www/samples/local.txt"),
                    ] }),
                )
                .await?;
            let Some(Rates { ready, ours, peer }) = rates else {
                println!("compromise is not there");
                break;
            };
            println!(
                "{round:<8} {ready:>9.0} ms {ours:>7.2} MB/s {peer:>7.3} MB/s {:>8.1}",
                ours / peer
            );
        }
        Ok(())
    })
    .await
}
