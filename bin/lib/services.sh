# shellcheck shell=bash
# Throw-away servers for the tests. Each lives in the scratch folder, listens on
# 127.0.0.1 only, and is ended by stop_services: nothing that ran before is touched.

SCRATCH=
POSTGRES_DATA=
REDIS_PID=
SOUK_PID=

# forget_settings: a person's own settings of Souk must not decide what is tested.
forget_settings() {
  local name
  while IFS='=' read -r name _; do
    case $name in SOUK_* | LEPTOS_* | DATABASE_URL | REDIS_URL | SMTP_* | FROM_EMAIL | VAPID_*) unset "$name" ;; esac
  done < <(env)
}

# make_scratch: one folder for everything that a run writes.
make_scratch() {
  [[ -z $SCRATCH ]] || return 0
  SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/souk-test.XXXXXX")
  chmod 755 "$SCRATCH" # PostgreSQL runs as a user of its own
}

stop_services() {
  stop_souk
  stop_postgres
  stop_redis
  [[ -z $SCRATCH ]] || rm -rf -- "$SCRATCH"
  SCRATCH=
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# wait_for SECONDS COMMAND…: until the command succeeds.
wait_for() {
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [[ $SECONDS -lt $until ]] || return 1
    sleep 0.1
  done
}

# end PID: asks, waits five seconds, then insists.
end() {
  kill -TERM "$1" 2>/dev/null || return 0
  wait_for 5 gone "$1" || kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

gone() { ! kill -0 "$1" 2>/dev/null; }

# PostgreSQL refuses to run as root, and in a folder that its user may not enter.
as_postgres() {
  if [[ $(id -u) -eq 0 ]]; then
    (cd / && exec runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# start_postgres: sets SOUK_TEST_POSTGRES, the address of an empty database on it. Options in
# POSTGRES_OPTIONS win over these.
start_postgres() {
  local port log=$SCRATCH/postgres/log
  POSTGRES_BIN=$(find_postgres) || return 1
  port=$(free_port)
  mkdir -p -- "$SCRATCH/postgres"
  [[ $(id -u) -ne 0 ]] || chown postgres "$SCRATCH/postgres"
  as_postgres "$POSTGRES_BIN/initdb" --pgdata "$SCRATCH/postgres/data" --username souk --auth trust \
    --encoding UTF8 --locale C --no-sync >/dev/null || return 1
  POSTGRES_DATA=$SCRATCH/postgres/data
  # Durability is PostgreSQL's own promise; what is tested here is ours.
  as_postgres "$POSTGRES_BIN/pg_ctl" --pgdata "$POSTGRES_DATA" --log "$log" --wait --timeout 30 --options \
    "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=400 \
     -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB ${POSTGRES_OPTIONS:-}" start >/dev/null || {
    tail -n 20 "$log" >&2 || true
    return 1
  }
  "$POSTGRES_BIN/createdb" --host 127.0.0.1 --port "$port" --username souk souk || return 1
  export SOUK_TEST_POSTGRES=postgres://souk@127.0.0.1:$port/souk
}

# The number of writing transactions so far: proof that a test run used the server.
postgres_writes() {
  "$POSTGRES_BIN/psql" "$SOUK_TEST_POSTGRES" -qAtc 'select pg_current_xact_id()'
}

# write_postgres_restart: a program in the scratch folder, restart-postgres MODE, for tests that
# pull the server away; MODE is pg_ctl's.
write_postgres_restart() {
  local command=("$POSTGRES_BIN/pg_ctl" --pgdata "$POSTGRES_DATA" --log "$SCRATCH/postgres/log" --wait --timeout 60 restart)
  [[ $(id -u) -ne 0 ]] || command=(runuser -u postgres -- "${command[@]}")
  # shellcheck disable=SC2016 # the argument is the program's own
  printf '#!/bin/sh\ncd / && exec %s --mode "$1" >/dev/null\n' "${command[*]@Q}" >"$SCRATCH/restart-postgres"
  chmod +x "$SCRATCH/restart-postgres"
}

stop_postgres() {
  [[ -n $POSTGRES_DATA ]] || return 0
  as_postgres "$POSTGRES_BIN/pg_ctl" --pgdata "$POSTGRES_DATA" --mode immediate stop >/dev/null 2>&1 || true
  POSTGRES_DATA=
  unset SOUK_TEST_POSTGRES
}

# start_redis: sets SOUK_TEST_REDIS.
start_redis() {
  local port
  port=$(free_port)
  mkdir -p -- "$SCRATCH/redis"
  redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$SCRATCH/redis" \
    >"$SCRATCH/redis/log" 2>&1 </dev/null &
  REDIS_PID=$!
  wait_for 10 redis-cli -h 127.0.0.1 -p "$port" ping || return 1
  export SOUK_TEST_REDIS=redis://127.0.0.1:$port
}

stop_redis() {
  [[ -n $REDIS_PID ]] || return 0
  end "$REDIS_PID"
  REDIS_PID=
  unset SOUK_TEST_REDIS
}

# start_souk: the release build with a small demo world of its own; sets BASE_URL.
start_souk() {
  local port settings=(SOUK_MODE=demo "SOUK_DATA_DIR=$SCRATCH/souk")
  mkdir -p -- "$SCRATCH/souk"
  env "${settings[@]}" target/release/souk migrate || return 1
  env "${settings[@]}" target/release/souk demo --products 120 --orders 150 --seed 1 || return 1
  # Chosen last: a free port does not stay free for long.
  port=$(free_port)
  export BASE_URL=http://127.0.0.1:$port
  settings+=("SOUK_SITE_ADDR=127.0.0.1:$port" "SOUK_PUBLIC_URL=$BASE_URL")
  env "${settings[@]}" target/release/souk serve >"$SCRATCH/souk.log" 2>&1 </dev/null &
  SOUK_PID=$!
  if ! wait_for 60 souk_answers_or_died || gone "$SOUK_PID"; then
    say "souk did not become ready; its last lines:"
    tail -n 30 "$SCRATCH/souk.log"
    return 1
  fi
}

# A server that died is not waited for.
souk_answers_or_died() { gone "$SOUK_PID" || souk_answers; }

souk_answers() {
  node -e 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$BASE_URL/health/ready"
}

stop_souk() {
  [[ -n $SOUK_PID ]] || return 0
  end "$SOUK_PID"
  SOUK_PID=
}
