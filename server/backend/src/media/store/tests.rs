use super::*;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::sync::atomic::AtomicUsize;
use tempfile::TempDir;

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path().join("media"), 2).unwrap();
    (folder, store)
}

fn png(width: u32) -> Bytes {
    let picture = RgbImage::from_fn(width, width / 2, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner().into()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn a_picture_is_kept_under_the_hash_of_its_content() {
    let (folder, store) = store();
    let stored = store.put_picture(png(300)).await.unwrap();
    assert_eq!((stored.info.width, stored.info.height), (300, 150));
    assert_eq!(stored.hash, Hash::of(&png(300)));
    assert_eq!(store.put(png(300)).await.unwrap(), stored.hash);
    assert_eq!(store.get(&stored.hash).await.unwrap(), png(300));
    assert!(store.contains(&stored.hash).await);
    assert_eq!(files(folder.path()).len(), 1);
    let again = Store::open(folder.path().join("media"), 1).unwrap();
    assert_eq!(again.get(&stored.hash).await.unwrap(), png(300));
}

#[tokio::test]
async fn what_is_no_picture_is_not_kept() {
    let (folder, store) = store();
    let refused = store.put_picture(Bytes::from_static(b"<svg/>")).await;
    assert!(matches!(refused, Err(StoreError::Refused(CodecError::UnknownFormat))));
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let (_folder, store) = store();
    let hash = Hash::of(b"nothing");
    assert!(matches!(store.get(&hash).await, Err(StoreError::NotFound)));
    assert!(matches!(store.rendition(&hash, 160).await, Err(StoreError::NotFound)));
    assert!(!store.contains(&hash).await);
    store.remove(&hash).await.unwrap();
    for text in ["", "../../etc/passwd", &"A".repeat(64), &"a".repeat(63)] {
        assert!(text.parse::<Hash>().is_err());
    }
    assert_eq!(hash.to_string().parse::<Hash>().unwrap(), hash);
}

#[tokio::test]
async fn a_rendition_is_made_once_and_then_read() {
    let (folder, store) = store();
    let hash = store.put_picture(png(700)).await.unwrap().hash;
    let first = store.rendition(&hash, 320).await.unwrap();
    let info = codec::probe(&first).unwrap();
    assert_eq!((info.format, info.width, info.height), (codec::Format::WebP, 320, 160));
    // Without its original it can only come from the disk.
    fs::remove_file(store.0.original(&hash)).unwrap();
    assert_eq!(store.rendition(&hash, 320).await.unwrap(), first);
    assert!(matches!(store.rendition(&hash, 480).await, Err(StoreError::NotFound)));
    assert!(matches!(store.rendition(&hash, 321).await, Err(StoreError::UnknownWidth(321))));
    store.remove(&hash).await.unwrap();
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_narrow_picture_is_not_made_wider() {
    let (_folder, store) = store();
    let hash = store.put_picture(png(200)).await.unwrap().hash;
    let rendition = store.rendition(&hash, 1600).await.unwrap();
    assert_eq!(codec::probe(&rendition).unwrap().width, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_ask_at_once_make_it_once() {
    let (_folder, store) = store();
    let made = Arc::new(AtomicUsize::new(0));
    let (release, gate) = std::sync::mpsc::channel::<()>();
    let gate = Arc::new(Mutex::new(gate));
    let callers: Vec<_> = (0..20)
        .map(|_| {
            let (store, made, gate) = (store.clone(), Arc::clone(&made), Arc::clone(&gate));
            tokio::spawn(async move {
                let make = move || {
                    made.fetch_add(1, Ordering::SeqCst);
                    gate.lock().unwrap().recv().ok();
                    Ok(b"drawn".to_vec())
                };
                store.cached("scene-1", make).await.unwrap()
            })
        })
        .collect();
    // All of them are in the flight before it may end: the map, and one share each.
    while store.0.lock().get("scene-1").map_or(0, Arc::strong_count) < 21 {
        tokio::task::yield_now().await;
    }
    release.send(()).unwrap();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "drawn");
    }
    assert_eq!(made.load(Ordering::SeqCst), 1);
    assert!(store.0.lock().is_empty());
}

#[tokio::test]
async fn a_failure_is_told_and_the_next_one_tries_again() {
    let (_folder, store) = store();
    let failed = store.cached("scene-2", || Err(CodecError::Encode.into())).await;
    assert!(matches!(failed, Err(StoreError::Refused(CodecError::Encode))));
    assert_eq!(store.cached("scene-2", || Ok(b"drawn".to_vec())).await.unwrap(), "drawn");
    let kept = store.cached("scene-2", || Err(StoreError::Stopped)).await;
    assert_eq!(kept.unwrap(), "drawn");
    for name in ["", "a", "../x", "a/b", "a.b"] {
        assert!(store.cached(name, || Ok(Vec::new())).await.is_err());
    }
}

#[tokio::test]
async fn a_caller_who_gives_up_leaves_nothing_behind() {
    let (_folder, store) = store();
    let (release, gate) = std::sync::mpsc::channel::<()>();
    let make = move || {
        gate.recv().ok();
        Ok(b"late".to_vec())
    };
    let waiting = store.clone();
    let caller = tokio::spawn(async move { waiting.cached("scene-3", make).await });
    while store.0.lock().is_empty() {
        tokio::task::yield_now().await;
    }
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    assert!(store.0.lock().is_empty());
    drop(release);
    let found = store.cached("scene-3", || Ok(b"late".to_vec())).await.unwrap();
    assert_eq!(found, "late");
}

#[tokio::test]
async fn a_name_left_over_from_a_crash_does_not_stop_a_write() {
    let (folder, store) = store();
    let left = folder.path().join("media/tmp").join(format!("{}-0", std::process::id()));
    fs::write(&left, b"half").unwrap();
    let hash = store.put(Bytes::from_static(b"whole")).await.unwrap();
    assert_eq!(store.get(&hash).await.unwrap(), "whole");
    assert_eq!(fs::read(&left).unwrap(), b"half");
}

#[tokio::test]
async fn a_full_or_broken_disk_is_an_error_and_no_picture() {
    let (folder, store) = store();
    fs::remove_dir_all(folder.path().join("media/tmp")).unwrap();
    let failed = store.put(Bytes::from_static(b"x")).await;
    assert!(matches!(failed, Err(StoreError::Io(_))));
    assert!(!store.contains(&Hash::of(b"x")).await);
}
