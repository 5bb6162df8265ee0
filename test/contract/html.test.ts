import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { sendForm } from '../support/guided.ts';
import { htmlFaultsBy } from '../support/html-faults.ts';
import { fillPages, type PageState, type Recommended, statesOf } from '../support/pages.ts';

const test = useApp();
let recommended: Recommended;
beforeAll(async () => {
  recommended = await fillPages(test);
});

const htmlFaultsOf = htmlFaultsBy({
  // Titles hold the names of hosts and needs, which are not cut: a name may have 200 characters.
  'long-title': ['error', { maxlength: 220 }],
  // A question that stands alone is named by the heading of its page (`aria-labelledby`, ARIA17): no legend repeats it.
  'wcag/h71': 'off',
});

/** What others build into their sites, and what no other test of pages looks at. */
const MORE: PageState[] = [
  { name: 'the terms', path: '/terms' },
  { name: 'the builder', path: '/embed' },
  { name: 'the builder, with settings', path: '/embed?usage=email-hosting&territory=departement:23&accent=c2185b' },
  { name: 'the builder, with settings that are none', path: '/embed?usage=nope&federation=nope&accent=red&state=fits' },
  { name: 'a badge of nobody', path: '/embed/badge?host=nope' },
  { name: 'a badge to choose', path: '/embed/badge' },
  { name: 'a badge of a host', path: '/embed/badge?host=les-aulnes' },
  { name: 'an embedded list', path: '/embed/search?usage=email-hosting' },
  { name: 'an embedded list of nothing', path: '/embed/search?usage=ai-assistant&territory=departement:23' },
  { name: 'an embedded answer', path: '/embed/match', form: { use: 'writing', at: 'matters', go: 'next' } },
];

const seen = new Map<string, ReturnType<typeof look>>();
const look = ({ path, form }: PageState) =>
  form ? sendForm(test, path, form) : test.ask('GET', path, { headers: { accept: 'text/html' } });
/** Each state is made once for all that looks at it. */
const see = (state: PageState): ReturnType<typeof look> => {
  const known = seen.get(state.name) ?? look(state);
  seen.set(state.name, known);
  return known;
};

/** The addresses of public pages, as the code declares them. */
const declaredPages = (): string[] => {
  const src = new URL('../../src/', import.meta.url);
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) => [...readFileSync(new URL(name, src), 'utf8').matchAll(/publicPage\(app, '([^']+)'/g)])
    .map(([, path]) => path!);
};

describe('every page', () => {
  it('is among those that are looked at', () => {
    const seen = [...statesOf(recommended), ...MORE].map(({ path }) => path.replace(/\?.*/s, ''));
    const pages = declaredPages();
    const isSeen = (page: string) => seen.some((path) => new RegExp(`^${page.replace(/:\w+/g, '[^/]+')}$`).test(path));
    expect(pages.filter((page) => !isSeen(page))).toEqual([]);
    expect(pages.length).toBeGreaterThan(10);
  });

  it('has a link to it on another page', async () => {
    const pages = declaredPages().map((path) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`));
    const linked = new Set<RegExp>();
    for (const state of [...statesOf(recommended), ...MORE]) {
      const from = state.path.replace(/\?.*/s, '');
      for (const [, href] of (await see(state)).text.matchAll(/(?:href|action|src)="([^"#?]*)/g))
        for (const page of pages) if (page.test(href!) && !page.test(from)) linked.add(page);
    }
    expect(pages.filter((page) => !linked.has(page)).map(String)).toEqual([]);
  }, 60_000);

  it('is HTML in which html-validate finds no fault', async () => {
    const faults = new Set<string>();
    for (const state of [...statesOf(recommended), ...MORE]) {
      const { text, headers } = await see(state);
      expect(headers['content-type'], state.name).toBe('text/html; charset=utf-8');
      for (const fault of await htmlFaultsOf(text)) faults.add(`${state.name}, ${fault}`);
    }
    expect([...faults]).toEqual([]);
  }, 60_000);

  it('says what is wrong with a field between its label and its control; the first such field takes the cursor', async () => {
    const wrong: string[] = [];
    let forms = 0;
    for (const state of [...statesOf(recommended), ...MORE]) {
      const { text } = await see(state);
      const told = [...text.matchAll(/id="fault-([\w-]+)"/g)].map(([, id]) => id!);
      if (told.length > 0) forms++;
      for (const [place, id] of told.entries()) {
        const control = new RegExp(
          `<(?:input|select|textarea|fieldset)[^>]* id="${id}"[^>]*>|<fieldset id="${id}"[^>]*>`,
        );
        const [tag = ''] = control.exec(text) ?? [];
        if (!new RegExp(`aria-describedby="(hint-${id} )?fault-${id}"`).test(tag)) wrong.push(`${state.name}: ${id}`);
        if ((place === 0) !== tag.includes(' autofocus')) wrong.push(`${state.name}: the cursor, ${id}`);
        if (!tag.startsWith('<fieldset') && text.indexOf(tag) < text.indexOf(`id="fault-${id}"`))
          wrong.push(`${state.name}: ${id} before what is wrong with it`);
      }
    }
    expect(wrong).toEqual([]);
    expect(forms).toBeGreaterThan(10);
  }, 60_000);

  it('weighs at most 25 kB compressed, 15 inside another site', async () => {
    const heavy: string[] = [];
    for (const state of [...statesOf(recommended), ...MORE]) {
      const bytes = gzipSync((await see(state)).text).length;
      const most = /^\/embed\/(search|match)/.test(state.path) ? 15_000 : 25_000;
      if (bytes > most) heavy.push(`${state.name}: ${bytes}`);
    }
    expect(heavy).toEqual([]);
  }, 60_000);
});
