use super::{Part, Sample};
use crate::*;
use leptos::prelude::*;

struct Sold(&'static str, &'static str, Tone, &'static str, &'static str, &'static str);

const ORDERS: [Sold; 4] = [
    Sold("1042", "Ada Lovelace", Tone::Good, "Paid", "2 hours ago", "48,90 €"),
    Sold("1041", "Grace Hopper", Tone::Warn, "Waits for stock", "Yesterday", "1.249,00 €"),
    Sold("1040", "Lise Meitner", Tone::Info, "On its way", "Tuesday", "12,50 €"),
    Sold("1039", "Emmy Noether", Tone::Bad, "Payment failed", "3 November", "76,00 €"),
];

fn columns() -> Vec<Column> {
    vec![
        Column::new("Order").sorted("?sort=number", Some(Order::Descending)),
        Column::new("Customer").sorted("?sort=customer", None),
        Column::new("Status"),
        Column::new("When"),
        Column::new("Total").numeric().sorted("?sort=total", None),
        Column::new("Actions").hidden(),
    ]
}

#[component]
pub fn Data() -> impl IntoView {
    let rows = ORDERS
        .iter()
        .map(|Sold(number, customer, tone, state, when, total)| {
            view! {
                <Row select_name="orders" select_value=*number select_label=format!("Order {number}")>
                    <Cell lead=true href=format!("/orders/{number}")>{format!("#{number}")}</Cell>
                    <Cell label="Customer">{*customer}</Cell>
                    <Cell label="Status"><Status tone=*tone>{*state}</Status></Cell>
                    <Cell label="When">{*when}</Cell>
                    <Cell label="Total" numeric=true>{*total}</Cell>
                    <Cell>
                        <Menu id=format!("order-{number}") label=format!("Actions for order {number}") size=Size::Small>
                            <MenuLink href="/ship" glyph=Glyph::TRUCK>"Ship"</MenuLink>
                            <MenuLink href="/print" glyph=Glyph::PRINTER>"Print packing slip"</MenuLink>
                            <MenuLine />
                            <MenuButton glyph=Glyph::BAN danger=true>"Cancel order"</MenuButton>
                        </Menu>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Part title="Data">
            <div class="dense flex flex-col gap-8">
                <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
                    <Stat
                        label="Sales today"
                        value="1.284,50 €"
                        change=Some(Change { text: "+12 %".into(), direction: Direction::Up, welcome: true })
                        against="than last Friday"
                        href="/reports/sales"
                    >
                        <Sparkline values=vec![4.0, 6.0, 5.0, 8.0, 7.0, 11.0, 12.0] />
                    </Stat>
                    <Stat
                        label="Orders"
                        value="23"
                        change=Some(Change { text: "−4 %".into(), direction: Direction::Down, welcome: false })
                        against="than last Friday"
                    >
                        <Sparkline values=vec![9.0, 8.0, 8.5, 7.0, 7.5, 6.0, 6.5] tone=Tone::Neutral />
                    </Stat>
                    <Stat
                        label="Returns"
                        value="1"
                        change=Some(Change { text: "±0".into(), direction: Direction::Level, welcome: true })
                        against="than last Friday"
                    />
                    <Stat label="Visitors now" value="17" />
                </div>
                <Card title="Orders" action=|| view! { <LinkButton href="/orders" variant=Variant::Secondary size=Size::Small>"See all"</LinkButton> } flush=true>
                    <Table label="Orders" columns=columns() select_all="Select all orders">
                        {rows}
                    </Table>
                </Card>
                <Pagination
                    label="Pages of orders"
                    previous_label="Newer"
                    next_label="Older"
                    next="?after=1039"
                    text="1 to 4 of 312"
                />
                <div class="grid gap-4 lg:grid-cols-2">
                    <Card title="To do today" text="What your customers wait for." flush=true>
                        <List label="To do">
                            <ListItem
                                title="Ship 3 orders"
                                text="The oldest has waited since yesterday"
                                href="/orders?todo=ship"
                                before=|| view! { <Icon glyph=Glyph::TRUCK /> }
                                after=|| view! { <Badge tone=Tone::Warn>"3"</Badge> }
                            />
                            <ListItem
                                title="Mara asks about the oak table"
                                text="Is it possible to have it 20 cm longer, and what would that cost with delivery to Graz?"
                                href="/chat/1"
                                unread=true
                                before=|| view! { <Avatar name="Mara Winter" /> }
                                after=|| view! { <span class="text-xs text-ink-muted">"4 min"</span> }
                            />
                            <ListItem
                                title="Take orders"
                                text="Visible to everyone"
                                before=|| view! { <Icon glyph=Glyph::STORE /> }
                                after=|| view! { <Button size=Size::Small variant=Variant::Secondary>"Pause"</Button> }
                            />
                        </List>
                    </Card>
                    <Card title="Products" flush=true>
                        <Table
                            label="Products"
                            columns=vec![Column::new("Product")]
                            empty=(|| {
                                view! {
                                    <EmptyState glyph=Glyph::PACKAGE title="No products yet" text="Add your first product, or bring them all from a file.">
                                        <LinkButton href="/products/new">"Add product"</LinkButton>
                                        <LinkButton href="/products/import" variant=Variant::Secondary>"Import"</LinkButton>
                                    </EmptyState>
                                }
                            })
                            .into()
                        />
                    </Card>
                </div>
            </div>
            <Sample title="Active filters">
                <FilterChip href="?" remove_label="Remove filter Colour Sand">"Sand"</FilterChip>
                <FilterChip href="?" remove_label="Remove filter Under 50 euros">"Under 50 €"</FilterChip>
            </Sample>
            <div class="max-w-prose">
                <Fold title="Shipping and returns" open=true>
                    <p>"Sent within a day. You can send it back for 30 days, and we pay for that."</p>
                </Fold>
                <Fold title="Care">
                    <p>"Goes into the dishwasher."</p>
                </Fold>
            </div>
        </Part>
    }
}
