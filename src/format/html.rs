//! A web page as the clean text of its article.
//!
//! Knows which elements hold an article and which surround it. What is residue all the same is
//! told apart later, like that of a pasted page.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// What a page has to say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    pub title: Option<String>,
    /// Paragraphs with an empty line between them.
    pub text: String,
}

/// Nothing in these is of the article.
const PASSED_OVER: &[&str] = &[
    "aside", "audio", "button", "canvas", "datalist", "dialog", "footer", "form", "iframe", "map",
    "math", "menu", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "video",
];

/// These begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Where the article is, the better first.
const HOLDERS: &[&str] = &["article", "main"];

/// A holder with less text than this, in bytes, is a teaser and not the article.
const TEASER: usize = 200;

/// Reads a page. Any text whatever is one.
pub fn read(html: &str) -> Page {
    let mut reader = Reader::default();
    let mut emitter = DefaultEmitter::default();
    // Scripts and styles hold what is no markup.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.begin(&name(&tag.name), tag.self_closing),
            Token::EndTag(tag) => reader.end(&name(&tag.name)),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.finish()
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[derive(Default)]
struct Reader {
    title: String,
    in_title: bool,
    /// The element that is passed over, and how many of its kind are open.
    over: Option<(String, usize)>,
    /// How many of each holder are open.
    inside: [usize; HOLDERS.len()],
    paragraph: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    text: String,
    inside: [bool; HOLDERS.len()],
}

impl Reader {
    fn begin(&mut self, name: &str, is_closed: bool) {
        if let Some((over, depth)) = &mut self.over {
            *depth += usize::from(over == name && !is_closed);
            return;
        }
        if PASSED_OVER.contains(&name) {
            self.over = (!is_closed).then(|| (name.to_owned(), 1));
            return;
        }
        self.edge(name);
        self.in_title |= name == "title";
        if let Some(at) = HOLDERS.iter().position(|holder| *holder == name) {
            self.inside[at] += 1;
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((over, depth)) = &mut self.over {
            *depth -= usize::from(over == name);
            if *depth == 0 {
                self.over = None;
            }
            return;
        }
        self.edge(name);
        self.in_title &= name != "title";
        if let Some(at) = HOLDERS.iter().position(|holder| *holder == name) {
            self.inside[at] = self.inside[at].saturating_sub(1);
        }
    }

    /// What an element's edge does to the text around it.
    fn edge(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.close();
        } else if name == "br" {
            self.paragraph.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        // Lines of the source are no lines of the text.
        let text = text.replace(['\n', '\r', '\t'], " ");
        match self.in_title {
            true => self.title.push_str(&text),
            false if self.over.is_none() => self.paragraph.push_str(&text),
            false => {}
        }
    }

    fn close(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let lines = paragraph.split('\n').map(squeezed);
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            let text = lines.join("\n");
            let inside = self.inside.map(|open| open > 0);
            self.paragraphs.push(Paragraph { text, inside });
        }
    }

    fn finish(mut self) -> Page {
        self.close();
        let within = |at: usize| self.paragraphs.iter().filter(move |p| p.inside[at]);
        let is_article = |at: &usize| within(*at).map(|p| p.text.len()).sum::<usize>() >= TEASER;
        let holder = (0..HOLDERS.len()).find(is_article);
        let wanted = |paragraph: &&Paragraph| holder.is_none_or(|at| paragraph.inside[at]);
        let paragraphs = self.paragraphs.iter().filter(wanted);
        let text: Vec<&str> = paragraphs
            .map(|paragraph| paragraph.text.as_str())
            .collect();
        Page {
            title: Some(squeezed(&self.title)).filter(|title| !title.is_empty()),
            text: text.join("\n\n"),
        }
    }
}

/// With one blank for each run of blanks, and none at the edges.
fn squeezed(text: &str) -> String {
    let words = text.split(' ').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
