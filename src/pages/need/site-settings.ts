import { parseTerritory } from '../../catalogue/filters.ts';
import { findFederation, type Model } from '../../catalogue/model.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { type Form, MOST_USES } from '../asking/questions.ts';
import { readAccent } from '../frame/accent.ts';
import { type LeftOut, textsOf } from '../frame/layout.tsx';
import type { Parameters } from '../frame/page.ts';
import { isTheme } from '../frame/theme.ts';
import { type AskedFor, isHostScope } from '../parts/list-keeper.tsx';

/** What a site that shows the questions settles in their address, besides whose hosts are proposed. */
export const SITE_SETTINGS = ['usage', 'territory', 'accent', 'theme'] as const;

interface SiteSettings {
  asked: AskedFor;
  /** The questions that the site answers itself, as of a form. */
  given: Form;
  /** What the addresses of its pages keep. */
  carried: Parameters;
  /** Nothing in a page of somebody else is an error: what is not understood is left out, and told. */
  leftOut: Pick<LeftOut, 'values' | 'surplus'>;
}

const listed = (value: unknown): string[] => textsOf(value).flatMap((text) => text.split(',').filter(Boolean));

/** Reads what a site settles. */
export function readSiteSettings(
  query: unknown,
  model: Model,
  { usages, territories }: Pick<Reference, 'usages' | 'territories'>,
): SiteSettings {
  const { federation, onlyFrom, usage, territory, accent, theme } = query as Record<string, unknown>;
  const unknown: string[] = [];
  const understood = <T>(all: readonly string[], read: (value: string) => T | undefined): T[] =>
    all.flatMap((value) => {
      const found = read(value);
      if (found === undefined) unknown.push(value);
      return found ?? [];
    });
  const [speaking] = understood(textsOf(federation), (slug) => findFederation(model, slug)?.slug);
  const [scope] = understood(textsOf(onlyFrom), (value) =>
    isHostScope(value) && (speaking || value === 'everybody') ? value : undefined,
  );
  const wanted = new Set(understood(listed(usage), (key) => (usages.has(key) ? key : undefined)));
  // A need has one place, and is never about all of a country.
  const places = understood(listed(territory), (key) =>
    /^(region|departement|commune):\w+$/.test(key) && territories.find(parseTerritory(key)) ? key : undefined,
  );
  // Colours change nothing of what is said: visitors need not hear of them.
  const colour = readAccent(textsOf(accent)[0])?.original.slice(1);
  const dress = textsOf(theme).find(isTheme);
  const use = [...wanted].slice(0, MOST_USES);
  const place = places.slice(0, 1);
  const answered = [...(use.length > 0 ? ['uses'] : []), ...(place.length > 0 ? ['place'] : [])];
  return {
    asked: { ...(speaking && { federation: speaking }), ...(scope && { onlyFrom: scope }) },
    given: {
      ...(use.length > 0 && { use }),
      ...(place.length > 0 && { place }),
      ...(answered.length > 0 && { given: answered }),
    },
    carried: {
      ...(use.length > 0 && { usage: use.join(',') }),
      ...(place.length > 0 && { territory: place[0] }),
      ...(colour && { accent: colour }),
      ...(dress && dress !== 'auto' && { theme: dress }),
    },
    leftOut: { values: unknown, surplus: [...[...wanted].slice(MOST_USES), ...places.slice(1)] },
  };
}
