import { isListed, type Model } from '../../../catalogue/model.ts';
import { ClosingDraft } from '../../../closings/schema.ts';
import { type Closing, type ClosingPromises, hasEnded, promisesIn } from '../../../documents/closing.ts';
import type { Host } from '../../../documents/host.ts';
import type { Service } from '../../../documents/service.ts';
import type { Answers, Filled } from '../../../pages/frame/fields.tsx';
import type { Page } from '../../../pages/frame/page.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import { CLOSING_STAGES } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import { beside } from '../../parts/faults.ts';
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

/** The form as it is shown first. */
export function typedFrom(ending: Ending, { language }: Page, nameOf: (slug: string) => string): Answers {
  const closing = closingOf(ending);
  const { successor, exportGuide, reason } = closing ?? {};
  // A field for days takes no month; what is known stands beside it.
  const days = CLOSING_STAGES.map((stage) => [stage, closing?.stages[stage]] as const);
  return {
    ...Object.fromEntries(days.filter(([, day]) => day?.length === 10)),
    reason: reason?.[language],
    successor: successor ? nameOf(successor.host) : undefined,
    exportGuide,
  };
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

/** What a form comes to: a draft, or what is wrong; `found`: hosts of which one is to be chosen. */
export interface ReadClosing {
  draft: ClosingDraft;
  filled: Filled;
  found: readonly Host[];
}

const FIELDS = [...CLOSING_STAGES, 'reason', 'successor', 'which', 'exportGuide'] as const;

export const typedIn = (sent: URLSearchParams): Answers =>
  Object.fromEntries(FIELDS.map((name) => [name, sent.get(name)?.trim() || undefined]));

/** Where faults of the API stand in the form. */
export const placesOf = ({ language }: Page) => {
  const words = CLOSING_DESK[language];
  return [
    ...CLOSING_STAGES.map((stage) => ({ name: stage, at: [`/stages/${stage}`], expects: words.dayExpected })),
    { name: 'closed', at: ['/stages'], expects: words.oneDay },
    { name: 'reason', at: ['/reason'], expects: words.reasonExpected },
    { name: 'successor', at: ['/successor'] },
    { name: 'exportGuide', at: ['/exportGuide'], expects: words.guideExpected },
  ];
};

/** Reads an announcement from a form. What it leaves out of the reason in the other language stays. */
export function readClosing(typed: Answers, ending: Ending, model: Model, page: Page): ReadClosing {
  const words = CLOSING_DESK[page.language];
  const text = (name: (typeof FIELDS)[number]) => typed[name] as string | undefined;
  const before = closingOf(ending);
  const named = text('successor');
  const kept = before?.successor?.host;
  const isKept = named !== undefined && (named === kept || named === model.bySlug.get(kept ?? '')?.name);
  const found = named === undefined || isKept ? [] : hostsNamed(named, model);
  const chosen = found.length === 1 ? found[0] : found.find(({ slug }) => slug === text('which'));
  const successor = isKept ? kept : chosen?.slug;
  const { [page.language]: _, ...otherReason } = before?.reason ?? {};
  const reason = { ...otherReason, ...(text('reason') !== undefined && { [page.language]: text('reason')! }) };
  const days = CLOSING_STAGES.map((stage) => [stage, text(stage) ?? unsaidDay(before, stage)] as const);
  const draft = {
    stages: Object.fromEntries(days.filter(([, day]) => day !== undefined)),
    reason,
    ...(successor !== undefined && { successor }),
    ...(text('exportGuide') !== undefined && { exportGuide: text('exportGuide')! }),
  } as ClosingDraft;
  const { faults, ...rest } = beside(shapeFaults(ClosingDraft, draft), placesOf(page), page, true);
  if (named !== undefined && successor === undefined)
    return {
      draft,
      found,
      filled: {
        typed,
        ...rest,
        faults: {
          ...faults,
          ...(found.length === 0 ? { successor: words.noSuccessor(named) } : { which: words.whichSuccessor }),
        },
      },
    };
  return { draft, found: found.length > 1 ? found : [], filled: { typed, faults, ...rest } };
}

/** A month or a year that an import knew of stays until somebody says the day. */
const unsaidDay = (before: Closing | null, stage: (typeof CLOSING_STAGES)[number]): string | undefined => {
  const known = before?.stages[stage];
  return known !== undefined && known.length < 10 ? known : undefined;
};
