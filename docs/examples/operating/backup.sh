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
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -n "${DATABASE_URL:-}" ]; then
  file=$name.dump
  address=$DATABASE_URL
  # The password goes by the environment: everybody on the machine can read the list of processes.
  if [[ $address =~ ^([a-z]+://[^:@/?]+):([^@/?]+)@(.*)$ ]]; then
    address=${BASH_REMATCH[1]}@${BASH_REMATCH[3]}
    password=${BASH_REMATCH[2]//\\/\\\\}
    PGPASSWORD=$(printf '%b' "${password//%/\\x}")
    export PGPASSWORD
  fi
  pg_dump --format=custom --file="$work/$file" "$address"
else
  file=$name.tar.gz
  node dist/cli.js backup "$work/$file" > /dev/null
fi
if [ "$recipients" != none ]; then
  age --encrypt --recipients-file "$recipients" --output "$work/$file.age" "$work/$file"
  file=$file.age
fi
# First under another name: a backup is whole, or it is not there.
cp "$work/$file" "$folder/.$file"
sync "$folder/.$file"
mv "$folder/.$file" "$folder/$file"
echo "$folder/$file: $(stat --format=%s "$folder/$file") bytes"

# The newest stay, however old: when backups stop, the last ones are not removed.
cd "$folder"
ls -1t bercail-* | tail -n "+$((keep + 1))" | xargs --no-run-if-empty rm --
