//! Enums that stand in a table as text.

/// Declares a closed enum whose values have one spelling everywhere: table, JSON and form.
///
/// Makes `ALL`, `as_str` and `from_text`; with feature `db` also the sea-orm enum.
macro_rules! stored_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:tt,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
        #[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[serde(rename = $text)]
                #[cfg_attr(feature = "db", sea_orm(string_value = $text))]
                $variant,
            )+
        }

        impl $name {
            /// Every value, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The spelling in tables, JSON and forms.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// Reads the spelling of [`Self::as_str`].
            #[must_use]
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

/// Declares a small set of values of a [`stored_enum!`]: a bit each, written as their spellings with spaces between.
///
/// Makes `none`, `with`, `and`, `contains`, `covers`, `iter`, `from_text`, `is_empty`, `Display` and `FromIterator`.
macro_rules! stored_set {
    ($(#[$meta:meta])* $name:ident of $member:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The empty set.
            #[must_use]
            pub const fn none() -> Self {
                Self(0)
            }

            /// Every value.
            #[must_use]
            pub const fn all() -> Self {
                Self((1 << $member::ALL.len()) - 1)
            }

            /// The set with one more.
            #[must_use]
            pub const fn with(self, member: $member) -> Self {
                Self(self.0 | 1 << member as u32)
            }

            /// The union of two sets.
            #[must_use]
            pub const fn and(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// What is in this set and not in the other one.
            #[must_use]
            pub const fn without(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// Whether the value is in the set.
            #[must_use]
            pub const fn contains(self, member: $member) -> bool {
                self.0 & (1 << member as u32) != 0
            }

            /// Whether the set holds everything that the other one holds.
            #[must_use]
            pub const fn covers(self, other: Self) -> bool {
                other.0 & !self.0 == 0
            }

            /// Whether the sets have a value in common.
            #[must_use]
            pub const fn meets(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// The values in the order of their declaration.
            pub fn iter(self) -> impl Iterator<Item = $member> {
                $member::ALL.iter().copied().filter(move |member| self.contains(*member))
            }

            /// Reads what [`Display`](std::fmt::Display) writes; what is no value (any more) gives nothing.
            #[must_use]
            pub fn from_text(text: &str) -> Self {
                text.split(' ').filter_map($member::from_text).collect()
            }

            /// Whether the set is empty.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }
        }

        impl FromIterator<$member> for $name {
            fn from_iter<T: IntoIterator<Item = $member>>(all: T) -> Self {
                all.into_iter().fold(Self::none(), Self::with)
            }
        }

        /// How a set stands in a table: the spellings of its values, with spaces between.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                for (place, member) in self.iter().enumerate() {
                    let gap = if place == 0 { "" } else { " " };
                    write!(f, "{gap}{}", member.as_str())?;
                }
                Ok(())
            }
        }
    };
}
