//! Whatever a page does, a program does too.

use std::collections::{BTreeMap, BTreeSet};

/// What a page asks of the server, and the operations by which a program does the same.
const SAME: &[(&str, &[&str])] = &[
    ("dashboard/catalog/api/add_pictures", &["add_picture"]),
    ("dashboard/catalog/api/confirm_import", &["confirm_import"]),
    ("dashboard/catalog/api/count_stock", &["count_stock"]),
    ("dashboard/catalog/api/describe_picture", &["describe_picture"]),
    ("dashboard/catalog/api/load_categories", &["list_managed_categories"]),
    ("dashboard/catalog/api/load_history", &["stock_history"]),
    ("dashboard/catalog/api/load_import", &["get_import"]),
    ("dashboard/catalog/api/load_imports", &["list_imports"]),
    ("dashboard/catalog/api/load_pictures", &["list_pictures"]),
    ("dashboard/catalog/api/load_product", &["get_own_product"]),
    ("dashboard/catalog/api/load_products", &["list_own_products"]),
    ("dashboard/catalog/api/load_stock", &["list_stock"]),
    ("dashboard/catalog/api/load_surroundings", &["list_categories", "get_settings"]),
    ("dashboard/catalog/api/order_pictures", &["order_pictures"]),
    ("dashboard/catalog/api/remove_category", &["delete_category"]),
    ("dashboard/catalog/api/remove_picture", &["remove_picture"]),
    ("dashboard/catalog/api/retry_pictures", &["retry_pictures"]),
    ("dashboard/catalog/api/save_category", &["create_category", "replace_category"]),
    ("dashboard/catalog/api/save_product", &["create_product", "replace_product"]),
    ("dashboard/catalog/api/set_status", &["set_product_status"]),
    ("dashboard/catalog/api/shift_category", &["shift_category"]),
    ("dashboard/catalog/api/start_import", &["start_import"]),
    ("dashboard/home/api/load_home", &["get_shop_figures"]),
    ("dashboard/layout/api/load_frame", &["list_my_shops"]),
    ("dashboard/layout/api/load_manage_frame", &["get_me"]),
    ("dashboard/layout/api/load_me", &["get_me", "list_my_shops"]),
    ("dashboard/orders/api/add_note", &["add_order_note"]),
    ("dashboard/orders/api/cancel_pieces", &["cancel_order"]),
    ("dashboard/orders/api/deliver_parcel", &["mark_fulfilment_delivered"]),
    ("dashboard/orders/api/fulfil_order", &["fulfil_order"]),
    ("dashboard/orders/api/load_order", &["get_shop_order"]),
    ("dashboard/orders/api/load_orders", &["list_shop_orders"]),
    ("dashboard/orders/api/refund_order", &["preview_refund", "refund_order"]),
    ("dashboard/shops/api/add_member", &["add_member"]),
    ("dashboard/shops/api/delete_rate", &["delete_rate"]),
    ("dashboard/shops/api/delete_tax", &["delete_tax"]),
    ("dashboard/shops/api/delete_zone", &["delete_zone"]),
    ("dashboard/shops/api/remove_logo", &["remove_logo"]),
    ("dashboard/shops/api/remove_member", &["remove_member"]),
    ("dashboard/shops/api/save_general", &["replace_general_settings"]),
    ("dashboard/shops/api/save_look", &["replace_look"]),
    ("dashboard/shops/api/save_policies", &["replace_policies"]),
    ("dashboard/shops/api/save_rate", &["add_rate", "replace_rate"]),
    ("dashboard/shops/api/save_tax", &["add_tax", "replace_tax"]),
    ("dashboard/shops/api/save_zone", &["add_zone", "replace_zone"]),
    ("dashboard/shops/api/set_logo", &["replace_logo"]),
    ("dashboard/shops/api/set_member_role", &["change_member"]),
    ("dashboard/shops/api/settings", &["get_settings", "shop_choices"]),
    ("dashboard/system/api/load_system", &["get_system"]),
    ("storefront/accounts/api/account", &["get_me", "list_sessions", "list_addresses", "list_my_shops"]),
    ("storefront/accounts/api/change_password", &["change_password"]),
    ("storefront/accounts/api/confirmation", &["check_confirmation"]),
    ("storefront/accounts/api/delete_address", &["delete_address"]),
    ("storefront/accounts/api/end_session", &["end_session"]),
    ("storefront/accounts/api/open_shop", &["open_shop"]),
    ("storefront/accounts/api/register", &["register"]),
    ("storefront/accounts/api/request_reset", &["request_password_reset"]),
    ("storefront/accounts/api/resend_confirmation", &["resend_confirmation"]),
    ("storefront/accounts/api/reset", &["confirm_password_reset"]),
    ("storefront/accounts/api/reset_email", &["check_password_reset"]),
    ("storefront/accounts/api/save_address", &["add_address", "replace_address"]),
    ("storefront/accounts/api/saved_address", &["get_address"]),
    ("storefront/accounts/api/shop_choices", &["shop_choices"]),
    ("storefront/accounts/api/sign_in", &["sign_in"]),
    ("storefront/accounts/api/sign_out", &["sign_out"]),
    ("storefront/accounts/api/sign_out_everywhere", &["sign_out_everywhere"]),
    ("storefront/accounts/api/update_profile", &["update_me"]),
    ("storefront/accounts/api/verify", &["verify"]),
    ("storefront/cart/api/add_to_cart", &["add_cart_line"]),
    ("storefront/cart/api/cart_pieces", &["get_cart"]),
    ("storefront/cart/api/load_cart", &["get_cart"]),
    ("storefront/cart/api/remove_line", &["remove_cart_line"]),
    ("storefront/cart/api/set_quantity", &["set_cart_line"]),
    ("storefront/catalog/api/load_menu", &["list_categories"]),
    ("storefront/catalog/api/suggest", &["suggest"]),
    ("storefront/checkout/api/answer_challenge", &["answer_challenge"]),
    ("storefront/checkout/api/load_challenge", &["get_challenge"]),
    ("storefront/checkout/api/load_checkout", &["enter_checkout", "get_checkout", "review_checkout"]),
    ("storefront/checkout/api/load_placed", &["get_order_group"]),
    ("storefront/checkout/api/pay", &["pay"]),
    ("storefront/checkout/api/pay_result", &["get_payment"]),
    ("storefront/checkout/api/save_address", &["save_checkout_address"]),
    ("storefront/checkout/api/save_shipping", &["save_checkout_shipping"]),
    ("storefront/orders/api/own_order", &["get_my_order"]),
    ("storefront/orders/api/own_orders", &["list_my_orders"]),
    ("storefront/orders/api/track", &["track_order"]),
];

