//! The browser's half: a view that hydrates later than the rest, or not at all.

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

/// What is shown of it, for the page and for the moment in which it wakes.
struct State(Rc<RefCell<Shown>>);

enum Shown {
    Asleep(Element, Make),
    Awake(AnyViewState),
    /// Only while it is being woken or replaced.
    Changing,
}

impl State {
    fn new(shown: Shown) -> Self {
        Self(Rc::new(RefCell::new(shown)))
    }

    /// Nothing is borrowed meanwhile: what is made may look for its place in the page.
    fn change(&self, change: impl FnOnce(Shown) -> Shown) {
        let before = replace(&mut *self.0.borrow_mut(), Shown::Changing);
        let now = change(before);
        *self.0.borrow_mut() = now;
    }

    /// Takes over the element as it is.
    fn wake(&self) {
        self.change(|shown| match shown {
            Shown::Asleep(element, make) => {
                let here = PositionState::new(Position::Current);
                Shown::Awake(make().hydrate::<true>(&Cursor::new(element), &here))
            }
            shown => shown,
        });
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
    type State = State;

    fn build(self) -> State {
        State::new(Shown::Awake((self.make)().build()))
    }

    fn rebuild(self, state: &mut State) {
        if !self.wakes {
            state.wake();
        }
        state.change(|shown| match shown {
            Shown::Awake(mut shown) => {
                (self.make)().rebuild(&mut shown);
                Shown::Awake(shown)
            }
            // It should have woken by itself: what it was made of may be gone already, so it is never made.
            Shown::Asleep(mut element, _) => {
                let mut new = (self.make)().build();
                element.insert_before_this(&mut new);
                element.unmount();
                Shown::Awake(new)
            }
            Shown::Changing => Shown::Changing,
        });
    }
}

impl Mountable for State {
    fn unmount(&mut self) {
        match &mut *self.0.borrow_mut() {
            Shown::Asleep(element, _) => element.unmount(),
            Shown::Awake(shown) => shown.unmount(),
            Shown::Changing => {}
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match &mut *self.0.borrow_mut() {
            Shown::Asleep(element, _) => element.mount(parent, marker),
            Shown::Awake(shown) => shown.mount(parent, marker),
            Shown::Changing => {}
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match &*self.0.borrow() {
            Shown::Asleep(element, _) => element.insert_before_this(child),
            Shown::Awake(shown) => shown.insert_before_this(child),
            Shown::Changing => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        match &*self.0.borrow() {
            Shown::Asleep(element, _) => vec![element.clone()],
            Shown::Awake(shown) => shown.elements(),
            Shown::Changing => Vec::new(),
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

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> State {
        match position.get() {
            Position::Current => {}
            Position::FirstChild => cursor.child(),
            _ => cursor.sibling(),
        }
        position.set(Position::NextChild);
        // Where the server wrote no element there is none to take over.
        let Some(element) = Element::cast_from(cursor.current()) else {
            return self.build();
        };
        let state = State::new(Shown::Asleep(element, self.make));
        if self.wakes {
            state.wake_soon();
        }
        state
    }

    fn into_owned(self) -> Self {
        self
    }
}
