import fc from 'fast-check';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { HostDraft } from '../../../src/documents/host.ts';
import { ServiceDraft } from '../../../src/documents/service.ts';
import { type FileRead, readChatonsInfos } from '../../../src/exchange/chatonsinfos/read.ts';
import { sayFileProblem } from '../../../src/exchange/chatonsinfos/words/problems.ts';
import { hostFaults } from '../../../src/hosts/entries/meaning.ts';
import { shapeFaults } from '../../../src/requests/shape.ts';
import { serviceFaults } from '../../../src/services/meaning.ts';
import { speakers } from '../../support/answers.ts';
import { reference } from '../../support/matching.ts';
import { mutatedFile, writtenFile } from '../../support/random-files.ts';

const DAY = '2026-11-27';
const read = (bytes: Uint8Array): FileRead =>
  readChatonsInfos(bytes, { address: 'https://aulnes.example/a.properties', reference, day: DAY });

const Facts = Type.Partial(Type.Omit(HostDraft, ['terms']), { additionalProperties: false });
const ServiceFacts = Type.Partial(ServiceDraft, { additionalProperties: false });

/** What the rules of the API say of what was read. */
function faultsOf({ host, service }: FileRead) {
  const draft = host && {
    slug: 'aulnes',
    name: host.name,
    ...(host.website && { website: host.website }),
    ...host.facts,
  };
  const offered = service && { slug: service.slug, ...service.facts };
  return [
    ...(draft ? [...shapeFaults(Facts, draft), ...hostFaults(draft, reference, DAY)] : []),
    ...(offered ? shapeFaults(ServiceFacts, offered) : []),
    ...(offered ? serviceFaults(offered.slug, { usages: [], ...offered }, new Map(), reference, DAY) : []),
  ];
}

describe('Any file', () => {
  it.each([
    ['of random bytes', fc.uint8Array({ maxLength: 400 })],
    ['with random changes', mutatedFile],
    ['with random values', writtenFile],
  ] as const)('%s is read into what the rules of the API accept, with lines that exist', (_name, bytes) => {
    fc.assert(
      fc.property(bytes as fc.Arbitrary<Uint8Array>, (file) => {
        const found = read(file);
        expect(faultsOf(found)).toEqual([]);
        const last = Buffer.from(file)
          .toString('latin1')
          .split(/\r\n|[\r\n]/).length;
        for (const problem of found.problems) {
          expect(problem.line === null || (problem.line >= 1 && problem.line <= last)).toBe(true);
          expect(sayFileProblem(problem, speakers.fr)).not.toBe('');
        }
        // What no database takes: U+0000 and halves of characters.
        expect(JSON.stringify(found)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
      { numRuns: 400 },
    );
  });

  it('takes time that grows with its bytes only', () => {
    const size = 100_000;
    const worst: Record<string, string | Buffer> = {
      backslashes: '\\'.repeat(size),
      'empty lines': '\n'.repeat(size),
      'lines that go on': 'a\\\n'.repeat(size / 3),
      'unknown keys': Array.from({ length: size / 40 }, (_, at) => `organization.socialnetwork.mastodo${at} = x`).join(
        '\n',
      ),
      'one key': 'a=b\n'.repeat(size / 4),
      'ends of lines': `organization.description = ${'<br'.repeat(size / 3)}`,
      'a mailbox': `organization.contact.email = ${'a.'.repeat(size / 2)}@`,
      blanks: `${' '.repeat(size)}a`,
      escapes: `a = ${'\\u'.repeat(size / 2)}`,
      figures: `metrics.a.2020.days = ${','.repeat(size)}`,
      'names of federations': Array.from(
        { length: 2000 },
        (_, at) => `organization.memberof.f${at}.startdate = 2020`,
      ).join('\n'),
      'other letters': Buffer.from('é\n'.repeat(size / 2), 'latin1'),
    };
    for (const [name, file] of Object.entries(worst)) {
      const begun = performance.now();
      read(Buffer.from(file as string));
      expect(performance.now() - begun, name).toBeLessThan(5000);
    }
  });
});
