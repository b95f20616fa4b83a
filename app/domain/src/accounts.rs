//! People, their roles and their memberships.

use serde::{Deserialize, Serialize};

use crate::id::{ShopId, UserId};
use crate::text_enum;

text_enum! {
    /// What a person may do on the platform. A seller is a member of a shop, not a role here.
    pub enum Role {
        /// Buys.
        Customer => "customer",
        /// Runs the platform's catalogue: categories, approvals, disputes.
        Manager => "manager",
        /// Runs the platform.
        Admin => "admin",
    }
}

text_enum! {
    /// What a member may do in a shop.
    pub enum MemberRole {
        /// Everything, members and settings included.
        Owner => "owner",
        /// Products, stock and orders.
        Staff => "staff",
    }
}

/// A shop that the signed-in person works for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The shop.
    pub shop: ShopId,
    /// Its slug, as in `/dashboard/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What the person may do there.
    pub role: MemberRole,
}

/// The signed-in person, as pages need them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The person.
    pub id: UserId,
    /// Mail address as typed at registration.
    pub email: String,
    /// What to call them.
    pub name: String,
    /// Platform role.
    pub role: Role,
    /// Whether the mail address was confirmed.
    pub verified: bool,
    /// The shops they work for, by name.
    pub shops: Vec<Membership>,
}
