#!/bin/sh
# All checks at once; fails when one of them does. For types one thread: several would do the same work several times,
# while the other checks wait for a core. What was checked is kept in dist/, so that only what changed is checked again.
biome check --error-on-warnings & style=$!
{ tsx checks/expressions.ts && tsx checks/licences.ts; } & expressions=$!
failed=0
tsc --noEmit --checkers 1 --incremental --tsBuildInfoFile dist/.checked || failed=1
wait $style || failed=1
wait $expressions || failed=1
exit $failed
