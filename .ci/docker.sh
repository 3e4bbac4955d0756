#!/usr/bin/env bash
# Gives a machine that reaches Debian's packages, but no container registry, a Docker engine and a
# local image `postgres:17`, or of another major version that is asked for, so that Testcontainers runs
# there for real. Needs root on Debian 12. What is already there is left as it is: run it as often as you like.
#
# The image is built from Debian's own packages, or Ubuntu's, and honours what the official image honours as far
# as the harness uses it: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, PGDATA.
# It is not the official image, and not the Alpine one: that is why it does not get that one's name.
#
# usage: .ci/docker.sh [postgres:14 | postgres:15 | … | postgres:18]
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

image=${1:-postgres:17}
major=${image#postgres:}
case $major in # the release that has it: no distribution has them all
  14) suite=jammy ;;
  15) suite=bookworm ;;
  16) suite=noble ;;
  17) suite=trixie ;;
  18) suite=forky ;;
  *)
    say "$image is none of postgres:14 to postgres:18"
    exit 2
    ;;
esac

need() { # need PROGRAM PACKAGE…: installs the packages when the program is missing
  local program=$1
  shift
  command -v "$program" >/dev/null && return
  say "installing $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

start_engine() {
  docker info >/dev/null 2>&1 && return
  say "starting dockerd"
  setsid dockerd >/var/log/dockerd.log 2>&1 </dev/null &
  for _ in $(seq 120); do
    docker info >/dev/null 2>&1 && return
    sleep 0.5
  done
  say "dockerd does not answer; the end of its log:"
  tail -n 20 /var/log/dockerd.log >&2
  return 1
}

mirror() { # the mirror that this machine's own packages come from; Ubuntu's own, by TLS: Debian has no key of Ubuntu's
  local found
  case $suite in jammy | noble) echo https://archive.ubuntu.com/ubuntu && return ;; esac
  found=$(awk '$1 == "URIs:" { print $2; exit }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
  [ -n "$found" ] || found=$(awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; exit } }' /etc/apt/sources.list)
  printf '%s\n' "$found"
}

write_entrypoint() { # write_entrypoint FILE
  cat >"$1" <<'ENTRYPOINT'
#!/bin/bash
# Prepares the data folder, which may be an empty tmpfs that belongs to root, and becomes the server.
set -euo pipefail
as_postgres() { setpriv --reuid postgres --regid postgres --init-groups "$@"; }

[ "${1:-postgres}" = postgres ] || exec "$@"
shift || true

mkdir -p "$PGDATA" /var/run/postgresql
chown postgres:postgres "$PGDATA" /var/run/postgresql
chmod 0700 "$PGDATA"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  database=${POSTGRES_DB:-$user}
  read -ra options <<<"${POSTGRES_INITDB_ARGS:-}"
  secret=$(mktemp)
  trap 'rm -f "$secret"' EXIT
  printf '%s\n' "${POSTGRES_PASSWORD:?must be set}" >"$secret"
  chown postgres "$secret"
  as_postgres initdb --username="$user" --pwfile="$secret" --auth-local=trust --auth-host=scram-sha-256 \
    "${options[@]}" -D "$PGDATA" >/dev/null
  rm "$secret"
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  if [ "$database" != postgres ]; then
    echo "CREATE DATABASE \"${database//\"/\"\"}\"" | as_postgres postgres --single -D "$PGDATA" postgres >/dev/null
  fi
fi
unset POSTGRES_PASSWORD
exec setpriv --reuid postgres --regid postgres --init-groups postgres -D "$PGDATA" -c listen_addresses='*' "$@"
ENTRYPOINT
  chmod 0755 "$1"
}

build_image() {
  local root
  root=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder's name is meant as it is now
  trap "rm -rf '$root'" EXIT
  say "building $image from the packages of $suite"
  # How a release is unpacked has a name, which Debian 12 does not know of the later ones.
  local like=/usr/share/debootstrap/scripts/sid
  case $suite in jammy | noble) like=/usr/share/debootstrap/scripts/jammy ;; esac
  debootstrap --variant=minbase --include="postgresql-$major" "$suite" "$root" "$(mirror)" "$like" >/dev/null
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root/var/lib/postgresql/$major" "$root"/etc/postgresql
  write_entrypoint "$root/usr/local/bin/docker-entrypoint.sh"
  tar -C "$root" -c . | docker import \
    -c 'ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]' -c 'CMD ["postgres"]' -c 'EXPOSE 5432' \
    -c "ENV PATH=/usr/lib/postgresql/$major/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    -c 'ENV LANG=C.UTF-8' -c 'ENV PGDATA=/var/lib/postgresql/data' \
    - "$image" >/dev/null
}

[ "$(id -u)" = 0 ] || { say "must run as root"; exit 1; }
need dockerd docker.io iptables
start_engine
if docker image inspect "$image" >/dev/null 2>&1; then
  say "$image is there"
else
  need debootstrap debootstrap
  build_image
  say "$image is built"
fi
