//! A map that is a list of short sorted lists.

use super::Id;
use std::borrow::Borrow;

/// Ids, each once, in their order.
pub(super) type Ids = Sorted<Id>;

/// How many entries a list holds, at most: what comes or goes moves no more.
const MAX: usize = 512;

/// A map kept in the order of its keys. It does what a tree would do, and is a tenth of the code
/// that a tree brings into the page for each type of entry.
///
/// **Invariant:** no list is empty, or longer than [`MAX`].
#[derive(Debug, Clone)]
pub(super) struct Sorted<K, V = ()> {
    lists: Vec<Vec<(K, V)>>,
}

/// Where an entry stands: in which list, and where in that.
type At = (usize, usize);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        let lists = Vec::new();
        Self { lists }
    }
}

impl<K: Ord, V> Sorted<K, V> {
    pub(super) fn len(&self) -> usize {
        self.lists.iter().map(Vec::len).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    pub(super) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (list, at) = self.find(key).ok()?;
        Some(&self.lists[list][at].1)
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
            Ok((list, at)) => Some(std::mem::replace(&mut self.lists[list][at].1, value)),
            Err(at) => {
                self.put(at, key, value);
                None
            }
        }
    }

    pub(super) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (list, at) = self.find(key).ok()?;
        let (_, value) = self.lists[list].remove(at);
        if self.lists[list].is_empty() {
            self.lists.remove(list);
        }
        Some(value)
    }

    /// The value under a key, put there first where there is none.
    pub(super) fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let (list, at) = match self.find(&key) {
            Ok(at) => at,
            Err(at) => self.put(at, key, V::default()),
        };
        &mut self.lists[list][at].1
    }

    /// In the order of the keys.
    pub(super) fn iter(&self) -> Entries<'_, K, V> {
        self.entries((0, 0))
    }

    /// The same, and nothing is left.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        self.lists.into_iter().flatten()
    }

    /// From the first key that is not below `key`.
    pub(super) fn from<Q: Ord + ?Sized>(&self, key: &Q) -> Entries<'_, K, V>
    where
        K: Borrow<Q>,
    {
        let (Ok(at) | Err(at)) = self.find(key);
        self.entries(at)
    }

    fn entries(&self, (list, at): At) -> Entries<'_, K, V> {
        let mut lists = self.lists.get(list..).unwrap_or_default().iter();
        let front = lists.next().map_or(&[][..], |list| &list[at..]);
        Entries {
            front: front.iter(),
            lists,
            back: [].iter(),
        }
    }

    /// Where a key stands, or where it would.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<At, At>
    where
        K: Borrow<Q>,
    {
        let begun = |list: &Vec<(K, V)>| list.first().is_some_and(|(k, _)| k.borrow() <= key);
        let list = self.lists.partition_point(begun).saturating_sub(1);
        let Some(entries) = self.lists.get(list) else {
            return Err((list, 0));
        };
        let found = entries.binary_search_by(|(k, _)| k.borrow().cmp(key));
        match found {
            Ok(at) => Ok((list, at)),
            Err(at) => Err((list, at)),
        }
    }

    /// Puts an entry where [`Self::find`] says that it would stand; returns where that is now.
    fn put(&mut self, (mut list, mut at): At, key: K, value: V) -> At {
        if self.lists.is_empty() {
            self.lists.push(Vec::new());
        }
        if self.lists[list].len() == MAX {
            // Of a list that grows at its end, as most do, the full part stays full.
            let cut = if at == MAX { MAX } else { MAX / 2 };
            let rest = self.lists[list].split_off(cut);
            self.lists.insert(list + 1, rest);
            if at >= cut {
                (list, at) = (list + 1, at - cut);
            }
        }
        self.lists[list].insert(at, (key, value));
        (list, at)
    }
}

/// Entries, from either end. Written out, for the adapters of the standard library that would do
/// it are much more code.
#[derive(Debug)]
pub(super) struct Entries<'a, K, V> {
    front: std::slice::Iter<'a, (K, V)>,
    lists: std::slice::Iter<'a, Vec<(K, V)>>,
    back: std::slice::Iter<'a, (K, V)>,
}

impl<'a, K, V> Iterator for Entries<'a, K, V> {
    type Item = &'a (K, V);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.front.next() {
                return Some(entry);
            }
            match self.lists.next() {
                Some(list) => self.front = list.iter(),
                None => return self.back.next(),
            }
        }
    }
}

impl<K, V> DoubleEndedIterator for Entries<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.back.next_back() {
                return Some(entry);
            }
            match self.lists.next_back() {
                Some(list) => self.back = list.iter(),
                None => return self.front.next_back(),
            }
        }
    }
}

/// Equal where the entries are, however they are cut into lists.
impl<K: Ord, V: PartialEq> PartialEq for Sorted<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Several lists' worth.
    const KEYS: u16 = 3 * MAX as u16;

    #[derive(Debug, Clone)]
    enum Step {
        Insert(u16, u8),
        /// All from the first key on, in order.
        Fill(u16),
        Remove(u16),
        Entry(u16),
        /// All below the key.
        Clear(u16),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            8 => (0..KEYS, any::<u8>()).prop_map(|(key, value)| Step::Insert(key, value)),
            8 => (0..KEYS).prop_map(Step::Entry),
            8 => (0..KEYS).prop_map(Step::Remove),
            1 => (0..KEYS).prop_map(Step::Fill),
            1 => (0..KEYS).prop_map(Step::Clear),
        ];
        prop::collection::vec(step, 0..60)
    }

    proptest! {
        #[test]
        fn it_is_the_map_that_the_standard_library_has(steps in steps()) {
            let (mut sorted, mut tree) = (Sorted::default(), BTreeMap::new());
            for step in steps {
                let key = match step {
                    Step::Insert(key, value) => {
                        prop_assert_eq!(sorted.insert(key, value), tree.insert(key, value));
                        key
                    }
                    Step::Fill(from) => {
                        for key in from..KEYS {
                            prop_assert_eq!(sorted.insert(key, 1), tree.insert(key, 1));
                        }
                        from
                    }
                    Step::Remove(key) => {
                        prop_assert_eq!(sorted.remove(&key), tree.remove(&key));
                        key
                    }
                    Step::Entry(key) => {
                        prop_assert_eq!(sorted.entry(key), tree.entry(key).or_default());
                        key
                    }
                    Step::Clear(end) => {
                        for key in 0..end {
                            prop_assert_eq!(sorted.remove(&key), tree.remove(&key));
                        }
                        end
                    }
                };
                prop_assert_eq!(sorted.get(&key), tree.get(&key));
                prop_assert_eq!(sorted.contains(&key), tree.contains_key(&key));
                let from = sorted.from(&key).map(|(key, value)| (key, value));
                prop_assert!(from.eq(tree.range(key..)));
                let all = sorted.iter().map(|(key, value)| (key, value));
                prop_assert!(all.rev().eq(tree.iter().rev()));
                prop_assert_eq!(sorted.len(), tree.len());
                prop_assert_eq!(sorted.is_empty(), tree.is_empty());
                let lengths = || sorted.lists.iter().map(Vec::len);
                prop_assert!(lengths().all(|length| length > 0 && length <= MAX));
            }
            let same: Sorted<u16, u8> = tree.into_iter().fold(
                Sorted::default(),
                |mut sorted, (key, value)| {
                    sorted.insert(key, value);
                    sorted
                },
            );
            prop_assert_eq!(same, sorted);
        }
    }
}
