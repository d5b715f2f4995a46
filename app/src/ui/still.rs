//! Parts of a page that stay as the server wrote them until they change.
//!
//! Waking a page costs most where a browser meets a function for the first time, as it compiles each on the way. Whatever
//! only shows something, and leads on by plain links and forms, needs none of it.

#[cfg(not(target_arch = "wasm32"))]
use leptos::prelude::AnyView;

/// One element in which nothing happens: no event, no signal, no data of its own. The server makes it at once; a browser
/// that was given it steps over it, and makes it only when something else has to be shown in its place.
#[cfg(not(target_arch = "wasm32"))]
pub fn still(make: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    make()
}

#[cfg(target_arch = "wasm32")]
pub use browser::still;

#[cfg(target_arch = "wasm32")]
mod browser {
    use crate::ui::Erase;
    use leptos::prelude::*;
    use leptos::{
        attr::{Attribute, any_attribute::AnyAttribute},
        tachys::{
            hydration::Cursor,
            renderer::{
                CastFrom,
                types::{Element, Node},
            },
            view::{Mountable, Position, PositionState, any_view::AnyViewState},
        },
    };

    type Make = Box<dyn FnOnce() -> AnyView + Send>;

    /// As on the server, but asleep.
    pub fn still(make: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
        Still(Box::new(make)).erase()
    }

    struct Still(Make);

    /// What is shown of it.
    enum StillState {
        Asleep(Element, Make),
        Awake(AnyViewState),
        /// Only while it is being woken.
        Waking,
    }

    impl StillState {
        /// Takes over the element as it is.
        fn wake(&mut self) -> Option<&mut AnyViewState> {
            if let Self::Asleep(..) = self
                && let Self::Asleep(element, make) = std::mem::replace(self, Self::Waking)
            {
                let here = PositionState::new(Position::Current);
                *self = Self::Awake(make().hydrate::<true>(&Cursor::new(element), &here));
            }
            match self {
                Self::Awake(state) => Some(state),
                Self::Asleep(..) | Self::Waking => None,
            }
        }

        fn shown(&mut self) -> Option<&mut dyn Mountable> {
            match self {
                Self::Asleep(element, _) => Some(element),
                Self::Awake(state) => Some(state),
                Self::Waking => None,
            }
        }
    }

    impl Render for Still {
        type State = StillState;

        fn build(self) -> StillState {
            StillState::Awake((self.0)().build())
        }

        fn rebuild(self, state: &mut StillState) {
            if let Some(state) = state.wake() {
                (self.0)().rebuild(state);
            }
        }
    }

    impl Mountable for StillState {
        fn unmount(&mut self) {
            if let Some(shown) = self.shown() {
                shown.unmount();
            }
        }

        fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
            if let Some(shown) = self.shown() {
                shown.mount(parent, marker);
            }
        }

        fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
            match self {
                Self::Asleep(element, _) => element.insert_before_this(child),
                Self::Awake(state) => state.insert_before_this(child),
                Self::Waking => false,
            }
        }

        fn elements(&self) -> Vec<Element> {
            match self {
                Self::Asleep(element, _) => vec![element.clone()],
                Self::Awake(state) => state.elements(),
                Self::Waking => Vec::new(),
            }
        }
    }

    impl AddAnyAttr for Still {
        type Output<Added: Attribute> = Self;

        /// What needs attributes from around it is not still.
        fn add_any_attr<Added: Attribute>(self, _: Added) -> Self {
            self
        }
    }

    impl RenderHtml for Still {
        type AsyncOutput = Self;
        type Owned = Self;

        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        async fn resolve(self) -> Self {
            self
        }

        fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

        fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> StillState {
            match position.get() {
                Position::Current => {}
                Position::FirstChild => cursor.child(),
                _ => cursor.sibling(),
            }
            position.set(Position::NextChild);
            match Element::cast_from(cursor.current()) {
                Some(element) => StillState::Asleep(element, self.0),
                None => StillState::Awake((self.0)().build()),
            }
        }

        fn into_owned(self) -> Self {
            self
        }
    }
}
