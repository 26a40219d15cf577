//! Files: the inline-annotated corpus, and the native document.
#![cfg(all(feature = "format", not(target_arch = "wasm32")))]

mod clusters;
mod html;
mod inline;
mod intake;
mod native;
mod orphans;

use hedgerow::annotation::Document;
use std::fs;

/// Every article of the development corpus, as it is annotated by hand.
pub fn corpus() -> Vec<Document> {
    let mut documents = Vec::new();
    for entry in fs::read_dir("corpus/dev").expect("the corpus") {
        let path = entry.expect("a file").path();
        let articles = hedgerow::format::inline::read(&fs::read_to_string(&path).expect("text"));
        assert_eq!(articles.problems, [], "{}", path.display());
        documents.extend(articles.documents);
    }
    documents
}

/// The one document of a file without problems.
pub fn article(file: &str) -> Document {
    let articles = hedgerow::format::inline::read(file);
    assert_eq!(articles.problems, [], "{file}");
    let [document] = &articles.documents[..] else {
        panic!("{} articles", articles.documents.len());
    };
    document.clone()
}
