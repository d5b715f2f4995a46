//! Views without their types, at half the weight.
//!
//! leptos compiles each erased view twice for the browser: hydrated at once, and hydrated piece by piece in a future, for
//! pages whose code is still on its way. Here the router waits for such code before a page begins, so the second copy of
//! every view, a tenth of the program, is left out.

use leptos::{
    children::{ChildrenOptContainer, ToChildren},
    prelude::*,
    tachys::{
        html::attribute::{Attribute, any_attribute::AnyAttribute},
        hydration::Cursor,
        ssr::StreamBuilder,
        view::{Position, PositionState, add_attr::AddAnyAttr},
    },
};

/// Forgets the type of a view. To be used in the place of `into_any`.
pub trait Erase {
    /// The view without its type.
    fn erase(self) -> AnyView;
}

impl<View: RenderHtml + Send> Erase for View {
    fn erase(self) -> AnyView {
        Whole(self).into_any()
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

/// A view that is hydrated in one go: everything but `hydrate_async`, whose default does that, is passed on.
struct Whole<View>(View);

impl<View: Render> Render for Whole<View> {
    type State = View::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<View: AddAnyAttr> AddAnyAttr for Whole<View> {
    type Output<Added: Attribute> = View::Output<Added>;

    fn add_any_attr<Added: Attribute>(self, attribute: Added) -> Self::Output<Added>
    where
        Self::Output<Added>: RenderHtml,
    {
        self.0.add_any_attr(attribute)
    }
}

impl<View: RenderHtml> RenderHtml for Whole<View> {
    type AsyncOutput = View::AsyncOutput;
    type Owned = Whole<View::Owned>;

    const MIN_LENGTH: usize = View::MIN_LENGTH;
    const EXISTS: bool = View::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        self.0.resolve().await
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(html, position, escape, mark_branches, attributes);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        html: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_async_with_buf::<OUT_OF_ORDER>(html, position, escape, mark_branches, attributes);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Whole(self.0.into_owned())
    }
}
