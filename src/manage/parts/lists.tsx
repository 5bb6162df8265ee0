import type { ComponentChildren } from 'preact';
import { bestByWords, findDomain, findHost, type Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { typedDomain } from '../../ground/addresses.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { HiddenFields } from '../../pages/frame/parts.tsx';
import type { DeskVisit } from '../desk.tsx';
import { TapLink } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';

const MOST_FOUND = 20;

/** Links one below the other, each with a line that says what it is for. */
export function LinkList({
  ways,
}: {
  ways: readonly (readonly [to: string, name: string, hint?: string | undefined])[];
}) {
  return (
    <ul class="list">
      {ways.map(([to, name, hint]) => (
        <li key={to}>
          <TapLink to={to} name={name} />
          {hint && <p class="small soft">{hint}</p>}
        </li>
      ))}
    </ul>
  );
}

/** A form that only looks something up: its address can be kept. */
function LookUp({ action, children }: { action: string; children: ComponentChildren }) {
  const { lang } = usePage().query;
  return (
    <form method="get" action={action}>
      {children}
      <HiddenFields values={lang ? { lang: [lang] } : {}} />
    </form>
  );
}

/** One line to look something up by. */
export function Find({ action, label, hint, typed }: { action: string; label: string; hint?: string; typed: string }) {
  const words = useWords(ADMINISTRATION);
  return (
    <LookUp action={action}>
      <div class="field">
        <label for="q">{label}</label>
        {hint && (
          <p class="hint" id="hint-q">
            {hint}
          </p>
        )}
        <div class="find">
          <input type="search" id="q" name="q" maxLength={200} value={typed} aria-describedby={hint && 'hint-q'} />
          <button type="submit" class="button">
            {words.search}
          </button>
        </div>
      </div>
    </LookUp>
  );
}

/** The public entry that has exactly this name in addresses, or this site. */
export function hostNamed(model: Model, typed: string): Host | undefined {
  const domain = typedDomain(typed);
  return findHost(model, typed) ?? (domain === undefined ? undefined : findDomain(model, domain)?.host);
}

/** Public entries that a search for some words finds, the best first; just after a start it waits for their texts. */
export async function searchHosts({ model, bercail }: Pick<DeskVisit, 'model' | 'bercail'>, typed: string) {
  await bercail.catalogue.readTexts('hosts');
  return bestByWords(model, typed, MOST_FOUND);
}

/** Things one below the other, each on a card with what may be done with it; or that there is none. */
export function Cards<T>({
  of,
  none,
  more,
  children,
}: {
  of: readonly T[];
  /** Said where there is none. */
  none?: string;
  /** Said where there are more than are shown. */
  more?: string | false;
  children: (one: T) => ComponentChildren;
}) {
  return (
    <>
      {of.length === 0 && none !== undefined && <p>{none}</p>}
      {of.map((one, place) => (
        <section class="card" key={place}>
          {children(one)}
        </section>
      ))}
      {more && <p>{more}</p>}
    </>
  );
}
