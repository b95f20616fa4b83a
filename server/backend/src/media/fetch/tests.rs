use super::*;
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Only this machine's first loopback address, where the test's host is.
fn only_here(ip: IpAddr) -> bool {
    ip == IpAddr::V4(Ipv4Addr::LOCALHOST)
}

fn fetcher() -> HttpFetcher {
    HttpFetcher::with_guard("test", only_here, Duration::from_secs(10)).unwrap()
}

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(8, 8).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn redirect(to: &str) -> Vec<u8> {
    answer("302 Found", &format!("Location: {to}\r\n"), b"")
}

/// Starts a host that answers each path as told; gives its address.
async fn host(answers: fn(&str) -> Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = vec![0; 4096];
                let read = stream.read(&mut request).await.unwrap_or(0);
                let request = String::from_utf8_lossy(&request[..read]).into_owned();
                let path = request.split(' ').nth(1).unwrap_or_default();
                stream.write_all(&answers(path)).await.ok();
                if path == "/endless" {
                    while stream.write_all(&[0; 64 * 1024]).await.is_ok() {}
                }
                if path == "/silent" {
                    // Holds the connection until the caller lets go.
                    stream.read_exact(&mut [0; 1]).await.ok();
                }
            });
        }
    });
    format!("http://{address}")
}

#[tokio::test]
async fn a_picture_is_fetched_also_over_redirects() {
    let host = host(|path| match path {
        "/1" => redirect("/2"),
        "/2" => redirect("3?x=y"),
        "/3?x=y" => redirect("/picture.png"),
        _ => answer("200 OK", "", &png()),
    })
    .await;
    assert_eq!(fetcher().fetch(&format!("{host}/picture.png")).await.unwrap(), png());
    assert_eq!(fetcher().fetch(&format!("{host}/1")).await.unwrap(), png());
}

#[tokio::test]
async fn redirects_end_somewhere() {
    let host = host(|_| redirect("/again")).await;
    assert_eq!(fetcher().fetch(&host).await, Err(FetchError::TooManyRedirects));
}

#[tokio::test]
async fn a_redirect_to_a_private_address_or_another_scheme_is_refused() {
    let host = host(|path| match path {
        "/metadata" => redirect("http://169.254.169.254/latest/meta-data"),
        "/loopback" => redirect("http://127.0.0.2:1/"),
        "/short" => redirect("http://127.2/"),
        "/number" => redirect("//2130706434/"),
        "/mapped" => redirect("http://[::ffff:10.0.0.1]/"),
        "/name" => redirect("http://LocalHost.:80/"),
        "/file" => redirect("file:///etc/passwd"),
        "/login" => redirect("http://user:pass@127.0.0.1/"),
        _ => answer("302 Found", "", b""),
    })
    .await;
    for path in ["metadata", "loopback", "short", "number", "mapped", "name"] {
        let refused = fetcher().fetch(&format!("{host}/{path}")).await.unwrap_err();
        assert_eq!(refused, FetchError::Private, "{path}");
        assert!(!refused.is_temporary());
    }
    for path in ["file", "login", "nowhere"] {
        assert_eq!(fetcher().fetch(&format!("{host}/{path}")).await, Err(FetchError::BadAddress), "{path}");
    }
}

