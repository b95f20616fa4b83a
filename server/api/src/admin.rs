//! How the server itself does, for admins: `/admin/…`. For anybody else it does not exist.

use axum::Json;
use backend::scope::StaffScope;
use backend::{Env, Error, ops};
use kit::AppError;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new().routes(routes!(db_pool)).routes(routes!(cache_stats))
}

/// Connections to the database.
#[derive(Debug, Serialize, ToSchema)]
struct Pool {
    /// `sqlite` or `postgres`.
    engine: &'static str,
    /// Connections that exist; on SQLite those that read.
    open: u32,
    /// Of these, the ones not in use.
    idle: u32,
    /// As many may exist.
    max: u32,
    /// Write transactions that are open; on SQLite never more than one.
    writing: usize,
    /// Tasks that wait to begin a write.
    waiting: usize,
}

/// The connections to the database
///
/// How busy they are now, in the process that answers.
#[utoipa::path(get, path = "/admin/db/pool", tag = "Operating", responses(
    (status = 200, body = Pool),
    (status = 404, description = "The caller is no admin"),
))]
async fn db_pool(caller: Result<Caller, Problem>) -> Result<Json<Pool>, Problem> {
    let (cx, staff) = admin(caller)?;
    let pool = ops::db_pool(&cx.env, &staff).await?;
    Ok(Json(Pool {
        engine: cx.env.db.engine().as_str(),
        open: pool.open,
        idle: pool.idle,
        max: pool.max,
        writing: pool.writing,
        waiting: pool.waiting,
    }))
}

/// How a cache did since the server began.
#[derive(Debug, Serialize, ToSchema)]
struct CacheItem {
    /// Its name.
    name: &'static str,
    /// What it holds now.
    entries: u64,
    /// It never holds more.
    capacity: u64,
    /// Questions that it answered.
    hits: u64,
    /// Questions that it could not answer.
    misses: u64,
    /// Share of the questions that it answered, from 0 to 1; `null` before the first.
    hit_ratio: Option<f64>,
}

/// All caches.
#[derive(Debug, Serialize, ToSchema)]
struct CacheList {
    /// Each of them.
    items: Vec<CacheItem>,
}

/// The caches
///
/// How they did since the process that answers began.
#[utoipa::path(get, path = "/admin/cache/stats", tag = "Operating", responses(
    (status = 200, body = CacheList),
    (status = 404, description = "The caller is no admin"),
))]
async fn cache_stats(caller: Result<Caller, Problem>) -> Result<Json<CacheList>, Problem> {
    let (cx, staff) = admin(caller)?;
    let items = ops::cache_stats(&cx.env, &staff).await?.into_iter().map(|cache| {
        let asked = cache.hits + cache.misses;
        CacheItem {
            name: cache.name,
            entries: cache.entries,
            capacity: cache.capacity,
            hits: cache.hits,
            misses: cache.misses,
            hit_ratio: (asked > 0).then(|| cache.hits as f64 / asked as f64),
        }
    });
    Ok(Json(CacheList { items: items.collect() }))
}

/// Who calls, with their proof; a stranger is not even told to sign in.
fn admin(caller: Result<Caller, Problem>) -> Result<(Caller, StaffScope), Problem> {
    let caller = caller.map_err(hidden)?;
    let staff = caller.staff().map_err(Problem::from).map_err(hidden)?;
    Ok((caller, staff))
}

fn hidden(problem: Problem) -> Problem {
    match problem {
        Problem::App(AppError::Unauthenticated | AppError::Forbidden) => Error::NotFound.into(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use backend::accounts::{self, Client, NewUser};
    use backend::testing::{TestApp, on_each_engine};
    use domain::Locale;
    use domain::accounts::Role;
    use http::{Request, StatusCode, header};
    use serde_json::Value;
    use tower::ServiceExt;

    const PATHS: [&str; 2] = ["/admin/db/pool", "/admin/cache/stats"];
    const PASSWORD: &str = "purple lamp on tuesday";

    async fn token(app: &TestApp, role: Role) -> String {
        let email = format!("{role}@example.com");
        let new = NewUser { email: &email, name: "Ada", role, locale: Locale::En, password: Some(PASSWORD) };
        accounts::create_user(&app.env, new).await.unwrap();
        let client = Client {
            ip: [203, 0, 113, 7].into(),
            user_agent: String::new(),
            session: None,
            device: None,
            cart: None,
        };
        accounts::sign_in(&app.env, &email, PASSWORD, &client).await.unwrap().session
    }

    async fn get(app: &TestApp, path: &str, token: &str) -> (StatusCode, Value) {
        let mut request = Request::get(path);
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let router = crate::routes().0.with_state(app.env.clone());
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    #[tokio::test]
    async fn only_admins_are_told_of_connections_and_caches() {
        on_each_engine(async |app| {
            let others = [
                String::new(),
                "nonsense".into(),
                token(app, Role::Customer).await,
                token(app, Role::Manager).await,
            ];
            for path in PATHS {
                for other in &others {
                    let (status, body) = get(app, path, other).await;
                    assert_eq!(
                        (status, &body["type"]),
                        (StatusCode::NOT_FOUND, &"urn:souk:problem:not_found".into())
                    );
                }
            }
            let admin = token(app, Role::Admin).await;
            let (status, pool) = get(app, PATHS[0], &admin).await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(pool["engine"], app.env.db.engine().as_str());
            assert!(pool["open"].as_u64() <= pool["max"].as_u64() && pool["writing"] == 0, "{pool}");
            backend::catalog::public_sitemap(&app.env, None).await.unwrap();
            backend::catalog::public_sitemap(&app.env, None).await.unwrap();
            let (status, caches) = get(app, PATHS[1], &admin).await;
            assert_eq!(status, StatusCode::OK);
            let of =
                |name: &str| caches["items"].as_array().unwrap().iter().find(|c| c["name"] == name).cloned();
            assert_eq!(of("sitemap").unwrap()["hit_ratio"], 0.5);
            assert_eq!(of("home").unwrap()["hit_ratio"], Value::Null);
            app.run_jobs().await.unwrap();
        })
        .await;
    }
}
