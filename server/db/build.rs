//! Embeds the migrations, so that the binary carries its schema.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("../../migrations");
    let mut code = String::new();
    let shared = embed(&mut code, "SHARED", &root);
    for (name, folder) in [("SQLITE", "sqlite"), ("POSTGRES", "postgres")] {
        let own = embed(&mut code, name, &root.join(folder));
        if let Some(twice) = own.iter().find(|version| shared.contains(version)) {
            panic!("migration {twice} is both in migrations/ and in migrations/{folder}/");
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo")).join("migrations.rs");
    fs::write(out, code).expect("the build folder is writable");
}

/// Writes one folder's files as a constant and returns their versions.
fn embed(code: &mut String, constant: &str, folder: &Path) -> Vec<i64> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    files.retain(|path| path.extension().is_some_and(|ext| ext == "sql"));
    files.sort();
    let mut versions: Vec<i64> = Vec::new();
    let _ = writeln!(code, "const {constant}: &[(i64, &str, &str)] = &[");
    for path in files {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Some((version, name)) = stem.split_once('_').and_then(|(v, n)| Some((v.parse().ok()?, n))) else {
            panic!("{} is not named NNNN_name.sql", path.display());
        };
        assert!(!versions.contains(&version), "migration {version} exists twice in {}", folder.display());
        versions.push(version);
        let file = path.canonicalize().expect("the file was just listed");
        println!("cargo:rerun-if-changed={}", file.display());
        let _ = writeln!(code, "    ({version}, {name:?}, include_str!({:?})),", file.display().to_string());
    }
    code.push_str("];\n");
    versions
}
