import { describe, expect, it } from 'vitest';
import { type ToolExport, toolLeavings } from '../../src/vocabulary/tool-exports.ts';
import { reference } from '../support/matching.ts';

const out = (over: Partial<ToolExport> = {}): ToolExport => ({
  formats: ['CSV'],
  where: { fr: 'Réglages', en: 'Settings' },
  source: 'https://aide.example/export',
  readOn: '2026-11-26',
  asOf: null,
  ...over,
});
const into = (source: string) => [{ software: 'Grist', how: { fr: 'Importer', en: 'Import' }, source }];
const read = (...tools: Parameters<typeof toolLeavings>[0]['tools']) => toolLeavings({ tools }, reference.tools);

describe('How data leave a tool', () => {
  it('is known by the key of the tool, from a page or from a public file', () => {
    const known = read({ tool: 'airtable', export: out(), importedBy: into('public-index:12') });
    expect(known.get('airtable')).toEqual({ export: out(), importedBy: into('public-index:12') });
  });

  it.each<[string, () => unknown, RegExp]>([
    ['of a tool that does not exist', () => read({ tool: 'air-table', export: out() }), /no tool air-table/],
    ['of one tool twice', () => read({ tool: 'airtable' }, { tool: 'airtable' }), /airtable comes twice/],
    ['without its source', () => read({ tool: 'airtable', export: out({ source: '' }) }), /airtable has the source/],
    [
      'with limits read nowhere',
      () => read({ tool: 'airtable', export: out({ limitsSource: 'somewhere' }) }),
      /source somewhere/,
    ],
    ['with an import read nowhere', () => read({ tool: 'airtable', importedBy: into('wiki') }), /source wiki/],
  ])('stops the start when it is told %s', (_what, reading, message) => {
    expect(reading).toThrow(message);
  });

  it('is told in both languages wherever it is told', () => {
    for (const { export: leaving, importedBy = [] } of reference.tools.values())
      for (const { fr, en } of [
        ...(leaving ? [leaving.where, ...(leaving.limits ? [leaving.limits] : [])] : []),
        ...importedBy.map(({ how }) => how),
      ])
        expect([fr.trim(), en.trim()]).not.toContain('');
  });
});
