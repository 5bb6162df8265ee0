#!/bin/sh
# doctor.sh BACKUPS [FILE]: runs the doctor, and writes its exit code as a metric into FILE.
# The exit code is that of the doctor, so a unit that runs this fails when something is wrong.
set -u
backups=$1
file=${2:-}
node dist/cli.js doctor --backups "$backups"
code=$?
if [ -n "$file" ] && [ -d "$(dirname "$file")" ]; then
  {
    echo '# HELP bercail_doctor_exit_code 0: all is well, 1: something is wrong'
    echo '# TYPE bercail_doctor_exit_code gauge'
    echo "bercail_doctor_exit_code $code"
    echo '# HELP bercail_doctor_last_run_timestamp_seconds When the doctor looked last'
    echo '# TYPE bercail_doctor_last_run_timestamp_seconds gauge'
    echo "bercail_doctor_last_run_timestamp_seconds $(date +%s)"
  } > "$file.$$" && chmod 644 "$file.$$" && mv "$file.$$" "$file"
fi
exit $code
