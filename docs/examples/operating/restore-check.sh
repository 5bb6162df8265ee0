#!/bin/bash
# restore-check.sh FILE [KEY]: restores a backup into a new database of its own, counts its rows, and removes it again.
# KEY is the age identity of an encrypted backup; it belongs on another machine than the backups.
# A dump of PostgreSQL: SCRATCH_SERVER says where (postgresql://postgres@127.0.0.1:5432/postgres, a role that may create
# databases). With DATABASE_URL, the counts are compared with those of that database.
# A backup of the embedded database (.tar.gz): run it in the folder of a release; nothing else is needed.
set -euo pipefail
umask 077
file=$1
work=$(mktemp -d)
scratch=bercail_restore_check_$$
server=${SCRATCH_SERVER:-postgresql://postgres@127.0.0.1:5432/postgres}
made=
# at ADDRESS PROGRAM …: runs it on that database. The password goes by the environment: everybody on the machine can read
# the list of processes.
at() {
  # For libpq, `require` asks for no certificate that it can verify; `no-verify` is a word of the service alone.
  local address=${1//sslmode=no-verify/sslmode=require} password=
  shift
  if [[ $address =~ ^([a-z]+://[^:@/?]+):([^@/?]+)@(.*)$ ]]; then
    address=${BASH_REMATCH[1]}@${BASH_REMATCH[3]}
    password=${BASH_REMATCH[2]//\\/\\\\}
    password=$(printf '%b' "${password//%/\\x}")
  fi
  PGPASSWORD=${password:-${PGPASSWORD:-}} "$@" --dbname="$address"
}
tidy() {
  [ -z "$made" ] || at "$server" psql -q -c "drop database if exists $scratch" > /dev/null
  rm -rf "$work"
}
trap tidy EXIT

case $file in
  *.age) age --decrypt --identity "${2:?the backup is encrypted: give the file of the key after it}" --output "$work/$(basename "${file%.age}")" "$file"; file=$work/$(basename "${file%.age}") ;;
esac

case $file in
  *.tar.gz)
    [ -f dist/cli.js ] || { echo "dist/cli.js is not here: run this in the folder of a release." >&2; exit 1; }
    DATABASE_URL= DATA_DIR=$work/data node dist/cli.js restore "$file" > /dev/null
    DATABASE_URL= DATA_DIR=$work/data node dist/cli.js token list --json > "$work/tokens"
    echo "restored, migrated and read: $(node -p "JSON.parse(require('fs').readFileSync(process.argv[1])).total" "$work/tokens") tokens"
    exit ;;
esac

at "$server" psql -q -c "create database $scratch template template0"
made=yes
# The same server, another database.
restored=$(echo "$server" | sed -E "s#^([a-z]+://[^/?]*)(/[^?]*)?#\1/$scratch#")
at "$restored" pg_restore --no-owner --no-privileges --exit-on-error "$file"

counts() {
  at "$1" psql -At -c "select format('select %L, count(*) from %I', tablename, tablename) from pg_tables where schemaname = 'public' order by 1" |
    while read -r query; do at "$1" psql -AtF ' ' -c "$query" < /dev/null; done
}
counts "$restored" > "$work/restored"
echo "revision $(at "$restored" psql -At -c 'select revision from catalogue_state'), $(wc -l < "$work/restored") tables"
if [ -z "${DATABASE_URL:-}" ]; then
  cat "$work/restored"
  exit
fi
counts "$DATABASE_URL" > "$work/now"
echo 'table restored now'
join "$work/restored" "$work/now"
missing=$(join -v 2 "$work/restored" "$work/now")
emptied=$(join "$work/restored" "$work/now" | awk '$2 == 0 && $3 > 0 { print $1 }')
[ -z "$missing" ] || { echo "MISSING in the backup: $missing"; exit 1; }
# A table that was empty at the time of the backup may be filled since: look at those by hand.
[ -z "$emptied" ] || echo "empty in the backup, and not now: $emptied"
