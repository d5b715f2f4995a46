//! Lists come in pages.

use serde::{Deserialize, Serialize};

/// Items on a page, unless a list says otherwise.
pub const PAGE_SIZE: u64 = 20;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// What stands on this page.
    pub items: Vec<T>,
    /// The number of this page, from 1.
    pub page: u64,
    /// How many pages there are, at least 1.
    pub pages: u64,
    /// How many items there are on all pages.
    pub total: u64,
}

impl<T> Page<T> {
    /// A page of a list of `total` items, [`PAGE_SIZE`] on each.
    #[must_use]
    pub fn of(items: Vec<T>, page: u64, total: u64) -> Self {
        Self {
            items,
            page,
            pages: pages(total),
            total,
        }
    }

    /// The same page of other things.
    #[must_use]
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        let Self {
            items,
            page,
            pages,
            total,
        } = self;
        Page {
            items: items.into_iter().map(each).collect(),
            page,
            pages,
            total,
        }
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
}

/// How many pages a list of `total` items has.
#[must_use]
pub const fn pages(total: u64) -> u64 {
    if total == 0 { 1 } else { total.div_ceil(PAGE_SIZE) }
}

/// How many items stand before the page.
#[must_use]
pub const fn offset(page: u64) -> u64 {
    page.saturating_sub(1).saturating_mul(PAGE_SIZE)
}

/// Reads `?page=`: anything that is not a page number is the first page.
#[must_use]
pub fn number(text: &str) -> u64 {
    text.trim()
        .parse()
        .ok()
        .filter(|page| (1..=100_000).contains(page))
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_cover_every_item() {
        assert_eq!([pages(0), pages(1), pages(20), pages(21)], [1, 1, 1, 2]);
        assert_eq!([offset(0), offset(1), offset(3)], [0, 0, 40]);
        assert_eq!(
            [
                number(""),
                number("0"),
                number("x"),
                number(" 7 "),
                number("99999999999")
            ],
            [1, 1, 1, 7, 1]
        );
    }
}
