//! Lists whose rows stay themselves when the list is made anew.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node, Placeholder};
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};

/// Rows with a key each. When the list is shown again, a row of the same key takes its new content over in the elements it
/// has: whoever stands on a visit stays there while another one appears above it.
///
/// A plain `Vec` would give the first row's elements to whatever comes first now. The framework's keyed list leaves
/// rows that stay as they were, with signals that are gone.
pub struct Rows {
    keys: Vec<String>,
    views: Vec<AnyView>,
}

/// Makes a list of things and their keys, which must differ.
pub fn rows<T>(things: impl IntoIterator<Item = T>, key: impl Fn(&T) -> String, view: impl Fn(T) -> AnyView) -> Rows {
    let (keys, views) = things.into_iter().map(|thing| (key(&thing), view(thing))).unzip();
    Rows { keys, views }
}

impl Rows {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.views.is_empty()
    }
}

/// What stands in the document.
pub struct RowsState {
    rows: Vec<(String, AnyViewState)>,
    /// Stands behind the last row.
    marker: Placeholder,
}

impl Render for Rows {
    type State = RowsState;

    fn build(self) -> RowsState {
        let rows = self.views.into_iter().map(Render::build);
        RowsState {
            rows: self.keys.into_iter().zip(rows).collect(),
            marker: Rndr::create_placeholder(),
        }
    }

    fn rebuild(self, state: &mut RowsState) {
        let mut old: Vec<_> = std::mem::take(&mut state.rows).into_iter().map(Some).collect();
        let mut rows = Vec::with_capacity(self.keys.len());
        let mut stood = Vec::with_capacity(self.keys.len());
        for (key, view) in self.keys.into_iter().zip(self.views) {
            let is_it = |row: &Option<(String, AnyViewState)>| row.as_ref().is_some_and(|(kept, _)| *kept == key);
            let place = old.iter().position(is_it);
            let row = match place.and_then(|place| old[place].take()) {
                Some((_, mut row)) => {
                    view.rebuild(&mut row);
                    row
                }
                None => view.build(),
            };
            stood.push(place);
            rows.push((key, row));
        }
        for (_, mut gone) in old.into_iter().flatten() {
            gone.unmount();
        }
        // Moving a row takes the focus from it, so only new rows are put in, unless the order itself is another one.
        let reordered = !stood.iter().flatten().is_sorted();
        for place in (0..rows.len()).rev() {
            if stood[place].is_some() && !reordered {
                continue;
            }
            let (until, after) = rows.split_at_mut(place + 1);
            let row = &mut until[place].1;
            if !after.first().is_some_and(|(_, next)| next.insert_before_this(row)) {
                Rndr::try_mount_before(row, state.marker.as_ref());
            }
        }
        state.rows = rows;
    }
}

impl Mountable for RowsState {
    fn unmount(&mut self) {
        for (_, row) in &mut self.rows {
            row.unmount();
        }
        self.marker.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for (_, row) in &mut self.rows {
            row.mount(parent, marker);
        }
        self.marker.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let mut rows = self.rows.iter();
        rows.any(|(_, row)| row.insert_before_this(child)) || self.marker.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.rows.iter().flat_map(|(_, row)| row.elements()).collect()
    }
}

/// Attributes are for the list around the rows: here they are left out.
impl AddAnyAttr for Rows {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self
    }
}

/// As a `Vec` of the rows, so that both sides make the same HTML.
impl RenderHtml for Rows {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {
        self.views.dry_resolve();
    }

    async fn resolve(self) -> Self {
        Self {
            keys: self.keys,
            views: self.views.resolve().await,
        }
    }

    fn html_len(&self) -> usize {
        self.views.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.views
            .to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.views
            .to_html_async_with_buf::<OUT_OF_ORDER>(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> RowsState {
        let rows = self.views.into_iter();
        let rows: Vec<_> = rows.map(|row| row.hydrate::<FROM_SERVER>(cursor, position)).collect();
        let marker = cursor.next_placeholder(position);
        position.set(Position::NextChild);
        RowsState {
            rows: self.keys.into_iter().zip(rows).collect(),
            marker,
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}
