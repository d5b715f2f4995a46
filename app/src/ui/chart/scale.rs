//! From numbers to places: all the arithmetic of charts.

/// An axis of values with round marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// An axis for counts, from nothing to `most` or a little more, with whole marks.
    pub(super) fn of_counts(most: u64, marks: u32) -> Self {
        let most = to_f64(most.max(1));
        let step = round_step(most / f64::from(marks.max(1))).max(1.0);
        Self {
            low: 0.0,
            high: (most / step).ceil() * step,
            step,
        }
    }

    /// An axis for measured values, which need not begin at nothing.
    pub(super) fn of_values(values: impl Iterator<Item = f64>, marks: u32) -> Self {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        if low > high {
            return Self::of_counts(1, marks);
        }
        let room = if high > low { high - low } else { low.abs().max(1.0) };
        let step = round_step(room / f64::from(marks.max(1)));
        let (from, to) = ((low / step).floor() * step, (high / step).ceil() * step);
        // One value, or values that are all the same round number.
        let (from, to) = if from < to {
            (from, to)
        } else {
            (from - step, to + step)
        };
        Self {
            low: from,
            high: to,
            step,
        }
    }

    /// The values that are marked, the lowest first.
    pub(super) fn marks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round();
        (0..=64_u8)
            .map(f64::from)
            .take_while(|number| *number <= count)
            .map(|number| number.mul_add(self.step, self.low))
            .collect()
    }

    /// How a mark is written: with as many decimals as the steps need.
    pub(super) fn write(&self, mark: f64) -> String {
        let decimals = (0..4_usize).find(|decimals| {
            let shifted = self.step * [1.0, 10.0, 100.0, 1000.0][*decimals];
            (shifted - shifted.round()).abs() < 1e-6
        });
        // Never "-0".
        let mark = if mark.abs() < self.step / 1000.0 { 0.0 } else { mark };
        format!("{mark:.*}", decimals.unwrap_or(4))
    }

    /// Percent of the height above the axis' foot.
    pub(super) fn height(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low) * 100.0).clamp(0.0, 100.0)
    }
}

/// The smallest of 1, 2, 5 and their tenfolds that is not less.
fn round_step(least: f64) -> f64 {
    let ten = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .map(|digit| digit * ten)
        .into_iter()
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * ten)
}

/// Which of `points` names stand beneath them: at most `most`, evenly, the last one always.
pub(super) fn named(points: usize, most: usize) -> impl Fn(usize) -> bool {
    let step = points.div_ceil(most.max(1)).max(1);
    move |place| place < points && (points - 1 - place).is_multiple_of(step)
}

/// Where the middle of a point is, in percent of the width, from the side where reading begins or from the left.
pub(super) fn middle(place: usize, points: usize, mirrored: bool) -> f64 {
    let middle = (to_f64(place as u64) + 0.5) / to_f64(points.max(1) as u64) * 100.0;
    if mirrored { 100.0 - middle } else { middle }
}

/// A count as a place on a scale: what people count is far below the 2⁵² that a float tells apart.
#[expect(clippy::cast_precision_loss, reason = "see above")]
pub(super) const fn to_f64(count: u64) -> f64 {
    count as f64
}
