/// Where something stands beside others of the same time: its lane from 1, and how many lanes share the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    pub(super) number: usize,
    pub(super) of: usize,
}

/// More lanes than this are not told apart.
const MOST: usize = 6;

/// Places spans of minutes, sorted by their start, so that no two in one lane overlap.
pub fn lanes(spans: &[(u16, u16)]) -> Vec<Lane> {
    let mut placed = Vec::with_capacity(spans.len());
    let mut cluster = 0;
    let mut ends: Vec<u16> = Vec::new();
    for &(start, end) in spans {
        if ends.iter().all(|lane_end| *lane_end <= start) {
            widen(&mut placed[cluster..], ends.len());
            cluster = placed.len();
            ends.clear();
        }
        let free = ends.iter().position(|lane_end| *lane_end <= start);
        let number = free.unwrap_or(ends.len());
        ends.resize(ends.len().max(number + 1), end);
        ends[number] = end;
        placed.push(Lane {
            number: number.min(MOST - 1) + 1,
            of: 1,
        });
    }
    widen(&mut placed[cluster..], ends.len());
    placed
}

fn widen(cluster: &mut [Lane], lanes: usize) {
    for place in cluster {
        place.of = lanes.clamp(1, MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::{Lane, lanes};

    #[test]
    fn what_overlaps_stands_side_by_side_and_the_rest_has_the_whole_width() {
        let placed = lanes(&[(540, 570), (550, 580), (570, 600), (600, 630)]);
        let expected = [(1, 2), (2, 2), (1, 2), (1, 1)].map(|(number, of)| Lane { number, of });
        assert_eq!(placed, expected);
    }

    #[test]
    fn nothing_to_place_is_no_trouble() {
        assert_eq!(lanes(&[]), []);
    }
}
