//! The icons by name. Path data from Lucide (see `app/ui/ICONS-LICENSE`), each
//! icon drawn as one path on a 24 by 24 grid. Constants, not an enum: an icon
//! that no page uses is then absent from the WASM.

use super::Glyph;

#[rustfmt::skip]
impl Glyph {
    pub const SHOPPING_BAG: Glyph = Glyph("M16 10a4 4 0 0 1-8 0M3.103 6.034h17.794M3.4 5.467a2 2 0 0 0-.4 1.2V20a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V6.667a2 2 0 0 0-.4-1.2l-2-2.667A2 2 0 0 0 17 2H7a2 2 0 0 0-1.6.8z");
    pub const SHOPPING_CART: Glyph = Glyph("M2.05 2.05l1.099-.028a1 1 0 0 1 1.008.815l2.69 14.347A1 1 0 0 0 7.83 18H18M4.563 5h16.435a1 1 0 0 1 .981 1.204l-1.026 6.226A2 2 0 0 1 18.962 14H6.25M16 20a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M6 20a2 2 0 1 0 4 0a2 2 0 1 0 -4 0");
    pub const SEARCH: Glyph = Glyph("M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0");
    pub const MENU: Glyph = Glyph("M4 5h16M4 12h16M4 19h16");
    pub const X: Glyph = Glyph("M18 6 6 18M6 6l12 12");
    pub const CHECK: Glyph = Glyph("M20 6 9 17l-5-5");
    pub const CHEVRON_DOWN: Glyph = Glyph("M6 9l6 6 6-6");
    pub const CHEVRON_LEFT: Glyph = Glyph("M15 18l-6-6 6-6");
    pub const CHEVRON_RIGHT: Glyph = Glyph("M9 18l6-6-6-6");
    pub const CHEVRON_UP: Glyph = Glyph("M18 15l-6-6-6 6");
    pub const ARROW_LEFT: Glyph = Glyph("M12 19l-7-7 7-7M19 12H5");
    pub const ARROW_RIGHT: Glyph = Glyph("M5 12h14M12 5l7 7-7 7");
    pub const ARROW_UP: Glyph = Glyph("M5 12l7-7 7 7M12 19V5");
    pub const ARROW_DOWN: Glyph = Glyph("M12 5v14M19 12l-7 7-7-7");
    pub const ARROW_UP_RIGHT: Glyph = Glyph("M7 7h10v10M7 17 17 7");
    pub const ARROW_UP_DOWN: Glyph = Glyph("M21 16l-4 4-4-4M17 20V4M3 8l4-4 4 4M7 4v16");
    pub const PLUS: Glyph = Glyph("M5 12h14M12 5v14");
    pub const MINUS: Glyph = Glyph("M5 12h14");
    pub const HEART: Glyph = Glyph("M2 9.5a5.5 5.5 0 0 1 9.591-3.676.56.56 0 0 0 .818 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.5-1.5-3-3.2-3-5.5");
    pub const STAR: Glyph = Glyph("M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z");
    pub const USER: Glyph = Glyph("M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M8 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0");
    pub const USERS: Glyph = Glyph("M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 0 0 0-3-3.87M5 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0");
    pub const STORE: Glyph = Glyph("M15 21v-5a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v5M17.774 10.31a1.12 1.12 0 0 0-1.549 0 2.5 2.5 0 0 1-3.451 0 1.12 1.12 0 0 0-1.548 0 2.5 2.5 0 0 1-3.452 0 1.12 1.12 0 0 0-1.549 0 2.5 2.5 0 0 1-3.77-3.248l2.889-4.184A2 2 0 0 1 7 2h10a2 2 0 0 1 1.653.873l2.895 4.192a2.5 2.5 0 0 1-3.774 3.244M4 10.95V19a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8.05");
    pub const PACKAGE: Glyph = Glyph("M11 21.73a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16V8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73zM12 22V12M3.29 7L12 12L20.71 7M7.5 4.27l9 5.15");
    pub const PACKAGE_CHECK: Glyph = Glyph("M12 22V12M16 17l2 2 4-4M21 11.127V8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.729l7 4a2 2 0 0 0 2 .001l1.32-.753M3.29 7 12 12l8.71-5M7.5 4.27l8.997 5.148");
    pub const TRUCK: Glyph = Glyph("M14 18V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v11a1 1 0 0 0 1 1h2M15 18H9M19 18h2a1 1 0 0 0 1-1v-3.65a1 1 0 0 0-.22-.624l-3.48-4.35A1 1 0 0 0 17.52 8H14M15 18a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M5 18a2 2 0 1 0 4 0a2 2 0 1 0 -4 0");
    pub const CREDIT_CARD: Glyph = Glyph("M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM2 10L22 10M6 14h2");
    pub const WALLET: Glyph = Glyph("M19 7V4a1 1 0 0 0-1-1H5a2 2 0 0 0 0 4h15a1 1 0 0 1 1 1v4h-3a2 2 0 0 0 0 4h3a1 1 0 0 0 1-1v-2a1 1 0 0 0-1-1M3 5v14a2 2 0 0 0 2 2h15a1 1 0 0 0 1-1v-4");
    pub const RECEIPT: Glyph = Glyph("M12 17V7M16 8h-6a2 2 0 0 0 0 4h4a2 2 0 0 1 0 4H8M4 3a1 1 0 0 1 1-1 1.3 1.3 0 0 1 .7.2l.933.6a1.3 1.3 0 0 0 1.4 0l.934-.6a1.3 1.3 0 0 1 1.4 0l.933.6a1.3 1.3 0 0 0 1.4 0l.933-.6a1.3 1.3 0 0 1 1.4 0l.934.6a1.3 1.3 0 0 0 1.4 0l.933-.6A1.3 1.3 0 0 1 19 2a1 1 0 0 1 1 1v18a1 1 0 0 1-1 1 1.3 1.3 0 0 1-.7-.2l-.933-.6a1.3 1.3 0 0 0-1.4 0l-.934.6a1.3 1.3 0 0 1-1.4 0l-.933-.6a1.3 1.3 0 0 0-1.4 0l-.933.6a1.3 1.3 0 0 1-1.4 0l-.934-.6a1.3 1.3 0 0 0-1.4 0l-.933.6a1.3 1.3 0 0 1-.7.2 1 1 0 0 1-1-1z");
    pub const TAG: Glyph = Glyph("M12.586 2.586A2 2 0 0 0 11.172 2H4a2 2 0 0 0-2 2v7.172a2 2 0 0 0 .586 1.414l8.704 8.704a2.426 2.426 0 0 0 3.42 0l6.58-6.58a2.426 2.426 0 0 0 0-3.42zM7 7.5a0.5 0.5 0 1 0 1 0a0.5 0.5 0 1 0 -1 0");
    pub const TICKET_PERCENT: Glyph = Glyph("M2 9a3 3 0 1 1 0 6v2a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-2a3 3 0 1 1 0-6V7a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2ZM9 9h.01M15 9l-6 6M15 15h.01");
    pub const PERCENT: Glyph = Glyph("M19 5L5 19M4 6.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M15 17.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0");
    pub const GIFT: Glyph = Glyph("M12 7v14M20 11v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-8M7.5 7a1 1 0 0 1 0-5A4.8 8 0 0 1 12 7a4.8 8 0 0 1 4.5-5 1 1 0 0 1 0 5M4 7h16a1 1 0 0 1 1 1v2a1 1 0 0 1 -1 1h-16a1 1 0 0 1 -1 -1v-2a1 1 0 0 1 1 -1z");
    pub const IMAGE: Glyph = Glyph("M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM7 9a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M21 15l-3.086-3.086a2 2 0 0 0-2.828 0L6 21");
    pub const UPLOAD: Glyph = Glyph("M12 3v12M17 8l-5-5-5 5M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4");
    pub const DOWNLOAD: Glyph = Glyph("M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5");
    pub const FILE_TEXT: Glyph = Glyph("M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2zM14 2v5a1 1 0 0 0 1 1h5M10 9H8M16 13H8M16 17H8");
    pub const PAPERCLIP: Glyph = Glyph("M16 6l-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551");
    pub const TRASH_2: Glyph = Glyph("M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2");
    pub const PENCIL: Glyph = Glyph("M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4");
    pub const COPY: Glyph = Glyph("M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2");
    pub const EXTERNAL_LINK: Glyph = Glyph("M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6");
    pub const LINK: Glyph = Glyph("M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71");
    pub const EYE: Glyph = Glyph("M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0");
    pub const EYE_OFF: Glyph = Glyph("M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49M14.084 14.158a3 3 0 0 1-4.242-4.242M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143M2 2l20 20");
    pub const LOCK: Glyph = Glyph("M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM7 11V7a5 5 0 0 1 10 0v4");
    pub const SHIELD_CHECK: Glyph = Glyph("M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1zM9 12l2 2 4-4");
    pub const KEY: Glyph = Glyph("M2 21l9.6-9.6M7.5 15.5l2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19M10 7.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0");
    pub const BELL: Glyph = Glyph("M10.268 21a2 2 0 0 0 3.464 0M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326");
    pub const MAIL: Glyph = Glyph("M22 7l-8.991 5.727a2 2 0 0 1-2.009 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z");
    pub const MESSAGE_CIRCLE: Glyph = Glyph("M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719");
    pub const PHONE: Glyph = Glyph("M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384");
    pub const SEND: Glyph = Glyph("M14.536 21.686a.5.5 0 0 0 .937-.024l6.5-19a.496.496 0 0 0-.635-.635l-19 6.5a.5.5 0 0 0-.024.937l7.93 3.18a2 2 0 0 1 1.112 1.11zM21.854 2.147l-10.94 10.939");
    pub const SETTINGS: Glyph = Glyph("M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0");
    pub const SLIDERS_HORIZONTAL: Glyph = Glyph("M10 5H3M12 19H3M14 3v4M16 17v4M21 12h-9M21 19h-5M21 5h-7M8 10v4M8 12H3");
    pub const ELLIPSIS: Glyph = Glyph("M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M18 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M4 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0");
    pub const CALENDAR: Glyph = Glyph("M8 2v3M16 2v3M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM3 9h18");
    pub const CLOCK: Glyph = Glyph("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 6v6l4 2");
    pub const HISTORY: Glyph = Glyph("M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5M12 7v5l4 2");
    pub const REFRESH_CW: Glyph = Glyph("M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16M8 16H3v5");
    pub const UNDO_2: Glyph = Glyph("M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11");
    pub const INFO: Glyph = Glyph("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 16v-4M12 8h.01");
    pub const CIRCLE_CHECK: Glyph = Glyph("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M16 9l-5.5 5.5L8 12");
    pub const CIRCLE_ALERT: Glyph = Glyph("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 8L12 12M12 16L12.01 16");
    pub const TRIANGLE_ALERT: Glyph = Glyph("M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01");
    pub const CIRCLE_HELP: Glyph = Glyph("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01");
    pub const BAN: Glyph = Glyph("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M4.929 4.929 19.07 19.071");
    pub const MAP_PIN: Glyph = Glyph("M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0M9 10a3 3 0 1 0 6 0a3 3 0 1 0 -6 0");
    pub const GLOBE: Glyph = Glyph("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20M2 12h20");
    pub const LANGUAGES: Glyph = Glyph("M5 8l6 6M4 14l6-6 2-3M2 5h12M7 2h1M22 22l-5-10-5 10M14 18h6");
    pub const SUN: Glyph = Glyph("M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41");
    pub const MOON: Glyph = Glyph("M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401");
    pub const LOG_OUT: Glyph = Glyph("M16 17l5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4");
    pub const LAYOUT_DASHBOARD: Glyph = Glyph("M4 3h5a1 1 0 0 1 1 1v7a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-7a1 1 0 0 1 1 -1zM15 3h5a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM15 12h5a1 1 0 0 1 1 1v7a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-7a1 1 0 0 1 1 -1zM4 16h5a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1z");
    pub const LAYOUT_GRID: Glyph = Glyph("M4 3h5a1 1 0 0 1 1 1v5a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-5a1 1 0 0 1 1 -1zM15 3h5a1 1 0 0 1 1 1v5a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-5a1 1 0 0 1 1 -1zM15 14h5a1 1 0 0 1 1 1v5a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-5a1 1 0 0 1 1 -1zM4 14h5a1 1 0 0 1 1 1v5a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-5a1 1 0 0 1 1 -1z");
    pub const LIST: Glyph = Glyph("M3 5h.01M3 12h.01M3 19h.01M8 5h13M8 12h13M8 19h13");
    pub const HOUSE: Glyph = Glyph("M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z");
    pub const CHART_COLUMN: Glyph = Glyph("M3 3v16a2 2 0 0 0 2 2h16M18 17V9M13 17V5M8 17v-3");
    pub const TRENDING_UP: Glyph = Glyph("M16 7h6v6M22 7l-8.5 8.5-5-5L2 17");
    pub const TRENDING_DOWN: Glyph = Glyph("M16 17h6v-6M22 17l-8.5-8.5-5 5L2 7");
    pub const SPARKLES: Glyph = Glyph("M11.017 2.814a1 1 0 0 1 1.966 0l1.051 5.558a2 2 0 0 0 1.594 1.594l5.558 1.051a1 1 0 0 1 0 1.966l-5.558 1.051a2 2 0 0 0-1.594 1.594l-1.051 5.558a1 1 0 0 1-1.966 0l-1.051-5.558a2 2 0 0 0-1.594-1.594l-5.558-1.051a1 1 0 0 1 0-1.966l5.558-1.051a2 2 0 0 0 1.594-1.594zM20 2v4M22 4h-4M2 20a2 2 0 1 0 4 0a2 2 0 1 0 -4 0");
    pub const BOT: Glyph = Glyph("M12 8V4H8M6 8h12a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-8a2 2 0 0 1 2 -2zM2 14h2M20 14h2M15 13v2M9 13v2");
    pub const INBOX: Glyph = Glyph("M22 12L16 12L14 15L10 15L8 12L2 12M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z");
    pub const ARCHIVE: Glyph = Glyph("M3 3h18a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-18a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM4 8v11a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8M10 12h4");
    pub const GRIP_VERTICAL: Glyph = Glyph("M8 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M8 5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M8 19a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M14 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M14 5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M14 19a1 1 0 1 0 2 0a1 1 0 1 0 -2 0");
    pub const ZOOM_IN: Glyph = Glyph("M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0M21 21L16.65 16.65M11 8L11 14M8 11L14 11");
    pub const SHARE_2: Glyph = Glyph("M15 5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M3 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M15 19a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M8.59 13.51L15.42 17.49M15.41 6.51L8.59 10.49");
    pub const BARCODE: Glyph = Glyph("M3 5v14M8 5v14M12 5v14M17 5v14M21 5v14");
    pub const QR_CODE: Glyph = Glyph("M4 3h3a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM17 3h3a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM4 16h3a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM21 16h-3a2 2 0 0 0-2 2v3M21 21v.01M12 7v3a2 2 0 0 1-2 2H7M3 12h.01M12 3h.01M12 16v.01M16 12h1M21 12v.01M12 21v-1");
    pub const PRINTER: Glyph = Glyph("M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1z");
    pub const LAYERS: Glyph = Glyph("M12.83 2.18a2 2 0 0 0-1.66 0L2.6 6.08a1 1 0 0 0 0 1.83l8.58 3.91a2 2 0 0 0 1.66 0l8.58-3.9a1 1 0 0 0 0-1.83zM2 12a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 12M2 17a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 17");
    pub const MEGAPHONE: Glyph = Glyph("M11 6a13 13 0 0 0 8.4-2.8A1 1 0 0 1 21 4v12a1 1 0 0 1-1.6.8A13 13 0 0 0 11 14H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM6 14a12 12 0 0 0 2.4 7.2 2 2 0 0 0 3.2-2.4A8 8 0 0 1 10 14M8 6v8");
    pub const HEADPHONES: Glyph = Glyph("M3 14h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a9 9 0 0 1 18 0v7a2 2 0 0 1-2 2h-1a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2h3");
    pub const BOOKMARK: Glyph = Glyph("M17 3a2 2 0 0 1 2 2v15a1 1 0 0 1-1.496.868l-4.512-2.578a2 2 0 0 0-1.984 0l-4.512 2.578A1 1 0 0 1 5 20V5a2 2 0 0 1 2-2z");
    pub const THUMBS_UP: Glyph = Glyph("M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88ZM7 10v12");
    pub const BANKNOTE: Glyph = Glyph("M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-8a2 2 0 0 1 2 -2zM10 12a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M6 12h.01M18 12h.01");
    pub const LANDMARK: Glyph = Glyph("M10 18v-7M11.119 2.205a2 2 0 0 1 1.762 0l7.84 3.846A.5.5 0 0 1 20.5 7h-17a.5.5 0 0 1-.22-.949zM14 18v-7M18 18v-7M3 22h18M6 18v-7");
    pub const PLUG: Glyph = Glyph("M12 22v-5M15 8V2M17 8a1 1 0 0 1 1 1v4a4 4 0 0 1-4 4h-4a4 4 0 0 1-4-4V9a1 1 0 0 1 1-1zM9 8V2");
    pub const DATABASE: Glyph = Glyph("M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0M3 5V19A9 3 0 0 0 21 19V5M3 12A9 3 0 0 0 21 12");
    pub const SMARTPHONE: Glyph = Glyph("M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-16a2 2 0 0 1 2 -2zM12 18h.01");
    pub const SHIELD: Glyph = Glyph("M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z");

