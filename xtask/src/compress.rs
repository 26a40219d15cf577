//! Files as hosts like them best: compressed in advance, beside the plain ones.

use crate::site::{Files, extension};
use anyhow::{Result, bail};
use std::thread;

/// What compresses well; images and fonts are compressed inside.
const WORTH_IT: &[&str] = &[
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "webmanifest",
    "svg",
    "txt",
    "md",
    "wasm",
];

/// The `.gz` and `.br` twins of those files that are worth it.
pub fn twins(files: &Files) -> Result<Files> {
    let worth_it: Vec<_> = files
        .iter()
        .filter(|(path, _)| WORTH_IT.contains(&extension(path)))
        .collect();
    thread::scope(|scope| {
        let jobs: Vec<_> = worth_it
            .into_iter()
            .map(|(path, content)| {
                let gz = scope.spawn(|| gzip(content));
                let br = scope.spawn(|| brotli(content));
                (path, gz, br)
            })
            .collect();
        let mut twins = Files::new();
        for (path, gz, br) in jobs {
            twins.insert(format!("{path}.gz"), joined(gz)?);
            twins.insert(format!("{path}.br"), joined(br)?);
        }
        Ok(twins)
    })
}

/// How many bytes of a file a host sends that knows gzip; `all` holds the file and its twins.
pub fn gzipped_size(path: &str, all: &Files) -> Result<usize> {
    let twin = all.get(&format!("{path}.gz"));
    match twin.or_else(|| all.get(path)) {
        Some(sent) => Ok(sent.len()),
        None => bail!("{path} is referred to, but was not written"),
    }
}

fn joined<T>(job: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    job.join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// With zopfli, which takes seconds where others take a blink, and gets 6 % less for all who load
/// the page. It tries each block 15 times: 150 times would take 30 bytes more off the page's wasm.
fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Gzip,
        content,
        &mut out,
    )?;
    Ok(out)
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams::default();
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn twins_hold_what_the_file_holds() {
        let text = "may, might, could ".repeat(500);
        let files = Files::from([
            ("a.js".to_string(), text.clone().into_bytes()),
            ("b.png".to_string(), b"x".to_vec()),
        ]);
        let twins = twins(&files).unwrap();
        assert_eq!(twins.keys().collect::<Vec<_>>(), ["a.js.br", "a.js.gz"]);
        let mut gz = String::new();
        let mut decoder = flate2::read::GzDecoder::new(&twins["a.js.gz"][..]);
        decoder.read_to_string(&mut gz).unwrap();
        let mut br = Vec::new();
        brotli::BrotliDecompress(&mut &twins["a.js.br"][..], &mut br).unwrap();
        assert_eq!((gz.as_bytes(), &br[..]), (text.as_bytes(), text.as_bytes()));
        assert!(twins.values().all(|twin| twin.len() < 200));

        let all: Files = files.into_iter().chain(twins).collect();
        let size = |path| gzipped_size(path, &all);
        assert!(size("a.js").unwrap() < 200);
        assert_eq!(size("b.png").unwrap(), 1);
        assert!(size("c.js").unwrap_err().to_string().contains("c.js"));
    }
}
