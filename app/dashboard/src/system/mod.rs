//! `/manage/system`: whether the house is in order, in plain words.

pub mod api;
mod texts;

use domain::Locale;
use domain::format::{date_time, number};
use domain::system::{Health, Standing, Waiting};
use domain::time::{DAY, HOUR, MINUTE, SECOND};
use kit::use_locale;
use leptos::prelude::*;
use leptos_meta::Title;
use texts as t;
use ui::{Button, Card, Glyph, Notice, PageHeader, SkeletonRows, Status, Tone, Variant};

use crate::trouble::Failure;

/// How the system stands, line by line.
#[component]
pub(crate) fn SystemPage() -> impl IntoView {
    let locale = use_locale();
    let health = Resource::new(|| (), |()| api::load_system());
    view! {
        <Title text=t::title(locale) />
        <div class="flex max-w-4xl flex-col gap-4">
            <PageHeader
                title=t::title(locale)
                text=t::text(locale)
                actions=move || {
                    view! {
                        <form method="get" action="/manage/system">
                            <Button kind="submit" glyph=Glyph::REFRESH_CW variant=Variant::Secondary>
                                {t::reload(locale)}
                            </Button>
                        </form>
                    }
                }
            />
            <Transition fallback=|| view! { <SkeletonRows rows=9 /> }>
                {move || Suspend::new(async move {
                    match health.await {
                        Ok(health) => view! { <Report health /> }.into_any(),
                        Err(error) => {
                            view! { <Failure error back="/dashboard" back_label=t::to_home(locale) /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </div>
    }
}

/// One line: what it is about, how it stands, what was found, what to do.
struct Line {
    name: &'static str,
    standing: Standing,
    found: String,
    todo: &'static str,
}

impl Line {
    /// `good` is said when nothing is to do, `todo` else.
    fn new(
        (name, standing): (&'static str, Standing),
        found: impl Into<String>,
        good: &'static str,
        todo: &'static str,
    ) -> Self {
        let todo = if standing == Standing::Good { good } else { todo };
        Self { name, standing, found: found.into(), todo }
    }
}

#[component]
fn Report(health: Health) -> impl IntoView {
    let locale = use_locale();
    let standing = health.standing();
    let text = match standing {
        Standing::Good => t::all_good(locale),
        Standing::Look => t::all_look(locale),
        Standing::Act => t::all_act(locale),
    };
    let seen = t::seen(locale, &date_time(locale, health.at));
    let work = health.waiting.as_ref().map(|waiting| {
        view! { <Lines title=t::work(locale) lines=work(locale, waiting) /> }
    });
    view! {
        <Notice tone=tone(standing) title=word(locale, standing)>
            {text}
        </Notice>
        <Lines title=t::answers(locale) lines=answers(locale, &health) />
        {work}
        <Lines title=t::machine(locale) lines=machine(locale, &health) />
        <p class="text-xs text-ink-muted">{seen}</p>
    }
    .into_any()
}

#[component]
fn Lines(title: &'static str, lines: Vec<Line>) -> impl IntoView {
    let locale = use_locale();
    let lines = lines
        .into_iter()
        .map(|line| {
            view! {
                <li class="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-3">
                    <span class="font-medium">{line.name}</span>
                    <Status tone=tone(line.standing)>{word(locale, line.standing)}</Status>
                    <p class="w-full text-sm">{line.found}</p>
                    <p class="w-full text-sm text-ink-muted">{line.todo}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title flush=true>
            <ul class="list" aria-label=title>
                {lines}
            </ul>
        </Card>
    }
    .into_any()
}

fn answers(locale: Locale, health: &Health) -> Vec<Line> {
    let database = match &health.database {
        None => {
            let head = (t::database(locale), Standing::Act);
            Line::new(head, t::database_gone(locale), "", t::database_gone_do(locale))
        }
        Some(found) => {
            let engine = if found.engine == "postgres" { "PostgreSQL" } else { "SQLite" };
            let (median, p95) = (millis(locale, found.median), millis(locale, found.p95));
            Line::new(
                (t::database(locale), found.standing()),
                t::database_is(locale, engine, &median, &p95),
                t::database_good_do(locale),
                t::database_slow_do(locale),
            )
        }
    };
    let backup = match health.backup {
        Some(made) => t::backup_at(locale, &date_time(locale, made)),
        None => t::backup_unknown(locale).to_owned(),
    };
    let head = (t::backup(locale), health.backup());
    vec![database, Line::new(head, backup, t::backup_good_do(locale), t::backup_do(locale))]
}

fn work(locale: Locale, waiting: &Waiting) -> Vec<Line> {
    let jobs = match waiting.ready {
        0 => t::jobs_none(locale).to_owned(),
        ready => t::jobs_ready(locale, &number(locale, ready), &span(locale, waiting.oldest)),
    };
    let dead = match waiting.dead {
        0 => t::dead_none(locale).to_owned(),
        dead => t::dead_are(locale, dead),
    };
    let mails = match (waiting.mails, waiting.failed_mails) {
        (0, 0) => t::mails_none(locale).to_owned(),
        (mails, failed) => t::mails_wait(locale, &number(locale, mails), &number(locale, failed)),
    };
    let behind: Vec<String> = waiting
        .subscribers
        .iter()
        .filter(|behind| behind.entries > 0)
        .map(|behind| {
            let (entries, age) = (number(locale, behind.entries), span(locale, behind.oldest));
            t::events_behind(locale, &behind.subscriber, &entries, &age)
        })
        .collect();
    let events = if behind.is_empty() { t::events_none(locale).to_owned() } else { behind.join(" ") };
    vec![
        Line::new((t::jobs(locale), waiting.jobs()), jobs, t::jobs_good_do(locale), t::jobs_do(locale)),
        Line::new((t::dead(locale), waiting.dead()), dead, t::dead_good_do(locale), t::dead_do(locale)),
        Line::new((t::mails(locale), waiting.mails()), mails, t::mails_good_do(locale), t::mails_do(locale)),
        Line::new(
            (t::events(locale), waiting.events()),
            events,
            t::events_good_do(locale),
            t::events_do(locale),
        ),
    ]
}

fn machine(locale: Locale, health: &Health) -> Vec<Line> {
    let memory = health.memory.as_ref().map(|memory| {
        let bytes = |value| size(locale, value);
        let found = t::memory_is(locale, &bytes(memory.used), &bytes(memory.available), &bytes(memory.total));
        let head = (t::memory(locale), memory.standing());
        Line::new(head, found, t::memory_good_do(locale), t::memory_do(locale))
    });
    let disk = health.disk.as_ref().map(|disk| {
        let found = t::disk_is(locale, &size(locale, disk.free), &size(locale, disk.total));
        let head = (t::disk(locale), disk.standing());
        Line::new(head, found, t::disk_good_do(locale), t::disk_do(locale))
    });
    let found = t::program_is(locale, &health.version, &span(locale, health.uptime() * SECOND));
    let head = (t::program(locale), Standing::Good);
    let program = Line::new(head, found, t::program_do(locale), "");
    memory.into_iter().chain(disk).chain([program]).collect()
}

const fn word(locale: Locale, standing: Standing) -> &'static str {
    match standing {
        Standing::Good => t::good(locale),
        Standing::Look => t::look(locale),
        Standing::Act => t::act(locale),
    }
}

const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Good => Tone::Good,
        Standing::Look => Tone::Warn,
        Standing::Act => Tone::Bad,
    }
}

/// A span in its largest whole unit.
fn span(locale: Locale, millis: i64) -> String {
    match millis {
        millis if millis >= 2 * DAY => t::days(locale, millis / DAY),
        millis if millis >= 2 * HOUR => t::hours(locale, millis / HOUR),
        millis if millis >= MINUTE => t::minutes(locale, millis / MINUTE),
        millis => t::seconds(locale, millis / SECOND),
    }
}

/// Microseconds as milliseconds with one digit.
fn millis(locale: Locale, micros: u64) -> String {
    format!("{}\u{a0}ms", tenths(locale, micros.div_ceil(100)))
}

/// Bytes in megabytes or gigabytes.
fn size(locale: Locale, bytes: u64) -> String {
    match bytes {
        bytes if bytes >= 1_000_000_000 => format!("{}\u{a0}GB", tenths(locale, bytes / 100_000_000)),
        bytes => format!("{}\u{a0}MB", bytes / 1_000_000),
    }
}

fn tenths(locale: Locale, value: u64) -> String {
    let point = if locale == Locale::De { ',' } else { '.' };
    let whole = number(locale, i64::try_from(value / 10).unwrap_or(i64::MAX));
    format!("{whole}{point}{}", value % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_the_locale_writes_them() {
        assert_eq!(millis(Locale::En, 1_240), "1.3\u{a0}ms");
        assert_eq!(size(Locale::De, 1_234_567_890_000), "1.234,5\u{a0}GB");
        assert_eq!(size(Locale::En, 345_678_900), "345\u{a0}MB");
        assert_eq!(span(Locale::En, 90 * MINUTE), "90 minutes");
        assert_eq!(span(Locale::De, SECOND), "einer Sekunde");
        assert_eq!(span(Locale::De, 3 * DAY), "3 Tagen");
    }

    #[test]
    fn a_line_says_what_to_do_only_when_there_is_something_to_do() {
        let late = Waiting { ready: 2, oldest: 20 * MINUTE, dead: 1, ..Waiting::default() };
        let lines = work(Locale::En, &late);
        assert_eq!(lines[0].found, "2 waiting, the oldest for 20 minutes.");
        assert_eq!((lines[0].standing, lines[0].todo), (Standing::Act, t::jobs_do(Locale::En)));
        assert_eq!(lines[1].standing, Standing::Look);
        assert_eq!((lines[2].standing, lines[2].todo), (Standing::Good, t::mails_good_do(Locale::En)));
    }
}
