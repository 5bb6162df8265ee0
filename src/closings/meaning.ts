import { lastDayOf } from '../ground/clock.ts';
import { type Fault, type FaultCode, fault, oneFault, type Sentence } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { daysOf } from '../record/host-facts.ts';
import { isVisible } from '../record/read-rows.ts';
import type { ClosingRow, HostRow } from '../record/rows.ts';
import { orderFaults, pastFaults, suggestion, today } from '../requests/meaning.ts';
import { CLOSING_STAGES, type HostState } from '../vocabulary/terms.ts';
import type { ClosingDraft } from './schema.ts';

/** The named successor, when the catalogue has it. */
export interface NamedSuccessor {
  id: string;
  state: HostState;
}

/** A slug that no host has, and the nearest existing one. */
export interface UnknownSuccessor {
  unknown: string;
  nearest: string | undefined;
}

/** What an announcement is checked against: the present closing, if any, and the named successor. */
interface ClosingBefore {
  host: Pick<HostRow, 'id' | 'slug'>;
  existing: ClosingRow | undefined;
  successor: NamedSuccessor | UnknownSuccessor | undefined;
}

/** The day of an announcement cannot change. Only administrators may give an earlier one for a new announcement. */
function announcementFaults({ announcedOn }: ClosingDraft, { existing }: ClosingBefore, context: Context): Fault[] {
  if (announcedOn === undefined) return [];
  const of = (code: FaultCode, message: Sentence) => [fault('/announcedOn', code, message)];
  if (context.caller.role !== 'admin')
    return of('announced-on-reserved', {
      fr: 'L’annonce porte la date du jour où elle est faite ; seule l’administration peut en dire une autre.',
      en: 'An announcement is dated on the day it is made; only an administrator may say otherwise.',
    });
  if (existing?.announcedOn && announcedOn !== existing.announcedOn)
    return of('announced-already', {
      fr: `L’annonce a été faite le ${existing.announcedOn} : sa date ne change plus.`,
      en: `It was announced on ${existing.announcedOn}: that day does not change any more.`,
    });
  return pastFaults('/announcedOn', announcedOn, today(context));
}

function stageOrderFaults({ stages }: ClosingDraft): Fault[] {
  const givenStages = CLOSING_STAGES.filter((stage) => stages[stage] !== undefined);
  return givenStages
    .slice(1)
    .flatMap((stage, i) => orderFaults(`/stages/${stage}`, stages[givenStages[i]!], stages[stage]));
}

/** Dates that have passed decide whether promises were kept: they may become more precise, but not change. */
function settledFaults({ stages }: ClosingDraft, { existing }: ClosingBefore, context: Context): Fault[] {
  if (!existing || context.caller.role === 'admin') return [];
  return CLOSING_STAGES.flatMap((stage) => {
    const was = daysOf(existing)[stage];
    if (was === null || lastDayOf(was) > today(context) || stages[stage]?.startsWith(was)) return [];
    return oneFault(`/stages/${stage}`, 'day-has-come', {
      fr: `Ce jour est venu (${was}) : il ne change plus. Donnez-le tel quel.`,
      en: `That day has come (${was}): it does not change any more. Give it as it is.`,
    });
  });
}

function daysFaults({ stages }: ClosingDraft, announcedOn: string | null): Fault[] {
  const { closed, dataErased } = stages;
  if (dataErased !== undefined && closed === undefined)
    return oneFault('/stages/closed', 'closed-missing', {
      fr: 'Dites aussi le jour de la fermeture : le temps pour récupérer ses données part de là.',
      en: 'Say on which day it closes too: the time to retrieve data is counted from there.',
    });
  if (closed === undefined || announcedOn === null || closed >= announcedOn) return [];
  return oneFault('/stages/closed', 'before-the-announcement', {
    fr: `La fermeture (${closed}) vient avant son annonce (${announcedOn}).`,
    en: `The closing (${closed}) comes before its announcement (${announcedOn}).`,
  });
}

/**
 * Refuses an unknown successor, which is probably a typing error; unless it was stored before, or an administrator
 * names it.
 */
function unknownFaults({ successor, existing }: ClosingBefore, { caller }: Context): Fault[] {
  if (!successor || !('unknown' in successor) || caller.role === 'admin') return [];
  const { unknown, nearest } = successor;
  const { fr, en } = suggestion(nearest);
  if (existing?.successor === unknown) return [];
  return oneFault('/successor', 'successor-unknown', {
    fr: `« ${unknown} » n’est pas dans le catalogue.${fr || ' Un repreneur doit d’abord y avoir une fiche publiée : voir /v1/hosts.'}`,
    en: `“${unknown}” is not in the catalogue.${en || ' A successor must first have a published entry: see /v1/hosts.'}`,
  });
}

/** Refuses a successor that is the host itself, or that is closed, suspended or not public. */
export function successorFaults(
  pointer: string,
  { host, successor }: Pick<ClosingBefore, 'host'> & { successor: NamedSuccessor },
): Fault[] {
  if (successor.id === host.id)
    return oneFault(pointer, 'successor-is-oneself', {
      fr: 'Un hébergeur qui ferme ne prend pas sa propre suite. Nommez-en un autre.',
      en: 'A host that closes cannot take over from itself. Name another one.',
    });
  if (isVisible(successor) && successor.state !== 'suspended' && successor.state !== 'closed') return [];
  return oneFault(pointer, 'successor-not-at-work', {
    fr: 'Cet hébergeur est fermé, suspendu ou retiré : il ne peut pas prendre la suite.',
    en: 'That host is closed, suspended or withdrawn: it cannot take over.',
  });
}

/** The day of the announcement once the draft is written; null for an import without one. */
export const announcedDay = ({ announcedOn }: ClosingDraft, existing: ClosingRow | undefined, context: Context) =>
  existing?.announcedOn ?? announcedOn ?? (existing ? null : today(context));

/** Faults of meaning in an announcement with a valid shape. */
export const closingFaults = (draft: ClosingDraft, before: ClosingBefore, context: Context): Fault[] => [
  ...announcementFaults(draft, before, context),
  ...stageOrderFaults(draft),
  ...settledFaults(draft, before, context),
  ...daysFaults(draft, announcedDay(draft, before.existing, context)),
  ...unknownFaults(before, context),
  ...(before.successor && 'id' in before.successor
    ? successorFaults('/successor', { host: before.host, successor: before.successor })
    : []),
];
