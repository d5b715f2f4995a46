use leptos::prelude::*;

use crate::ui::{ButtonKind, ButtonLink, EmptyState, Erase, address};
use crate::viewer::{staff_words, words};

/// A list that goes on from its last row, as far as its page is concerned.
pub(super) struct LongList {
    /// The page.
    pub here: &'static str,
    /// The filters that are set.
    pub filters: Vec<(&'static str, String)>,
    /// The row before which it begins; empty at the newest.
    pub before: String,
    /// The row before which the older ones begin.
    pub older: Option<String>,
}

impl LongList {
    /// A page for the same filters, with one more thing in the query.
    fn address(&self, page: &str, more: Option<(&str, &str)>) -> String {
        let filters = self.filters.iter().map(|(name, value)| (*name, value.as_str()));
        address(page, &filters.chain(more).collect::<Vec<_>>())
    }

    /// Back to the newest, and on to the older ones.
    pub fn ways(&self) -> AnyView {
        let words = &staff_words().audit;
        let newest = (!self.before.is_empty()).then(|| self.way(None, words.newest));
        let older = self.older.as_deref();
        let older = older.map(|before| self.way(Some(("before", before)), words.older));
        view! { <div class="actions">{newest} {older}</div> }.erase()
    }

    fn way(&self, more: Option<(&str, &str)>, text: &'static str) -> AnyView {
        view! { <ButtonLink kind=ButtonKind::Quiet href=self.address(self.here, more)>{text}</ButtonLink> }.erase()
    }

    /// The list as a file, which holds so many rows at most.
    pub fn file(&self, file: &str, rows: u64) -> AnyView {
        let staff = &staff_words().audit;
        view! {
            <p class="small muted">
                <a href=self.address(file, None) rel="external" download="">
                    {staff.as_file}
                </a>
                ". "
                {staff.file_limit(words().number(rows))}
            </p>
        }
        .erase()
    }

    /// That nothing fits the filters, and the way to everything.
    pub fn nothing(&self, icon: &'static str, title: &'static str, hint: &'static str) -> AnyView {
        let here = self.here;
        view! {
            <EmptyState icon title text=hint>
                <ButtonLink kind=ButtonKind::Quiet href=here>
                    {words().common.clear}
                </ButtonLink>
            </EmptyState>
        }
        .erase()
    }
}

/// Filters that outlive the search they are of.
pub(super) fn owned(filters: Vec<(&'static str, &str)>) -> Vec<(&'static str, String)> {
    let owned = filters.into_iter().map(|(name, value)| (name, value.to_owned()));
    owned.collect()
}
