//! A web server for a site that is held in memory.

use crate::site::{ENTRY, Files};
use anyhow::{Result, anyhow};
use std::io::{self, Cursor, Read};
use std::sync::{Arc, RwLock};
use std::thread;
use tiny_http::{Header, Request, Response};

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

/// How many requests are answered at once.
const THREADS: usize = 4;

/// Serves `shown` below the path `base` ("/" or "/some/path/") of 127.0.0.1, until the program
/// ends. Port 0 takes any that is free. Returns the address of the site.
pub fn start(port: u16, base: &'static str, shown: Shown) -> Result<String> {
    let server =
        tiny_http::Server::http(("127.0.0.1", port)).map_err(|error| cannot(port, error))?;
    let address = server.server_addr();
    let server = Arc::new(server);
    for _ in 0..THREADS {
        let (server, shown) = (server.clone(), shown.clone());
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                // A visitor who went away before the answer came is no error of ours.
                let _ = answer(request, base, &shown);
            }
        });
    }
    Ok(format!("http://{address}{base}"))
}

fn cannot(port: u16, error: Box<dyn std::error::Error + Send + Sync>) -> anyhow::Error {
    let taken = error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::AddrInUse);
    match taken {
        true => anyhow!(
            "port {port} is taken: choose another, as in --port {}",
            port.wrapping_add(1)
        ),
        false => anyhow!("cannot listen on port {port}: {error}; choose another with --port"),
    }
}

fn answer(request: Request, base: &str, shown: &Shown) -> io::Result<()> {
    let shown = shown
        .read()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    let path = path_of(request.url(), base);
    let stalls = match &*shown {
        Shows::Stalling(_, stalls) => path.is_some_and(stalls),
        Shows::Site(_) | Shows::Nothing(_) => false,
    };
    let (status, mime, content) = match &*shown {
        Shows::Nothing(word) => (503, "text/plain".to_string(), word.as_bytes().to_vec()),
        Shows::Site(files) | Shows::Stalling(files, _) => {
            match path.and_then(|path| files.get_key_value(path)) {
                Some((path, content)) => (200, mime_of(path), content.clone()),
                None => (
                    404,
                    "text/plain".to_string(),
                    b"There is no such file.".to_vec(),
                ),
            }
        }
    };
    drop(shown);
    let mut response = Response::from_data(content).with_status_code(status);
    for (name, value) in [
        ("Content-Type", mime.as_str()),
        ("Cache-Control", "no-store"),
        // The right types are part of what a test of the site should find out.
        ("X-Content-Type-Options", "nosniff"),
    ] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    if stalls {
        // It would keep one of those who answer for ever.
        thread::spawn(move || request.respond(stalling(response)));
        return Ok(());
    }
    request.respond(response)
}

/// The answer as far as its first half; what is behind that never comes.
fn stalling(response: Response<Cursor<Vec<u8>>>) -> Response<impl Read> {
    let length = response.data_length();
    let half = length.unwrap_or_default() / 2;
    let (status, headers) = (response.status_code(), response.headers().to_vec());
    let content = response.into_reader().take(half as u64).chain(Silence);
    Response::new(status, headers, content, length, None)
}

/// Says nothing, and never that it is done.
struct Silence;

impl Read for Silence {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        loop {
            thread::park();
        }
    }
}

/// The file that a URL asks for.
fn path_of<'a>(url: &'a str, base: &str) -> Option<&'a str> {
    let path = url.split(['?', '#']).next()?.strip_prefix(base)?;
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
    use std::io::Write;
    use std::net::TcpStream;

    #[test]
    fn urls_name_files_below_the_base() {
        let check =
            |url, base, expect| assert_eq!(path_of(url, base), expect, "{url} under {base}");
        check("/", "/", Some("index.html"));
        check("/?a=b", "/", Some("index.html"));
        check("/www/a.js?v=1#top", "/", Some("www/a.js"));
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
        assert!(entry.contains("Cache-Control: no-store"), "{entry}");
        assert!(get(&address, "/sub/www/a.js").contains("Content-Type: text/javascript"));
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
