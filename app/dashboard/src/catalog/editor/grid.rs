//! How rows of the grid follow when options and values come and go. Options and values are
//! known by keys, so that a renamed one stays the same.

/// The value that a row has of each option: pairs of their keys.
pub type Choice = Vec<(u32, u32)>;

fn rest(choice: &Choice, option: u32) -> Choice {
    choice.iter().copied().filter(|(key, _)| *key != option).collect()
}

/// The rows that a new value adds: each with the row that it is like. The first value of an
/// option adds none; [`extended`] gives it to the rows that are there.
pub fn added(rows: &[Choice], option: u32, value: u32) -> Vec<(usize, Choice)> {
    let mut seen: Vec<Choice> = Vec::new();
    let mut new = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let others = rest(row, option);
        if !seen.contains(&others) {
            let mut choice = others.clone();
            choice.push((option, value));
            new.push((place, choice));
            seen.push(others);
        }
    }
    new
}

/// A row with the first value of an option.
pub fn extended(row: &Choice, option: u32, value: u32) -> Choice {
    let mut choice = rest(row, option);
    choice.push((option, value));
    choice
}

/// The rows that stay when an option goes, without it; of rows that become the same, the first.
pub fn without_option(rows: &[Choice], option: u32) -> Vec<(usize, Choice)> {
    let mut kept: Vec<(usize, Choice)> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let mut others = rest(row, option);
        others.sort_unstable();
        if !kept.iter().any(|(_, known)| *known == others) {
            kept.push((place, others));
        }
    }
    kept
}

/// Where a row stands: the places of its values in the options' order.
pub fn place(row: &Choice, options: &[(u32, Vec<u32>)]) -> Vec<usize> {
    options
        .iter()
        .map(|(option, values)| {
            let value = row.iter().find(|(key, _)| key == option).map(|(_, value)| *value);
            value.and_then(|value| values.iter().position(|known| *known == value)).unwrap_or(usize::MAX)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_value_comes_with_every_combination_of_the_others() {
        let rows = vec![vec![(1, 10), (2, 20)], vec![(1, 10), (2, 21)], vec![(1, 11), (2, 20)]];
        let new = added(&rows, 1, 12);
        assert_eq!(new, [(0, vec![(2, 20), (1, 12)]), (1, vec![(2, 21), (1, 12)])]);
    }

    #[test]
    fn an_option_that_goes_leaves_each_remaining_row_once() {
        let rows = vec![vec![(1, 10), (2, 20)], vec![(1, 11), (2, 20)], vec![(1, 10), (2, 21)]];
        assert_eq!(without_option(&rows, 1), [(0, vec![(2, 20)]), (2, vec![(2, 21)])]);
        assert_eq!(without_option(&[vec![(1, 10)], vec![(1, 11)]], 1), [(0, vec![])]);
    }

    #[test]
    fn rows_stand_in_the_order_of_their_values() {
        let options = vec![(1, vec![10, 11]), (2, vec![20, 21])];
        let mut rows = [vec![(2, 21), (1, 10)], vec![(1, 11), (2, 20)], vec![(1, 10), (2, 20)]];
        rows.sort_by_key(|row| place(row, &options));
        assert_eq!(rows, [vec![(1, 10), (2, 20)], vec![(2, 21), (1, 10)], vec![(1, 11), (2, 20)]]);
    }
}
