//! Short names of people, which may be those of several.
//!
//! Knows surnames, given names and titles. Must not know other names.

use super::name::Form;
use super::tables::Sex;
use super::{Class, Linking, MANY};
use crate::extract::Label;

impl Linking<'_> {
    /// Each mention of a person's short name, to the one person who can be meant.
    ///
    /// Of several people with one name a title decides ("Mr. Clinton"), or that only one of
    /// them was named before; else the mention stays apart. A surname is looked for among
    /// surnames first: "Kim" is Jordan Kim before it is Kim Lee.
    pub(super) fn join_person(&mut self, class: usize) {
        let name = &self.classes[class].name;
        let longer = [Form::Surname, Form::Given]
            .map(|form| self.calling(Label::Person, form, &name.key))
            .into_iter()
            .find(|longer| !longer.is_empty());
        let Some(longer) = longer else {
            return self.part_titles(class);
        };
        let people = self.people(class, &longer);
        if people.is_empty() || people.len() == MANY {
            return self.part_titles(class);
        }
        let mentions = self.classes[class].mentions.clone();
        let meant: Vec<Option<usize>> = mentions
            .iter()
            .map(|mention| self.meant(*mention, &people))
            .collect();
        if let [person] = people[..]
            && meant.iter().all(Option::is_some)
        {
            return self.join(person.root, class);
        }
        for (mention, person) in mentions.iter().zip(meant) {
            if let Some(person) = person {
                self.homes[*mention as usize] = person;
            }
        }
        self.part_titles(class);
    }

    /// The people of these classes, in the order in which they are named first.
    fn people(&self, class: usize, longer: &[usize]) -> Vec<Person> {
        let own = self.root(class);
        let roots = self.roots(longer).into_iter().filter(|root| *root != own);
        let mut people: Vec<Person> = roots
            .map(|root| Person {
                root,
                sex: None,
                first: u32::MAX,
            })
            .collect();
        for longer in longer {
            let root = self.root(*longer);
            let Some(person) = people.iter_mut().find(|person| person.root == root) else {
                continue;
            };
            let Class { mentions, sex, .. } = &self.classes[*longer];
            let first = mentions.first().map(|mention| self.mention(*mention).span);
            person.first = first.map_or(u32::MAX, |span| span.start).min(person.first);
            person.sex = person.sex.or(*sex);
        }
        people
    }

    /// The person whom a mention means, as far as that can be told.
    fn meant(&self, mention: u32, people: &[Person]) -> Option<usize> {
        let mention = self.mention(mention);
        let fits = |person: &&Person| match (mention.title, person.sex) {
            (Some(title), Some(sex)) => title == sex,
            _ => true,
        };
        let fitting: Vec<&Person> = people.iter().filter(fits).collect();
        if let [person] = fitting[..] {
            return Some(person.root);
        }
        let mut before = fitting.iter().filter(|person| person.first < mention.at);
        match (before.next(), before.next()) {
            (Some(person), None) => Some(person.root),
            _ => None,
        }
    }

    /// Sets the women apart who have one short name with men, where nothing else tells of them.
    fn part_titles(&mut self, class: usize) {
        let mentions = &self.classes[class].mentions;
        let titled = |mention: &u32| self.mention(*mention).title.is_some();
        if !mentions.iter().any(titled) {
            return;
        }
        let left = mentions.iter().copied();
        let left: Vec<u32> = left
            .filter(|mention| self.homes[*mention as usize] == class)
            .collect();
        let with = |sex: Sex| {
            let titled = left.iter().copied();
            titled
                .filter(|mention| self.mention(*mention).title == Some(sex))
                .collect::<Vec<u32>>()
        };
        let (men, women) = (with(Sex::Man), with(Sex::Woman));
        if men.is_empty() || women.is_empty() {
            return;
        }
        for mentions in [men, women] {
            let apart = self.joined.len();
            self.joined.push(apart);
            for mention in mentions {
                self.homes[mention as usize] = apart;
            }
        }
    }
}

/// Somebody with a longer name.
#[derive(Debug, Clone, Copy)]
struct Person {
    root: usize,
    sex: Option<Sex>,
    /// Where they are named first.
    first: u32,
}
