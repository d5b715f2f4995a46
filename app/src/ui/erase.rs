//! Views without their types, at a third of the weight.
//!
//! For each erased view leptos compiles everything that a view can do, with checks of its type around each, and a second way
//! to hydrate: piece by piece in a future, for pages whose code is still on its way. Here the router waits for such code
//! before a page begins, and a table of the five things that happen in a browser is enough.

use std::any::{Any, TypeId};
#[cfg(not(target_arch = "wasm32"))]
use std::{future::Future, pin::Pin};

use leptos::{
    children::{ChildrenOptContainer, ToChildren},
    prelude::*,
    tachys::{
        html::attribute::{Attribute, any_attribute::AnyAttribute},
        hydration::Cursor,
        renderer::{
            Rndr,
            types::{Element, Node, Placeholder},
        },
        ssr::StreamBuilder,
        view::{Mountable, Position, PositionState, add_attr::AddAnyAttr},
    },
};

/// Forgets the type of a view. To be used in the place of `into_any`.
pub trait Erase {
    /// The view without its type.
    fn erase(self) -> AnyView;
}

impl<View: RenderHtml> Erase for View {
    fn erase(self) -> AnyView {
        Erased::new(self).into_any()
    }
}

/// What stands inside of a component. To be used in the place of leptos' type of this name.
pub struct Children(Box<dyn FnOnce() -> AnyView + Send>);

impl Children {
    /// The views.
    #[must_use]
    pub fn view(self) -> AnyView {
        (self.0)()
    }
}

impl<Make, View> ToChildren<Make> for Children
where
    Make: FnOnce() -> View + Send + 'static,
    View: RenderHtml + Send + 'static,
{
    fn to_children(make: Make) -> Self {
        Self(Box::new(move || make().erase()))
    }
}

impl<View: RenderHtml + Send + 'static> ToChildren<ChildrenOptContainer<View>> for Children {
    fn to_children(view: ChildrenOptContainer<View>) -> Self {
        Self(Box::new(move || view.0.erase()))
    }
}

/// What a view can do. On the server it is written as HTML, in a browser it is shown.
trait Piece: Send {
    fn build(self: Box<Self>) -> Box<dyn Shown>;
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Shown>;
    fn rebuild(self: Box<Self>, state: &mut dyn Any);

    #[cfg(not(target_arch = "wasm32"))]
    fn dry_resolve(&mut self);
    #[cfg(not(target_arch = "wasm32"))]
    fn resolve(self: Box<Self>) -> Pin<Box<dyn Future<Output = Erased> + Send>>;
    #[cfg(not(target_arch = "wasm32"))]
    fn to_html(self: Box<Self>, html: &mut String, how: &mut Html);
    #[cfg(not(target_arch = "wasm32"))]
    fn to_html_in_order(self: Box<Self>, html: &mut StreamBuilder, how: &mut Html);
    #[cfg(not(target_arch = "wasm32"))]
    fn to_html_out_of_order(self: Box<Self>, html: &mut StreamBuilder, how: &mut Html);
}

/// How a view is written.
#[cfg(not(target_arch = "wasm32"))]
struct Html<'a> {
    position: &'a mut Position,
    escape: bool,
    mark_branches: bool,
    attributes: Vec<AnyAttribute>,
}

