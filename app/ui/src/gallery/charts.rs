use super::Part;
use crate::*;
use leptos::prelude::*;

#[component]
pub fn Charts() -> impl IntoView {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let sales = [820.0, 940.0, 760.0, 1180.0, 1284.5, 1640.0, 1210.0];
    let points: Vec<Point> =
        days.iter().zip(sales).map(|(day, v)| Point::new(*day, v, format!("{v:.2} €"))).collect();
    let orders: Vec<Point> = days
        .iter()
        .zip([12.0, 15.0, 11.0, 19.0, 23.0, 28.0, 20.0])
        .map(|(day, v)| Point::new(*day, v, v.to_string()))
        .collect();
    view! {
        <Part title="Charts">
            <div class="grid gap-4 lg:grid-cols-2">
                <Card>
                    <LineChart
                        title="Sales"
                        numbers_label="Show numbers"
                        points=points
                        before=vec![700.0, 720.0, 810.0, 900.0, 1010.0, 1390.0, 1100.0]
                        legend=("This week".to_owned(), "Last week".to_owned())
                        format=|v: f64| format!("{v:.0} €")
                    />
                </Card>
                <Card>
                    <BarChart title="Orders" numbers_label="Show numbers" points=orders format=|v: f64| v.to_string() />
                </Card>
            </div>
        </Part>
    }
}
