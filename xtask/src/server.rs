//! A web server for a site that is held in memory.

use crate::site::{ENTRY, Files};
use anyhow::{Context, Result, anyhow};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::{Arc, RwLock};
use std::thread;

/// The site that a server shows now. Its owner may put another in its place at any time.
pub type Shown = Arc<RwLock<Shows>>;

#[derive(Debug)]
pub enum Shows {
    Site(Files),
    /// A site on a line that dies and is not closed: of the files that this holds for, nothing
    /// comes behind their first half.
    Stalling(Files, fn(&str) -> bool),
    /// There is no site yet; a word for who asks.
    Nothing(&'static str),
}

/// Serves `shown` below the path `base` ("/" or "/some/path/") of 127.0.0.1, until the program
/// ends. Port 0 takes any that is free. Returns the address of the site.
pub fn start(port: u16, base: &'static str, shown: Shown) -> Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| cannot(port, &error))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .context("cannot start the server")?;
    let site = axum::Router::new()
        .fallback(async move |State(shown): State<Shown>, uri: Uri| answer(&uri, base, &shown))
        .with_state(shown);
    thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, site).await
        })
    });
    Ok(format!("http://{address}{base}"))
}

fn cannot(port: u16, error: &io::Error) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::AddrInUse => anyhow!(
            "port {port} is taken: choose another, as in --port {}",
            port.wrapping_add(1)
        ),
        _ => anyhow!("cannot listen on port {port}: {error}; choose another with --port"),
    }
}

fn answer(uri: &Uri, base: &str, shown: &Shown) -> Response {
    let shown = shown
        .read()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    let path = path_of(uri.path(), base);
    let stalls = match &*shown {
        Shows::Stalling(_, stalls) => path.is_some_and(stalls),
        Shows::Site(_) | Shows::Nothing(_) => false,
    };
    let words = |words: &'static str| {
        (
            "text/plain".to_string(),
            Bytes::from_static(words.as_bytes()),
        )
    };
    let (status, (mime, content)) = match &*shown {
        Shows::Nothing(word) => (StatusCode::SERVICE_UNAVAILABLE, words(word)),
        Shows::Site(files) | Shows::Stalling(files, _) => {
            match path.and_then(|path| files.get_key_value(path)) {
                Some((path, content)) => (
                    StatusCode::OK,
                    (mime_of(path), Bytes::copy_from_slice(content)),
                ),
                None => (StatusCode::NOT_FOUND, words("There is no such file.")),
            }
        }
    };
    let headers: [(HeaderName, String); 4] = [
        (header::CONTENT_TYPE, mime),
        (header::CONTENT_LENGTH, content.len().to_string()),
        (header::CACHE_CONTROL, "no-store".into()),
        // The right types are part of what a test of the site should find out.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
    ];
    let body = match stalls {
        true => stalling(&content),
        false => Body::from(content),
    };
    (status, headers, body).into_response()
}

/// The first half of a content; what is behind that never comes.
fn stalling(content: &Bytes) -> Body {
    let half = Ok::<_, Infallible>(content.slice(..content.len() / 2));
    Body::from_stream(stream::iter([half]).chain(stream::pending()))
}

/// The file that a URL's path asks for.
fn path_of<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    let path = path.strip_prefix(base)?;
    Some(if path.is_empty() { ENTRY } else { path })
}

fn mime_of(path: &str) -> String {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    match mime.type_() {
        mime_guess::mime::TEXT => format!("{mime}; charset=utf-8"),
        _ => mime.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Duration;

    #[test]
    fn urls_name_files_below_the_base() {
        let check =
            |url, base, expect| assert_eq!(path_of(url, base), expect, "{url} under {base}");
        check("/", "/", Some("index.html"));
        check("/www/a.js", "/", Some("www/a.js"));
        check("/sub/", "/sub/", Some("index.html"));
        check("/sub/www/a.js", "/sub/", Some("www/a.js"));
        check("/www/a.js", "/sub/", None);
        check("/sub", "/sub/", None);
    }

    #[test]
    fn browsers_learn_the_right_types() {
        let check = |path, expect: &str| assert_eq!(mime_of(path), expect, "{path}");
        check("index.html", "text/html; charset=utf-8");
        check("a.0123456789.js", "text/javascript; charset=utf-8");
        check("a.css", "text/css; charset=utf-8");
        check("a.wasm", "application/wasm");
        check("a.webmanifest", "application/manifest+json");
        check("a.svg", "image/svg+xml");
        check("a.json", "application/json");
        check("a", "application/octet-stream");
    }

    /// The whole answer to a GET.
    fn get(address: &str, path: &str) -> String {
        let host = address.split('/').nth(2).unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn it_serves_what_is_shown_now() {
        let shown = Shown::new(RwLock::new(Shows::Nothing("not yet")));
        let address = start(0, "/sub/", shown.clone()).unwrap();
        let early = get(&address, "/sub/");
        assert!(
            early.starts_with("HTTP/1.1 503") && early.ends_with("not yet"),
            "{early}"
        );

        let files = [("index.html", "one"), ("www/a.js", "two")];
        let files = files.map(|(path, content)| (path.to_string(), content.into()));
        *shown.write().unwrap() = Shows::Site(Files::from(files));
        let entry = get(&address, "/sub/");
        assert!(
            entry.starts_with("HTTP/1.1 200") && entry.ends_with("one"),
            "{entry}"
        );
        assert!(entry.contains("cache-control: no-store"), "{entry}");
        assert!(get(&address, "/sub/www/a.js?v=1").contains("content-type: text/javascript"));
        for outside in [
            "/",
            "/www/a.js",
            "/sub/b",
            "/sub/../Cargo.toml",
            "/sub//etc/passwd",
        ] {
            assert!(
                get(&address, outside).starts_with("HTTP/1.1 404"),
                "{outside}"
            );
        }
    }

    /// Browsers open several connections at once and keep them: none may wait for another.
    #[test]
    fn all_of_many_connections_are_answered() {
        let shown = Shown::new(RwLock::new(Shows::Nothing("not yet")));
        let address = start(0, "/", shown).unwrap();
        let host = address.split('/').nth(2).unwrap();
        for _ in 0..300 {
            let connections = [(); 12].map(|()| TcpStream::connect(host).unwrap());
            for mut connection in &connections {
                let patience = Duration::from_secs(20);
                connection.set_read_timeout(Some(patience)).unwrap();
                write!(connection, "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
            }
            for mut connection in &connections {
                let mut answer = [0; 12];
                connection.read_exact(&mut answer).unwrap();
                assert_eq!(&answer, b"HTTP/1.1 503");
            }
        }
    }

    #[test]
    fn a_taken_port_is_named_with_the_way_out() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let shown = Shown::new(RwLock::new(Shows::Nothing("")));
        let error = start(port, "/", shown).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} is taken")), "{error}");
        assert!(error.contains("--port"), "{error}");
    }
}
