//! The sheet in elements.

use super::address::{Address, Order, STEP};
use super::survey::{Holder, Said, Survey, Voice};
use crate::annotation::Mark;
use crate::extract::{Certainty, CueType, Polarity};
use crate::ui::app::{Field, Msg};
use crate::ui::excerpt::{joined, title};
use crate::ui::html::{Element, On, Property, el};
use crate::ui::words::{self, InWords};
use std::cmp::{Ordering, Reverse};

/// How many claims of a holder are shown unless the person asks for all.
const FEW: usize = 4;

/// A holder, with those of its claims that are wanted.
type Entry<'a> = (&'a Holder<'a>, Vec<&'a Said<'a>>);

/// What is looked at: a survey, and what of it is wanted.
struct Lens<'a> {
    survey: &'a Survey<'a>,
    address: &'a Address,
}

pub(super) fn view(survey: &Survey<'_>, address: &Address) -> Element {
    let lens = Lens { survey, address };
    let sheet = el("div.sheet");
    if survey.articles.iter().all(|article| article.claims == 0) {
        return sheet.child(lens.summary());
    }
    let mut sheet = match &address.alone {
        Some(_) => {
            let all = Address {
                alone: None,
                whole: None,
                ..address.clone()
            };
            sheet.child(show(all).text("All sources"))
        }
        None => sheet.child(lens.summary()).child(lens.filters()),
    };
    let mut left = STEP * (address.more + 1);
    let mut hidden = 0;
    for (heading, holders) in lens.groups() {
        let shown = left.min(holders.len());
        left -= shown;
        hidden += holders.len() - shown;
        if shown > 0 {
            let holders = holders.into_iter().take(shown);
            let cards = holders.map(|(holder, said)| lens.card(holder, said));
            sheet = (sheet.children(heading.map(|words| el("h3").text(words))))
                .child(el("ol").children(cards));
        }
    }
    if hidden > 0 {
        let more = Address {
            more: address.more + 1,
            ..address.clone()
        };
        let words = format!("More sources ({})", words::grouped(hidden));
        sheet = sheet.child(show(more).text(words));
    }
    sheet
}

impl<'a> Lens<'a> {
    fn several(&self) -> bool {
        self.survey.articles.len() > 1
    }

    fn is_shared(&self, holder: &Holder<'_>) -> bool {
        holder.articles().len() > 1
    }

    /// How many articles, claims and sources there are, and what the articles share.
    fn summary(&self) -> Element {
        let claims: usize = self
            .survey
            .articles
            .iter()
            .map(|article| article.claims)
            .sum();
        let sources = || {
            self.survey
                .holders
                .iter()
                .filter(|holder| holder.voice != Voice::Article)
        };
        let counted = format!(
            "{} by {}",
            words::count(claims, "claim", "claims"),
            words::count(sources().count(), "source", "sources"),
        );
        let place = el("div.summary");
        if !self.several() {
            return place.child(el("p").text(format!("{counted}.")));
        }
        let shared = sources().filter(|holder| self.is_shared(holder)).count();
        let shared = match shared {
            0 => "The articles share no named source.".to_owned(),
            1 => "1 source is in more than one article.".to_owned(),
            many => format!(
                "{} sources are in more than one article.",
                words::grouped(many)
            ),
        };
        let articles = self.survey.articles.iter().map(|article| {
            let claims = words::count(article.claims, "claim", "claims");
            el("li")
                .text(format!("{claims} in “"))
                .child(el("span[dir=auto]").text(title(article.document)))
                .text("”")
        });
        place
            .child(el("ol.articles").children(articles))
            .child(el("p").text(format!("{counted}. {shared}")))
    }

