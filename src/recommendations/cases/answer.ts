import type { Federation } from '../../documents/federation.ts';
import { sendingFaults } from '../../federations/recommendable.ts';
import { parisDay } from '../../ground/clock.ts';
import { type Fault, fault, inLanguage, oneFault } from '../../ground/errors.ts';
import { nearestTo } from '../../ground/texts.ts';
import { servicesIn } from '../../matching/answer/context.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Context } from '../../record/context.ts';
import type { CaseRow } from '../../record/rows.ts';
import { suggestion } from '../../requests/meaning.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { Matching } from '../answer.ts';
import { proposedIn } from '../choose.ts';
import { needOfFederation } from '../commands.ts';
import { storedNeed } from './need.ts';
import { officersById } from './officers.ts';
import type { Case, CaseItem, Shortlisted } from './schema.ts';
import { listMade, listNames } from './store.ts';

/** A host of a shortlist; it may have left the catalogue. */
interface Named {
  slug: string;
  name: string;
}

/** Why a stored need cannot be matched today; empty when it can. */
export function needFaultsToday(stored: string, federation: Federation, { matcher, model }: Matching): Fault[] {
  const { need, faults } = storedNeed(stored);
  if (faults.length > 0) return faults;
  return needOfFederation(need, federation, '', (one) => matcher.faults(one, model)).faults;
}

const LEFT = {
  fr: (name: string) => `${name} a quitté le catalogue. Choisissez-en un autre.`,
  en: (name: string) => `${name} has left the catalogue. Choose another one.`,
};
const UNTOLD = {
  fr: (name: string) => `${name} : on ne peut rien dire tant que le besoin est à corriger.`,
  en: (name: string) => `${name}: nothing can be said as long as the need is to be corrected.`,
};
const TOGETHER = {
  fr: (name: string) => `${name} répond à une partie du besoin, avec d’autres.`,
  en: (name: string) => `${name} meets a part of the need, with others.`,
};

/**
 * How hosts match a need today, under the policy of the federation.
 * @param need null: it cannot be matched
 */
async function shortlistToday(
  hosts: readonly Named[],
  need: Need | null,
  federation: Federation,
  { matcher, model, say }: Matching,
): Promise<Shortlisted[]> {
  const { language } = say;
  const present = hosts.filter(({ slug }) => model.bySlug.has(slug));
  const asked = need && { ...need, federation: federation.slug, hosts: present.map(({ slug }) => slug) };
  const match =
    asked && present.length > 0 ? await matcher.answerInTurn(asked, model, say, { everything: false }) : null;
  const proposed = new Set(match ? proposedIn(match) : []);
  return hosts.map(({ slug, name }): Shortlisted => {
    const of = { host: slug, name };
    const host = model.bySlug.get(slug);
    if (!host) return { ...of, state: 'gone', reasons: [], text: LEFT[language](name) };
    const alone = match && [...match.fits, ...match.toCheck].find((one) => one.host === slug);
    const wanted = alone
      ? { services: servicesIn(alone.services) }
      : { usages: (need?.usages ?? []).map(({ usage }) => usage) };
    const [end] = sendingFaults('', host, wanted, (other) => model.bySlug.get(other)?.name);
    if (end) return { ...of, state: 'gone', reasons: ['closing'], text: inLanguage(end.message, language) };
    const answer = match?.asked.find((one) => one.host === slug);
    if (!answer) return { ...of, state: 'unknown', reasons: [], text: UNTOLD[language](name) };
    const { state, reasons, text } = answer;
    if ((state === 'excluded' || state === 'improbable') && proposed.has(slug))
      return { ...of, state: 'together', reasons, text: TOGETHER[language](name) };
    return { ...of, state, reasons, text };
  });
}

/** Why hosts cannot be added to a shortlist: a definite no (which is named), or no people are sent there any more. */
export async function shortlistFaults(
  slugs: readonly string[],
  { need, before }: { need: Need | null; before: readonly string[] },
  federation: Federation,
  matching: Matching,
): Promise<Fault[]> {
  const { bySlug } = matching.model;
  const added = slugs.filter((slug) => !before.includes(slug) && bySlug.has(slug));
  const standing = await shortlistToday(
    added.map((slug) => ({ slug, name: bySlug.get(slug)!.name })),
    need,
    federation,
    matching,
  );
  return slugs.flatMap((slug, index): Fault[] => {
    if (before.includes(slug)) return [];
    const pointer = `/shortlist/${index}`;
    const found = standing.find(({ host }) => host === slug);
    if (!found) {
      const { fr, en } = suggestion(nearestTo(slug, bySlug.keys()));
      return oneFault(pointer, 'unknown-host', {
        fr: `« ${slug} » n’est pas dans le catalogue.${fr}`,
        en: `“${slug}” is not in the catalogue.${en}`,
      });
    }
    if (found.state === 'gone') return [fault(pointer, 'host-closing', found.text)];
    return found.state === 'excluded' ? [fault(pointer, 'definite-no', found.text)] : [];
  });
}

