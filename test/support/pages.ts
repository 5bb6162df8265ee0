import { expect } from 'vitest';
import threeClouds from '../../docs/examples/three-clouds.json' with { type: 'json' };
import { ADMIN_TOKEN, type TestApp } from './app.ts';
import { BRASS_BAND, BRASS_BAND_FORM, fillCatalogue } from './guided.ts';

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

/** Addresses of recommendations: with everything a page may tell, and withdrawn. */
export interface Recommended {
  full: string;
  withdrawn: string;
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
  const recommend = async (body: object) => {
    const path = '/v1/federations/chatons/recommendations';
    const { status, text, body: made } = await test.ask<{ id: string }>('POST', path, { token: ADMIN_TOKEN, body });
    expect(status, text).toBe(201);
    return made.id;
  };
  const need = { ...BRASS_BAND, currentTools: ['google-drive', 'nextcloud'], limit: 20 };
  const ids = [
    await recommend({ need, note: { fr: 'Pour votre réunion de mardi.' } }),
    await recommend({ need, hosts: ['les-aulnes'] }),
  ] as const;
  const body = { reason: { fr: 'Plus de place.' } };
  await test.ask('PUT', `/v1/recommendations/${ids[1]}/withdrawal`, { token: ADMIN_TOKEN, body });
  return { full: `/recommendations/${ids[0]}`, withdrawn: `/recommendations/${ids[1]}` };
}

export function statesOf(recommended: Recommended): PageState[] {
  const asked = (name: string, form: PageState['form'] & object): PageState => ({ name, path: '/match', form });
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
    { name: 'for hosts, about one', path: '/for-hosts?host=arn' },
    { name: 'the announced closings', path: '/closings' },
    { name: 'no host at this address, others near', path: '/hosts/hébergement' },
    { name: 'the legal notice', path: '/legal' },
    { name: 'nothing at this address', path: '/nowhere' },
    { name: 'the list of errors', path: '/docs/problems' },
    { name: 'the first question', path: '/match' },
    asked('the first question, not answered', { at: 'uses', go: 'next' }),
    asked('a file that holds no need', { at: 'uses', go: 'resume', file: 'nothing' }),
    asked('a choice', { use: 'writing', at: 'uses', go: 'next' }),
    asked('a number that is none', bandForm('next', { at: 'people', people: 'douze' })),
    asked('a place of several levels', bandForm('next', { place: '', at: 'place', commune: 'Creuse' })),
    asked('several communes', bandForm('next', { place: '', at: 'place', commune: 'Saint-Martin' })),
    asked('all questions, one at fault', bandForm('next', { at: 'whole', budget: 'peu' })),
    asked('the tools of today', bandForm('next', { at: 'mailboxes' })),
    asked('the answer', bandForm('next')),
    asked('the answer when nothing fits', { ...NOTHING_FITS, at: 'matters', go: 'next' }),
    asked('the answer for who does not know', { use: 'unknown', at: 'place', go: 'next' }),
    asked('everything', bandForm('everything')),
    asked('the comparison', bandForm('compare', { tool: ['gmail', 'google-drive'] })),
    { name: 'which tools', path: '/diagnosis' },
    ofTools('too many tools', {
      map: '{}',
      at: 'names',
      go: 'next',
      names: Array.from({ length: 21 }, (_, at) => `outil ${at}`).join('\n'),
    }),
    ofTools('a file that holds no map', { at: 'names', go: 'resume', file: '{"currentTools":[{"tool":3}]}' }),
    ofTools('each of the tools', { go: 'to:tools' }),
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
    { name: 'no recommendation at this address', path: '/recommendations/x' },
    { name: 'inside another site', path: '/embed/match?federation=chatons' },
    { name: 'a host that speaks for itself', path: '/hosts/les-aulnes' },
    { name: 'a host that nobody confirmed', path: '/hosts/arn' },
    { name: 'where to go after a host', path: '/hosts/les-aulnes/alternatives' },
    { name: 'a federation', path: '/federations/chatons' },
    { name: 'a federation with a list of its own', path: '/federations/les-choisis' },
    { name: 'a host with long names', path: '/hosts/long-names' },
  ];
}
