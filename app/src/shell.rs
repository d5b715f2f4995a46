//! The document around the app, and the small script that wakes it up late.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use words::{Language, server::Document};

use crate::App;
use crate::theme::Theme;

/// The colour around the portal: that of cards, at the top of every page.
pub const LIGHT: &str = "#ffffff";
/// The same in the dark.
pub const DARK: &str = "#151d21";

/// What the document needs to know of the server.
#[derive(Clone)]
pub struct Shell {
    /// Folder of the built package: `/pkg/<content hash>`.
    pub package: String,
    /// Lets this answer's own scripts run.
    pub nonce: String,
    pub language: Language,
    /// Whether the page is one of those that say what only staff read.
    pub for_staff: bool,
    pub theme: Theme,
    pub organisation: String,
    /// Where the stream of changes stood when the page was asked for; nothing for a guest.
    pub live: Option<String>,
    /// What tells the signed-in account from others in this browser, without naming it; nothing for a guest.
    pub account: Option<String>,
    /// What tells for whom the account acts, if not for itself.
    pub acting: Option<String>,
    /// Whether people may sign in with passkeys.
    pub passkeys: bool,
}

/// Renders the document.
pub fn shell(frame: Shell) -> impl IntoView {
    let Shell {
        package,
        nonce,
        language,
        for_staff,
        theme,
        organisation,
        live,
        account,
        acting,
        passkeys,
    } = frame;
    let words = &language.server().document;
    view! {
        <!DOCTYPE html>
        <html
            lang=language.code()
            dir=language.direction()
            data-theme=theme.attribute()
            data-live=live.clone()
            data-account=account
            data-acting=acting
            data-passkeys=passkeys.then_some("offered")
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content=theme.schemes() />
                <meta name="application-name" content=organisation />
                <link rel="stylesheet" href=format!("{package}/salve.css") />
                <meta name="theme-color" content={LIGHT} {..custom_attribute("media", "(prefers-color-scheme: light)")} />
                <meta name="theme-color" content={DARK} {..custom_attribute("media", "(prefers-color-scheme: dark)")} />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-180.png" />
                <link rel="manifest" href=format!("/manifest.webmanifest?language={}", language.code()) />
                <script type="module" nonce=nonce inner_html=wake(&package, language, for_staff, live.is_some())></script>
                <MetaTags />
            </head>
            <body>
                <App />
                {live.is_some().then(|| session_ending(words, language))}
                {live.is_some().then(|| signed_out(language))}
                // Shown by a program that failed: whatever it was, the page can be loaded again.
                <div id="stopped" class="stopped" role="alert" hidden>
                    <p>{words.stopped}</p>
                    <a href="" rel="external">{words.load_again}</a>
                </div>
                // Shown when a newer version of the portal waits. What its buttons do: frontend/device.js.
                <div role="status">
                    <div id="update" class="update" hidden>
                        <p>{words.update_ready}</p>
                        <p class="small" data-unsent hidden>
                            {words.update_unsent}
                        </p>
                        <button type="button" class="button" data-device="reload">
                            {words.update_reload}
                        </button>
                        <button type="button" class="button plain" data-device="later">
                            {words.update_later}
                        </button>
                    </div>
                </div>
            </body>
        </html>
    }
}

/// Shown by the script of live updates before the session ends: `data-for` is the line that the stream tells.
fn session_ending(words: &'static Document, language: Language) -> impl IntoView {
    view! {
        <dialog id="session-ending" class="dialog" aria-labelledby="session-ending-title">
            <h2 id="session-ending-title">{words.session_ending}</h2>
            <p data-for="ending">{words.session_ending_idle}</p>
            <p data-for="ending for good">{words.session_ending_for_good}</p>
            <div class="actions">
                <form method="dialog">
                    <button class="button">
                        <span data-for="ending">{words.stay_signed_in}</span>
                        <span data-for="ending for good">{words.close}</span>
                    </button>
                </form>
                <form method="post" action="/sign-out">
                    <button class="button quiet">{language.ui().nav.sign_out}</button>
                </form>
            </div>
        </dialog>
    }
}

/// Shown by the script of live updates when the session is over and something typed would be lost with the page. Whoever
/// signs in again does so in a window of its own.
fn signed_out(language: Language) -> impl IntoView {
    let words = language.ui();
    view! {
        <dialog id="signed-out" class="dialog cover" aria-labelledby="signed-out-title">
            <h2 id="signed-out-title" tabindex="-1" autofocus=true>
                {words.errors.sign_in_title}
            </h2>
            <p>{words.errors.sign_in}</p>
            <div class="actions">
                <a class="button" href="/sign-in" target="_blank" aria-describedby="signed-out-tab">
                    {words.nav.sign_in}
                </a>
                <span id="signed-out-tab" class="small">{format!("({})", words.common.new_tab)}</span>
            </div>
        </dialog>
    }
}

/// Loads the WASM when the page is idle or somebody begins to use it, whichever comes first: text and styles never wait for
/// it. The words of the language are asked for at once, as the program does so only when it is there (`spoken`). A page that
/// a browser translated stays plain HTML: the translator has moved what hydration would look for.
///
/// Until all of the page is awake, links and the way back are the browser's: the router would show another page in one that
/// is half awake. On a page that never wakes that stays so.
fn wake(package: &str, language: Language, for_staff: bool, live: bool) -> String {
    let language = language.code();
    let early = |piece: &str| format!("fetch('{package}/split_{piece}_{language}.wasm').catch(()=>{{}});");
    let mut words = early("words");
    if for_staff {
        words.push_str(&early("words_staff"));
    }
    // Whoever has just signed in is awaited by pages that their last session left behind (frontend/live.js). They close the
    // window that they opened for it: it fetches nothing meanwhile.
    let (here, then, closing) = if live {
        let here = "{const{account,acting=''}=document.documentElement.dataset;new BroadcastChannel('salve-live').postMessage({account:account+acting})}";
        let closing = "name=='salve-sign-in'?setTimeout(begin,5000):";
        (here, format!(".then(()=>import('{package}/live.js'))"), closing)
    } else {
        ("", String::new(), "")
    };
    // An offer to install comes once, perhaps before anybody listens.
    format!(
        "addEventListener('beforeinstallprompt',e=>{{e.preventDefault();self.installOffer=e}},{{once:true}});\
        {here}let begun;\
        const live=()=>{{{words}return import('{package}/salve.js').then(m=>m.default({{module_or_path:'{package}/salve.wasm'}}).then(()=>m.hydrate())){then}}};\
        const root=document.documentElement,place=()=>location.pathname+location.search,here=place();\
        for(const kind of['click','popstate'])addEventListener(kind,e=>{{if('hydrated'in root.dataset)return;\
        if(kind=='popstate'){{if(place()!=here){{e.stopImmediatePropagation();location.reload()}}}}\
        else if(e.target.closest?.('a[href]'))e.stopImmediatePropagation()}},true);\
        const begin=async()=>{{if(begun)return;begun=1;\
        try{{if(!/translated-/.test(root.className))await live()}}catch{{}}\
        import('{package}/device.js').catch(()=>{{}})}};\
        for(const e of['pointerdown','keydown','focusin'])addEventListener(e,begin,{{once:true,capture:true,passive:true}});\
        const idle=()=>{closing}self.requestIdleCallback?requestIdleCallback(begin,{{timeout:2000}}):setTimeout(begin,200);\
        document.readyState==='complete'?idle():addEventListener('load',idle,{{once:true}});"
    )
}
