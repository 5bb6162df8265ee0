#!/bin/bash
# backup.sh FOLDER: writes one backup of the database of DATABASE_URL, or else of DATA_DIR, and keeps the newest 30.
# With a file of age recipients (BACKUP_RECIPIENTS, by default /etc/bercail/backup.recipients) it is encrypted for them.
# Run it in the folder of the release, with the environment of the service.
set -euo pipefail
umask 077
folder=$1
keep=${KEEP:-30}
recipients=${BACKUP_RECIPIENTS:-/etc/bercail/backup.recipients}
name=bercail-$(date -u +%Y-%m-%dT%H-%M-%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -n "${DATABASE_URL:-}" ]; then
  file=$name.dump
  pg_dump --format=custom --file="$work/$file" "$DATABASE_URL"
else
  file=$name.tar.gz
  node dist/cli.js backup "$work/$file" > /dev/null
fi
if [ -r "$recipients" ]; then
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
