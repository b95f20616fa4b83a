//! Proofs of who is asking. Only the verbs of `accounts` make them, so a query that takes
//! one cannot be reached by somebody else.

use domain::accounts::{MemberRole, Role};
use domain::id::{ShopId, UserId};

/// Someone who works in a shop.
#[derive(Debug, Clone)]
pub struct ShopScope {
    pub(crate) shop: ShopId,
    pub(crate) user: Option<UserId>,
    pub(crate) role: MemberRole,
}

impl ShopScope {
    /// The shop.
    pub fn shop(&self) -> ShopId {
        self.shop
    }

    /// Who acts; `None` is the system itself.
    pub fn user(&self) -> Option<UserId> {
        self.user
    }

    /// What they may do.
    pub fn role(&self) -> MemberRole {
        self.role
    }

    /// Refuses those who do not own the shop.
    pub fn require_owner(&self) -> crate::Result<()> {
        if self.role == MemberRole::Owner { Ok(()) } else { Err(crate::Error::Forbidden) }
    }

    /// The system acting for a shop: jobs, the command line, demo data.
    pub fn system(shop: ShopId) -> Self {
        Self { shop, user: None, role: MemberRole::Owner }
    }
}

/// A signed-in person acting for themselves.
#[derive(Debug, Clone)]
pub struct UserScope {
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) session_hash: String,
}

impl UserScope {
    /// The person.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Their platform role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The stored form of the session that they act in.
    pub fn session_hash(&self) -> &str {
        &self.session_hash
    }

    /// The proof that they are a manager or an admin.
    pub fn staff(&self) -> crate::Result<StaffScope> {
        match self.role {
            Role::Customer => Err(crate::Error::NotFound),
            role => Ok(StaffScope { user: self.user, role }),
        }
    }
}

/// A manager or an admin.
#[derive(Debug, Clone)]
pub struct StaffScope {
    pub(crate) user: UserId,
    pub(crate) role: Role,
}

impl StaffScope {
    /// The person.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Manager or admin.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Refuses managers: what only admins see does not exist for them.
    pub fn require_admin(&self) -> crate::Result<()> {
        if self.role == Role::Admin { Ok(()) } else { Err(crate::Error::NotFound) }
    }
}

/// Someone who buys: a guest by the secret of their cart, or a signed-in person, or both.
#[derive(Debug, Clone, Default)]
pub struct BuyerScope {
    pub(crate) user: Option<UserId>,
    /// Stored form of the cart's secret.
    pub(crate) cart_hash: Option<String>,
}

impl BuyerScope {
    /// Someone with the secret of a cart, signed in or not.
    pub fn new(user: Option<&UserScope>, cart_token: Option<&str>) -> Self {
        Self { user: user.map(|u| u.user), cart_hash: cart_token.map(crate::crypto::token_hash) }
    }

    /// The signed-in person.
    pub fn user(&self) -> Option<UserId> {
        self.user
    }
}
