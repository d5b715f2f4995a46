//! Patterns of amounts of money.

section! {
    /// Patterns of amounts of money.
    Amounts {
        phrases {
            with_sign(amount, sign),
            with_code(amount, code),
        }
    }
}
