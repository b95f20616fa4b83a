//! The parts of the person's own page.

use domain::accounts::{MemberRole, Membership, Profile, SavedAddress, SessionInfo};
use kit::forms::follow;
use kit::{FormState, format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{
    Avatar, Badge, Button, Card, Choice, Fold, Glyph, InputKind, LinkButton, List, ListItem, Notice,
    RadioGroup, RadioLayout, Size, TextInput, Tone, Variant,
};

use super::api::{ChangePassword, EndSession, ResendConfirmation, SignOut, SignOutEverywhere, UpdateProfile};
use super::frame::FormErrors;
use super::texts as t;

/// Asks to confirm the mail address.
#[component]
pub fn Unverified(email: String) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Notice tone=Tone::Warn title=t::unverified(locale)>
            <p class="mb-3">{t::unverified_text(locale, &email)}</p>
            <ResendForm />
        </Notice>
    }
    .into_any()
}

/// Sends the link to confirm the address once more.
#[component]
pub fn ResendForm() -> impl IntoView {
    let locale = use_locale();
    let action = ServerAction::<ResendConfirmation>::new();
    follow(action);
    let form = FormState::of(action);
    view! {
        <ActionForm action=action attr:class="flex flex-col items-start gap-3">
            <FormErrors form />
            <Button kind="submit" variant=Variant::Secondary size=Size::Small loading=action.pending()>
                {t::resend(locale)}
            </Button>
        </ActionForm>
    }
    .into_any()
}

/// The shops that the person works for, and the way to an own one.
#[component]
pub fn ShopsCard(shops: Vec<Membership>) -> impl IntoView {
    let locale = use_locale();
    let rows = shops
        .into_iter()
        .map(|shop| {
            let role = if shop.role == MemberRole::Owner { t::owner(locale) } else { t::staff(locale) };
            let name = shop.name.clone();
            view! {
                <ListItem
                    title=shop.name
                    text=role
                    href=format!("/dashboard/{}", shop.slug)
                    before=move || view! { <Avatar name=name square=true /> }
                />
            }
        })
        .collect_view();
    view! {
        <Card
            title=t::shops(locale)
            text=t::open_shop_lead(locale)
            action=move || {
                view! {
                    <LinkButton href="/account/open-shop" variant=Variant::Secondary size=Size::Small glyph=Glyph::STORE>
                        {t::open_shop(locale)}
                    </LinkButton>
                }
            }
        >
            <List label=t::shops(locale)>{rows}</List>
        </Card>
    }
    .into_any()
}

/// The addresses for the next purchase.
#[component]
pub fn AddressesCard(addresses: Vec<SavedAddress>) -> impl IntoView {
    let locale = use_locale();
    let body = if addresses.is_empty() {
        view! { <p class="text-ink-muted">{t::no_address(locale)}</p> }.into_any()
    } else {
        let rows = addresses
            .into_iter()
            .map(|saved| {
                let mut lines = saved.address.lines(locale).into_iter();
                let title = lines.next().unwrap_or_default();
                let text = lines.collect::<Vec<_>>().join(", ");
                view! { <ListItem title text href=format!("/account/addresses/{}", saved.id) /> }
            })
            .collect_view();
        view! { <List label=t::addresses(locale)>{rows}</List> }.into_any()
    };
    view! {
        <div id="addresses">
            <Card
                title=t::addresses(locale)
                action=move || {
                    view! {
                        <LinkButton
                            href="/account/addresses/new"
                            variant=Variant::Secondary
                            size=Size::Small
                            glyph=Glyph::PLUS
                        >
                            {t::add_address(locale)}
                        </LinkButton>
                    }
                }
            >
                {body}
            </Card>
        </div>
    }
    .into_any()
}

