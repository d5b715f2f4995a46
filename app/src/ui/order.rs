//! Putting a few things in order.

/// The items in the order of their keys, equal ones as they came. One by one: a page has few of them, mostly in order already,
/// and the library's way of sorting very many is more program for each kind of item than a page has of its own.
pub fn ordered<T, K: PartialOrd>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut ordered = Vec::with_capacity(items.len());
    for item in items {
        let own = key(&item);
        let place = ordered.partition_point(|other| key(other) <= own);
        ordered.insert(place, item);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn equal_ones_stay_as_they_came() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        let expected = [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')];
        assert_eq!(ordered(items, |item| item.0), expected);
        assert!(ordered(Vec::<u8>::new(), |item| *item).is_empty());
    }
}
