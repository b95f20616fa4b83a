use domain::accounts::MemberRole;
use domain::shops::{Member, ShopSettings};
use kit::forms::follow;
use kit::{FormState, format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{
    Avatar, Badge, Button, Card, Choice, InputKind, List, ListItem, RadioGroup, RadioLayout, Size, TextInput,
    Tone, Variant,
};

use super::api::{AddMember, RemoveMember, SetMemberRole};
use super::forms::Errors;
use super::frame::{Section, load, section};
use super::texts as t;

/// Who works for the shop, and what each may do.
#[component]
pub fn MembersPage() -> impl IntoView {
    let settings = load();
    let actions =
        Actions { add: ServerAction::new(), change: ServerAction::new(), remove: ServerAction::new() };
    follow(actions.add);
    follow(actions.change);
    follow(actions.remove);
    section(settings, Section::Members, move |shop, _| view! { <Members shop actions /> }.into_any())
}

#[derive(Clone, Copy)]
struct Actions {
    add: ServerAction<AddMember>,
    change: ServerAction<SetMemberRole>,
    remove: ServerAction<RemoveMember>,
}

#[component]
fn Members(shop: ShopSettings, actions: Actions) -> impl IntoView {
    let locale = use_locale();
    let owner = shop.role == MemberRole::Owner;
    let slug = shop.face.slug.clone();
    let (change, remove) = (FormState::of(actions.change), FormState::of(actions.remove));
    let rows =
        shop.members.into_iter().map(|member| row(member, slug.clone(), owner, actions)).collect_view();
    view! {
        <Errors form=change />
        <Errors form=remove />
        <Card title=t::members(locale) text=t::members_text(locale)>
            <List label=t::members(locale)>{rows}</List>
        </Card>
        {owner.then(|| view! { <Add slug=slug.clone() action=actions.add /> })}
    }
    .into_any()
}

fn row(member: Member, slug: String, owner: bool, actions: Actions) -> AnyView {
    let locale = use_locale();
    let name = member.name.clone();
    let text = format!("{}, {}", member.email, t::since(locale, &format::date(locale, member.since)));
    let is_owner = member.role == MemberRole::Owner;
    let user = member.user.to_string();
    let after = move || {
        let badge = if is_owner {
            view! { <Badge tone=Tone::Accent>{t::owner(locale)}</Badge> }
        } else {
            view! { <Badge>{t::staff(locale)}</Badge> }
        };
        let (next, label) =
            if is_owner { ("staff", t::make_staff(locale)) } else { ("owner", t::make_owner(locale)) };
        let buttons = owner.then(|| {
            // Each form keeps its own.
            let (shop, person) = (slug.clone(), user.clone());
            let (slug, user) = (slug.clone(), user.clone());
            view! {
                <ActionForm action=actions.change>
                    <input type="hidden" name="shop" value=slug.clone() />
                    <input type="hidden" name="user" value=user.clone() />
                    <input type="hidden" name="role" value=next />
                    <Button kind="submit" variant=Variant::Quiet size=Size::Small>
                        {label}
                    </Button>
                </ActionForm>
                <ActionForm action=actions.remove>
                    <input type="hidden" name="shop" value=shop.clone() />
                    <input type="hidden" name="user" value=person.clone() />
                    <Button kind="submit" variant=Variant::Quiet size=Size::Small>
                        {t::remove(locale)}
                    </Button>
                </ActionForm>
            }
        });
        view! { <div class="flex flex-wrap items-center justify-end gap-1">{badge} {buttons}</div> }
    };
    view! { <ListItem title=member.name text before=move || view! { <Avatar name=name.clone() /> } after /> }
        .into_any()
}

#[component]
fn Add(slug: String, action: ServerAction<AddMember>) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action).labels([("email", t::member_email(locale)), ("role", t::may(locale))]);
    let roles = vec![
        Choice::new("staff", t::staff(locale)).hint(t::staff_may(locale)),
        Choice::new("owner", t::owner(locale)).hint(t::owner_may(locale)),
    ];
    view! {
        <Card title=t::add_member(locale)>
            <ActionForm action=action attr:class="flex flex-col gap-4" attr:novalidate=true>
                <Errors form />
                <input type="hidden" name="shop" value=slug />
                <TextInput
                    label=t::member_email(locale)
                    name="email"
                    kind=InputKind::Email
                    autocomplete="off"
                    value=form.value("email", "")
                    error=form.error("email")
                    required=true
                />
                <RadioGroup
                    legend=t::may(locale)
                    name="role"
                    choices=roles
                    layout=RadioLayout::Cards
                    value="staff"
                />
                <div>
                    <Button kind="submit" loading=action.pending()>
                        {t::add(locale)}
                    </Button>
                </div>
            </ActionForm>
        </Card>
    }
    .into_any()
}
