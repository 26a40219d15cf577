//! What the site may weigh, and what it does weigh.

use crate::compress::gzipped_size;
use crate::report::kilobytes;
use crate::site::{ENTRY, Files, Site};
use anyhow::{Result, bail};

/// A limit on the gzipped sizes of some files together. Sizes are a property of the build, so
/// they can fail it; wall-clock times depend on the machine, and are only recorded.
#[derive(Debug)]
struct Budget {
    name: &'static str,
    /// Whether a file that the entry leads to counts.
    counts: fn(&str) -> bool,
    /// Bytes, gzipped.
    limit: usize,
}

const BUDGETS: &[Budget] = &[
    Budget {
        name: "page, before the engine",
        counts: |path| !is_engine(path) && !is_weights(path),
        limit: 100_000,
    },
    Budget {
        name: "engine",
        counts: is_engine,
        // With all that is drawn and thought out for hand annotation, and the lexicons as they are
        // built beforehand.
        limit: 1_385_000,
    },
    Budget {
        name: "weights",
        counts: is_weights,
        limit: 2_000_000,
    },
];

fn is_engine(path: &str) -> bool {
    path.starts_with("www/worker")
}

fn is_weights(path: &str) -> bool {
    path.starts_with("www/model/")
}

/// Prints the sizes of `written`, the site with its compressed twins, and fails where they are
/// past a budget.
pub fn check(site: &Site, written: &Files) -> Result<()> {
    print_table(written);
    let mut broken = Vec::new();
    for budget in BUDGETS {
        let counted = counted(site, budget);
        if counted.is_empty() {
            bail!("{}: {ENTRY} leads to no such file", budget.name);
        }
        let weight = weigh(&counted, written)?;
        let verdict = format!(
            "{}: {} of {} gzipped",
            budget.name,
            kilobytes(weight),
            kilobytes(budget.limit)
        );
        println!("    {verdict}");
        if weight > budget.limit {
            broken.push(verdict);
        }
    }
    if !broken.is_empty() {
        bail!("past the budget: {}", broken.join("; "));
    }
    Ok(())
}

/// The files that count: those that the entry leads to, whoever asks for them.
fn counted<'a>(site: &'a Site, budget: &Budget) -> Vec<&'a str> {
    let reachable = site.reachable().into_iter();
    reachable.filter(|path| (budget.counts)(path)).collect()
}

/// Their bytes as a host sends them.
fn weigh(paths: &[&str], written: &Files) -> Result<usize> {
    let sizes = paths.iter().map(|path| gzipped_size(path, written));
    sizes.sum()
}

/// Whether a file is another, compressed.
fn is_twin(path: &str, written: &Files) -> bool {
    let plain = path.strip_suffix(".gz").or(path.strip_suffix(".br"));
    plain.is_some_and(|plain| written.contains_key(plain))
}

fn print_table(written: &Files) {
    let size = |path: String| {
        written
            .get(&path)
            .map_or("-".into(), |file| kilobytes(file.len()))
    };
    println!(
        "    {:<40} {:>10} {:>10} {:>10}",
        "file", "plain", "gzip", "brotli"
    );
    for path in written.keys().filter(|path| !is_twin(path, written)) {
        let [plain, gz, br] = ["", ".gz", ".br"].map(|twin| size(format!("{path}{twin}")));
        println!("    {path:<40} {plain:>10} {gz:>10} {br:>10}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::hash_names;

    /// Bytes that gzip cannot make smaller.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..length).map(next).collect()
    }

    fn site([page, engine, weights]: [usize; 3], unreached: usize) -> Site {
        hash_names(Files::from([
            (
                "index.html".into(),
                b"'www/page_bg.wasm' 'www/worker.js'".to_vec(),
            ),
            ("www/page_bg.wasm".into(), noise(page)),
            (
                "www/worker.js".into(),
                b"'./worker_bg.wasm' './model/en.weights.gz'".to_vec(),
            ),
            ("www/worker_bg.wasm".into(), noise(engine)),
            ("www/model/en.weights.gz".into(), noise(weights)),
            ("www/samples/one.txt".into(), noise(unreached)),
        ]))
        .unwrap()
    }

    #[test]
    fn budgets_hold_what_is_fetched_and_no_more() {
        let verdict = |sizes, unreached| {
            let site = site(sizes, unreached);
            check(&site, &site.files).map_err(|error| error.to_string())
        };
        // The other files of each budget, and the frame that gzip puts around noise.
        let slack = 1_000;
        let within = [0, 1, 2].map(|index: usize| BUDGETS[index].limit - slack);
        assert_eq!(verdict(within, 2_000_000), Ok(()));
        for (index, budget) in BUDGETS.iter().enumerate() {
            let mut past = within;
            past[index] += 2 * slack;
            let words = verdict(past, 1).unwrap_err();
            let expect = format!("past the budget: {}: ", budget.name);
            assert!(
                words.starts_with(&expect) && !words.contains("; "),
                "{words}"
            );
        }
    }

    #[test]
    fn a_budget_for_nothing_is_a_mistake() {
        let entry = Files::from([("index.html".into(), b"alone".to_vec())]);
        let site = hash_names(entry).unwrap();
        let error = check(&site, &site.files).unwrap_err().to_string();
        assert_eq!(error, "engine: index.html leads to no such file");
    }
}