    fn filters(&self) -> Element {
        let said = || self.survey.holders.iter().flat_map(|holder| &holder.said);
        let levels = Certainty::ALL.iter().rev().map(|level| {
            let count = said().filter(|said| said.claim.certainty == *level).count();
            (
                count,
                level.words().name,
                Address {
                    level: Some(*level),
                    ..self.address.clone()
                },
            )
        });
        let kinds = CueType::ALL.iter().map(|kind| {
            let count = said().filter(|said| said.kinds.contains(kind)).count();
            (
                count,
                kind.words().name,
                Address {
                    kind: Some(*kind),
                    ..self.address.clone()
                },
            )
        });
        let any_level = Address {
            level: None,
            ..self.address.clone()
        };
        let any_kind = Address {
            kind: None,
            ..self.address.clone()
        };
        let orders = Order::ALL.iter().map(|order| {
            let address = Address {
                order: *order,
                ..self.address.clone()
            };
            (order.words().to_owned(), address)
        });
        let all = |words: &str,
                   address,
                   counted: &mut dyn Iterator<Item = (usize, &str, Address)>| {
            let first = (words.to_owned(), address);
            let rest = counted.filter(|(count, ..)| *count > 0);
            let rest = rest.map(|(count, name, address)| (format!("{name} ({count})"), address));
            std::iter::once(first).chain(rest).collect()
        };
        el("div.filters")
            .child(self.select(
                "Certainty",
                all("Any certainty", any_level, &mut { levels }),
            ))
            .child(self.select(
                "Type of cue",
                all("Any type of cue", any_kind, &mut { kinds }),
            ))
            .child(self.select("Order", orders.collect()))
    }

    /// A choice among addresses; it shows the present one.
    fn select(&self, name: &'static str, options: Vec<(String, Address)>) -> Element {
        let options = options
            .into_iter()
            .map(|(words, address)| el("option").attr("value", address.text()).text(words));
        el("select")
            .attr("aria-label", name)
            .property(Property::Value(self.address.text().into()))
            .on(On::Change(Field::Sheet))
            .children(options)
    }

    /// The holders that have something to show, in their order, group by group.
    fn groups(&self) -> Vec<(Option<String>, Vec<Entry<'a>>)> {
        let (mut shared, mut named, mut own) = (Vec::new(), Vec::new(), Vec::new());
        let alone = self.address.alone.as_ref();
        for holder in &self.survey.holders {
            if alone.is_some_and(|key| holder.key != *key) {
                continue;
            }
            let mut said: Vec<&Said<'_>> = (holder.said.iter())
                .filter(|said| self.address.wants(said))
                .filter(|said| !self.address.hidden.contains(&said.claim.certainty))
                .collect();
            if said.is_empty() {
                continue;
            }
            if self.address.order == Order::Doubt {
                said.sort_by_key(|said| said.claim.certainty);
            }
            let group = match holder.voice {
                Voice::Article => &mut own,
                _ if self.is_shared(holder) => &mut shared,
                _ => &mut named,
            };
            group.push((holder, said));
        }
        for group in [&mut shared, &mut named] {
            group.sort_by(|a, b| self.compare(a, b));
        }
        let several = self.several();
        let heading = |words: &str| several.then(|| words.to_owned());
        let in_several = match self.survey.articles.len() {
            2 => "In both articles",
            _ => "In several articles",
        };
        vec![
            (heading(in_several), shared),
            (heading("In one article"), named),
            (Some("No source is given".to_owned()), own),
        ]
    }

    /// Which of two holders comes first.
    fn compare(&self, (a, said_a): &Entry<'_>, (b, said_b): &Entry<'_>) -> Ordering {
        match self.address.order {
            Order::Most => said_b.len().cmp(&said_a.len()),
            Order::Doubt => doubt(said_a).cmp(&doubt(said_b)),
            Order::Name => a.name.to_lowercase().cmp(&b.name.to_lowercase()),
        }
    }