    /// Every icon with its name, for the gallery of components.
    pub const ALL: &'static [(&'static str, Glyph)] = &[
        ("SHOPPING_BAG", Glyph::SHOPPING_BAG),
        ("SHOPPING_CART", Glyph::SHOPPING_CART),
        ("SEARCH", Glyph::SEARCH),
        ("MENU", Glyph::MENU),
        ("X", Glyph::X),
        ("CHECK", Glyph::CHECK),
        ("CHEVRON_DOWN", Glyph::CHEVRON_DOWN),
        ("CHEVRON_LEFT", Glyph::CHEVRON_LEFT),
        ("CHEVRON_RIGHT", Glyph::CHEVRON_RIGHT),
        ("CHEVRON_UP", Glyph::CHEVRON_UP),
        ("ARROW_LEFT", Glyph::ARROW_LEFT),
        ("ARROW_RIGHT", Glyph::ARROW_RIGHT),
        ("ARROW_UP", Glyph::ARROW_UP),
        ("ARROW_DOWN", Glyph::ARROW_DOWN),
        ("ARROW_UP_RIGHT", Glyph::ARROW_UP_RIGHT),
        ("ARROW_UP_DOWN", Glyph::ARROW_UP_DOWN),
        ("PLUS", Glyph::PLUS),
        ("MINUS", Glyph::MINUS),
        ("HEART", Glyph::HEART),
        ("STAR", Glyph::STAR),
        ("USER", Glyph::USER),
        ("USERS", Glyph::USERS),
        ("STORE", Glyph::STORE),
        ("PACKAGE", Glyph::PACKAGE),
        ("PACKAGE_CHECK", Glyph::PACKAGE_CHECK),
        ("TRUCK", Glyph::TRUCK),
        ("CREDIT_CARD", Glyph::CREDIT_CARD),
        ("WALLET", Glyph::WALLET),
        ("RECEIPT", Glyph::RECEIPT),
        ("TAG", Glyph::TAG),
        ("TICKET_PERCENT", Glyph::TICKET_PERCENT),
        ("PERCENT", Glyph::PERCENT),
        ("GIFT", Glyph::GIFT),
        ("IMAGE", Glyph::IMAGE),
        ("UPLOAD", Glyph::UPLOAD),
        ("DOWNLOAD", Glyph::DOWNLOAD),
        ("FILE_TEXT", Glyph::FILE_TEXT),
        ("PAPERCLIP", Glyph::PAPERCLIP),
        ("TRASH_2", Glyph::TRASH_2),
        ("PENCIL", Glyph::PENCIL),
        ("COPY", Glyph::COPY),
        ("EXTERNAL_LINK", Glyph::EXTERNAL_LINK),
        ("LINK", Glyph::LINK),
        ("EYE", Glyph::EYE),
        ("EYE_OFF", Glyph::EYE_OFF),
        ("LOCK", Glyph::LOCK),
        ("SHIELD_CHECK", Glyph::SHIELD_CHECK),
        ("KEY", Glyph::KEY),
        ("BELL", Glyph::BELL),
        ("MAIL", Glyph::MAIL),
        ("MESSAGE_CIRCLE", Glyph::MESSAGE_CIRCLE),
        ("PHONE", Glyph::PHONE),
        ("SEND", Glyph::SEND),
        ("SETTINGS", Glyph::SETTINGS),
        ("SLIDERS_HORIZONTAL", Glyph::SLIDERS_HORIZONTAL),
        ("ELLIPSIS", Glyph::ELLIPSIS),
        ("CALENDAR", Glyph::CALENDAR),
        ("CLOCK", Glyph::CLOCK),
        ("HISTORY", Glyph::HISTORY),
        ("REFRESH_CW", Glyph::REFRESH_CW),
        ("UNDO_2", Glyph::UNDO_2),
        ("INFO", Glyph::INFO),
        ("CIRCLE_CHECK", Glyph::CIRCLE_CHECK),
        ("CIRCLE_ALERT", Glyph::CIRCLE_ALERT),
        ("TRIANGLE_ALERT", Glyph::TRIANGLE_ALERT),
        ("CIRCLE_HELP", Glyph::CIRCLE_HELP),
        ("BAN", Glyph::BAN),
        ("MAP_PIN", Glyph::MAP_PIN),
        ("GLOBE", Glyph::GLOBE),
        ("LANGUAGES", Glyph::LANGUAGES),
        ("SUN", Glyph::SUN),
        ("MOON", Glyph::MOON),
        ("LOG_OUT", Glyph::LOG_OUT),
        ("LAYOUT_DASHBOARD", Glyph::LAYOUT_DASHBOARD),
        ("LAYOUT_GRID", Glyph::LAYOUT_GRID),
        ("LIST", Glyph::LIST),
        ("HOUSE", Glyph::HOUSE),
        ("CHART_COLUMN", Glyph::CHART_COLUMN),
        ("TRENDING_UP", Glyph::TRENDING_UP),
        ("TRENDING_DOWN", Glyph::TRENDING_DOWN),
        ("SPARKLES", Glyph::SPARKLES),
        ("BOT", Glyph::BOT),
        ("INBOX", Glyph::INBOX),
        ("ARCHIVE", Glyph::ARCHIVE),
        ("GRIP_VERTICAL", Glyph::GRIP_VERTICAL),
        ("ZOOM_IN", Glyph::ZOOM_IN),
        ("SHARE_2", Glyph::SHARE_2),
        ("BARCODE", Glyph::BARCODE),
        ("QR_CODE", Glyph::QR_CODE),
        ("PRINTER", Glyph::PRINTER),
        ("LAYERS", Glyph::LAYERS),
        ("MEGAPHONE", Glyph::MEGAPHONE),
        ("HEADPHONES", Glyph::HEADPHONES),
        ("BOOKMARK", Glyph::BOOKMARK),
        ("THUMBS_UP", Glyph::THUMBS_UP),
        ("BANKNOTE", Glyph::BANKNOTE),
        ("LANDMARK", Glyph::LANDMARK),
        ("PLUG", Glyph::PLUG),
        ("DATABASE", Glyph::DATABASE),
        ("SMARTPHONE", Glyph::SMARTPHONE),
        ("SHIELD", Glyph::SHIELD),
    ];
}
