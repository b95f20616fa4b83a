//! The document around every page: head, scripts, and the security headers of its nonce.

use std::collections::HashMap;
use std::path::Path;

use kit::locale::provide_locale;
use kit::look::theme;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos::reactive::owner::IsHydrating;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

use crate::App;
use crate::routes::{Waking, waking};

/// The looks of what no page of the store has.
const APP_STYLES: &str = concat!(
    "@layer components{",
    include_str!("../../style/frame.css"),
    include_str!("../../style/tables.css"),
    include_str!("../../style/charts.css"),
    "}"
);
/// What the first paint needs of the type; its name carries its hash.
const FONT: &str = "/fonts/figtree-latin.4ba7d3d0.woff2";

/// Each island wakes at once, or when the event happens that `data-wake` of its parent names. No
/// island is inside of another one.
const WAKE_ISLANDS: &str = "m.wake();const n=[];\
    for(const e of document.querySelectorAll('leptos-island')){\
    const w=()=>e.w||=m[e.dataset.component](e)||1,v=e.parentElement.dataset.wake;\
    if(!v)n.push(w());else{const d=v=='focusin'?e:document;d.addEventListener(v,w,{once:true});\
    if(e.contains(document.activeElement))w()}}\
    Promise.all(n).then(()=>document.documentElement.dataset.hydrated='')";

/// The built files, whose names carry a hash of their content. Read once, at start.
#[derive(Clone)]
pub struct Assets {
    js: String,
    wasm: String,
    css: String,
    /// The chunks of each group of pages, as the list of a script.
    chunks: HashMap<String, String>,
}

impl Assets {
    /// Reads the names that the build wrote beside the binary.
    pub fn read(hash_file: &Path, options: &LeptosOptions) -> Self {
        let hashes: HashMap<String, String> = std::fs::read_to_string(hash_file)
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(file, hash)| (file.trim().to_owned(), hash.trim().to_owned()))
            .collect();
        let pkg = format!("/{}", options.site_pkg_dir);
        let hashed = |kind: &str, end: &str| match hashes.get(kind) {
            Some(hash) => format!("{pkg}/{}.{hash}.{end}", options.output_name),
            None => format!("{pkg}/{}.{end}", options.output_name),
        };
        let (js, wasm, css) = (hashed("js", "js"), hashed("wasm", "wasm"), hashed("css", "css"));
        Self { chunks: chunks(&pkg, &hashes, options), js, wasm, css }
    }

    /// The script that wakes a page, or only its islands. It waits for the first paint: nothing of
    /// the program is preloaded, and it starts when the page is loaded and idle. A link or a form
    /// works until then without it. The page's chunks are asked for together with the program,
    /// which would learn of them only when it runs.
    fn loader(&self, waking: &Waking) -> String {
        let of = |group: &str| self.chunks.get(group).map_or("", String::as_str);
        let (chunks, wake) = match waking {
            // What both need is in both lists, and so is the comma of an empty one.
            Waking::Whole(group) => (format!("{},{}", of("page"), of(group)), "m.hydrate()"),
            Waking::Islands(group) => (of(group).to_owned(), WAKE_ISLANDS),
        };
        let (js, wasm) = (&self.js, &self.wasm);
        format!(
            "addEventListener('load',()=>{{const h=()=>{{new Set([{chunks}].flat()).forEach(c=>fetch(c).catch(()=>{{}}));\
             import('{js}').then(m=>m.default({{module_or_path:'{wasm}'}}).then(()=>{{{wake}}}))}};\
             'requestIdleCallback'in window?requestIdleCallback(h,{{timeout:1500}}):setTimeout(h,200)}})"
        )
    }

    /// Paths of the script, the program and the stylesheet.
    pub fn paths(&self) -> [&str; 3] {
        [&self.js, &self.wasm, &self.css]
    }
}

/// Which chunks each group of pages needs, as the split build wrote it; none in a build that
/// was not split.
fn chunks(pkg: &str, hashes: &HashMap<String, String>, options: &LeptosOptions) -> HashMap<String, String> {
    let manifest = match hashes.get("manifest") {
        Some(hash) => format!("__wasm_split_manifest.{hash}.json"),
        None => "__wasm_split_manifest.json".to_owned(),
    };
    let folder = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    let text = std::fs::read_to_string(folder.join(manifest)).unwrap_or_else(|error| {
        leptos::logging::warn!(
            "no page will wake up: the program is not split ({error}); build it with --split"
        );
        String::new()
    });
    let groups: HashMap<String, Vec<String>> = serde_json::from_str(&text).unwrap_or_default();
    let list = |chunks: Vec<String>| {
        let paths: Vec<String> = chunks.iter().map(|chunk| format!("'{pkg}/{chunk}.wasm'")).collect();
        paths.join(",")
    };
    groups.into_iter().map(|(group, chunks)| (group, list(chunks))).collect()
}

/// The document around every page.
pub fn shell(assets: &Assets, options: LeptosOptions) -> impl IntoView + use<> {
    let locale = provide_locale();
    let nonce = use_nonce();
    if let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), &nonce) {
        set_policy(&response, nonce.as_inner(), std::env::var_os("LEPTOS_WATCH").is_some());
    }
    let waking =
        use_context::<http::request::Parts>().map_or(Waking::Islands(""), |parts| waking(parts.uri.path()));
    // Data and marks for the browser are written only around what wakes up there.
    let is_whole = matches!(waking, Waking::Whole(_));
    provide_context(IsHydrating(is_whole));
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(is_whole);
    }
    let styles = is_whole.then(|| view! { <style nonce=nonce.clone() inner_html=APP_STYLES></style> });
    let (css, loader) = (assets.css.clone(), assets.loader(&waking));
    view! {
        <!DOCTYPE html>
        <html lang=locale.as_str() data-theme=theme()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="preload" href=FONT r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=css/>
                {styles}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="icon" href="/favicon-32.png" sizes="32x32" type="image/png"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.json"/>
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#141312" media="(prefers-color-scheme: dark)"/>
                <AutoReload options/>
                <script type="module" nonce=nonce>{loader}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Scripts and styles run only with this answer's nonce, or from this site's own files.
fn set_policy(response: &ResponseOptions, nonce: &str, watching: bool) {
    let reload = if watching { " ws://127.0.0.1:3001 ws://localhost:3001" } else { "" };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; connect-src 'self'{reload}; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(value) = http::HeaderValue::from_str(&policy) {
        response.insert_header(http::header::CONTENT_SECURITY_POLICY, value);
    }
}
