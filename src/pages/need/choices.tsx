import type { Model } from '../../catalogue/model.ts';
import { curved } from '../../ground/texts.ts';
import { type Reference, type Tool, textIn, type Usage } from '../../vocabulary/reference.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { QUESTION_WORDS } from '../asking/question-words.ts';
import {
  type Form,
  LISTS,
  MAIL,
  NEWSLETTER,
  QUESTIONS,
  STARTING,
  UNKNOWN,
  usagesMeant,
  usesOf,
  WRITING,
} from '../asking/questions.ts';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Choice, Notice, Tile } from '../frame/parts.tsx';
import { NEED } from '../words/need.ts';

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

/** The names of the questions that one use asks for. */
const questionsOf = (use: string): string =>
  QUESTIONS.filter(({ forUse }) => forUse?.includes(use))
    .map(({ name }) => name)
    .join(' ');

/** Whether nobody is known to offer what a choice means, although somebody is known to offer something. */
export const isMissing = (use: string, offered: ReadonlySet<string>): boolean =>
  offered.size > 0 && !usagesMeant(use).some((usage) => offered.has(usage));

/** Where nothing at all is known, it is said once. */
export function NothingOffered({ offered }: { offered: ReadonlySet<string> }) {
  const words = useWords(NEED);
  return offered.size > 0 ? null : <Notice>{words.nobodyAtAll}</Notice>;
}

/** All usages but those that are shown first, by family. */
function otherUsages({ usages, families }: Reference): [family: string, usages: Usage[]][] {
  const started = new Set<string>([...STARTING, LISTS, NEWSLETTER]);
  const others = [...usages.values()].filter(({ key }) => !started.has(key));
  return [...families.keys()].map((family) => [family, others.filter((usage) => usage.family === family)]);
}

/** The uses that are shown first, then all others behind one line. Those that nobody offers are marked. */
export function UseChoices({ questionnaire }: { questionnaire: Questionnaire }) {
  const { form, reference, offered, undecided } = questionnaire;
  const words = useWords(NEED);
  const { starting, lost } = useWords(QUESTION_WORDS);
  const { language } = usePage();
  const ticked = new Set(form.use);
  const tile = (value: string, label: string, hint?: string) => (
    <Tile
      key={value}
      {...{ usage: usagesMeant(value)[0]!, name: 'use', value, checked: ticked.has(value), label, hint }}
      data-asks={undecided === undefined ? undefined : questionsOf(value) || undefined}
    />
  );
  const marked = (value: string) => (isMissing(value, offered) ? words.nobody : undefined);
  const others = otherUsages(reference);
  const isOpen = others.some(([, usages]) => usages.some(({ key }) => ticked.has(key)));
  return (
    <>
      <NothingOffered offered={offered} />
      <div class="tiles">{STARTING.map((key) => tile(key, starting[key]![0], marked(key)))}</div>
      <Fold title={words.other} open={isOpen}>
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
      </Fold>
      {usesOf(form)
        .filter((use) => use !== WRITING && !reference.usages.has(use))
        .map((use) => (
          // Of another version: without a box, sending the form would take it away.
          <Choice key={use} type="checkbox" name="use" value={use} checked label={use} />
        ))}
      {undecided ?? (
        <Choice
          type="checkbox"
          name="use"
          value={UNKNOWN}
          checked={ticked.has(UNKNOWN)}
          label={lost[0]}
          hint={lost[1]}
        />
      )}
    </>
  );
}

/** How many tools of today are shown at once for each usage. */
const KNOWN = 4;
const LIBRE = 1;
/** What associations use most, by our judgement, the most used first: shown before what is typical of a usage. */
const MOST_USED: readonly string[] = (
  'gmail orange-mail free-mail outlook-com laposte-net google-drive dropbox onedrive google-groups mailchimp brevo ' +
  'google-calendar doodle framadate whatsapp zoom google-meet jitsi-meet helloasso assoconnect wordpress wix ' +
  'facebook-page ovhcloud google-forms'
).split(' ');

/** The usages that tools of today serve: many write to everybody from their mailbox. */
const servedToday = (use: string): readonly string[] =>
  use === WRITING ? [...usagesMeant(use), MAIL] : usagesMeant(use);

/** As long as nobody said what for. */
const FEW = 12;

interface OfferedTools {
  /** The best known, taking one of each usage in turn, and those chosen before that serve another one. */
  shown: readonly Pick<Tool, 'key' | 'name'>[];
  /** All others that serve one of the usages, by name. */
  others: readonly Tool[];
}

/** Tools for the uses that were chosen; as long as there is none, for those that are shown first. */
export function toolChoices(form: Form, { usages, tools }: Reference): OfferedTools {
  const chosen = usesOf(form);
  const wanted = new Set((chosen.length > 0 ? chosen : STARTING).flatMap(servedToday));
  const typical = [...wanted].flatMap((key) => {
    const usage = usages.get(key);
    if (!usage) return [];
    const mostUsed = MOST_USED.filter((tool) => tools.get(tool)?.usages.includes(key));
    const known = [...new Set([...mostUsed, ...usage.typicalProprietaryTools])];
    return [[...known.slice(0, KNOWN), ...usage.typicalLibreTools.slice(0, LIBRE)]];
  });
  const inTurn = Array.from({ length: KNOWN + LIBRE }, (_, place) => typical.flatMap((keys) => keys[place] ?? []));
  const shown = [...new Set(inTurn.flat())]
    .flatMap((key) => tools.get(key) ?? [])
    .slice(0, chosen.length > 0 ? undefined : FEW);
  const others = [...tools.values()]
    .filter((tool) => !shown.includes(tool) && tool.usages.some((usage) => wanted.has(usage)))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const listed = new Set([...shown, ...others].map(({ key }) => key));
  const kept = (form.tool ?? []).filter((key) => !listed.has(key)).map((key) => tools.get(key) ?? { key, name: key });
  return { shown: [...shown, ...kept], others };
}

/** The best known tools for the uses that were chosen, then all others behind one line. */
export function ToolChoices({ questionnaire: { form, reference } }: { questionnaire: Questionnaire }) {
  const words = useWords(NEED);
  const ticked = new Set(form.tool);
  const { shown, others } = toolChoices(form, reference);
  const choices = (list: OfferedTools['shown']) =>
    list.map(({ key, name }) => (
      <Choice key={key} type="checkbox" name="tool" value={key} checked={ticked.has(key)} label={name} />
    ));
  return (
    <>
      {choices(shown)}
      {others.length > 0 && (
        <Fold title={words.otherTool} open={others.some(({ key }) => ticked.has(key))}>
          {choices(others)}
        </Fold>
      )}
    </>
  );
}
