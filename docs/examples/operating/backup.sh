#!/bin/bash
# backup.sh FOLDER: writes one backup of the database of DATABASE_URL, or else of DATA_DIR, and keeps the newest 30.
# It is encrypted for the age recipients in a file (BACKUP_RECIPIENTS, by default /etc/bercail/backup.recipients).
# Without that file nothing is written; BACKUP_RECIPIENTS=none asks for plain text.
# Run it in the folder of the release, with the environment of the service.
set -euo pipefail
umask 077
folder=$1
keep=${KEEP:-30}
recipients=${BACKUP_RECIPIENTS:-/etc/bercail/backup.recipients}
name=bercail-$(date -u +%Y-%m-%dT%H-%M-%SZ)
if [ "$recipients" != none ] && ! [ -r "$recipients" ]; then
  echo "No backup was made: $(id -un) cannot read $recipients, which says for whom it is encrypted. Make that file (docs/operating.md, Backups), readable: chmod 0644. Or set BACKUP_RECIPIENTS=none: then backups are plain text." >&2
  exit 1
fi
# In the folder itself, which has room for it: /tmp is often held in memory. What a machine that went down left is removed.
find "$folder" -maxdepth 1 -name '.bercail-*' -mmin +1440 -exec rm -rf {} +
work=$(mktemp -d "$folder/.$name.XXXXXX")
trap 'rm -rf "$work"' EXIT

encrypted() {
  if [ "$recipients" = none ]; then cat; else age --encrypt --recipients-file "$recipients"; fi
}
if [ -n "${DATABASE_URL:-}" ]; then
  file=$name.dump
  # For libpq, `require` asks for no certificate that it can verify; `no-verify` is a word of the service alone.
  address=${DATABASE_URL//sslmode=no-verify/sslmode=require}
  # The password goes by the environment: everybody on the machine can read the list of processes.
  if [[ $address =~ ^([a-z]+://[^:@/?]+):([^@/?]+)@(.*)$ ]]; then
    address=${BASH_REMATCH[1]}@${BASH_REMATCH[3]}
    password=${BASH_REMATCH[2]//\\/\\\\}
    PGPASSWORD=$(printf '%b' "${password//%/\\x}")
    export PGPASSWORD
  fi
  # Never in plain text on the disk of the backups.
  pg_dump --format=custom "$address" | encrypted > "$work/made"
else
  file=$name.tar.gz
  node dist/cli.js backup "$work/plain" > /dev/null
  encrypted < "$work/plain" > "$work/made"
fi
[ "$recipients" = none ] || file=$file.age
# A backup is whole, or it is not there.
sync "$work/made"
mv "$work/made" "$folder/$file"
echo "$folder/$file: $(stat --format=%s "$folder/$file") bytes"

# The newest stay, however old: when backups stop, the last ones are not removed.
cd "$folder"
ls -1t bercail-* | tail -n "+$((keep + 1))" | xargs --no-run-if-empty rm --