/// Name and language.
#[component]
pub fn ProfileCard(profile: Profile) -> impl IntoView {
    let locale = use_locale();
    let action = ServerAction::<UpdateProfile>::new();
    follow(action);
    let form = FormState::of(action).labels([("name", t::name(locale)), ("locale", t::language(locale))]);
    let languages = vec![Choice::new("en", t::english(locale)), Choice::new("de", t::german(locale))];
    view! {
        <Card title=t::profile(locale)>
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <TextInput
                    label=t::name(locale)
                    name="name"
                    autocomplete="name"
                    value=form.value("name", &profile.name)
                    error=form.error("name")
                    required=true
                    maxlength=domain::accounts::MAX_NAME
                />
                <RadioGroup
                    legend=t::language(locale)
                    name="locale"
                    choices=languages
                    value=profile.locale.as_str()
                    layout=RadioLayout::Pills
                />
                <div>
                    <Button kind="submit" variant=Variant::Secondary loading=action.pending()>
                        {t::save(locale)}
                    </Button>
                </div>
            </ActionForm>
        </Card>
    }
    .into_any()
}

/// A new password for the old one.
#[component]
pub fn PasswordCard() -> impl IntoView {
    let locale = use_locale();
    let action = ServerAction::<ChangePassword>::new();
    follow(action);
    let form = FormState::of(action)
        .labels([("current", t::current_password(locale)), ("password", t::new_password(locale))]);
    let failed = action.value().with_untracked(|value| matches!(value, Some(Err(_))));
    view! {
        <Fold title=t::change_password(locale) open=failed>
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <TextInput
                    label=t::current_password(locale)
                    name="current"
                    kind=InputKind::Password
                    error=form.error("current")
                    required=true
                />
                <TextInput
                    label=t::new_password(locale)
                    name="password"
                    kind=InputKind::NewPassword
                    hint=t::password_hint(locale)
                    error=form.error("password")
                    required=true
                />
                <div>
                    <Button kind="submit" variant=Variant::Secondary loading=action.pending()>
                        {t::change_password(locale)}
                    </Button>
                </div>
            </ActionForm>
        </Fold>
    }
    .into_any()
}

/// Where the person is signed in.
#[component]
pub fn SessionsCard(sessions: Vec<SessionInfo>) -> impl IntoView {
    let locale = use_locale();
    let action = ServerAction::<EndSession>::new();
    follow(action);
    let rows = sessions
        .into_iter()
        .map(|session| {
            let text =
                format!("{}, {}", session.ip, t::since(locale, &format::date(locale, session.created_at)));
            let after = move || {
                if session.current {
                    view! { <Badge tone=Tone::Good>{t::this_device(locale)}</Badge> }.into_any()
                } else {
                    let id = session.id.clone();
                    view! {
                        <ActionForm action=action>
                            <input type="hidden" name="id" value=id />
                            <Button kind="submit" variant=Variant::Quiet size=Size::Small>
                                {t::end_session(locale)}
                            </Button>
                        </ActionForm>
                    }
                    .into_any()
                }
            };
            view! { <ListItem title=browser(&session.user_agent) text after /> }
        })
        .collect_view();
    view! {
        <div id="sessions">
            <Card title=t::sessions(locale)>
                <List label=t::sessions(locale)>{rows}</List>
            </Card>
        </div>
    }
    .into_any()
}

/// The ways out.
#[component]
pub fn Leave() -> impl IntoView {
    let locale = use_locale();
    let here = ServerAction::<SignOut>::new();
    let everywhere = ServerAction::<SignOutEverywhere>::new();
    follow(here);
    follow(everywhere);
    view! {
        <div class="flex flex-wrap gap-3">
            <ActionForm action=here>
                <Button kind="submit" variant=Variant::Secondary glyph=Glyph::LOG_OUT loading=here.pending()>
                    {t::sign_out(locale)}
                </Button>
            </ActionForm>
            <ActionForm action=everywhere>
                <Button kind="submit" variant=Variant::Quiet loading=everywhere.pending()>
                    {t::sign_out_everywhere(locale)}
                </Button>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// What a person calls the program behind a `User-Agent` header: `Firefox, Windows`.
fn browser(agent: &str) -> String {
    let pick = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    // Most browsers name others too; the first that fits is the one.
    let program = pick(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = pick(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program}, {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_what_people_call_it() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0";
        assert_eq!(browser(edge), "Edge, Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1";
        assert_eq!(browser(phone), "Safari, iPhone");
        assert_eq!(browser("curl/8.5.0"), "curl/8.5.0");
    }
}