type Reading = Pick<Context, 'db' | 'clock'>;

/** The names of the hosts and officers of cases, and what was made within the cases. */
async function namesOf(context: Reading, rows: readonly CaseRow[]) {
  const { db } = context;
  const ids = rows.flatMap(({ shortlist, outcomeHostId }) => [...shortlist, ...(outcomeHostId ? [outcomeHostId] : [])]);
  const [names, made] = [
    await listNames(db, ids),
    await listMade(
      db,
      rows.map(({ id }) => id),
    ),
  ];
  const officers = await officersById(
    context,
    rows.flatMap(({ takenById, turnId }) => [takenById, turnId]),
  );
  return { names, made, officers };
}

type Names = Awaited<ReturnType<typeof namesOf>>;

/** After a merge, two hosts of a shortlist may be the same host. */
const shortlistOf = ({ shortlist }: CaseRow, { names }: Names): Named[] =>
  [...new Set(shortlist)].flatMap((id) => names.get(id) ?? []);

function headOf(row: CaseRow, known: Names): Omit<CaseItem, 'usages' | 'openedOn'> {
  const { id, label, receivedBy, number, isSent, dueOn, remindOn, hostToday, discardedOn } = row;
  const [takenBy, turn] = [row.takenById, row.turnId].map((of) => known.officers.get(of ?? ''));
  const { outcome, outcomeHostId, outcomeOn, outcomeReason } = row;
  const host = outcomeHostId && known.names.get(outcomeHostId)?.slug;
  const reason = textFact(outcomeReason);
  return {
    ...{ id, label, receivedBy },
    ...(number !== null && { number }),
    ...(isSent && { sent: true as const }),
    shortlist: shortlistOf(row, known).map(({ slug }) => slug),
    ...known.made.get(id)!,
    ...(outcome && { outcome: { state: outcome, ...(host && { host }), on: outcomeOn!, ...(reason && { reason }) } }),
    ...(dueOn && { dueOn }),
    ...(remindOn && { remindOn }),
    ...(hostToday && { hostToday }),
    ...(takenBy && { takenBy }),
    ...(turn && { turn }),
    ...(discardedOn && { discardedOn }),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    waitsOn: row.waitsOn,
    lastWordOn: parisDay(row.updatedAt),
    endsOn: row.endsOn,
  };
}

const usagesOf = (need: string): string[] => {
  const { usages } = JSON.parse(need) as Partial<Need>;
  return Array.isArray(usages) ? usages.map(({ usage }) => usage) : [];
};

/** Cases as items of their list. */
export async function caseItems(context: Reading, rows: readonly CaseRow[]): Promise<CaseItem[]> {
  const known = await namesOf(context, rows);
  return rows.map((row) => ({
    ...headOf(row, known),
    ...(row.isSent && row.openedOn !== null && { openedOn: row.openedOn }),
    usages: usagesOf(row.need),
  }));
}

/** A case, with how its need and its shortlist match today. */
export async function caseOf(
  context: Reading,
  row: CaseRow,
  federation: Federation,
  matching: Matching,
): Promise<Case> {
  const known = await namesOf(context, [row]);
  const faults = needFaultsToday(row.need, federation, matching);
  const need = JSON.parse(row.need) as Need;
  return {
    ...headOf(row, known),
    ...(row.note !== null && { note: row.note }),
    need,
    unread: row.unread,
    earlier: row.earlier.map(({ saidOn: _, hostId: __, ...told }) => told),
    faults: faults.map(({ pointer, code, message }) => ({
      ...{ pointer, code },
      message: inLanguage(message, matching.say.language),
    })),
    shortlisted: await shortlistToday(shortlistOf(row, known), faults.length > 0 ? null : need, federation, matching),
  };
}
