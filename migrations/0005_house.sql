create table settings (
    name    text primary key,
    value   text not null
);

create table jobs (
    id              text primary key,
    queue           text not null,
    kind            text not null,
    payload         text not null,
    priority        bigint not null default 0,
    state           text not null check (state in ('queued', 'running', 'done', 'dead')),
    run_at          bigint not null,
    attempts        bigint not null default 0,
    max_attempts    bigint not null,
    -- At most one queued or running job a key.
    unique_key      text unique,
    lease_until     bigint,
    worker          text,
    progress        text not null default '',
    last_error      text,
    request_id      text not null default '',
    created_at      bigint not null,
    finished_at     bigint
);
create index jobs_due on jobs (state, run_at, priority);
create index jobs_leased on jobs (state, lease_until);
create index jobs_by_age on jobs (state, finished_at);

create table job_runs (
    id          text primary key,
    job_id      text not null,
    kind        text not null,
    attempt     bigint not null,
    started_at  bigint not null,
    finished_at bigint,
    error       text
);
create index job_runs_by_job on job_runs (job_id, id);
create index job_runs_by_kind on job_runs (kind, started_at);
create index job_runs_by_age on job_runs (started_at);

create table schedule_fires (
    schedule    text not null,
    fire_time   bigint not null,
    primary key (schedule, fire_time)
);

create table event_cursors (
    subscriber  text primary key,
    epoch       bigint not null,
    position    bigint not null,
    updated_at  bigint not null
);

create table mails (
    id          text primary key,
    -- What it is about, once: 'order-placed:ORDERGROUP'.
    reference   text not null unique,
    kind        text not null,
    recipient   text not null,
    subject     text not null,
    text_body   text not null,
    html_body   text not null,
    state       text not null check (state in ('queued', 'sent', 'failed')),
    created_at  bigint not null,
    sent_at     bigint
);
create index mails_newest on mails (created_at, id);