/// What only a page needs, and why.
const PAGES_ONLY: &[(&str, &str)] = &[
    ("storefront/accounts/api/is_demo", "whether a page shows the demo's hints"),
    ("storefront/accounts/api/outbox", "the page of a demonstration's mails"),
    ("storefront/accounts/api/outbox_mail", "the page of a demonstration's mails"),
    ("storefront/catalog/api/set_locale", "a cookie; a program sends Accept-Language"),
];

#[test]
fn whatever_a_page_does_a_program_does_too() {
    // The routes name every page, and with the pages the linker keeps what they ask for.
    assert!(!super::super::ROUTES.is_empty());
    let asked: BTreeSet<&str> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.trim_start_matches("/fn/")).collect();
    let same: BTreeMap<&str, &[&str]> = SAME.iter().copied().collect();
    let known: BTreeSet<&str> =
        same.keys().copied().chain(PAGES_ONLY.iter().map(|(name, _)| *name)).collect();
    assert_eq!(asked, known);

    let document = serde_json::to_value(api::routes().1).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let operations: BTreeSet<&str> = paths
        .flat_map(|path| path.as_object().unwrap().values())
        .filter_map(|operation| operation["operationId"].as_str())
        .collect();
    for (name, operation) in same.iter().flat_map(|(name, all)| all.iter().map(move |one| (name, one))) {
        assert!(operations.contains(operation), "{name}: there is no operation {operation}");
    }
}
