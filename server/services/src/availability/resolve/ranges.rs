//! Arithmetic on half-open ranges.

use std::ops::Range;

use chrono::{DateTime, Utc};

use crate::times::Instants;

/// What is left of sorted, disjoint ranges when others are taken out.
#[must_use]
pub fn without(ranges: &[Instants], taken: Vec<Instants>) -> Vec<Instants> {
    let taken = merge(taken);
    let mut left = Vec::new();
    for range in ranges {
        subtract(range.clone(), &taken, &mut left);
    }
    left
}

/// Sorts ranges of instants, drops the empty and joins those that overlap or adjoin.
#[must_use]
pub fn joined(ranges: Vec<Instants>) -> Vec<Instants> {
    merge(ranges)
}

/// Sorts half-open ranges, drops the empty and joins those that overlap or adjoin.
pub fn merge<T: Ord + Copy>(mut ranges: Vec<Range<T>>) -> Vec<Range<T>> {
    ranges.retain(|range| range.start < range.end);
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    ranges
}

/// The parts of sorted, disjoint ranges that lie inside another.
pub fn clip(ranges: &[Instants], within: &Instants) -> impl Iterator<Item = Instants> {
    let first = ranges.partition_point(|range| range.end <= within.start);
    ranges[first..]
        .iter()
        .take_while(|range| range.start < within.end)
        .map(|range| range.start.max(within.start)..range.end.min(within.end))
}

/// Appends what is left of a range when sorted, disjoint ones are taken out.
pub fn subtract(range: Instants, without: &[Instants], into: &mut Vec<Instants>) {
    let mut start = range.start;
    for gone in clip(without, &range) {
        if start < gone.start {
            into.push(start..gone.start);
        }
        start = gone.end;
    }
    if start < range.end {
        into.push(start..range.end);
    }
}

/// Whether one of the sorted, disjoint ranges holds all of `[start, end)`.
pub fn holds(ranges: &[Instants], start: DateTime<Utc>, end: DateTime<Utc>) -> bool {
    let after = ranges.partition_point(|range| range.start <= start);
    after > 0 && end <= ranges[after - 1].end
}

/// Whether one of the sorted, disjoint ranges overlaps `[start, end)`.
pub fn touches(ranges: &[Instants], start: DateTime<Utc>, end: DateTime<Utc>) -> bool {
    let first = ranges.partition_point(|range| range.end <= start);
    ranges.get(first).is_some_and(|range| range.start < end)
}
