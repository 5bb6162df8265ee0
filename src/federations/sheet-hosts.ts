import { domainOf } from '../ground/addresses.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import type { listNamed } from '../hosts/store.ts';
import { isVisible } from '../record/read-rows.ts';
import { suggestion } from '../requests/meaning.ts';
import { shortened } from '../spreadsheets/columns.ts';
import { fold } from '../vocabulary/territories.ts';

type Named = Awaited<ReturnType<typeof listNamed>>[number];
export type Found = { host: Named } | { fault: Fault };

/** Guessing a name takes long, and a person who reads fifty guesses has seen what is wrong. */
const MOST_GUESSES = 50;

const leftHost = fault('/host', 'host-withdrawn', {
  fr: 'Cet hébergeur a quitté le catalogue : retirez la ligne.',
  en: 'This host has left the catalogue: take the row out.',
});

const severalHosts = (cell: string, hosts: readonly Named[]): Fault => {
  const slugs = hosts.map(({ slug }) => slug);
  return fault('/host', 'ambiguous-host', {
    fr: `Plusieurs hébergeurs s’appellent « ${shortened(cell)} ». Écrivez l’un de ceux-ci : ${slugs.join(', ')}.`,
    en: `Several hosts are called “${shortened(cell)}”. Write one of these: ${slugs.join(', ')}.`,
  });
};

const unknownHost = (cell: string, near: string | undefined): Fault => {
  const { fr, en } = suggestion(near);
  return fault('/host', 'unknown-host', {
    fr: `Aucun hébergeur connu ne s’appelle « ${shortened(cell)} ». Écrivez le dernier mot de l’adresse de sa fiche, comme le-pic pour /hosts/le-pic.${fr}`,
    en: `No host that is known is called “${shortened(cell)}”. Write the last word of the address of its entry, such as le-pic for /hosts/le-pic.${en}`,
  });
};

/** The domain in a cell, with or without the scheme before it. */
const domainIn = (cell: string): string | undefined =>
  /^[^\s@][^\s@.]*\.[^\s@]+$/.test(cell) ? domainOf(cell.includes('://') ? cell : `https://${cell}`) : undefined;

function grouped(hosts: readonly Named[], keyOf: (host: Named) => string | undefined): Map<string, Named[]> {
  const groups = new Map<string, Named[]>();
  for (const host of hosts) {
    const key = keyOf(host);
    if (key) groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  return groups;
}

/** Finds the host that a cell names: by slug, id, website or name. Finds only public hosts. */
export function hostFinder(known: readonly Named[]): (cell: string) => Found {
  const visible = known.filter(isVisible);
  const byRef = new Map(known.flatMap((host) => [[host.id, host] as const, [host.slug, host] as const]));
  const byDomain = grouped(visible, ({ website }) => domainOf(website));
  const byName = grouped(visible, ({ name }) => fold(name));
  const bySpelling = new Map(visible.flatMap(({ slug, name }) => [[fold(name), slug] as const, [slug, slug] as const]));
  let guesses = 0;

  return (cell) => {
    const host = byRef.get(cell.toLowerCase());
    if (host) return isVisible(host) ? { host } : { fault: leftHost };
    const found = byDomain.get(domainIn(cell) ?? '') ?? byName.get(fold(cell)) ?? [];
    if (found.length === 1) return { host: found[0]! };
    if (found.length > 1) return { fault: severalHosts(cell, found) };
    const near = guesses++ < MOST_GUESSES ? nearestTo(cell.toLowerCase(), bySpelling.keys()) : undefined;
    return { fault: unknownHost(cell, near && bySpelling.get(near)) };
  };
}
