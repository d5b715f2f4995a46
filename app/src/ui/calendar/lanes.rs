/// Where something stands beside others of the same time: its lane from 1, and how many lanes share the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    pub(super) number: usize,
    pub(super) of: usize,
}

/// Into how many lanes a column can be parted: its 120 tracks are a multiple of each.
const PARTS: [usize; 9] = [1, 2, 3, 4, 5, 6, 8, 10, 12];

/// More lanes than this are not told apart.
const MOST: usize = 12;

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
    let of = PARTS.into_iter().find(|parts| lanes <= *parts).unwrap_or(MOST);
    for place in cluster {
        place.of = of;
    }
}

#[cfg(test)]
mod tests {
    use super::{Lane, MOST, PARTS, lanes};

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

    #[test]
    fn a_day_of_forty_visits_keeps_all_of_them_apart() {
        // Every ten minutes one more, of 10 to 60 minutes, and two blocks behind them.
        let mut spans: Vec<(u16, u16)> = (0..40).map(|n| (480 + n * 10, 490 + n * 10 + n % 6 * 10)).collect();
        spans.extend([(500, 720), (700, 1000)]);
        spans.sort_unstable();
        let placed = lanes(&spans);
        assert_eq!(placed.len(), 42);
        for (one, (span, lane)) in spans.iter().zip(&placed).enumerate() {
            assert!(lane.number <= lane.of && PARTS.contains(&lane.of), "{span:?} {lane:?}");
            for (other, beside) in spans.iter().zip(&placed).skip(one + 1) {
                let meet = span.0 < other.1 && other.0 < span.1;
                assert!(
                    !meet || (lane.number != beside.number && lane.of == beside.of),
                    "{span:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn every_part_divides_the_tracks_of_a_column() {
        assert!(PARTS.iter().all(|parts| 120 % parts == 0));
        let crowd = lanes(&[(540, 600); 40]);
        assert!(crowd.iter().all(|lane| lane.of == MOST && lane.number <= MOST));
    }
}
