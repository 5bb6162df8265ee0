import { isListed, type Model } from '../../../catalogue/model.ts';
import { ClosingDraft } from '../../../closings/schema.ts';
import { type Closing, type ClosingPromises, hasEnded, promisesIn } from '../../../documents/closing.ts';
import type { Host } from '../../../documents/host.ts';
import type { Service } from '../../../documents/service.ts';
import { curved, definedOnly } from '../../../ground/texts.ts';
import { dateIn } from '../../../ground/written-dates.ts';
import { Radios, TextLine } from '../../../pages/frame/fields.tsx';
import type { Page } from '../../../pages/frame/page.ts';
import { CLOSING_STAGES } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import { partAt, setPart } from '../../parts/body.ts';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import type { FormField, FormSpec } from '../../parts/form.tsx';
import { CLOSING_DESK } from './words.ts';

/* The form of an announcement, between what is typed and what the API takes. */

/** What is to close: a whole host, or one of its services. */
export interface Ending {
  host: Host;
  service: Service | undefined;
}

export const closingOf = ({ host, service }: Ending): Closing | null => (service ?? host).closing;

/** What an announcement is measured by: fixed on the day of the first one, as things are today before it. */
export function promisesOf({ host, service }: Ending): ClosingPromises {
  const closing = closingOf({ host, service });
  if (!closing) return promisesIn(service?.commitments ?? [], host.commitments);
  return Object.fromEntries(closing.promises.map(({ commitment, promised }) => [commitment, promised])) as never;
}

const MOST_FOUND = 8;

/** The hosts at work that somebody may mean by a name, a part of one, or a slug. */
export function hostsNamed(typed: string, { documents }: Pick<Model, 'documents'>): Host[] {
  const name = fold(typed);
  const listed = documents.filter((one) => isListed(one) && !hasEnded(one));
  const exact = listed.filter((one) => one.slug === typed || fold(one.name) === name);
  const found = exact.length > 0 ? exact : listed.filter((one) => name !== '' && fold(one.name).includes(name));
  return found.slice(0, MOST_FOUND);
}

type Stage = (typeof CLOSING_STAGES)[number];

/** The field of one day. A field for days takes no month: one that an import knew of stays until somebody says the day. */
function dayField(stage: Stage, known: string | undefined, { language, say }: Page): FormField {
  const words = CLOSING_DESK[language];
  const isRough = known !== undefined && known.length < 10;
  const hint = isRough ? words.known(say.date(known)) : stage === 'closed' ? words.closedHint : undefined;
  const at = `/stages/${stage}`;
  return {
    ...fieldsOf(ClosingDraft, language).line(at, words[stage], { most: 10, expects: words.dayExpected }),
    at: stage === 'closed' ? [at, '/stages'] : [at],
    asWritten: dateIn,
    read: (body) => (isRough ? [] : [partAt(body, at) ?? []].flat().map(String)),
    view: (filled) => (
      <div>
        <TextLine {...{ filled, name: stage, label: words[stage], hint, most: 10 }} autocomplete="off" type="date" />
      </div>
    ),
  };
}

/** The form of an announcement. @param named what was typed for the successor; absent: nothing was sent yet */
export function closingForm(ending: Ending, page: Page, model: Model, named = ''): FormSpec {
  const words = CLOSING_DESK[page.language];
  const { text, address } = fieldsOf(ClosingDraft, page.language);
  const { stages = {}, reason, exportGuide, successor } = closingOf(ending) ?? {};
  const kept = successor?.host;
  const nameOf = (slug: string) => model.bySlug.get(slug)?.name ?? slug;
  const isKept = kept !== undefined && (named === kept || named === nameOf(kept));
  const found = named === '' || isKept ? [] : hostsNamed(named, model);
  const chosenOf = (which: string | undefined) =>
    isKept ? kept : (found.length === 1 ? found[0] : found.find(({ slug }) => slug === which))?.slug;
  return {
    shape: ClosingDraft,
    body: definedOnly({ stages, reason, exportGuide, successor: kept }),
    fields: [
      ...CLOSING_STAGES.map((stage) => dayField(stage, stages[stage], page)),
      text('/reason', words.reason, { rows: 3, expects: words.reasonExpected }),
      {
        ...{ name: 'successor', at: ['/successor'] },
        read: (body) => [partAt(body, '/successor') ?? []].flat().map((slug) => nameOf(String(slug))),
        write: (body) => setPart(ClosingDraft, body, '/successor', chosenOf(undefined)),
        view: (filled) => (
          <TextLine
            {...{ filled, name: 'successor', label: words.successor, hint: words.successorHint }}
            most={200}
            autocomplete="off"
          />
        ),
      },
      {
        ...{ name: 'which', at: [], read: () => [] },
        write: (body, [which]) => setPart(ClosingDraft, body, '/successor', chosenOf(which)),
        view: (filled) =>
          found.length > 1 && (
            <Radios
              {...{ filled, name: 'which', label: words.which }}
              choices={found.map(({ slug, name, website }) => [slug, curved(name), website ?? slug])}
            />
          ),
      },
      address('/exportGuide', words.guide, {
        ...{ hint: words.guideHint, autocomplete: 'url' },
      }),
    ],
    faults: (typed) => ({
      ...(CLOSING_STAGES.every((stage) => typed[stage] === '' && (stages[stage]?.length ?? 10) === 10) && {
        closed: words.oneDay,
      }),
      ...(named !== '' &&
        chosenOf(typed.which) === undefined &&
        (found.length === 0 ? { successor: words.noSuccessor(named) } : { which: words.whichSuccessor })),
    }),
  };
}
