//! Accounts, through their verbs.

mod people;
mod registration;
mod reset;
mod sessions;
mod throttles;

use std::net::IpAddr;

use domain::Locale;
use domain::accounts::Role;
use domain::id::UserId;
use domain::invalid::{FieldError, Problem};
use domain::mails::MailKind;

use super::*;
use crate::scope::UserScope;
use crate::testing::TestApp;
use crate::{Env, Error, Result};

pub(crate) const PASSWORD: &str = "purple lamp on tuesday";

pub(crate) fn client(ip: &str) -> Client {
    let ip = ip.parse::<IpAddr>().unwrap();
    Client { ip, user_agent: "a browser".into(), session: None, device: None, cart: None }
}

pub(crate) fn home() -> Client {
    client("203.0.113.7")
}

/// A person with a confirmed account.
pub(crate) async fn someone(env: &Env, email: &str) -> UserId {
    let new =
        NewUser { email, name: "Ada", role: Role::Customer, locale: Locale::En, password: Some(PASSWORD) };
    create_user(env, new).await.unwrap()
}

pub(crate) async fn try_sign_in(env: &Env, email: &str, password: &str, client: &Client) -> Result<SignedIn> {
    sign_in(env, email, password, client).await
}

pub(crate) async fn scope(env: &Env, session: &str) -> UserScope {
    authenticate(env, session).await.unwrap().expect("the session is live").0
}

/// A signed-in person with a confirmed account.
pub(crate) async fn signed_in(env: &Env, email: &str) -> UserScope {
    someone(env, email).await;
    scope(env, &try_sign_in(env, email, PASSWORD, &home()).await.unwrap().session).await
}

async fn try_register(env: &Env, email: &str, password: &str) -> Result<()> {
    let client = home();
    register(env, Registration { name: "Ada", email, password, locale: Locale::En, client: &client }).await
}

/// The secrets in the links of the mails of a kind, newest first.
async fn links(app: &TestApp, kind: MailKind) -> Vec<String> {
    app.run_jobs().await.unwrap();
    // Mails of one millisecond have no order.
    app.clock.advance(1);
    let mut found = Vec::new();
    for mail in
        crate::mails::outbox(&app.env, None).await.unwrap().0.into_iter().filter(|mail| mail.kind == kind)
    {
        let text = crate::mails::outbox_mail(&app.env, mail.id).await.unwrap().text;
        let link = text.lines().find(|line| line.contains("/account/")).unwrap_or_default();
        found.push(link.rsplit('/').next().unwrap_or_default().to_owned());
    }
    found
}

async fn link(app: &TestApp, kind: MailKind) -> String {
    links(app, kind).await.into_iter().next().expect("a mail")
}

fn fields(error: Error) -> Vec<FieldError> {
    match error {
        Error::Invalid(fields) => fields,
        other => panic!("{other}"),
    }
}

fn wrong(field: &str, problem: Problem) -> Vec<FieldError> {
    vec![FieldError::new(field, problem)]
}
