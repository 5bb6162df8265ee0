import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { readState } from '../../src/record/changes.ts';
import { loadHost } from '../../src/record/finish-write.ts';
import { aFile, entryOfCatalogue } from '../support/imports.ts';
import { useRecord } from '../support/record.ts';

const record = useRecord();
const FIELDS = ['languages', 'foundedOn', 'audiences'] as const;
const VALUES = {
  languages: [['fr'], ['br'], ['fr', 'en']],
  foundedOn: ['2010', '2014-05', '2020'],
  audiences: [['associations'], ['schools'], ['individuals']],
};

const anEdit = fc.record({
  by: fc.constantFrom('host', 'host-file', 'federation'),
  field: fc.constantFrom(...FIELDS),
  value: fc.constantFrom(0, 1, 2, null),
  asOf: fc.constantFrom('2020-01-01', '2026-06-01', '2026-11-25', null),
});

it('whatever files say in whatever order, what the host wrote last stays; the same file again changes nothing', async () => {
  const federation = await record.federation();
  await fc.assert(
    fc.asyncProperty(fc.array(anEdit, { minLength: 1, maxLength: 8 }), async (edits) => {
      const { db } = record.database;
      const host = await entryOfCatalogue(record, { languages: ['de'] });
      const own: Record<string, unknown> = {};
      for (const { by, field, value, asOf } of edits) {
        const said = value === null ? null : VALUES[field][value]!;
        if (by === 'host') {
          // A field that was never there cannot be taken away.
          const { document } = await loadHost(db, record.as(), host.id);
          if (said === null && document[field] === undefined) continue;
          await patchHost(record.asHost(host), host.id, { [field]: said }, '*');
          own[field] = said ?? undefined;
        } else {
          const facts = said === null ? {} : { [field]: said };
          const source = `https://files.example/${by}/${host.slug}`;
          const imported = aFile({ name: host.name, website: host.website!, facts, asOf, source });
          const speaker = by === 'federation' ? { federation, by } : { host, by: 'host-file' as const };
          const apply = () => applyImported(record.as(), { ...speaker, on: '2026-11-25', imported } as never);
          await apply();
          const before = await readState(db);
          expect((await apply()).outcome).toBe('unchanged');
          expect(await readState(db)).toEqual(before);
        }
        const { document } = await loadHost(db, record.as(), host.id);
        for (const [name, word] of Object.entries(own)) expect(document[name as 'languages']).toEqual(word);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);
