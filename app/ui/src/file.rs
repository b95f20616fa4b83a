use crate::field::{Field, described_by, id_or_name, invalid};
use crate::{Glyph, Icon, given};
use leptos::html;
use leptos::prelude::*;

/// A place to drop files on or to choose them: the browser's own file input,
/// stretched over the frame, so dropping works without the WASM.
#[component]
pub fn FileDrop(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    /// "Drop pictures here, or choose them".
    #[prop(into)]
    prompt: String,
    /// Types as in the HTML attribute: "image/*", ".csv".
    #[prop(into, optional)]
    accept: String,
    #[prop(optional)] multiple: bool,
    /// Opens the phone's camera first: "environment" or "user".
    #[prop(into, optional)]
    capture: String,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] id: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let described = described_by(&id, &hint);
    let node = NodeRef::<html::Input>::new();
    let chosen = RwSignal::new(Vec::<String>::new());
    let read = move || {
        let files = node.get_untracked().and_then(|input| input.files());
        let names = files
            .map(|files| (0..files.length()).filter_map(|i| files.get(i)).map(|f| f.name()).collect())
            .unwrap_or_default();
        chosen.set(names);
    };
    view! {
        <Field label id=id.clone() hint error class>
            <div class="drop">
                <Icon glyph=Glyph::UPLOAD class="icon-lg" />
                <span class="drop-prompt">{prompt}</span>
                <input
                    node_ref=node
                    type="file"
                    class="drop-input"
                    id=id
                    name=name
                    accept=given(accept)
                    capture=given(capture)
                    multiple=multiple
                    required=required
                    disabled=disabled
                    aria-invalid=invalid(error)
                    aria-describedby=described
                    on:change=move |_| read()
                />
                <ul class="drop-names" aria-live="polite">
                    {move || {
                        chosen
                            .get()
                            .into_iter()
                            .map(|name| view! { <li class="drop-name">{name}</li> })
                            .collect_view()
                    }}
                </ul>
            </div>
        </Field>
    }
}
