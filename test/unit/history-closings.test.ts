import { describe, expect, it } from 'vitest';
import { tellHistoryInSteps } from '../../src/history/entries.ts';
import type { Change } from '../../src/record/changes.ts';
import { speakers } from '../support/answers.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { factsOf } from '../support/facts.ts';
import { reference } from '../support/matching.ts';

/** One host all along. */
const SAME = { slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' };

describe('a closing', () => {
  const stages = (closed: string) => ({
    announcedOn: '2026-11-01',
    stages: { closed },
    stage: null,
    approximate: false,
    successor: null,
    promises: [],
  });
  const change = (revision: number, document: Change['document']): Change => ({
    revision,
    mark: `mark ${revision}`,
    at: new Date(`2026-11-${String(revision).padStart(2, '0')}T12:00:00Z`),
    kind: revision === 1 ? 'created' : 'changed',
    hostId: 'h',
    federationId: null,
    slug: 'h',
    by: 'host',
    byLabel: null,
    reason: null,
    withdrawalReason: null,
    document,
  });

  it('is told when it is announced, moved and cancelled, of the host and of a service; a stage that comes is no news', () => {
    const services = [anOffer()];
    const documents = [
      aDocument({ ...SAME, services }),
      aDocument({ ...SAME, services, closing: stages('2027-07-01') }),
      aDocument({ ...SAME, services, closing: { ...stages('2027-07-01'), stage: 'restricted' } }),
      aDocument({ ...SAME, services, closing: stages('2027-09-01') }),
      aDocument({ ...SAME, services: [anOffer({ closing: stages('2027-07-01') })] }),
    ];
    const tell = tellHistoryInSteps({
      ...{ reference, say: speakers.fr, nameOf: () => undefined, federationName: () => undefined },
    });
    const items = documents.map((document, i) => tell(change(i + 1, factsOf(document)))).reverse();
    expect(items.map(({ sentences }) => sentences.map(({ text }) => text.replaceAll('\u00a0', ' ')))).toEqual([
      ['La fermeture annoncée est annulée.', 'Service « Nuage ». Fermeture annoncée. Date prévue : 1er juillet 2027.'],
      ['Date de fermeture : 1er juillet 2027, puis 1er septembre 2027.'],
      [],
      ['Fermeture annoncée. Date prévue : 1er juillet 2027.'],
      ['La fiche est publiée.'],
    ]);
  });
});
