import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctedFile } from '../../../src/exchange/chatonsinfos/check.ts';
import { type InterpretedFile, readWhole } from '../../../src/exchange/chatonsinfos/read.ts';
import { AT_HOME, EVERY_FILE, HTML, OLD_NAMES, ORGANIZATION, WAYS_TO_WRITE } from '../../support/chatonsinfos.ts';
import { reference } from '../../support/matching.ts';
import { anyFile } from '../../support/random-files.ts';

const whole = (file: string | Uint8Array) =>
  readWhole(Buffer.from(file as string), { address: 'https://a.example/a.properties', reference, day: '2026-11-27' });
const corrected = (file: string | Uint8Array) => correctedFile(whole(file));

/** What the lines that count say, by key. */
const valuesIn = ({ meant }: InterpretedFile) =>
  meant
    .filter(({ counts }) => counts)
    .map(({ key, parsed, value }) => [key, parsed.isPart ? value : (parsed.text ?? value)]);

describe('A corrected file', () => {
  it('has present names, dates in ISO and words in their case, and keeps comments, unknown keys and the order', () => {
    expect(corrected(OLD_NAMES)?.split('\n')).toEqual([
      'file.class = Organization',
      '# organization.name = Ancien nom',
      'organization.name = Les Aulnes',
      'organization.startdate = 2014-02-05',
      'organization.enddate = 12/31/2040',
      'organization.guide.technical = https://aulnes.example/technique',
      '# organization.logo.url = https://aulnes.example/vieux-logo.png',
      'organization.logo = https://aulnes.example/logo.png',
      'organization.geography = Guéret',
      'organization.geolocation.latitude = 46,17',
      'organization.socialnetworks.pixelfed = https://pixelfed.example/aulnes',
      'organization.funding.tipeee = https://tipeee.example/aulnes',
      'organization.country.code = FR',
      'organization.typ = ASSOCIATION',
      'organization.colour = green',
      'organization.type = Fondation',
      'organization.contact.email = jeanne.martin@gmail.com',
      'organization.owner.name = Jeanne Martin',
      'organization.memberof.chatons.status.level = AWAY',
      'subs.nuage = https://aulnes.example/nuage.properties',
      'subs.nuage = https://aulnes.example/pad.properties',
      'subs.encore = https://aulnes.example/nuage.properties',
      'subs.local = file:///etc/passwd',
      'subs.seul = nuage.properties',
      '',
    ]);
  });

  it('says each value in one plain line', () => {
    expect(corrected(WAYS_TO_WRITE)?.split('\n').slice(0, 14)).toEqual([
      '! another sign of a comment',
      'file.class = Service',
      'service.name = Le nuage',
      'service.description = Des fichiers, \\',
      '      des agendas \\',
      '      et \\u00e9crire \\u00e0 plusieurs\\nici',
      'service.website https://nuage.aulnes.example',
      'software.name = nextcloud',
      'software.license.name =',
      'software.version =',
      'service.legal.url =',
      'service.logo =',
      'service.status.level = OK',
      'service.registration = Client;Free',
    ]);
  });

  it('is the same when nothing is wrong with it', () => {
    expect(corrected(ORGANIZATION)).toBe(ORGANIZATION);
    expect(corrected(EVERY_FILE['with a mark, lines of Windows']!)).toBe(ORGANIZATION);
  });

  it('is none for what is no such file, or is not read to its end', () => {
    expect(corrected(HTML)).toBeNull();
    expect(corrected('# nothing')).toBeNull();
    expect(corrected(`${AT_HOME}${'#\n'.repeat(60_000)}`)).toBeNull();
  });

  it('keeps a value that is longer than what is read', () => {
    const long = `organization.logo.url = https://a.example/${'x'.repeat(30_000)}`;
    expect(corrected(`file.class=organization\n${long}`)).toBe(`file.class = Organization\n${long}`);
  });

  it('has no quotes left, however many there were', () => {
    const once = corrected(`file.class = Service\nservice.name = "'"Pad"'"`);
    expect(once).toBe('file.class = Service\nservice.name = Pad');
    expect(corrected(once!)).toBe(once);
  });

  it('is changed no more by correcting it again, and says the same, whatever the file', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const before = whole(file);
        const once = correctedFile(before);
        if (once === null) return;
        const after = whole(once);
        expect(correctedFile(after)).toBe(once);
        const { problems: _, subs, ...said } = before.read;
        const { problems: __, subs: subsAfter, ...saidAfter } = after.read;
        expect(saidAfter).toEqual(said);
        expect(subsAfter.map(({ url }) => url)).toEqual(subs.map(({ url }) => url));
        expect(valuesIn(after)).toEqual(valuesIn(before));
      }),
      { numRuns: 1000 },
    );
  });
});
