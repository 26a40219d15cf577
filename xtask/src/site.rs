//! A static site as plain data: its files, content-hashed names, and who refers to whom.
//!
//! Knows what a reference looks like in a text file. Must not know where files come from or go.

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Contents by path from the site's root, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Where a visitor begins.
pub const ENTRY: &str = "index.html";

/// What keeps its name: where visitors begin, and what is asked for by name from wasm or from
/// other programs. All else is cached by its content.
const KEPT: &[&str] = &[ENTRY, "www/model/CARD.md", "www/samples/", "www/schema/"];

/// Text in which references to other files are looked for.
const REFERRING: &[&str] = &["html", "css", "js", "mjs", "json", "webmanifest", "svg"];

#[derive(Debug, Default)]
pub struct Site {
    pub files: Files,
    /// For every file those that it refers to.
    references: BTreeMap<String, BTreeSet<String>>,
}

impl Site {
    /// All that a visitor's browser may fetch without a program asking: the files that the entry
    /// refers to, those that these refer to, and so on.
    pub fn reachable(&self) -> BTreeSet<&str> {
        let mut seen = BTreeSet::from([ENTRY]);
        let mut next = vec![ENTRY];
        while let Some(path) = next.pop() {
            for target in self.references.get(path).into_iter().flatten() {
                if seen.insert(target) {
                    next.push(target);
                }
            }
        }
        seen
    }

    /// Leaves out files that nobody can find: their names are hashed, and nothing that is found
    /// says them. Returns their names.
    pub fn leave_out_lost(&mut self) -> Vec<String> {
        let found: BTreeSet<String> = self.reachable().into_iter().map(str::to_owned).collect();
        let is_lost = |name: &String| !found.contains(name) && !is_kept(name);
        let lost = self.files.extract_if(.., |name, _| is_lost(name));
        lost.map(|(name, _)| name).collect()
    }
}

fn is_kept(path: &str) -> bool {
    KEPT.iter().any(|kept| path.starts_with(kept))
}

/// Gives files names with a hash of their content, and rewrites the references to them.
///
/// A file's hash covers its rewritten references, so a file is named after all that it refers to.
/// Fails where files refer to each other in a circle, and where a reference begins with `/` and
/// so would break below a sub-path.
pub fn hash_names(mut files: Files) -> Result<Site> {
    let mut references = BTreeMap::new();
    for (path, content) in &files {
        references.insert(path.clone(), references_of(path, content, &files)?);
    }

    let mut site = Site::default();
    let mut names = BTreeMap::<String, String>::new();
    while !files.is_empty() {
        let ready = files.keys().find(|path| {
            references[*path]
                .iter()
                .all(|r| names.contains_key(&r.target))
        });
        let Some(path) = ready.cloned() else {
            let circle: Vec<_> = files.keys().map(String::as_str).collect();
            bail!(
                "these files refer to each other in a circle (what a comment names counts): {}",
                circle.join(", ")
            );
        };
        let content = files.remove(&path).unwrap_or_default();
        let content = rewrite(content, &references[&path], &names);
        let name = match is_kept(&path) {
            true => path.clone(),
            false => hashed(&path, &content),
        };
        let targets = references[&path].iter().map(|r| names[&r.target].clone());
        site.references.insert(name.clone(), targets.collect());
        site.files.insert(name.clone(), content);
        names.insert(path, name);
    }
    Ok(site)
}

/// A place in a text file that names another file.
#[derive(Debug)]
struct Reference {
    /// Where the last part of the path stands, in bytes: the part that a hash changes.
    name: Range<usize>,
    target: String,
}

fn references_of(path: &str, content: &[u8], files: &Files) -> Result<Vec<Reference>> {
    let mut found = Vec::new();
    if !REFERRING.contains(&extension(path)) {
        return Ok(found);
    }
    for word in path_like(content) {
        let text = String::from_utf8_lossy(&content[word.clone()]);
        if let Some(absolute) = text.strip_prefix('/') {
            if files.contains_key(absolute) {
                bail!("{path} refers to {text}: write it relative, or it breaks below a sub-path");
            }
            continue;
        }
        let target = resolve(path, &text);
        if target != path && files.contains_key(&target) {
            let last = text.rfind('/').map_or(0, |slash| slash + 1);
            let name = word.start + last..word.end;
            found.push(Reference { name, target });
        }
    }
    Ok(found)
}

/// The stretches of `content` that may be a path: enclosed by something that is no part of one.
fn path_like(content: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let in_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./".contains(byte);
    let mut start = 0;
    content
        .split(move |byte| !in_path(byte))
        .filter_map(move |word| {
            let range = start..start + word.len();
            start = range.end + 1;
            word.contains(&b'.').then_some(range)
        })
}

