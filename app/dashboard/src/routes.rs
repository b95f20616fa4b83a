//! The pages as routes. Their code is loaded when somebody goes there, in one chunk.

use crate::catalog::{
    CategoriesPage, CategoryPage, EditProductPage, ImportReportPage, ImportsPage, NewProductPage,
    ProductsPage, StockHistoryPage, StockLevelsPage,
};
use crate::home::HomePage;
use crate::layout::{ChooseShopPage, ManageLayout, ShopLayout};
use crate::orders::{OrderListPage, OrderPage, SlipPage};
use crate::shops::{
    GeneralPage, LookPage, MembersPage, PoliciesPage, RatePage, ShippingPage, TaxPage, TaxesPage, ZonePage,
};
use crate::system::SystemPage;

kit::lazy_pages! { dashboard:
    /// The parent of `/dashboard/{shop}/…`.
    DashboardRoute => ShopLayout;
    /// The parent of `/manage/…`, for managers and admins.
    ManageRoute => ManageLayout;
    /// The choice of a shop: `/dashboard`.
    ChooseShopRoute => ChooseShopPage;
    /// What needs doing today: `/dashboard/{shop}`.
    HomeRoute => HomePage;
    /// The lists of a shop's orders: `/dashboard/{shop}/orders`.
    OrdersRoute => OrderListPage;
    /// One order and what can be done to it: `/dashboard/{shop}/orders/{number}`.
    OrderRoute => OrderPage;
    /// A packing slip: `/dashboard/{shop}/orders/{number}/packing-slip`.
    SlipRoute => SlipPage;
    /// The list of a shop's products: `/dashboard/{shop}/products`.
    ProductsRoute => ProductsPage;
    /// The editor of a new product: `/dashboard/{shop}/products/new`.
    NewProductRoute => NewProductPage;
    /// The editor of a product: `/dashboard/{shop}/products/{id}`.
    ProductRoute => EditProductPage;
    /// The stock of a shop: `/dashboard/{shop}/stock`.
    StockRoute => StockLevelsPage;
    /// The moves of one variant's stock: `/dashboard/{shop}/stock/{variant}`.
    StockHistoryRoute => StockHistoryPage;
    /// The start of an import, and the last ones: `/dashboard/{shop}/import`.
    ImportsRoute => ImportsPage;
    /// One import: `/dashboard/{shop}/import/{import}`.
    ImportRoute => ImportReportPage;
    /// The tree of the platform's categories: `/manage/categories`.
    CategoriesRoute => CategoriesPage;
    /// One category, or a new one: `/manage/categories/{id}`.
    CategoryRoute => CategoryPage;
    /// How the system stands: `/manage/system`.
    SystemRoute => SystemPage;
    /// Name, place and prices of a shop: `/dashboard/{shop}/settings`.
    GeneralRoute => GeneralPage;
    /// How a shop looks: `/dashboard/{shop}/settings/look`.
    LookRoute => LookPage;
    /// What a shop says about shipping and returns: `/dashboard/{shop}/settings/policies`.
    PoliciesRoute => PoliciesPage;
    /// The zones that a shop sends to: `/dashboard/{shop}/settings/shipping`.
    ShippingRoute => ShippingPage;
    /// A zone and its rates, or a new one: `/dashboard/{shop}/settings/shipping/{zone}`.
    ZoneRoute => ZonePage;
    /// One rate of a zone, or a new one: `/dashboard/{shop}/settings/shipping/{zone}/{rate}`.
    RateRoute => RatePage;
    /// The tax rates of a shop: `/dashboard/{shop}/settings/taxes`.
    TaxesRoute => TaxesPage;
    /// One tax rate, or a new one: `/dashboard/{shop}/settings/taxes/{tax}`.
    TaxRoute => TaxPage;
    /// Who works for a shop: `/dashboard/{shop}/settings/members`.
    MembersRoute => MembersPage;
}
