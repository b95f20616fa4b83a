//! Charts as SVG that stretches with its frame while words and lines keep their size;
//! the numbers are always there as a table, for touch and for screen readers.

use crate::{Tone, classes, given};
use leptos::prelude::*;

/// One place on the axis of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// On the axis: "Mon", "12 May".
    pub label: String,
    pub value: f64,
    /// The value as a person reads it: "1,240 €".
    pub text: String,
}

impl Point {
    pub fn new(label: impl Into<String>, value: f64, text: impl Into<String>) -> Self {
        Self { label: label.into(), value, text: text.into() }
    }
}

/// Lowest and highest value of an axis that holds zero and all values, the highest on a
/// round number.
fn scale(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((0.0f64, 0.0f64), |(low, high), v| (low.min(v), high.max(v)));
    let round = |v: f64| {
        let unit = 10f64.powf(v.log10().floor());
        [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
            .into_iter()
            .map(|n| n * unit)
            .find(|n| *n >= v * 0.9999)
            .unwrap_or(v)
    };
    let high = if high > 0.0 { round(high) } else { 0.0 };
    let low = if low < 0.0 { -round(-low) } else { 0.0 };
    if high == low { (0.0, 1.0) } else { (low, high) }
}

/// A path through the values on a plane 100 wide and 100 high, from edge to edge.
fn line(values: &[f64], (low, high): (f64, f64)) -> String {
    let step = 100.0 / (values.len().max(2) - 1) as f64;
    values
        .iter()
        .enumerate()
        .map(|(place, value)| {
            let pen = if place == 0 { 'M' } else { 'L' };
            let y = 100.0 - (value - low) / (high - low) * 100.0;
            format!("{pen}{:.2} {y:.2}", place as f64 * step)
        })
        .collect()
}

/// A course at a glance, beside a figure. Decoration: the figure says what counts.
#[component]
pub fn Sparkline(
    values: Vec<f64>,
    #[prop(default = Tone::Accent)] tone: Tone,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
    // A flat course runs through the middle.
    let (low, high) = if high > low { (low, high) } else { (low - 1.0, low + 1.0) };
    let path = line(&values, (low, high));
    let area = format!("{path}L100 104L0 104z");
    view! {
        <svg
            class=classes(&["spark", tone.class(), class])
            viewBox="0 -4 100 108"
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="chart-area" d=area />
            <path class="chart-line" d=path />
        </svg>
    }
}

/// What is around every chart: title, values of the axis, labels, the table.
#[component]
fn Frame(
    title: String,
    numbers_label: String,
    points: Vec<Point>,
    range: (f64, f64),
    format: Callback<f64, String>,
    /// Labels stand under their own column instead of at even distances from edge to edge.
    columns: bool,
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let (low, high) = range;
    let marks = if low < 0.0 { vec![high, 0.0, low] } else { vec![high, f64::midpoint(high, low), low] };
    let marks = marks.into_iter().map(|v| view! { <span>{format.run(v)}</span> }).collect_view();
    let count = points.len();
    // Few enough labels to stand side by side on a phone.
    let every = count.div_ceil(7).max(1);
    let labels = points
        .iter()
        .enumerate()
        .filter(|(place, _)| columns || place % every == 0)
        .map(|(place, point)| {
            let text = if place % every == 0 { point.label.clone() } else { String::new() };
            view! { <span>{text}</span> }
        })
        .collect_view();
    let axis = if columns { "chart-labels chart-labels-columns" } else { "chart-labels" };
    let rows = points
        .into_iter()
        .map(|p| view! { <tr><th scope="row">{p.label}</th><td class="cell-number">{p.text}</td></tr> })
        .collect_view();
    view! {
        <figure class=classes(&["chart", class])>
            <figcaption class="chart-title">{title.clone()}</figcaption>
            <div class="chart-marks" aria-hidden="true">
                {marks}
            </div>
            <div class="chart-plot" aria-hidden="true">
                {children()}
            </div>
            <div class=axis aria-hidden="true">
                {labels}
            </div>
            <details class="chart-numbers">
                <summary>{numbers_label}</summary>
                <table>
                    <caption class="sr-only">{title}</caption>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
}

/// Amounts side by side.
#[component]
pub fn BarChart(
    #[prop(into)] title: String,
    /// Opens the table: "Show numbers".
    #[prop(into)]
    numbers_label: String,
    points: Vec<Point>,
    /// How values of the axis are written.
    #[prop(into)]
    format: Callback<f64, String>,
    #[prop(default = Tone::Accent)] tone: Tone,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let (low, high) = scale(points.iter().map(|p| p.value));
    let zero = high / (high - low) * 100.0;
    let bars = points
        .iter()
        .enumerate()
        .map(|(place, point)| {
            let height = (point.value.abs() / (high - low) * 100.0).max(0.4);
            let top = if point.value < 0.0 { zero } else { zero - height };
            view! {
                <rect
                    class="chart-bar"
                    x=format!("{:.2}", place as f64 + 0.16)
                    y=format!("{top:.2}")
                    width="0.68"
                    height=format!("{height:.2}")
                >
                    <title>{format!("{}: {}", point.label, point.text)}</title>
                </rect>
            }
        })
        .collect_view();
    let plane = format!("0 0 {} 100", points.len().max(1));
    view! {
        <Frame title numbers_label points range=(low, high) format columns=true class>
            <svg class=classes(&["chart-svg", tone.class()]) viewBox=plane preserveAspectRatio="none">
                {bars}
            </svg>
        </Frame>
    }
}

/// A course over time, with the period before as a dashed line when it is given.
#[component]
pub fn LineChart(
    #[prop(into)] title: String,
    /// Opens the table: "Show numbers".
    #[prop(into)]
    numbers_label: String,
    points: Vec<Point>,
    /// Values of the period before, as many as there are points.
    #[prop(optional)]
    before: Vec<f64>,
    /// What the two lines are: "This week", "Last week"; empty without `before`.
    #[prop(into, optional)]
    legend: (String, String),
    #[prop(into)] format: Callback<f64, String>,
    #[prop(default = Tone::Accent)] tone: Tone,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let values: Vec<f64> = points.iter().map(|p| p.value).collect();
    let range = scale(values.iter().chain(&before).copied());
    let path = line(&values, range);
    let base = range.1 / (range.1 - range.0) * 100.0;
    let area = format!("{path}L100 {base:.2}L0 {base:.2}z");
    let earlier =
        (!before.is_empty()).then(|| view! { <path class="chart-before" d=line(&before, range) /> });
    let legend = given(legend.0).map(|now| {
        view! {
            <p class=classes(&["chart-legend", tone.class()])>
                <span class="chart-key">{now}</span>
                <span class="chart-key chart-key-before">{legend.1}</span>
            </p>
        }
    });
    view! {
        <Frame title numbers_label points range format columns=false class>
            {legend}
            <svg class=classes(&["chart-svg", tone.class()]) viewBox="0 0 100 100" preserveAspectRatio="none">
                <path class="chart-area" d=area />
                {earlier}
                <path class="chart-line" d=path />
            </svg>
        </Frame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_ends_on_a_round_number() {
        assert_eq!(scale([3.0, 11.2].into_iter()), (0.0, 15.0));
        assert_eq!(scale([940.0].into_iter()), (0.0, 1000.0));
        assert_eq!(scale([-4.2, 10.0].into_iter()), (-5.0, 10.0));
        assert_eq!(scale([0.0].into_iter()), (0.0, 1.0));
        assert_eq!(scale([].into_iter()), (0.0, 1.0));
    }

    #[test]
    fn a_line_runs_from_edge_to_edge() {
        assert_eq!(line(&[0.0, 5.0, 10.0], (0.0, 10.0)), "M0.00 100.00L50.00 50.00L100.00 0.00");
        assert_eq!(line(&[5.0], (0.0, 10.0)), "M0.00 50.00");
    }
}