/// What `reference` in the file at `path` means, from the site's root.
fn resolve(path: &str, reference: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn rewrite(
    content: Vec<u8>,
    references: &[Reference],
    names: &BTreeMap<String, String>,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let mut done = 0;
    for reference in references {
        out.extend_from_slice(&content[done..reference.name.start]);
        let name = &names[&reference.target];
        let last = name.rsplit('/').next().unwrap_or(name);
        out.extend_from_slice(last.as_bytes());
        done = reference.name.end;
    }
    out.extend_from_slice(&content[done..]);
    out
}

/// `www/page.js` as `www/page.0123456789.js`.
fn hashed(path: &str, content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let hash: String = digest[..5]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{path}.{hash}"),
    }
}

/// What follows the last dot of a path's last part; empty where there is none.
pub fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Files with these paths and contents.
    pub fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(path, content)| (path.to_string(), content.as_bytes().to_vec()))
            .collect()
    }

    /// The site's text with every hash written as `#`.
    fn check(input: &[(&str, &str)], expect: &[(&str, &str)]) {
        let site = hash_names(files(input)).unwrap();
        let hashes: Vec<String> = site
            .files
            .keys()
            .filter_map(|name| name.split('.').find(|part| part.len() == 10))
            .map(str::to_string)
            .collect();
        let plain = |text: &str| {
            hashes
                .iter()
                .fold(text.to_string(), |text, hash| text.replace(hash, "#"))
        };
        let got: Vec<_> = site
            .files
            .iter()
            .map(|(name, content)| (plain(name), plain(&String::from_utf8_lossy(content))))
            .collect();
        let expect: Vec<_> = expect
            .iter()
            .map(|(n, c)| (n.to_string(), c.to_string()))
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn names_and_references_change_together() {
        check(
            &[
                ("index.html", r#"<script src="./www/a.js">"#),
                ("www/a.js", "1"),
            ],
            &[
                ("index.html", r#"<script src="./www/a.#.js">"#),
                ("www/a.#.js", "1"),
            ],
        );
        check(
            &[
                ("index.html", "<link href=www/a.css>"),
                ("www/a.css", "url(../icon.svg#leaf) url('b/c.png?x')"),
                ("icon.svg", "<svg/>"),
                ("www/b/c.png", "2"),
            ],
            &[
                ("icon.#.svg", "<svg/>"),
                ("index.html", "<link href=www/a.#.css>"),
                ("www/a.#.css", "url(../icon.#.svg#leaf) url('b/c.#.png?x')"),
                ("www/b/c.#.png", "2"),
            ],
        );
    }

    #[test]
    fn what_is_no_reference_stays() {
        check(
            &[
                (
                    "index.html",
                    "a.js https://a.example/www/a.js www/a.jsx xwww/a.js",
                ),
                ("www/a.js", "the file a.js itself"),
                ("www/samples/one.txt", "../a.js"),
            ],
            &[
                (
                    "index.html",
                    "a.js https://a.example/www/a.js www/a.jsx xwww/a.js",
                ),
                ("www/a.#.js", "the file a.js itself"),
                ("www/samples/one.txt", "../a.js"),
            ],
        );
    }

    #[test]
    fn a_change_below_changes_every_name_above() {
        let names = |leaf: &str| -> BTreeSet<String> {
            let input = [
                ("index.html", "'www/a.js'"),
                ("www/a.js", "'./b.js'"),
                ("www/b.js", leaf),
                ("www/other.js", "3"),
            ];
            hash_names(files(&input))
                .unwrap()
                .files
                .into_keys()
                .collect()
        };
        let (one, two) = (names("1"), names("2"));
        let kept: Vec<_> = one.intersection(&two).cloned().collect();
        assert_eq!(kept.len(), 2);
        assert!(
            kept.iter()
                .all(|name| name == ENTRY || name.starts_with("www/other."))
        );
    }

    #[test]
    fn only_what_is_referred_to_is_reachable() {
        let mut site = hash_names(files(&[
            ("index.html", "'www/a.js'"),
            ("www/a.js", "'./b.js'"),
            ("www/b.js", "1"),
            ("www/c.js", "'./b.js'"),
            ("www/samples/one.txt", "1"),
        ]))
        .unwrap();
        let reached: Vec<_> = site.reachable().iter().map(|path| &path[..5]).collect();
        assert_eq!(reached, ["index", "www/a", "www/b"]);
        let lost = site.leave_out_lost();
        assert_eq!((lost.len(), &lost[0][..5]), (1, "www/c"));
        assert_eq!(site.files.len(), 4);
        assert_eq!(site.leave_out_lost(), [""; 0]);
    }

    #[test]
    fn circles_and_absolute_references_are_refused() {
        let refused = |input: &[(&str, &str)]| hash_names(files(input)).unwrap_err().to_string();
        let circle = refused(&[("a.js", "'./b.js'"), ("b.js", "'./a.js'"), ("c.js", "")]);
        assert!(circle.ends_with("a.js, b.js"), "{circle}");
        let absolute = refused(&[("index.html", "'/a.js'"), ("a.js", "")]);
        assert!(
            absolute.contains("index.html refers to /a.js"),
            "{absolute}"
        );
    }
}
