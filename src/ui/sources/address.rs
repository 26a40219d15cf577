//! What the person chose on the sheet, as a line of text that the page keeps for it.
//!
//! Knows the sheet's choices. What it cannot read it takes as not chosen.

use super::survey::{Holder, Said, Survey};
use crate::extract::{Certainty, CueType};

/// How many holders are shown at first, and by how many there are more.
pub(super) const STEP: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Address {
    pub order: Order,
    pub level: Option<Certainty>,
    pub kind: Option<CueType>,
    /// The key of the only holder whose claims are shown in the article.
    pub holder: Option<String>,
    /// The key of the holder that is shown with all its claims.
    pub whole: Option<String>,
    /// The key of the only holder that the sheet shows.
    pub alone: Option<String>,
    /// A claim whose holder that is to be: the document's id, a space, the claim's.
    pub of: Option<String>,
    /// The levels that the page hides everywhere. They are no choice of the sheet.
    pub hidden: Vec<Certainty>,
    /// How many steps more of holders are shown.
    pub more: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Who claims most comes first.
    #[default]
    Most,
    /// The least certain come first, holders as well as what each claims.
    Doubt,
    Name,
}

impl Order {
    pub(super) const ALL: &[Self] = &[Self::Most, Self::Doubt, Self::Name];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Most => "most",
            Self::Doubt => "doubt",
            Self::Name => "name",
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Most => "Most claims first",
            Self::Doubt => "Least certain first",
            Self::Name => "By name",
        }
    }
}

impl Address {
    pub(super) fn parse(text: &str) -> Self {
        let mut address = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
            match name {
                "order" => {
                    let known = Order::ALL.iter().find(|order| order.as_str() == value);
                    address.order = known.copied().unwrap_or_default();
                }
                "level" => address.level = Certainty::parse(value),
                "type" => address.kind = CueType::parse(value),
                "holder" => address.holder = Some(value.to_owned()),
                "whole" => address.whole = Some(value.to_owned()),
                "alone" => address.alone = Some(value.to_owned()),
                "of" => address.of = Some(value.to_owned()),
                "hide" => address.hidden.extend(Certainty::parse(value)),
                "more" => address.more = value.parse().unwrap_or_default(),
                _ => {}
            }
        }
        address
    }

    pub(super) fn text(&self) -> String {
        let more = (self.more > 0).then(|| self.more.to_string());
        let order = (self.order != Order::default()).then(|| self.order.as_str());
        let parts = [
            ("order", order),
            ("level", self.level.map(Certainty::as_str)),
            ("type", self.kind.map(CueType::as_str)),
            ("holder", self.holder.as_deref()),
            ("whole", self.whole.as_deref()),
            ("alone", self.alone.as_deref()),
            ("more", more.as_deref()),
        ];
        let lines = parts
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The same, where it asks for the holder of a claim, with that holder.
    pub(super) fn resolved(self, survey: &Survey<'_>) -> Self {
        let Some((document, id)) = self.of.as_deref().and_then(|of| of.split_once(' ')) else {
            return self;
        };
        let is_it = |said: &Said<'_>| {
            *said.mark.id.0 == *id && survey.articles[said.article].document.id == document
        };
        let holder = (survey.holders.iter()).find(|holder| holder.said.iter().any(is_it));
        let key = holder.map(|holder| holder.key.clone());
        Self {
            whole: key.clone(),
            alone: key,
            of: None,
            ..self
        }
    }

    /// Whether some claims are not wanted.
    pub(super) fn is_filter(&self) -> bool {
        self.level.is_some() || self.kind.is_some() || self.holder.is_some()
    }

    pub(super) fn wants(&self, said: &Said<'_>) -> bool {
        self.level.is_none_or(|level| said.claim.certainty == level)
            && self.kind.is_none_or(|kind| said.kinds.contains(&kind))
    }

    pub(super) fn wants_holder(&self, holder: &Holder<'_>) -> bool {
        self.holder.as_ref().is_none_or(|key| holder.key == *key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let full = Address {
            order: Order::Doubt,
            level: Some(Certainty::Possible),
            kind: Some(CueType::Hearsay),
            holder: Some("d1 a=b & co".to_owned()),
            whole: Some("x".to_owned()),
            alone: Some("x".to_owned()),
            of: None,
            more: 2,
            hidden: Vec::new(),
        };
        for address in [Address::default(), full] {
            assert_eq!(Address::parse(&address.text()), address);
        }
        assert_eq!(Address::default().text(), "");
        let hiding = Address::parse("level=denied\nhide=reported");
        assert_eq!(hiding.hidden, [Certainty::Reported]);
        assert_eq!(hiding.text(), "level=denied", "the page says it again");
        assert_eq!(Address::parse("order=none\nlevel=\n?"), Address::default());
    }
}
