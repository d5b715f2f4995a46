//! The system log.

use domain::system_log::LogLevel;

section! {
    /// The system log.
    Log {
        texts {
            title,
            lead,
            by_level,
            any_level,
            reference,
            said,
            error,
            warn,
            info,
            nothing,
            nothing_hint,
        }
    }
}

impl Log {
    /// How bad a line is.
    #[must_use]
    pub const fn level(&self, level: LogLevel) -> &'static str {
        match level {
            LogLevel::Error => self.error,
            LogLevel::Warn => self.warn,
            LogLevel::Info => self.info,
        }
    }
}
