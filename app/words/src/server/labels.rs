//! What is written about times, visits and devices before it is sent.

section! {
    /// What is written about times, visits and devices before it is sent.
    Labels {
        texts {
            somebody,
            device_unknown,
        }
        phrases {
            entry(time, date, title),
            kept_until(time),
            none_free_on(date),
            device(browser, system),
        }
    }
}
