import type { Model } from '../../catalogue/model.ts';
import { type Reference, type Tool, textIn, type Usage } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Choice } from '../frame/parts.tsx';
import { UsagePicture } from '../frame/pictures.tsx';
import { NEED } from '../words/need.ts';
import { QUESTION_WORDS } from '../words/questions.ts';
import { curved } from '../words/typeset.ts';
import type { Questionnaire } from './flow.ts';
import { keyOf, territoryIn } from './place.ts';
import {
  type Form,
  first,
  LISTS,
  LONGEST_VALUE,
  NEWSLETTER,
  STARTING,
  UNKNOWN,
  usagesMeant,
  usesOf,
} from './questions.ts';

const offeredBy = new WeakMap<Model, ReadonlySet<string>>();

/** Usages that at least one working host is known to offer. */
export function offeredUsages(model: Model): ReadonlySet<string> {
  const known =
    offeredBy.get(model) ??
    new Set(
      model.documents
        .filter(({ state }) => state === 'published' || state === 'silent')
        .flatMap(({ services }) => services.flatMap(({ usages }) => usages)),
    );
  offeredBy.set(model, known);
  return known;
}

/** Whether a host is known to offer one of the usages that a choice stands for. */
const isOffered = (use: string, offered: ReadonlySet<string>): boolean =>
  usagesMeant(use).some((usage) => offered.has(usage));

/** All usages but those that are shown first, by family. */
function otherUsages({ usages, families }: Reference): [family: string, usages: Usage[]][] {
  const started = new Set<string>([...STARTING, LISTS, NEWSLETTER]);
  const others = [...usages.values()].filter(({ key }) => !started.has(key));
  return [...families.keys()].map((family) => [family, others.filter((usage) => usage.family === family)]);
}

/** The uses that are shown first, then all others behind one line. Those that nobody offers are marked. */
export function UseChoices({ questionnaire: { form, reference, offered } }: { questionnaire: Questionnaire }) {
  const words = useWords(NEED);
  const { starting, lost } = useWords(QUESTION_WORDS);
  const { language } = usePage();
  const ticked = new Set(form.use);
  const tile = (value: string, label: string, hint?: string) => (
    <label class="tile" key={value}>
      <UsagePicture usage={usagesMeant(value)[0]!} />
      <input type="checkbox" name="use" value={value} checked={ticked.has(value)} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
  const marked = (value: string) => (isOffered(value, offered) ? undefined : words.nobody);
  const others = otherUsages(reference);
  const isOpen = others.some(([, usages]) => usages.some(({ key }) => ticked.has(key)));
  return (
    <>
      <div class="tiles">{STARTING.map((key) => tile(key, starting[key]![0], marked(key)))}</div>
      <details open={isOpen}>
        <summary>{words.other}</summary>
        {others.map(([family, usages]) => (
          <fieldset key={family}>
            <legend>
              <strong>{curved(textIn(reference.families.get(family)!, language))}</strong>
            </legend>
            <div class="tiles">
              {usages.map(({ key, label }) => tile(key, curved(textIn(label, language)), marked(key)))}
            </div>
          </fieldset>
        ))}
      </details>
      <Choice type="checkbox" name="use" value={UNKNOWN} checked={ticked.has(UNKNOWN)} label={lost[0]} hint={lost[1]} />
    </>
  );
}

/** How many tools of today are shown at once for each usage. */
const PROPRIETARY = 4;
const LIBRE = 1;
/** As long as nobody said what for. */
const FEW = 12;

interface OfferedTools {
  /** The best known, taking one of each usage in turn. */
  shown: readonly Tool[];
  /** All others that serve one of the usages, by name. */
  others: readonly Tool[];
}

/** Tools for the uses that were chosen; as long as there is none, for those that are shown first. */
export function toolChoices(form: Form, { usages, tools }: Reference): OfferedTools {
  const chosen = usesOf(form);
  const wanted = new Set((chosen.length > 0 ? chosen : STARTING).flatMap(usagesMeant));
  const typical = [...wanted].flatMap((key) => {
    const usage = usages.get(key);
    if (!usage) return [];
    return [[...usage.typicalProprietaryTools.slice(0, PROPRIETARY), ...usage.typicalLibreTools.slice(0, LIBRE)]];
  });
  const inTurn = Array.from({ length: PROPRIETARY + LIBRE }, (_, place) =>
    typical.flatMap((keys) => keys[place] ?? []),
  );
  const shown = [...new Set(inTurn.flat())]
    .flatMap((key) => tools.get(key) ?? [])
    .slice(0, chosen.length > 0 ? undefined : FEW);
  const others = [...tools.values()]
    .filter((tool) => !shown.includes(tool) && tool.usages.some((usage) => wanted.has(usage)))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { shown, others };
}

/** The best known tools for the uses that were chosen, then all others behind one line. */
export function ToolChoices({ questionnaire: { form, reference } }: { questionnaire: Questionnaire }) {
  const words = useWords(NEED);
  const ticked = new Set(form.tool);
  const { shown, others } = toolChoices(form, reference);
  const choices = (list: typeof shown) =>
    list.map(({ key, name }) => (
      <Choice key={key} type="checkbox" name="tool" value={key} checked={ticked.has(key)} label={name} />
    ));
  return (
    <>
      {choices(shown)}
      {others.length > 0 && (
        <details open={others.some(({ key }) => ticked.has(key))}>
          <summary>{words.otherTool}</summary>
          {choices(others)}
        </details>
      )}
    </>
  );
}

/** A département in a list, or a commune by its name: found when the form is sent, so it works without a script. */
export function PlaceFields({
  questionnaire: { form, communes, reference, faults },
}: {
  questionnaire: Questionnaire;
}) {
  const words = useWords(NEED);
  const { say } = usePage();
  const { territories } = reference;
  const chosen = territoryIn(form, territories);
  const value = chosen ? keyOf(chosen) : '';
  const isFaulty = faults.some(({ question }) => question === 'place');
  const told = (one: (typeof communes)[number]) => {
    const [, wider] = territories.lineage(one);
    const more = one.level === 'commune' ? wider && say.territory(wider) : words.levels[one.level];
    return more ? `${one.name} (${more})` : one.name;
  };
  return (
    <div class="stack">
      {communes.length > 0 && (
        <fieldset>
          <legend class="vh">{words.which}</legend>
          {communes.map((one) => (
            <Choice key={keyOf(one)} type="radio" name="found" value={keyOf(one)} checked={false} label={told(one)} />
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for="commune">{words.commune}</label>
        <input
          class="wide"
          type="text"
          id="commune"
          name="commune"
          maxLength={LONGEST_VALUE}
          autocomplete="off"
          value={first(form, 'commune')}
          aria-describedby={isFaulty ? 'hint-commune fault-place' : 'hint-commune'}
          aria-invalid={isFaulty || undefined}
        />
        <p class="hint small" id="hint-commune">
          {words.communeHint}
        </p>
      </div>
      <div class="field">
        <label for="departement">{words.departement}</label>
        <select id="departement" name="place">
          <option value="">{words.noDepartement}</option>
          {chosen && chosen.level !== 'departement' && (
            <option value={value} selected>
              {say.territory(chosen)}
            </option>
          )}
          {territories.departements.map(({ code, name }) => (
            <option key={code} value={`departement:${code}`} selected={value === `departement:${code}`}>
              {code} {curved(name)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
