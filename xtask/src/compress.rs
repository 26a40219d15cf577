//! Files as hosts like them best: compressed in advance, beside the plain ones.

use crate::site::{Files, extension};
use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
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

fn joined<T>(job: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    job.join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
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
    }
}
