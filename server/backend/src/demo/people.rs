//! Who signs in to a demonstration, and who bought in it.

use domain::Locale;
use domain::accounts::Role;
use domain::address::Address;
use domain::id::{UserEntity, UserId};
use domain::time::DAY;

use super::random::Random;
use super::rows::Rows;
use super::words::{COUNTRIES, Country, GIVEN};
use super::{PASSWORD, SIGN_INS};
use crate::accounts::{self, NewUser};
use crate::{Env, Result};

/// Those who run the demonstration.
pub struct Staff {
    pub merchant: UserId,
}

/// Someone who bought.
pub struct Customer {
    /// Some have an account; the others bought as guests.
    pub user: Option<UserId>,
    pub email: String,
    pub name: String,
    pub country: &'static Country,
    pub address: String,
    /// How often they buy, against others.
    pub weight: i64,
    /// When they bought first and last at most, UTC milliseconds.
    pub active: (i64, i64),
}

/// Makes the people of [`SIGN_INS`].
pub async fn staff(env: &Env) -> Result<Staff> {
    let mut merchant = None;
    for (what, email) in SIGN_INS {
        let role = match *what {
            "admin" => Role::Admin,
            "manager" => Role::Manager,
            _ => Role::Customer,
        };
        let name = format!("Demo {}", email.split('@').next().unwrap_or_default());
        let id = accounts::create_user(
            env,
            NewUser { email, name: &name, role, locale: Locale::En, password: Some(PASSWORD) },
        )
        .await?;
        if email.starts_with("merchant") {
            merchant = Some(id);
        }
    }
    merchant.map(|merchant| Staff { merchant }).ok_or(crate::Error::NotFound)
}

/// Customers of several countries: many buy once, some often, some stopped a year ago.
pub async fn customers(env: &Env, random: &mut Random, orders: usize, today: i64) -> Result<Vec<Customer>> {
    let weights: Vec<i64> = COUNTRIES.iter().map(|c| c.weight).collect();
    let mut users = Rows::new(
        "users",
        &["id", "email", "email_folded", "name", "role", "locale", "verified_at", "created_at", "updated_at"],
    );
    let mut customers = Vec::new();
    let mut tx = env.db.begin().await?;
    for number in 0..(orders * 2 / 5).max(1) {
        let country = &COUNTRIES[random.weighted(&weights)];
        let name = format!("{} {}", random.pick(GIVEN), random.pick(country.families));
        let (city, postcode) = *random.pick(country.cities);
        let address = Address {
            name: name.clone(),
            line1: format!("{} {}", country.street, random.range(1, 120)),
            city: city.into(),
            postcode: postcode.into(),
            country: country.code.into(),
            ..Address::default()
        };
        let first = today - random.range(20, 730) * DAY;
        let (weight, last) = match random.weighted(&[45, 30, 12, 13]) {
            0 => (2, (first + 20 * DAY).min(today)),
            1 => (4, today),
            2 => (18, today),
            _ => (8, (first + 240 * DAY).min(today - 200 * DAY).max(first + 10 * DAY)),
        };
        let email = format!("customer{number}@souk.example");
        let user = random.percent(55).then(|| random.id::<UserEntity>(first));
        if let Some(id) = user {
            let locale = if matches!(country.code, "DE" | "AT") { "de" } else { "en" };
            users
                .row()
                .add(id)
                .add(email.as_str())
                .add(email.as_str())
                .add(name.as_str())
                .add("customer")
                .add(locale)
                .add(Some(first))
                .add(first)
                .add(first);
            users.write_if_full(&mut tx).await?;
        }
        let address = serde_json::to_string(&address)?;
        customers.push(Customer { user, email, name, country, address, weight, active: (first, last) });
    }
    users.write(&mut tx).await?;
    tx.commit().await?;
    Ok(customers)
}
