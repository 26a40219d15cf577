//! A map that is one sorted list.

use super::Id;
use std::borrow::Borrow;

/// Ids, each once, in their order.
pub(super) type Ids = Sorted<Id>;

/// A map kept as a list in the order of its keys. An entry that comes or goes moves those
/// behind it, so values should be small; what comes in order is only added at the end. It is a
/// tenth of the code that a tree brings into the page for each type of entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sorted<K, V = ()> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        let entries = Vec::new();
        Self { entries }
    }
}

impl<K: Ord, V> Sorted<K, V> {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        Some(&self.entries[at].1)
    }

    pub(super) fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Puts a value under a key; what stood there before is given back.
    pub(super) fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => Some(std::mem::replace(&mut self.entries[at].1, value)),
            Err(at) => {
                self.entries.insert(at, (key, value));
                None
            }
        }
    }

    pub(super) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        Some(self.entries.remove(at).1)
    }

    /// The value under a key, put there first where there is none.
    pub(super) fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = self.find(&key).unwrap_or_else(|at| {
            self.entries.insert(at, (key, V::default()));
            at
        });
        &mut self.entries[at].1
    }

    /// In the order of the keys.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.entries.iter()
    }

    pub(super) fn into_entries(self) -> std::vec::IntoIter<(K, V)> {
        self.entries.into_iter()
    }

    /// From the first key that is not below `key`.
    pub(super) fn from<Q: Ord + ?Sized>(&self, key: &Q) -> std::slice::Iter<'_, (K, V)>
    where
        K: Borrow<Q>,
    {
        let (Ok(at) | Err(at)) = self.find(key);
        self.entries[at..].iter()
    }

    /// Where a key stands, or where it would.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        match self.entries.last() {
            Some((last, _)) if last.borrow() < key => Err(self.entries.len()),
            _ => self.entries.binary_search_by(|(k, _)| k.borrow().cmp(key)),
        }
    }
}

impl Ids {
    /// Adds an id; whether it was new.
    pub(super) fn add(&mut self, id: Id) -> bool {
        self.insert(id, ()).is_none()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &Id> {
        self.iter().map(|(id, ())| id)
    }

    pub(super) fn add_all(&mut self, ids: impl IntoIterator<Item = Id>) {
        for id in ids {
            self.add(id);
        }
    }
}

impl FromIterator<Id> for Ids {
    fn from_iter<T: IntoIterator<Item = Id>>(ids: T) -> Self {
        let mut set = Self::default();
        set.add_all(ids);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[derive(Debug, Clone)]
    enum Step {
        Insert(u8, u8),
        Remove(u8),
        Entry(u8),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            (0..20_u8, any::<u8>()).prop_map(|(key, value)| Step::Insert(key, value)),
            (0..20_u8).prop_map(Step::Remove),
            (0..20_u8).prop_map(Step::Entry),
        ];
        prop::collection::vec(step, 0..60)
    }

    proptest! {
        #[test]
        fn it_is_the_map_that_the_standard_library_has(steps in steps()) {
            let (mut sorted, mut tree) = (Sorted::default(), BTreeMap::new());
            for step in steps {
                match step {
                    Step::Insert(key, value) => {
                        prop_assert_eq!(sorted.insert(key, value), tree.insert(key, value));
                    }
                    Step::Remove(key) => prop_assert_eq!(sorted.remove(&key), tree.remove(&key)),
                    Step::Entry(key) => {
                        prop_assert_eq!(sorted.entry(key), tree.entry(key).or_default());
                    }
                }
                for key in 0..20 {
                    prop_assert_eq!(sorted.get(&key), tree.get(&key));
                    prop_assert_eq!(sorted.contains(&key), tree.contains_key(&key));
                    let from = sorted.from(&key).map(|(key, value)| (key, value));
                    prop_assert!(from.eq(tree.range(key..)));
                }
                prop_assert_eq!(sorted.len(), tree.len());
                prop_assert_eq!(sorted.is_empty(), tree.is_empty());
            }
        }
    }
}
