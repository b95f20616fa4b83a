//! What an operator does with people, shops and files from the command line.

use std::path::Path;

use backend::accounts::{self, NewUser};
use backend::catalog::imports;
use backend::scope::ShopScope;
use backend::shops::{self, NewShop};
use backend::{Env, Error, Result, Slice};
use domain::Locale;
use domain::accounts::Role;
use domain::address::Address;
use domain::products::{ImportReport, finding_text};

/// Adds a person and gives the link by which they choose their password.
pub async fn create_user(env: &Env, email: &str, name: Option<&str>, role: Role) -> Result<String> {
    let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or(email));
    let user =
        accounts::create_user(env, NewUser { email, name, role, locale: Locale::En, password: None }).await?;
    accounts::reset_link(env, user).await
}

/// Opens a shop for a person.
///
/// # Errors
/// Internal with a sentence for the operator when there is no such person; Invalid fields.
pub async fn create_shop(env: &Env, slug: &str, name: Option<&str>, owner: &str) -> Result<()> {
    let owner_id = accounts::find_by_email(env, owner).await?.ok_or_else(|| {
        Error::internal(format!("nobody has the address {owner}; first: souk user create {owner}"))
    })?;
    let new = NewShop {
        slug,
        name: name.unwrap_or(slug),
        owner: owner_id,
        address: Address::default(),
        email: owner,
        time_zone: "Europe/Berlin",
        prices_include_tax: true,
    };
    shops::create(env, new).await?;
    Ok(())
}

/// Imports a file of products; every finding goes to `tell`, a line each.
///
/// # Errors
/// NotFound for an unknown shop, Invalid `file` for one that is no product file.
pub async fn import_products(
    env: &Env,
    shop: &str,
    file: &Path,
    dry_run: bool,
    tell: impl Fn(&str),
) -> Result<ImportReport> {
    let public = shops::public_shop(env, shop).await?;
    let scope = ShopScope::system(public.id);
    let mut told = 0;
    let mut progress = |report: &ImportReport| {
        if report.rows_done >= told + 5_000 {
            told = report.rows_done;
            eprintln!("{} of {} rows", report.rows_done, report.rows_total);
        }
    };
    let report = imports::run_now(env, &scope, file, dry_run, &mut progress).await?;
    let mut cursor = None;
    loop {
        let (findings, next) =
            imports::findings(env, &scope, report.id, Slice::new(cursor.as_deref(), 100)).await?;
        for found in &findings {
            let text = finding_text(Locale::En, &found.reason);
            tell(&format!("{} row {}, {}: {text}", found.level, found.row, found.column));
        }
        cursor = next;
        if cursor.is_none() {
            return Ok(report);
        }
    }
}
