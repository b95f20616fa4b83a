//! A note for the team.

use domain::orders::views::OrderView;
use kit::use_locale;
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, Card, Size, TextArea, Variant};

use super::api::AddNote;
use super::failure::{Refused, at_field, refusal};
use super::texts as t;

/// The form that adds a note to the timeline.
#[component]
pub fn NotePart(
    shop: String,
    order: OrderView,
    action: ServerAction<AddNote>,
    /// What is typed; outlives the form.
    text: RwSignal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let refusal = refusal(action);
    view! {
        <Card>
            <ActionForm action=action attr:class="flex flex-col gap-3">
                <Refused refusal />
                <input type="hidden" name="shop" value=shop />
                <input type="hidden" name="order" value=order.id.to_string() />
                <input type="hidden" name="version" value=order.version.to_string() />
                <TextArea
                    label=t::note(locale)
                    name="text"
                    id="order-note"
                    rows=2
                    bind=text
                    hint=t::note_hint(locale)
                    error=at_field(refusal, "text")
                    maxlength=2000
                />
                <div>
                    <Button kind="submit" variant=Variant::Secondary size=Size::Small loading=action.pending()>
                        {t::add_note(locale)}
                    </Button>
                </div>
            </ActionForm>
        </Card>
    }
    .into_any()
}
