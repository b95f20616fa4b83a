# shellcheck shell=bash
# The build folder. A fresh clone links `target` to one in the user's cache, so that
# several hundred dependencies are not built again.

# Cargo judges freshness by the times of files and does not see which checkout an
# artefact was built from: with one folder for two checkouts it would run the other
# one's code. So one checkout at a time owns the cached folder, and a new owner's
# sources are made newer than anything in it.
link_target() {
  local shared=$CACHE/target owner_file=$CACHE/target.owner owner=
  if [[ -L target && $(readlink -- target) == "$shared" ]]; then
    mkdir -p -- "$shared" # someone may have emptied the cache
    claim_target "$owner_file"
    say "      target is $shared"
    return
  fi
  if [[ -e target || -L target ]]; then
    say "      target is this checkout's own folder"
    return
  fi
  if [[ ${SOUK_TARGET_CACHE:-on} == off ]]; then
    say "      target stays in this folder (SOUK_TARGET_CACHE=off)"
    return
  fi
  [[ ! -r $owner_file ]] || owner=$(<"$owner_file")
  # A build machine's older clones never build again, so there it may be taken over.
  if [[ -z ${CI:-} && -n $owner && $owner != "$ROOT" &&
    -L $owner/target && $(readlink -- "$owner/target") == "$shared" ]]; then
    say "      target stays in this folder: $owner uses the cached one"
    return
  fi
  if ! mkdir -p -- "$shared" 2>/dev/null; then
    say "      target stays in this folder: $CACHE cannot be written"
    return
  fi
  ln -s -- "$shared" target
  claim_target "$owner_file"
  say "      target is now $shared"
}

claim_target() {
  local owner_file=$1
  [[ ! -r $owner_file || $(<"$owner_file") != "$ROOT" ]] || return 0
  find . \( -name .git -o -name target -o -name node_modules -o -name data \) -prune \
    -o -type f -exec touch -- {} +
  printf '%s\n' "$ROOT" >"$owner_file"
}
