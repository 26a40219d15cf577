//! Lists that are in order but for a few items.

/// Puts a list in order by insertion: linear where it nearly is already, as the lists of a
/// document are, and a tenth of the code that a general sort brings into the page for each
/// type of item.
pub(super) fn arrange<T: Ord>(list: &mut [T]) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && list[at] < list[at - 1] {
            list.swap(at, at - 1);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::arrange;

    fn check(list: &[u8], expect: &[u8]) {
        let mut list = list.to_vec();
        arrange(&mut list);
        assert_eq!(list, expect);
    }

    #[test]
    fn any_list_is_put_in_order() {
        check(&[], &[]);
        check(&[1], &[1]);
        check(&[2, 1], &[1, 2]);
        check(&[1, 2, 4, 3, 5], &[1, 2, 3, 4, 5]);
        check(&[5, 4, 3, 2, 1], &[1, 2, 3, 4, 5]);
        check(&[2, 1, 2, 1], &[1, 1, 2, 2]);
    }
}
