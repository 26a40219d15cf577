//! A document whose text changes: its marks and layers follow.

use super::change::{Changes, Fate};
use super::order::arrange;
use super::sorted::Ids;
use super::{Body, Change, ClaimBody, Document, Edit, EditError, Exchange, Mark};
use crate::text::Span;

impl Document {
    /// What the changes would do to each mark, in text order.
    pub(super) fn preview(
        &self,
        changes: &[Change],
        mut visit: impl FnMut(&Mark, Fate<Body>),
    ) -> Result<(), EditError> {
        let changes = Changes::new(&self.source, changes).ok_or_else(EditError::changes)?;
        let lost = self.lost(&changes);
        for mark in self.marks() {
            visit(mark, changes.fate(mark, &lost));
        }
        Ok(())
    }

    /// Changes the text. The inverse holds what went, and what is no longer what it was.
    pub(super) fn rewrite(&mut self, changes: &[Change]) -> Result<Edit, EditError> {
        let changes = Changes::new(&self.source, changes).ok_or_else(EditError::changes)?;
        let lost = self.lost(&changes);
        let (mut gone, mut altered) = (Vec::new(), Vec::new());
        for mark in self.marks() {
            match changes.fate(mark, &lost) {
                Fate::Kept(_) => continue,
                Fate::Lost => {}
                Fate::Altered(body) => {
                    let mut mark = mark.clone();
                    mark.body = body;
                    mark.forget(&lost);
                    altered.push(mark);
                }
            }
            gone.push(mark.id.clone());
        }
        let gone: Vec<Mark> = gone.iter().filter_map(|id| self.marks.remove(id)).collect();
        self.marks.relocate(|body| match changes.body(body) {
            Fate::Kept(body) => Some(body),
            // Those were taken out.
            _ => None,
        });
        let removals = altered.iter().map(|mark| Edit::Remove(mark.id.clone()));
        let mut back: Vec<Edit> = removals.collect();
        for mark in altered {
            self.marks.insert(mark);
        }
        let sentences = follow(&mut self.sentences, &changes, |sentence| sentence);
        let zones = follow(&mut self.zones, &changes, |zone| &mut zone.span);
        self.source = changes.source;

        // What came is taken out before the text goes back, what went is put in afterwards.
        back.push(Edit::Layers {
            sentences: Exchange::removing(sentences.added),
            zones: Exchange::removing(zones.added),
        });
        back.push(Edit::Rewrite(changes.inverse));
        back.extend(gone.into_iter().map(Edit::Insert));
        back.push(Edit::Layers {
            sentences: Exchange::adding(sentences.removed),
            zones: Exchange::adding(zones.removed),
        });
        back.retain(|edit| !edit.is_empty());
        Ok(Edit::Batch(back))
    }

    /// The marks that lose all their text.
    fn lost(&self, changes: &Changes) -> Ids {
        self.marks()
            .filter(|mark| changes.body(&mark.body) == Fate::Lost)
            .map(|mark| mark.id.clone())
            .collect()
    }
}

impl Changes {
    /// What becomes of a mark in a document that loses the marks of `lost`.
    fn fate(&self, mark: &Mark, lost: &Ids) -> Fate<Body> {
        match self.body(&mark.body) {
            Fate::Kept(body) if !lost.is_empty() && mark.names().any(|id| lost.contains(id)) => {
                Fate::Altered(body)
            }
            fate => fate,
        }
    }

    fn body(&self, body: &Body) -> Fate<Body> {
        match body {
            Body::Entity { span, label } => self.mark(*span).map(|span| Body::Entity {
                span,
                label: *label,
            }),
            Body::Cue { span, kind } => {
                let kind = *kind;
                self.mark(*span).map(|span| Body::Cue { span, kind })
            }
            Body::Claim(claim) => {
                let (content, source) = (self.spans(&claim.content), self.spans(&claim.source));
                let kept = matches!((&content, &source), (Fate::Kept(_), Fate::Kept(_)));
                let Some(content) = content.into_inner() else {
                    return Fate::Lost;
                };
                let body = Body::Claim(ClaimBody {
                    content,
                    source: source.into_inner().unwrap_or_default(),
                    ..claim.clone()
                });
                if kept {
                    Fate::Kept(body)
                } else {
                    Fate::Altered(body)
                }
            }
        }
    }

    /// A list of spans is kept where each of them is, and lost where nothing is left of any.
    fn spans(&self, spans: &[Span]) -> Fate<Vec<Span>> {
        let mut kept = true;
        let mut here: Vec<Span> = Vec::with_capacity(spans.len());
        for &span in spans {
            let fate = self.mark(span);
            kept &= matches!(fate, Fate::Kept(_));
            here.extend(fate.into_inner());
        }
        match (kept, here.is_empty()) {
            (true, _) => Fate::Kept(here),
            (false, false) => Fate::Altered(here),
            (false, true) => Fate::Lost,
        }
    }
}

/// Moves each item to where the changes leave it. Returns what was taken out because it is not
/// as it was, and what came in its place.
fn follow<T: Clone + Ord>(
    list: &mut Vec<T>,
    changes: &Changes,
    span: impl Fn(&mut T) -> &mut Span,
) -> Exchange<T> {
    let mut exchange = Exchange::default();
    for mut item in std::mem::take(list) {
        let before = item.clone();
        let place = span(&mut item);
        let fate = changes.layer(*place);
        let kept = matches!(fate, Fate::Kept(_));
        if let Some(new) = fate.into_inner() {
            *place = new;
            if !kept {
                exchange.added.push(item.clone());
            }
            list.push(item);
        }
        if !kept {
            exchange.removed.push(before);
        }
    }
    // Of sentences that overlap in an imported document, two may now begin together.
    arrange(list);
    exchange
}
