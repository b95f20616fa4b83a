//! Throw-away databases: every test meets both engines.
//!
//! PostgreSQL is there when `SOUK_TEST_POSTGRES` holds the URL of a server where databases may
//! be created. A migrated database is copied from a template that the migrations' fingerprint
//! names, so that even a runner with a process for each test migrates once an engine.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection, Executor};

use crate::{Db, Engine, Migration, Options, migrations, registry};

/// A database of its own for one test, gone when dropped. Derefs to [`Db`].
pub struct TestDb {
    db: Db,
    url: String,
    /// The server's URL and the database's name.
    server: Option<(String, String)>,
    _folder: Option<tempfile::TempDir>,
}

/// A migrated, empty database on each engine.
pub async fn each() -> Vec<TestDb> {
    open(true).await
}

/// A database without a single table on each engine.
pub async fn each_blank() -> Vec<TestDb> {
    open(false).await
}

/// A migrated, empty database on one engine, if that engine is at hand.
pub async fn on(engine: Engine) -> Option<TestDb> {
    match engine {
        Engine::Sqlite => Some(sqlite(true).await),
        Engine::Postgres => postgres(true).await,
    }
}

async fn open(migrated: bool) -> Vec<TestDb> {
    std::iter::once(sqlite(migrated).await).chain(postgres(migrated).await).collect()
}

impl TestDb {
    /// Where it is, for a second handle or a second process.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl std::ops::Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

tokio::task_local! {
    static COUNTED: RefCell<Vec<&'static str>>;
}

/// Runs some work and gives, with its outcome, the names of the statements that its task ran
/// meanwhile, in their order, failed ones included. Not counted: begin, commit, rollback, and
/// what the work leaves to tasks that it spawns.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, Vec<&'static str>) {
    let work = async { (work.await, COUNTED.with(RefCell::take)) };
    COUNTED.scope(RefCell::default(), work).await
}

/// Notes a statement for whoever counts those of this task.
pub(crate) fn note(name: &'static str) {
    let _ = COUNTED.try_with(|counted| counted.borrow_mut().push(name));
}

const SMALL: Options = Options { readers: 4, connections: 5, patience: std::time::Duration::from_secs(20) };

async fn sqlite(migrated: bool) -> TestDb {
    let folder = tempfile::Builder::new().prefix("souk-test-").tempdir().expect("a temporary folder");
    let file = folder.path().join("souk.db");
    if migrated {
        std::fs::copy(sqlite_template().await, &file).expect("the template is readable");
    }
    let url = format!("sqlite://{}", file.display());
    let db = Db::connect(&url, SMALL).await.expect("SQLite opens");
    TestDb { db, url, server: None, _folder: Some(folder) }
}

async fn sqlite_template() -> PathBuf {
    let steps = migrations(Engine::Sqlite);
    let template = std::env::temp_dir().join(format!("souk-template-{}.db", fingerprint(&steps)));
    if !template.exists() {
        let folder = tempfile::Builder::new().prefix("souk-test-").tempdir().expect("a temporary folder");
        let file = folder.path().join("souk.db");
        let db = Db::connect(&format!("sqlite://{}", file.display()), SMALL).await.expect("SQLite opens");
        db.migrate(&steps).await.expect("the migrations apply on SQLite");
        db.close().await;
        // Renamed in one step, so that no other process copies half a file.
        std::fs::rename(&file, &template).expect("the temporary folder is writable");
    }
    template
}

async fn postgres(migrated: bool) -> Option<TestDb> {
    let admin = std::env::var("SOUK_TEST_POSTGRES").ok().filter(|url| !url.is_empty())?;
    let name = format!("souk_test_{:016x}", RandomState::new().build_hasher().finish());
    let mut server = PgConnection::connect(&admin).await.expect("SOUK_TEST_POSTGRES answers");
    let template =
        if migrated { postgres_template(&admin, &mut server).await } else { "template0".to_owned() };
    run(&mut server, format!("create database {name} template {template}")).await;
    server.close().await.expect("the connection closes");
    let url = database_url(&admin, &name);
    let db = Db::connect(&url, SMALL).await.expect("PostgreSQL opens");
    Some(TestDb { db, url, server: Some((admin, name)), _folder: None })
}

