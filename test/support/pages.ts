import { expect } from 'vitest';
import threeClouds from '../../docs/examples/three-clouds.json' with { type: 'json' };
import { ADMIN_TOKEN, type TestApp } from './app.ts';
import { BRASS_BAND, BRASS_BAND_FORM, fillCatalogue } from './guided.ts';
import { fillOddHosts } from './odd-hosts.ts';
import { DECLARED_MAPS, HOSTILE_MAP, mapNamed } from './tool-maps.ts';

/** Pages in every state that looks different, for whatever judges pages. */

/** A page to look at: an address, and what a form sends there. */
export interface PageState {
  name: string;
  path: string;
  form?: Readonly<Record<string, string | readonly string[]>>;
}

/** The form of a brass band, sent from the last question. */
export const bandForm = (go: string, more: object = {}) => ({ ...BRASS_BAND_FORM, at: 'matters', go, ...more });

const NOTHING_FITS = { use: ['beneficiary-tracking', 'ai-assistant'], health: 'yes', budget: '0' };

const mapForm = (map: object) => ({ map: JSON.stringify(map) });

/** The maps of a workshop, as its page carries them on. */
export const workshopForm = (maps: readonly { name: string; map: object }[]) => ({
  label: maps.map(({ name }) => name),
  map: maps.map(({ map }) => JSON.stringify(map)),
});

/** What one does with a map of tools. */
const MAP_STATES: readonly PageState[] = [
  { name: 'a map to choose', path: '/diagnosis/map' },
  { name: 'a map', path: '/diagnosis/map', form: mapForm(mapNamed('rural-culture-three-clouds')) },
  { name: 'a map with hostile names', path: '/diagnosis/map', form: mapForm(HOSTILE_MAP) },
  { name: 'a map that is none', path: '/diagnosis/map', form: { map: 'photo' } },
  { name: 'a sheet to hand over', path: '/diagnosis/handover', form: mapForm(mapNamed('sports-club-small-town')) },
  { name: 'a sheet to hand over with hostile names', path: '/diagnosis/handover', form: mapForm(HOSTILE_MAP) },
  { name: 'a blank map', path: '/diagnosis/blank' },
  { name: 'maps of a workshop to choose', path: '/diagnosis/workshop' },
  {
    name: 'a workshop, one of its files broken',
    path: '/diagnosis/workshop',
    form: workshopForm([
      ...DECLARED_MAPS,
      { name: `${'W'.repeat(60)}.json`, map: HOSTILE_MAP },
      { name: 'broken.json', map: [] },
    ]),
  },
  {
    name: 'a workshop with maps of one association and many files that are no map',
    path: '/diagnosis/workshop',
    form: workshopForm([
      ...[1, 2].map((users) => ({ name: `${users}.json`, map: { currentTools: [{ tool: 'zoom', users }] } })),
      ...Array.from({ length: 12 }, (_, at) => ({ name: `photo-${at}.jpg`, map: [] })),
    ]),
  },
  { name: 'a workshop without a map', path: '/diagnosis/workshop', form: { label: 'broken.json', map: '[' } },
];

/** Addresses of recommendations: with everything a page may tell, withdrawn, and with a host that has left since. */
export interface Recommended {
  full: string;
  withdrawn: string;
  changed: string;
}

const mapped = (more: PageState['form'] & object): PageState['form'] & object => ({
  map: JSON.stringify(threeClouds),
  at: 'answer',
  go: 'stay',
  ...more,
});

/** Fills the catalogue with what the pages of `statesOf` show. */
export async function fillPages(test: TestApp): Promise<Recommended> {
  await fillCatalogue(test);
  await fillOddHosts(test);
  const recommend = async (body: object) => {
    const path = '/v1/federations/chatons/recommendations';
    const { status, text, body: made } = await test.ask<{ id: string }>('POST', path, { token: ADMIN_TOKEN, body });
    expect(status, text).toBe(201);
    return made.id;
  };
  const tie = { fr: 'Deux de nos membres y sont bénévoles.' };
  const review = { value: 90, reviewedOn: '2026-11-01', tie };
  const reviewed = '/v1/federations/chatons/reviews/les-aulnes/commitment:closing-notice';
  await test.ask('PUT', reviewed, { token: ADMIN_TOKEN, body: review });
  const leaving = await test.published({ slug: 'les-saules', name: 'Les Saules', serves: [{ level: 'world' }] });
  await test.ask('PUT', '/v1/hosts/les-saules/services/nuage', {
    token: leaving.token,
    body: {
      name: 'Nuage',
      usages: ['file-storage-sharing', 'email-hosting'],
      capacity: { state: 'open' },
      plans: [{ name: 'Groupe', fixed: 30, maxAccounts: 20, maxGb: 100 }],
    },
  });
  const need = { ...BRASS_BAND, currentTools: ['google-drive', 'nextcloud'], limit: 20 };
  const ids = [
    await recommend({ need, note: { fr: 'Pour votre réunion de mardi.' } }),
    await recommend({ need, hosts: ['les-aulnes'] }),
    await recommend({ need, hosts: ['les-saules', 'les-aulnes'] }),
  ] as const;
  await test.ask('DELETE', '/v1/hosts/les-saules', { token: leaving.token, ifMatch: '*' });
  const body = { reason: { fr: 'Plus de place.' } };
  await test.ask('PUT', `/v1/recommendations/${ids[1]}/withdrawal`, { token: ADMIN_TOKEN, body });
  return {
    full: `/recommendations/${ids[0]}`,
    withdrawn: `/recommendations/${ids[1]}`,
    changed: `/recommendations/${ids[2]}`,
  };
}

