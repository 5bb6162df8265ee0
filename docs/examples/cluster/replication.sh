#!/bin/sh
# In the image of PostgreSQL, when its volume is new: a standby may connect, with the password of the database.
echo 'host replication bercail samenet scram-sha-256' >> "$PGDATA/pg_hba.conf"
