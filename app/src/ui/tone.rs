/// The colour of a state. It never stands alone: an icon and a word go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// The ordinary state.
    #[default]
    Brand,
    /// Went well.
    Good,
    /// Somebody should look.
    Warn,
    /// Went wrong.
    Bad,
    /// Another kind, neither better nor worse.
    Calm,
    /// Over, called off.
    Gone,
}

impl Tone {
    /// The class that gives an element this colour.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Brand => "",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Calm => "calm",
            Self::Gone => "gone",
        }
    }

    /// `base` with this colour.
    #[must_use]
    pub fn on(self, base: &str) -> String {
        format!("{base} {}", self.class()).trim_end().to_owned()
    }
}