export function statesOf(recommended: Recommended): PageState[] {
  const asked = (name: string, form: PageState['form'] & object): PageState => ({ name, path: '/match', form });
  const mended = (name: string, what: 'report' | 'removal', form: PageState['form'] & object): PageState => ({
    name,
    path: `/hosts/les-aulnes/${what}`,
    form,
  });
  const ofTools = (name: string, form: PageState['form'] & object): PageState => ({
    name,
    path: '/diagnosis',
    form: mapped(form),
  });
  return [
    { name: 'the first page', path: '/' },
    { name: 'in English', path: '/?lang=en' },
    { name: 'the hosts', path: '/hosts' },
    { name: 'the second page of hosts', path: '/hosts?page=2' },
    {
      name: 'hosts that are filtered, one with long names',
      path: '/hosts?usage=file-storage-sharing&territory=departement:23&open=yes&q=hébergement',
    },
    { name: 'no host found', path: `/hosts?usage=email-hosting&inPerson=yes&usage=nope&q=${'très'.repeat(50)}` },
    { name: 'the networks', path: '/federations' },
    { name: 'what nobody offers', path: '/gaps' },
    { name: 'the guide for hosts', path: '/guide/hosts' },
    { name: 'the guide for federations', path: '/guide/federations?lang=en' },
    { name: 'what a région lacks', path: '/gaps?region=75&federation=les-choisis' },
    { name: 'for hosts, about one', path: '/for-hosts?host=arn' },
    { name: 'the announced closings', path: '/closings' },
    { name: 'no host at this address, others near', path: '/hosts/hébergement' },
    { name: 'the legal notice', path: '/legal' },
    { name: 'what visits to sites are', path: '/watching' },
    { name: 'nothing at this address', path: '/nowhere' },
    { name: 'the list of errors', path: '/docs/problems' },
    { name: 'what of the interface stays', path: '/docs/promise' },
    { name: 'open data and their vocabulary', path: '/ns' },
    { name: 'the first question', path: '/match' },
    asked('the first question, not answered', { at: 'uses', go: 'next' }),
    asked('a file that holds no need', { at: 'uses', go: 'resume', file: 'nothing' }),
    asked('a choice', { use: 'writing', at: 'uses', go: 'next' }),
    asked('a question with others beside it', bandForm('next', { at: 'uses' })),
    asked('the question about danger', bandForm('next', { at: 'mailboxes' })),
    asked('an answer for several groups', bandForm('next', { at: 'people', people: '8 groupes de 6' })),
    asked('a link that was cut short', { at: 'uses', go: 'resume', file: '#besoin=2abcd' }),
    asked('a number that is none', bandForm('next', { at: 'people', people: 'douze' })),
    asked('a number that is asked about', bandForm('next', { at: 'people', people: '100000' })),
    asked('a place of several levels', bandForm('next', { place: '', at: 'place', commune: 'Creuse' })),
    asked('several communes', bandForm('next', { place: '', at: 'place', commune: 'Saint-Martin' })),
    asked('all questions, one at fault', bandForm('next', { at: 'whole', budget: 'peu' })),
    asked('all questions, one asked about', bandForm('next', { at: 'whole', people: '0' })),
    asked('the room of what takes much', { use: ['photo-gallery', 'backup'], at: 'people', go: 'next' }),
    asked('the tools of today', bandForm('next', { at: 'mailboxes' })),
    asked('the answer', bandForm('next')),
    asked('the answer when nothing fits', { ...NOTHING_FITS, at: 'matters', go: 'next' }),
    asked('the answer for who does not know', { use: 'unknown', at: 'place', go: 'next' }),
    { name: 'whether one host suits', path: '/match?host=arn' },
    { name: 'whether one host suits, answered', path: '/match?host=arn', form: bandForm('next') },
    { name: 'the answer in the name of a federation', path: '/match?federation=chatons', form: bandForm('next') },
    {
      name: 'a need that nobody would read',
      path: '/match?federation=chatons',
      form: bandForm('send', { at: 'answer' }),
    },
    { name: 'a need that was sent', path: '/match/sent?federation=chatons&number=7K4-2PW' },
    asked('everything', bandForm('everything')),
    asked('the comparison', bandForm('compare', { tool: ['gmail', 'google-drive'] })),
    asked('what comes once an answer is chosen', bandForm('decided:les-aulnes')),
    asked('a first day that is over', bandForm('decided:les-aulnes', { start: '2020-01-01' })),
    { name: 'hosts side by side', path: '/compare?host=les-aulnes&host=arn&host=infini' },
    { name: 'hosts with long names side by side', path: `/compare?host=long-names&host=arn&host=${'nope'.repeat(30)}` },
    { name: 'a host to compare with others', path: '/compare?host=infini&lang=en' },
    { name: 'nobody to compare', path: '/compare' },
    { name: 'too many to compare', path: '/compare?host=les-aulnes&host=arn&host=infini&host=fdn' },
    { name: 'what comes once a host is chosen', path: '/hosts/long-names/decided' },
    { name: 'which tools', path: '/diagnosis' },
    ofTools('too many tools', {
      map: '{}',
      at: 'names',
      go: 'next',
      names: Array.from({ length: 21 }, (_, at) => `outil ${at}`).join('\n'),
    }),
    ofTools('a file that holds no map', { at: 'names', go: 'resume', file: '{"currentTools":[{"tool":3}]}' }),
    ofTools('one of the tools', { go: 'to:tools' }),
    ofTools('tools that are not sure, and a number that is none', {
      map: JSON.stringify({ currentTools: [{ tool: 'Facebook' }, { tool: 'très'.repeat(50) }] }),
      at: 'tools',
      go: 'next',
      't0.users': 'bof',
      't1.users': '50000',
    }),
    ofTools('the association', { go: 'to:about' }),
    ofTools('the association, at several places', { at: 'about', go: 'next', commune: 'Saint-Martin' }),
    ofTools('what the map shows', {}),
    ofTools('what a map of health data shows', {
      map: JSON.stringify({ ...threeClouds, data: { categories: ['health'] } }),
    }),
    ofTools('a map that shows nothing', { map: '{}' }),
    { name: 'a recommendation', path: recommended.full },
    { name: 'a recommendation that is withdrawn', path: `${recommended.withdrawn}?lang=en` },
    { name: 'a recommendation of which a host has left', path: recommended.changed },
    { name: 'no recommendation at this address', path: '/recommendations/x' },
    { name: 'inside another site', path: '/embed/match?federation=chatons' },
    { name: 'the second question inside another site', path: '/embed/match', form: bandForm('next', { at: 'uses' }) },
    {
      name: 'inside another site, by night, with its usage and place',
      path: '/embed/match?usage=email-hosting&territory=departement:23&theme=dark',
    },
    { name: 'data and code', path: '/data' },
    { name: 'a host that speaks for itself', path: '/hosts/les-aulnes' },
    { name: 'a host that nobody confirmed', path: '/hosts/arn' },
    { name: 'a host of which little is known', path: '/hosts/peu-connu' },
    { name: 'a host whose every text is long', path: '/hosts/tres-long' },
    { name: 'a host with forty services', path: '/hosts/quarante' },
    { name: 'a host of which people say different things', path: '/hosts/dispute' },
    { name: 'a host that will close', path: '/hosts/va-fermer' },
    { name: 'a host that is suspended, in English', path: '/hosts/suspendu?lang=en' },
    { name: 'where to go instead of a host', path: '/hosts/les-aulnes/alternatives' },
    { name: 'where to go after a host', path: '/hosts/va-fermer/alternatives' },
    { name: 'where to go instead of a host with many services', path: '/hosts/quarante/alternatives' },
    { name: 'a federation', path: '/federations/chatons' },
    { name: 'a federation with a list of its own', path: '/federations/les-choisis' },
    { name: 'a host with long names', path: '/hosts/long-names' },
    { name: 'an error to report', path: '/hosts/les-aulnes/report' },
    mended('an error, not described', 'report', { url: 'pas une adresse', about: 'service:nuage' }),
    mended('an error, reported', 'report', { kind: 'wrong', text: 'Le prix a changé.' }),
    { name: 'a removal to ask for', path: '/hosts/arn/removal' },
    mended('a removal, nobody to answer', 'removal', { text: 'Une personne est nommée.' }),
    mended('a removal, asked for', 'removal', { asker: 'person', replyTo: 'camille@exemple.fr' }),
    ...MAP_STATES,
  ];
}
