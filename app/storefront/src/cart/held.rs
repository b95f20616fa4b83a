//! Until when the pieces are kept for the buyer.

use domain::UtcMillis;
use kit::use_locale;
use leptos::prelude::*;
use ui::{Glyph, Icon};

use super::texts as t;

/// "We hold your items until 14:32": on the server in UTC, in the browser by its own clock.
#[component]
pub fn Held(until: UtcMillis) -> impl IntoView {
    let locale = use_locale();
    let (hour, minute) = until.hour_minute();
    let time = RwSignal::new(format!("{hour:02}:{minute:02} UTC"));
    Effect::new(move || {
        let local = js_sys::Date::new(&(until.0 as f64).into());
        time.set(format!("{:02}:{:02}", local.get_hours(), local.get_minutes()));
    });
    view! {
        <p class="flex items-center gap-2 text-sm text-ink-muted">
            <Icon glyph=Glyph::CLOCK class="icon-sm" />
            <span>{move || t::held(locale, &time.get())}</span>
        </p>
    }
}
