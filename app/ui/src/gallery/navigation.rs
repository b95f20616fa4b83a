use super::{Part, Sample};
use crate::*;
use leptos::prelude::*;

fn groups() -> Vec<NavGroup> {
    vec![
        NavGroup::new(
            "",
            vec![
                NavItem::new("/d/home", "Home", Glyph::HOUSE),
                NavItem::new("/d/orders", "Orders", Glyph::PACKAGE).count(3),
                NavItem::new("/d/products", "Products", Glyph::TAG),
                NavItem::new("/d/messages", "Messages", Glyph::MESSAGE_CIRCLE).count(12),
            ],
        ),
        NavGroup::new(
            "Grow",
            vec![
                NavItem::new("/d/campaigns", "Campaigns", Glyph::MEGAPHONE),
                NavItem::new("/d/reports", "Reports", Glyph::CHART_COLUMN),
            ],
        ),
    ]
}

#[component]
pub fn Navigation() -> impl IntoView {
    let here = "/d/orders/1042";
    view! {
        <Part title="Navigation">
            <Sample title="Tabs">
                <div class="w-full">
                    <Tabs
                        label="Orders by state"
                        tabs=vec![
                            Tab::new("?tab=all", "All", false),
                            Tab::new("?tab=open", "To ship", true).count("3"),
                            Tab::new("?tab=sent", "On their way", false).count("12"),
                            Tab::new("?tab=done", "Done", false),
                            Tab::new("?tab=returns", "Returns", false),
                        ]
                    />
                </div>
            </Sample>
            <Sample title="Breadcrumb">
                <Breadcrumb
                    label="You are here"
                    trail=vec![
                        ("Home".into(), "/".into()),
                        ("Kitchen".into(), "/categories/kitchen".into()),
                        ("Mugs".into(), "/categories/kitchen/mugs".into()),
                    ]
                />
            </Sample>
            <Sample title="Steps">
                <div class="w-full max-w-xl">
                    <Steps
                        label="Checkout"
                        steps=vec![
                            ("Address".into(), "/checkout/address".into()),
                            ("Delivery".into(), "/checkout/delivery".into()),
                            ("Payment".into(), String::new()),
                            ("Review".into(), String::new()),
                        ]
                        current=1
                    />
                </div>
            </Sample>
            <Sample title="Side navigation">
                <div class="w-60 rounded-lg border border-line p-3">
                    <SideNav label="Shop" groups=groups() path=here always=true />
                </div>
            </Sample>
            <Sample title="Page header">
                <div class="dense w-full rounded-lg border border-line px-4">
                    <PageHeader
                        title="Order #1042"
                        text="Placed by Ada Lovelace, 2 hours ago"
                        back="/orders"
                        back_label="Orders"
                        beside=|| view! { <Status tone=Tone::Good>"Paid"</Status> }
                        actions=|| {
                            view! {
                                <Button variant=Variant::Secondary>"Refund"</Button>
                                <Button>"Ship order"</Button>
                            }
                        }
                    />
                </div>
            </Sample>
            <BottomNav
                label="Main"
                items=vec![
                    NavItem::new("/d/home", "Home", Glyph::HOUSE),
                    NavItem::new("/d/orders", "Orders", Glyph::PACKAGE).count(3),
                    NavItem::new("/d/products", "Products", Glyph::TAG),
                    NavItem::new("/d/messages", "Messages", Glyph::MESSAGE_CIRCLE).count(12),
                ]
                path=here
            />
        </Part>
    }
}