#[tokio::test]
async fn a_private_host_is_refused_however_it_is_spelt() {
    let fetcher = HttpFetcher::new("test").unwrap();
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "0x7f000001",
        "0",
        "0.0.0.0",
        "10.1",
        "192.168.1.1",
        "172.16.0.1",
        "172.31.255.255",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "printer.local",
        "db.internal",
        "[::]",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:8.8.8.8]",
        "[::127.0.0.1]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[ff02::1]",
        "[64:ff9b::a00:1]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2001::1]",
        "[2001:db8::1]",
        "[100::1]",
        "１２７.0.0.1",
        "127。0。0。1",
        "127.0.0.1:8080",
    ] {
        let refused = fetcher.fetch(&format!("http://{host}/a.png")).await;
        assert_eq!(refused, Err(FetchError::Private), "{host}");
        assert_eq!(Offline.fetch(&format!("http://{host}/a.png")).await, Err(FetchError::Private), "{host}");
    }
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_refused_by_the_resolver() {
    let host = host(|_| answer("200 OK", "", &png())).await;
    let port = host.rsplit(':').next().unwrap();
    // Past the check of the spelling, as a public name with a private address would be.
    let fetcher = HttpFetcher::new("test").unwrap();
    let error = fetcher.client.get(format!("http://localhost:{port}/")).send().await.unwrap_err();
    assert_eq!(reason(&error), FetchError::Private);
    let open = HttpFetcher::with_guard("test", |ip| ip.is_loopback(), TIMEOUT).unwrap();
    let response = open.client.get(format!("http://localhost:{port}/")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[test]
fn public_addresses_are_public() {
    for ip in
        ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "192.0.1.1", "223.255.255.255"]
    {
        assert!(is_public(ip.parse().unwrap()), "{ip}");
    }
    for ip in ["2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"] {
        assert!(is_public(ip.parse().unwrap()), "{ip}");
    }
    assert!(check_url("https://cdn.example.com/a.jpg?v=1").is_ok());
    assert!(check_url("http://10.example.com/").is_ok());
}

#[test]
fn what_is_no_web_address_is_refused() {
    let long = format!("https://a.example/{}", "x".repeat(MAX_URL));
    for url in [
        "",
        "picture.png",
        "ftp://a.example/x",
        "file:///x",
        "data:,x",
        "https://",
        "https://u@a.example/",
        &long,
    ] {
        assert_eq!(parse_url(url), Err(FetchError::BadAddress), "{url}");
    }
}

#[tokio::test]
async fn what_is_no_picture_is_refused() {
    let host = host(|path| match path {
        "/page" => answer("200 OK", "Content-Type: image/png\r\n", b"<!doctype html><p>Hello"),
        "/drawing" => answer("200 OK", "Content-Type: image/svg+xml\r\n", b"<svg onload='alert(1)'/>"),
        _ => answer("200 OK", "", b""),
    })
    .await;
    for path in ["page", "drawing", "nothing"] {
        let refused = fetcher().fetch(&format!("{host}/{path}")).await.unwrap_err();
        assert_eq!(refused, FetchError::Refused(CodecError::UnknownFormat), "{path}");
        assert!(!refused.is_temporary());
    }
}

#[tokio::test]
async fn too_much_is_refused_whether_it_is_announced_or_not() {
    let host = host(|path| match path {
        "/endless" => b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\xff\xd8\xff".to_vec(),
        _ => b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".to_vec(),
    })
    .await;
    for path in ["announced", "endless"] {
        let refused = fetcher().fetch(&format!("{host}/{path}")).await;
        assert_eq!(refused, Err(FetchError::Refused(CodecError::TooManyBytes)), "{path}");
    }
}

#[tokio::test]
async fn what_may_pass_is_told_from_what_will_not() {
    let host = host(|path| match path {
        "/gone" => answer("404 Not Found", "", b""),
        "/busy" => answer("503 Service Unavailable", "", b""),
        "/slower" => answer("429 Too Many Requests", "", b""),
        "/cut" => {
            [b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n", &png()[..30]].concat()
        }
        _ => Vec::new(),
    })
    .await;
    for (path, error, temporary) in [
        ("gone", FetchError::Status(404), false),
        ("busy", FetchError::Status(503), true),
        ("slower", FetchError::Status(429), true),
        ("cut", FetchError::Broken, true),
        ("hangup", FetchError::Unreachable, true),
    ] {
        let failed = fetcher().fetch(&format!("{host}/{path}")).await.unwrap_err();
        assert_eq!((&failed, failed.is_temporary()), (&error, temporary), "{path}");
    }
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert_eq!(fetcher().fetch(&format!("http://{closed}/")).await, Err(FetchError::Unreachable));
    assert_eq!(Offline.fetch("https://a.example/a.png").await, Err(FetchError::Offline));
}

#[tokio::test]
async fn a_host_that_says_nothing_is_given_up() {
    let host = host(|_| Vec::new()).await;
    let hasty = HttpFetcher::with_guard("test", only_here, Duration::from_millis(100)).unwrap();
    assert_eq!(hasty.fetch(&format!("{host}/silent")).await, Err(FetchError::Timeout));
    assert!(FetchError::Timeout.is_temporary());
}