impl<View: RenderHtml + 'static> Piece for View {
    fn build(self: Box<Self>) -> Box<dyn Shown> {
        Box::new((*self).build())
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Shown> {
        Box::new((*self).hydrate::<true>(cursor, position))
    }

    fn rebuild(self: Box<Self>, state: &mut dyn Any) {
        if let Some(state) = state.downcast_mut() {
            (*self).rebuild(state);
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn dry_resolve(&mut self) {
        RenderHtml::dry_resolve(self);
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn resolve(self: Box<Self>) -> Pin<Box<dyn Future<Output = Erased> + Send>> {
        Box::pin(async move { Erased::new(RenderHtml::resolve(*self).await) })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn to_html(self: Box<Self>, html: &mut String, how: &mut Html) {
        let attributes = std::mem::take(&mut how.attributes);
        self.to_html_with_buf(html, how.position, how.escape, how.mark_branches, attributes);
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn to_html_in_order(self: Box<Self>, html: &mut StreamBuilder, how: &mut Html) {
        let attributes = std::mem::take(&mut how.attributes);
        self.to_html_async_with_buf::<false>(html, how.position, how.escape, how.mark_branches, attributes);
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn to_html_out_of_order(self: Box<Self>, html: &mut StreamBuilder, how: &mut Html) {
        let attributes = std::mem::take(&mut how.attributes);
        self.to_html_async_with_buf::<true>(html, how.position, how.escape, how.mark_branches, attributes);
    }
}

/// What is shown of a view.
trait Shown {
    fn take_away(&mut self);
    fn put(&mut self, parent: &Element, marker: Option<&Node>);
    fn put_before(&self, child: &mut dyn Mountable) -> bool;
    fn roots(&self) -> Vec<Element>;
    fn as_any(&mut self) -> &mut dyn Any;
}

impl<State: Mountable + 'static> Shown for State {
    fn take_away(&mut self) {
        Mountable::unmount(self);
    }

    fn put(&mut self, parent: &Element, marker: Option<&Node>) {
        Mountable::mount(self, parent, marker);
    }

    fn put_before(&self, child: &mut dyn Mountable) -> bool {
        Mountable::insert_before_this(self, child)
    }

    fn roots(&self) -> Vec<Element> {
        Mountable::elements(self)
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// A view whose type only its table knows.
struct Erased {
    piece: Box<dyn Piece>,
    id: TypeId,
    /// Whether it is anything in the document; what is nothing is given a comment, to be found by.
    exists: bool,
    html_len: usize,
}

impl Erased {
    fn new<View: RenderHtml>(view: View) -> Self {
        let html_len = view.html_len();
        Self {
            piece: Box::new(view.into_owned()),
            id: TypeId::of::<View::Owned>(),
            exists: View::Owned::EXISTS,
            html_len,
        }
    }
}

/// What is shown of an erased view.
struct ErasedState {
    shown: Box<dyn Shown>,
    id: TypeId,
    placeholder: Option<Placeholder>,
}

impl Render for Erased {
    type State = ErasedState;

    fn build(self) -> ErasedState {
        ErasedState {
            shown: self.piece.build(),
            id: self.id,
            placeholder: (!self.exists).then(Rndr::create_placeholder),
        }
    }

    fn rebuild(self, state: &mut ErasedState) {
        if self.id == state.id {
            self.piece.rebuild(state.shown.as_any());
        } else {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
        }
    }
}

impl AddAnyAttr for Erased {
    type Output<Added: Attribute> = Self;

    /// Attributes are added to what leptos erases, around this.
    fn add_any_attr<Added: Attribute>(self, _attribute: Added) -> Self {
        self
    }
}

impl RenderHtml for Erased {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    #[cfg(not(target_arch = "wasm32"))]
    fn dry_resolve(&mut self) {
        self.piece.dry_resolve();
    }

    #[cfg(target_arch = "wasm32")]
    fn dry_resolve(&mut self) {}

    #[cfg(not(target_arch = "wasm32"))]
    async fn resolve(self) -> Self {
        self.piece.resolve().await
    }

    #[cfg(target_arch = "wasm32")]
    async fn resolve(self) -> Self {
        self
    }

    fn html_len(&self) -> usize {
        self.html_len
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<AnyAttribute>,
    ) {
        let mut how = Html {
            position,
            escape,
            mark_branches,
            attributes,
        };
        self.piece.to_html(html, &mut how);
        if !self.exists {
            html.push_str(NOTHING);
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    #[cfg(not(target_arch = "wasm32"))]
    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        html: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<AnyAttribute>,
    ) {
        let mut how = Html {
            position,
            escape,
            mark_branches,
            attributes,
        };
        if OUT_OF_ORDER {
            self.piece.to_html_out_of_order(html, &mut how);
        } else {
            self.piece.to_html_in_order(html, &mut how);
        }
        if !self.exists {
            html.push_sync(NOTHING);
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        _: &mut StreamBuilder,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> ErasedState {
        ErasedState {
            shown: self.piece.hydrate(cursor, position),
            id: self.id,
            placeholder: (!self.exists).then(|| cursor.next_placeholder(position)),
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// What stands in the HTML where a view is nothing, as tachys writes it.
#[cfg(not(target_arch = "wasm32"))]
const NOTHING: &str = "<!--<() />-->";

impl Mountable for ErasedState {
    fn unmount(&mut self) {
        self.shown.take_away();
        if let Some(placeholder) = &mut self.placeholder {
            placeholder.unmount();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.shown.put(parent, marker);
        if let Some(placeholder) = &mut self.placeholder {
            placeholder.mount(parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.shown.put_before(child)
            || self
                .placeholder
                .as_ref()
                .is_some_and(|placeholder| placeholder.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.shown.roots()
    }
}