    /// A holder, with what it claims.
    fn card(&self, holder: &Holder<'_>, said: Vec<&Said<'_>>) -> Element {
        let only = self.address.holder.as_ref() == Some(&holder.key);
        let toggled = Address {
            holder: (!only).then(|| holder.key.clone()),
            ..self.address.clone()
        };
        let kind = match holder.voice {
            Voice::Named(label) => label.words().name,
            Voice::Described => "not by name",
            Voice::Article => "",
        };
        let name = match holder.voice {
            Voice::Article if self.several() => {
                let at = holder.said.first().map_or(0, |said| said.article);
                format!("Article {} itself", at + 1)
            }
            _ => holder.name.clone(),
        };
        let head = el("div.holder")
            .child(el("h4[dir=auto]").text(name.clone()))
            .child(el("span.kind").text(kind))
            .child(
                show(toggled)
                    .attr("aria-pressed", if only { "true" } else { "false" })
                    .attr("aria-label", format!("Show only claims of {name}"))
                    .text("Only"),
            );
        let all = said.len();
        let is_whole = self.address.whole.as_ref() == Some(&holder.key);
        let shown = match is_whole {
            true => all,
            false if all == FEW + 1 => all,
            false => all.min(FEW),
        };
        let more = match (is_whole && all > FEW + 1, shown < all) {
            (true, _) => Some((None, "Fewer".to_owned())),
            (_, true) => Some((
                Some(holder.key.clone()),
                format!("All {}", words::grouped(all)),
            )),
            _ => None,
        };
        let more = more.map(|(whole, words)| {
            let address = Address {
                whole,
                ..self.address.clone()
            };
            show(address)
                .attr("aria-label", format!("{words} claims of {name}"))
                .text(words)
        });
        el("li")
            .key(holder.key.as_str())
            .child(head)
            .child(el("p.levels").text(self.counts(&said)))
            .child(
                el("ul.said").children(
                    said.into_iter()
                        .take(shown)
                        .map(|said| self.claim(holder, said)),
                ),
            )
            .children(more)
    }

    /// "3 reported, 1 possible; 2 in article 1, 2 in article 2".
    fn counts(&self, said: &[&Said<'_>]) -> String {
        let mut line = String::new();
        for level in Certainty::ALL.iter().rev() {
            let count = said
                .iter()
                .filter(|said| said.claim.certainty == *level)
                .count();
            if count > 0 {
                words::add(
                    &mut line,
                    ", ",
                    &format!("{} {}", words::grouped(count), level.words().tag),
                );
            }
        }
        let mut places = String::new();
        for at in (0..self.survey.articles.len()).filter(|_| self.several()) {
            let count = said.iter().filter(|said| said.article == at).count();
            if count > 0 {
                words::add(
                    &mut places,
                    ", ",
                    &format!("{} in article {}", words::grouped(count), at + 1),
                );
            }
        }
        match places.is_empty() {
            true => line,
            false => format!("{line}; {places}"),
        }
    }

    /// A claim; it leads to where it stands.
    fn claim(&self, holder: &Holder<'_>, said: &Said<'_>) -> Element {
        let Said {
            article,
            mark,
            claim,
            ..
        } = said;
        let document = self.survey.articles[*article].document;
        let source = document.source();
        let level = claim.certainty.words();
        let mut cues = el("span.cues");
        let words = joined(source, &claim.source);
        if !words.is_empty() && words != holder.name {
            cues = cues.child(el("q[dir=auto]").text(words));
        }
        if claim.polarity == Polarity::Negative {
            cues = cues.child(el("b").text("not so"));
        }
        if self.several() {
            cues = cues.child(el("span").text(format!("article {}", article + 1)));
        }
        let card = el("button[type=button]")
            .attr("data-label", claim.certainty.as_str())
            .on(On::Click(leads_to(&document.id, mark)))
            .child(el("span.content[dir=auto]").text(joined(source, &claim.content)))
            .child(el("span.level").child(el("span.meter")).text(level.tag))
            .child(cues);
        el("li")
            .key(format!("{} {}", document.id, mark.id))
            .child(card)
    }
}

/// The weakest level among claims, and how many are of it: the more, the earlier.
fn doubt(said: &[&Said<'_>]) -> (Option<Certainty>, Reverse<usize>) {
    let weakest = said.iter().map(|said| said.claim.certainty).min();
    let as_weak = said
        .iter()
        .filter(|said| Some(said.claim.certainty) == weakest);
    (weakest, Reverse(as_weak.count()))
}

fn leads_to(document: &str, mark: &Mark) -> Msg {
    Msg::Go {
        document: document.into(),
        id: mark.id.clone(),
    }
}

fn show(address: Address) -> Element {
    el("button[type=button]").on(On::Click(Msg::Show(address.text().into())))
}
