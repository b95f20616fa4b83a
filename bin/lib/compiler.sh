# shellcheck shell=bash
# The compiler with its WebAssembly target: by rustup, else from Debian's packages,
# which carry the same compiler for Debian's browsers, but no standard library for
# WebAssembly. That one is built here from its source.

WASM=wasm32-unknown-unknown
DEBIAN_PACKAGES=(rustc-web cargo-web rust-web-src rustfmt-web rust-web-clippy lld-19)

install_compiler() {
  local way=${SOUK_SETUP_COMPILER:-auto} want
  case $way in auto | rustup | debian) ;; *) fail "SOUK_SETUP_COMPILER is '$way'" "set it to auto, rustup or debian" ;; esac
  want=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)

  if compiler_ready "$want" "$way"; then
    say "      $(rustc --version), with $WASM"
    return
  fi
  if [[ $way != debian ]] && have rustup; then
    say "      rustup installs Rust $want (at most 2 minutes)"
    # Without a name it reads rust-toolchain.toml: version, target, components. What
    # counts is the compiler: rustup may complain about its own update at the end.
    timeout 120 rustup toolchain install --no-self-update </dev/null || true
    if compiler_ready "$want" rustup; then
      say "      $(rustc --version), with $WASM"
      return
    fi
    say "      rustup could not bring it"
  fi
  [[ $way != rustup ]] || fail "rustup has no Rust $want with $WASM here" \
    "run 'rustup toolchain install' in $ROOT and read its message"
  can_apt || fail "no Rust $want with the target $WASM" \
    "install rustup from https://rustup.rs, then run bin/setup again"
  install_from_debian
  compiler_ready "$want" debian || fail "Debian's packages hold $(/usr/bin/rustc --version), and Rust $want is needed" \
    "install rustup from https://rustup.rs, then run bin/setup again"
  say "      $(rustc --version) from Debian's packages, with $WASM"
}

# compiler_ready VERSION WAY: what `cargo` means in this folder can build everything.
compiler_ready() {
  local facts release sysroot
  facts=$(rustc -vV 2>/dev/null) && sysroot=$(rustc --print sysroot 2>/dev/null) || return 1
  release=$(sed -n 's/^release: //p' <<<"$facts")
  version_at_least "${release%%-*}" "$1" || return 1
  [[ $2 != debian || $sysroot == /usr ]] || return 1
  [[ $2 != rustup || $sysroot != /usr ]] || return 1
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || return 1
  [[ -n $(compgen -G "$sysroot/lib/rustlib/$WASM/lib/libstd-*.rlib") ]] || return 1
  [[ $sysroot == /usr ]] || return 0
  # A security update moves Debian's compiler, and it refuses the older library.
  have rust-lld && [[ $(debian_stamp) == "$(commit_of "$facts")" ]]
}

commit_of() { sed -n 's/^commit-hash: //p' <<<"$1"; }

debian_library() { printf '%s/lib/rustlib/%s/lib' "$(/usr/bin/rustc --print sysroot)" "$WASM"; }

debian_stamp() { cat -- "$(debian_library)/built-from" 2>/dev/null || true; }

install_from_debian() {
  local package missing=()
  for package in "${DEBIAN_PACKAGES[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if [[ ${#missing[@]} -gt 0 ]]; then
    apt_install "${missing[@]}" || fail "apt-get could not install ${missing[*]}" \
      "install rustup from https://rustup.rs, then run bin/setup again"
  fi
  # rustc asks for the linker by this name.
  if ! have rust-lld; then
    mkdir -p -- "$CARGO_BIN"
    ln -sfn -- "$(command -v lld-19)" "$CARGO_BIN/rust-lld"
  fi
  build_debian_library
  if have rustup; then
    rustup toolchain link debian /usr
    # An override wins over rust-toolchain.toml, in any shell.
    rustup override set debian --path "$ROOT"
  fi
}

build_debian_library() {
  local facts commit library scratch
  facts=$(/usr/bin/rustc -vV)
  commit=$(commit_of "$facts")
  library=$(debian_library)
  [[ $(debian_stamp) != "$commit" ]] || return 0

  say "      building the standard library for $WASM (half a minute)"
  scratch=$(mktemp -d)
  mkdir -p -- "$scratch/src"
  : >"$scratch/src/lib.rs"
  printf '[package]\nname = "empty"\nversion = "0.1.0"\nedition = "2024"\n' >"$scratch/Cargo.toml"
  (
    cd -- "$scratch"
    unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS RUSTC_WRAPPER CARGO_BUILD_TARGET
    RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$scratch/target \
      /usr/bin/cargo build --quiet -Z build-std=std,panic_abort --target "$WASM" --release </dev/null
  ) || fail "the standard library for $WASM could not be built (its folder: $scratch)" \
    "see the message above; with rustup from https://rustup.rs this step is not needed"
  rm -f -- "$scratch/target/$WASM/release/deps"/libempty-*
  as_root rm -rf -- "$library"
  as_root install -D -m 644 -t "$library" "$scratch/target/$WASM/release/deps"/lib*.rlib
  # Last, so that an interrupted copy is made again.
  printf '%s\n' "$commit" >"$scratch/built-from"
  as_root install -m 644 -t "$library" "$scratch/built-from"
  rm -rf -- "$scratch"
}
