import type { ComponentChildren } from 'preact';
import { capital } from '../../ground/texts.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { type FieldName, type Form, usagesMeant, usesOf, withoutFields } from '../asking/questions.ts';
import { Section } from '../frame/lists.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { HiddenFields } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import type { AnsweredNeed } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';

/** The answers that stand for a hard need, in the form. */
const FIELDS: Readonly<Record<string, readonly FieldName[]>> = {
  budget: ['budget'],
  territory: ['place', 'commune', 'found'],
};

/** The form without some hard needs; undefined where it cannot say so, or nothing would be left to look for. */
function formWithout(form: Form, giveUp: readonly string[], keys: readonly (string | null)[]): Form | undefined {
  let left: Form | undefined = form;
  for (const [at, name] of giveUp.entries()) {
    const fields = FIELDS[name];
    if (left === undefined || (!fields && name !== 'usage-not-offered')) return undefined;
    left = fields ? withoutFields(left, fields) : formWithoutUsage(left, keys[at]);
  }
  return left;
}

function formWithoutUsage(form: Form, usage: string | null | undefined): Form | undefined {
  const use = usesOf(form).filter((one) => !usage || !usagesMeant(one).includes(usage));
  return use.length > 0 && use.length < usesOf(form).length ? { ...form, use } : undefined;
}

/** The usages for which nobody is known. */
export const nobodyOffers = ({ usages }: Need, offered: ReadonlySet<string>): string[] =>
  usages.map(({ usage }) => usage).filter((usage) => !offered.has(usage));

/** A reason, and the deed that changes it: the whole tile acts. On paper the reason stays. */
const Tile = ({ reason, deed }: { reason: string; deed: ComponentChildren }) => (
  <>
    <span>{reason}</span>
    <b>{deed}</b>
    <Picture name="arrow" small />
  </>
);

/** What kept everybody out, each with what one may do about it. */
export function LeftOut({
  questionnaire: { form, action, offered },
  answered,
  outside = 0,
}: {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  /** Hosts to look at outside the network to which the page keeps. */
  outside?: number | undefined;
}) {
  const words = useWords(ANSWER).nobody;
  const page = usePage();
  const { say } = page;
  const { match, need } = answered;
  const health = match.excluded.byReason['health-data'];
  const wordsFor = (giveUp: readonly string[], keys: readonly (string | null)[], count: number, text: string) => {
    const [only] = giveUp.length === 1 ? giveUp : [];
    const usages = keys.flatMap((key) => (key === null ? [] : say.usageShort(key)));
    if (giveUp.every((name) => name === 'usage-not-offered'))
      return { reason: words.outUsage(capital(say.list(usages))), deed: words.searchWithout(say.list(usages)) };
    if (only === 'territory' && need.territory)
      return { reason: words.outTerritory(count, say.territory(need.territory)), deed: words.searchElsewhere };
    if (only === 'budget' && need.budgetPerYear != null)
      return { reason: words.outBudget(count, say.euros(need.budgetPerYear)), deed: words.searchDearer };
    return { reason: text, deed: words.searchWith };
  };
  const unknown = nobodyOffers(need, offered).map((usage) => ({
    ...{ giveUp: ['usage-not-offered'], keys: [usage], count: 0, text: '' },
  }));
  const isOther = ({ keys }: { keys: readonly (string | null)[] }) => !keys.some((key) => key && !offered.has(key));
  const tiles = [...unknown, ...match.relaxations.filter(isOther)].flatMap(({ giveUp, keys, count, text }) => {
    const next = formWithout(form, giveUp, keys);
    return next ? { next, ...wordsFor(giveUp, keys, count, text) } : [];
  });
  if (tiles.length === 0 && !health && outside === 0) return null;
  const { onlyFrom: _, ...anybody } = page.query;
  return (
    <Section title={words.out}>
      <ul class="out">
        {outside > 0 && (
          <li>
            <form method="post" action={addressIn({ ...page, query: anybody }, action)}>
              <input type="hidden" name="at" value="answer" />
              <HiddenFields values={form} />
              <button type="submit" name="go" value="answer">
                <Tile reason={words.outside(outside)} deed={words.seeOutside(outside)} />
              </button>
            </form>
          </li>
        )}
        {tiles.map(({ next, reason, deed }) => (
          <li key={reason}>
            <form method="post" action={addressIn(page, action)}>
              <input type="hidden" name="at" value="answer" />
              <HiddenFields values={next} />
              <button type="submit" name="go" value="answer">
                <Tile {...{ reason, deed }} />
              </button>
            </form>
          </li>
        ))}
        {health && (
          <li>
            <a href="https://esante.gouv.fr/" rel="noopener noreferrer" class="bare">
              <Tile reason={words.outHealth(health)} deed={words.certified} />
            </a>
          </li>
        )}
      </ul>
    </Section>
  );
}
