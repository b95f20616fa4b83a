//! Short messages that come and go, some with a way to undo.

use crate::{Glyph, Icon, IconButton, Size, Tone, classes};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// One message.
#[derive(Clone)]
pub struct Toast {
    text: String,
    tone: Tone,
    // Shared and not a `Callback`: the page that showed the message may be gone by now.
    undo: Option<(String, Arc<dyn Fn() + Send + Sync>)>,
}

impl Toast {
    /// Something was done: "Product saved".
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Good, undo: None }
    }

    /// Something failed: says what to do next.
    pub fn bad(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Bad, undo: None }
    }

    /// A button that takes it back; the message then stays longer.
    pub fn undo(mut self, label: impl Into<String>, back: impl Fn() + Send + Sync + 'static) -> Self {
        self.undo = Some((label.into(), Arc::new(back)));
        self
    }
}

#[derive(Clone)]
struct Shown {
    key: u32,
    toast: Toast,
}

/// The messages now on the screen; from [`provide_toasts`] or [`toasts`].
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Shown>>,
    next: StoredValue<u32>,
    /// While a pointer or the focus is on the messages, none goes away.
    held: RwSignal<bool>,
}

impl Toasts {
    /// Shows a message for some seconds.
    pub fn show(&self, toast: Toast) {
        let (this, key) = (*self, self.next.get_value());
        self.next.set_value(key.wrapping_add(1));
        let stay = Duration::from_secs(if toast.undo.is_some() { 10 } else { 6 });
        self.shown.update(|shown| {
            // Three at most: older ones make room.
            if shown.len() > 2 {
                shown.remove(0);
            }
            shown.push(Shown { key, toast });
        });
        this.expire(key, stay);
    }

    fn expire(self, key: u32, stay: Duration) {
        set_timeout(
            move || match self.held.try_get_untracked() {
                Some(true) => self.expire(key, Duration::from_secs(2)),
                Some(false) => self.close(key),
                None => {}
            },
            stay,
        );
    }

    fn close(&self, key: u32) {
        self.shown.try_update(|shown| shown.retain(|one| one.key != key));
        // The focus may have gone with the message, without an event.
        self.held.try_set(false);
    }
}

/// Once, above everything that shows messages; [`ToastHost`] shows them.
pub fn provide_toasts() -> Toasts {
    let toasts =
        Toasts { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0), held: RwSignal::new(false) };
    provide_context(toasts);
    toasts
}

/// The messages of this page; without [`provide_toasts`] above, ones that nobody sees.
pub fn toasts() -> Toasts {
    use_context().unwrap_or_else(provide_toasts)
}

/// The place where messages appear, once in the shell: at the bottom, above the
/// navigation of phones.
#[component]
pub fn ToastHost(
    /// Read out as the region's name: "Messages".
    #[prop(into)]
    label: String,
    #[prop(into)] close_label: String,
) -> impl IntoView {
    let toasts = toasts();
    let one = move |shown: Shown| {
        let key = shown.key;
        let Toast { text, tone, undo } = shown.toast;
        let glyph = if tone == Tone::Bad { Glyph::CIRCLE_ALERT } else { Glyph::CIRCLE_CHECK };
        let undo = undo.map(|(label, back)| {
            view! {
                <button
                    type="button"
                    class="toast-undo"
                    on:click=move |_| {
                        back();
                        toasts.close(key);
                    }
                >
                    {label}
                </button>
            }
        });
        view! {
            <li class=classes(&["toast", tone.class()])>
                <Icon glyph class="toast-glyph" />
                <span class="toast-text">{text}</span>
                {undo}
                <IconButton
                    glyph=Glyph::X
                    label=close_label.clone()
                    size=Size::Small
                    class="toast-close"
                    on:click=move |_| toasts.close(key)
                />
            </li>
        }
    };
    let node = NodeRef::<html::Section>::new();
    // Nothing outside of a modal dialog can be touched while it is open.
    let settle = move || {
        let place = ["dialog:modal", ".toast-home"]
            .into_iter()
            .find_map(|selector| document().query_selector(selector).ok().flatten());
        if let (Some(host), Some(place)) = (node.try_get_untracked().flatten(), place)
            && host.parent_element().as_ref() != Some(&place)
        {
            let _ = place.append_child(&host);
        }
    };
    Effect::new(move |seen: Option<()>| {
        toasts.shown.track();
        if seen.is_none() {
            crate::on_all("close", move |_| settle());
        }
        settle();
    });
    view! {
        <div class="toast-home">
        <section
            node_ref=node
            class="toasts"
            aria-label=label
            aria-live="polite"
            on:pointerenter=move |_| toasts.held.set(true)
            on:pointerleave=move |_| toasts.held.set(false)
            on:focusin=move |_| toasts.held.set(true)
            on:focusout=move |_| toasts.held.set(false)
        >
            <ol class="toast-list">
                <For each=move || toasts.shown.get() key=|shown| shown.key children=one />
            </ol>
        </section>
        </div>
    }
}