async fn postgres_template(admin: &str, server: &mut PgConnection) -> String {
    let steps = migrations(Engine::Postgres);
    let template = format!("souk_template_{}", fingerprint(&steps));
    let known = format!("select 1 from pg_database where datname = '{template}'");
    if exists(server, &known).await {
        return template;
    }
    // One process builds it, the others wait here and then find it.
    run(server, "select pg_advisory_lock(1936684396)".to_owned()).await;
    if !exists(server, &known).await {
        let building = format!("{template}_new");
        run(server, format!("drop database if exists {building} with (force)")).await;
        run(server, format!("create database {building} template template0")).await;
        let db = Db::connect(&database_url(admin, &building), SMALL).await.expect("PostgreSQL opens");
        db.migrate(&steps).await.expect("the migrations apply on PostgreSQL");
        db.close().await;
        run(server, format!("alter database {building} rename to {template}")).await;
    }
    run(server, "select pg_advisory_unlock(1936684396)".to_owned()).await;
    template
}

async fn exists(server: &mut PgConnection, text: &str) -> bool {
    server.fetch_optional(sqlx::raw_sql(AssertSqlSafe(text))).await.expect("the server answers").is_some()
}

async fn run(server: &mut PgConnection, text: String) {
    sqlx::raw_sql(AssertSqlSafe(text.as_str()))
        .execute(server)
        .await
        .unwrap_or_else(|error| panic!("{text}: {error}"));
}

/// The same server, another database.
fn database_url(admin: &str, name: &str) -> String {
    let options: PgConnectOptions = admin.parse().expect("a PostgreSQL URL");
    let old = options.get_database().unwrap_or_default();
    let (head, query) =
        admin.split_once('?').map_or((admin, String::new()), |(head, query)| (head, format!("?{query}")));
    let head = head.strip_suffix(old).unwrap_or(head).trim_end_matches('/');
    format!("{head}/{name}{query}")
}

fn fingerprint(steps: &[Migration]) -> String {
    let mut hash = Sha256::new();
    for step in steps {
        hash.update(step.version.to_be_bytes());
        hash.update(&step.name);
        hash.update(step.checksum());
    }
    hex::encode(&hash.finalize()[..8])
}

impl Drop for TestDb {
    fn drop(&mut self) {
        note_runs();
        if let Some((admin, name)) = self.server.take() {
            let text = format!("drop database if exists {name} with (force)");
            // The test's own runtime may be shutting down; a thread with its own is always able.
            let done = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.expect("a runtime").block_on(async {
                    let mut server = PgConnection::connect(&admin).await.expect("SOUK_TEST_POSTGRES answers");
                    run(&mut server, text).await;
                });
            });
            let _ = done.join();
        }
    }
}

/// Where the processes of a test run leave what they ran: a folder.
const RUNS: &str = "SOUK_TEST_SQL_RUNS";

/// Leaves the names of what ran so far in the folder `SOUK_TEST_SQL_RUNS`, if that is set.
fn note_runs() {
    let Some(folder) = std::env::var_os(RUNS) else { return };
    let mut lines = String::new();
    for statement in registry() {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            if statement.ran(engine).runs > 0 {
                let _ = writeln!(lines, "{} {}", engine.as_str(), statement.name);
            }
        }
    }
    let file = Path::new(&folder).join(format!("{}.txt", std::process::id()));
    // A run that cannot be noted shows up as a statement that never ran.
    let _ = std::fs::write(file, lines);
}

/// The declared statements that no process of a test run ran on an engine, from the notes in
/// a folder. Statements of tests are left out.
pub fn never_ran(folder: &Path, engine: Engine) -> BTreeSet<&'static str> {
    let prefix = format!("{} ", engine.as_str());
    let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let notes: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
    let ran: BTreeSet<&str> =
        notes.iter().flat_map(|note| note.lines()).filter_map(|line| line.strip_prefix(&prefix)).collect();
    registry()
        .into_iter()
        .filter(|statement| {
            !statement.dynamic && !statement.name.contains("::tests::") && !ran.contains(statement.name)
        })
        .map(|statement| statement.name)
        .collect()
}
