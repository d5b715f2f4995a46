//! Parts of a page that stay as the server wrote them until they change, or for a moment longer than the rest.
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

/// One element, without data of its own, that wakes when everything around it is awake: a tap between the two is answered
/// as without JavaScript.
#[cfg(not(target_arch = "wasm32"))]
pub fn late(make: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    make()
}

#[cfg(target_arch = "wasm32")]
pub use browser::{all_awake, late, still};

#[cfg(target_arch = "wasm32")]
mod browser {
    use crate::{turn::next_turn, ui::Erase};
    use leptos::{
        attr::{Attribute, any_attribute::AnyAttribute},
        prelude::*,
        tachys::{
            hydration::Cursor,
            renderer::{
                CastFrom,
                types::{Element, Node},
            },
            view::{Mountable, Position, PositionState, any_view::AnyViewState},
        },
        task::spawn_local,
    };
    use std::{
        cell::{Cell, RefCell},
        mem::replace,
        rc::Rc,
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
    };

    type Make = Box<dyn FnOnce() -> AnyView + Send>;

    thread_local! {
        /// How many elements are about to wake.
        static WAKING: Cell<u32> = const { Cell::new(0) };
    }

    /// As on the server, but asleep.
    pub fn still(make: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
        let make = Box::new(make);
        Sleeper { make, wakes: false }.erase()
    }

    /// As on the server, but asleep for a moment.
    pub fn late(make: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
        let make = Box::new(make);
        Sleeper { make, wakes: true }.erase()
    }

    /// When nothing is left that wakes by itself.
    pub async fn all_awake() {
        while WAKING.get() > 0 {
            next_turn().await;
        }
    }

    struct Sleeper {
        make: Make,
        /// Whether it wakes by itself.
        wakes: bool,
    }

    /// What is shown of it.
    enum Shown {
        Asleep(Element, Make),
        Awake(AnyViewState),
        /// Only while it is being woken.
        Waking,
    }

    /// What is shown of it, for the page and for the moment in which it wakes.
    #[derive(Clone)]
    struct SleeperState(Rc<RefCell<Shown>>);

    impl SleeperState {
        fn new(shown: Shown) -> Self {
            Self(Rc::new(RefCell::new(shown)))
        }

        /// Takes over the element as it is.
        fn wake(&self) {
            let before = replace(&mut *self.0.borrow_mut(), Shown::Waking);
            let now = match before {
                Shown::Asleep(element, make) => {
                    let here = PositionState::new(Position::Current);
                    Shown::Awake(make().hydrate::<true>(&Cursor::new(element), &here))
                }
                before => before,
            };
            *self.0.borrow_mut() = now;
        }

        /// Wakes it in a turn of its own, unless it is gone by then, or what it is made of.
        fn wake_soon(&self) {
            let (there, owner) = (Rc::downgrade(&self.0), Owner::current());
            let gone = Arc::new(AtomicBool::new(false));
            on_cleanup({
                let gone = Arc::clone(&gone);
                move || gone.store(true, Ordering::Relaxed)
            });
            WAKING.set(WAKING.get() + 1);
            spawn_local(async move {
                next_turn().await;
                if let (Some(there), Some(owner)) = (there.upgrade(), owner)
                    && !gone.load(Ordering::Relaxed)
                {
                    owner.with(|| Self(there).wake());
                }
                WAKING.set(WAKING.get() - 1);
            });
        }
    }

    impl Render for Sleeper {
        type State = SleeperState;

        fn build(self) -> SleeperState {
            SleeperState::new(Shown::Awake((self.make)().build()))
        }

        fn rebuild(self, state: &mut SleeperState) {
            if self.wakes && matches!(&*state.0.borrow(), Shown::Asleep(..)) {
                // What it was made of may be gone already.
                let mut new = (self.make)().build();
                let mut before = replace(&mut *state.0.borrow_mut(), Shown::Waking);
                if let Shown::Asleep(element, _) = &mut before {
                    element.insert_before_this(&mut new);
                    element.unmount();
                }
                *state.0.borrow_mut() = Shown::Awake(new);
                return;
            }
            state.wake();
            if let Shown::Awake(shown) = &mut *state.0.borrow_mut() {
                (self.make)().rebuild(shown);
            }
        }
    }

    impl Mountable for SleeperState {
        fn unmount(&mut self) {
            match &mut *self.0.borrow_mut() {
                Shown::Asleep(element, _) => element.unmount(),
                Shown::Awake(shown) => shown.unmount(),
                Shown::Waking => {}
            }
        }

        fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
            match &mut *self.0.borrow_mut() {
                Shown::Asleep(element, _) => element.mount(parent, marker),
                Shown::Awake(shown) => shown.mount(parent, marker),
                Shown::Waking => {}
            }
        }

        fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
            match &*self.0.borrow() {
                Shown::Asleep(element, _) => element.insert_before_this(child),
                Shown::Awake(shown) => shown.insert_before_this(child),
                Shown::Waking => false,
            }
        }

        fn elements(&self) -> Vec<Element> {
            match &*self.0.borrow() {
                Shown::Asleep(element, _) => vec![element.clone()],
                Shown::Awake(shown) => shown.elements(),
                Shown::Waking => Vec::new(),
            }
        }
    }

    impl AddAnyAttr for Sleeper {
        type Output<Added: Attribute> = Self;

        /// What needs attributes from around it does not sleep.
        fn add_any_attr<Added: Attribute>(self, _: Added) -> Self {
            self
        }
    }

    impl RenderHtml for Sleeper {
        type AsyncOutput = Self;
        type Owned = Self;

        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        async fn resolve(self) -> Self {
            self
        }

        fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

        fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> SleeperState {
            match position.get() {
                Position::Current => {}
                Position::FirstChild => cursor.child(),
                _ => cursor.sibling(),
            }
            position.set(Position::NextChild);
            let Some(element) = Element::cast_from(cursor.current()) else {
                return self.build();
            };
            let state = SleeperState::new(Shown::Asleep(element, self.make));
            if self.wakes {
                state.wake_soon();
            }
            state
        }

        fn into_owned(self) -> Self {
            self
        }
    }
}
