/** What is meant to differ between builds since 0.1.0, each with its reason. Whatever is not here must be looked at. */

export interface Moved {
  how: string;
  at: string;
  before: unknown;
  now: unknown;
}

type Entry = Record<string, unknown>;

const RENAMED: Readonly<Record<string, readonly [name: string, why: string]>> = {
  status: ['state', 'status is called state'],
  confirmedAt: ['confirmedOn', 'confirmedAt, a day, is called confirmedOn'],
  domainVerifiedAt: ['domainVerifiedOn', 'domainVerifiedAt, a day, is called domainVerifiedOn'],
};
/** Of a helper in a kept match; today's name the federation by its key too. */
const OF_HELP = ['federationName', 'who recommends a helper is named in federationName'] as const;
const isHelp = (value: object): boolean =>
  ['name', 'kind', 'text'].every((name) => name in value) && !('federationName' in value);

/** Values of `by` and `source`. */
const RENAMED_SPEAKERS: Readonly<Record<string, string>> = { administrator: 'admin', check: 'catalogue' };

/** Actions of the log that got another name. */
export const RENAMED_ACTIONS: Readonly<Record<string, string>> = {
  putPolicy: 'putFederationPolicy',
  removePolicy: 'removeFederationPolicy',
  putCriterion: 'putOwnCriterion',
  retireCriterion: 'retireOwnCriterion',
  putHelper: 'putFederationHelper',
  removeHelper: 'removeFederationHelper',
  uploadHostHostCsv: 'uploadHostCsv',
  openPrivateAddress: 'openHostAddress',
  closePrivateAddress: 'closeHostAddress',
};

/**
 * An answer as it is written today: in the present words, and without what says nothing.
 * @param told hears why, each time that something was written otherwise
 */
export function inTodaysWords(value: unknown, told: (why: string) => void = () => {}): unknown {
  if (Array.isArray(value)) return value.map((one) => inTodaysWords(one, told));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Entry = {};
  for (const [name, one] of Object.entries(value)) {
    const [called, why] = (name === 'federation' && isHelp(value) ? OF_HELP : RENAMED[name]) ?? [name];
    if (one === null) told('null is absent: what is not known is not said');
    else if (name === 'provenance' && Object.keys(one).length === 0)
      told('an empty provenance is absent: nothing is known of where facts come from');
    else {
      if (why !== undefined) told(why);
      kept[called] = inTodaysWords(one, told);
      if (name === 'by' || name === 'source') {
        const speaker = RENAMED_SPEAKERS[one as string];
        if (speaker !== undefined) told(`${one} is called ${speaker}`);
        kept[called] = speaker ?? kept[called];
      }
      if (name === 'action' && RENAMED_ACTIONS[one as string] !== undefined) {
        told('operations on one thing share its name');
        kept[called] = RENAMED_ACTIONS[one as string];
      }
      if (name === 'pointer') {
        kept[called] = (one as string).replaceAll(/[^/]+$/g, (field) => RENAMED[field]?.[0] ?? field);
        if (kept[called] !== one) told('the history names fields as they are called today');
      }
    }
  }
  // Thousandths of how good a host is on a wish are its worth today, of 100.
  if (typeof kept.points === 'number' && Number.isInteger(kept.low) && !('worth' in kept) && 'evidence' in kept) {
    told('contributions of a match: what were low and high is called worth, of 100; low and high add up to the score');
    const { low, high, ...rest } = kept as { low: number; high: number };
    return { ...rest, worth: { low: low / 10, high: high / 10 } };
  }
  return kept;
}

const IN_A_HISTORY = /\/history\/items\/\d+\/changes\/\/claims\/[^/]+\/(?:evidence|statements)$/;
const isOfAnotherQuestion = ({ after }: { after?: unknown }): boolean =>
  Array.isArray(after)
    ? (after as { evidence: string; criterionVersion?: number }[]).some(
        (one) => one.evidence === 'unknown' && one.criterionVersion !== undefined,
      )
    : after === 'unknown';
const HOST_OR_ITS_PAST = /^\/v1\/hosts\/[^/]+\/claims\/[^/]+$/;

/** Why a difference is meant; undefined where it is not. @param now the whole answer */
export function expectedAt({ how, at, before }: Moved, now: unknown): string | undefined {
  if (how === 'no longer said' && HOST_OR_ITS_PAST.test(at)) {
    const { statements } = before as { statements: { by: string; federation?: string }[] };
    const { memberships } = now as { memberships: { federation: string; agreedOn?: string; evidenceUrl?: string }[] };
    const isUnbacked = (of: string | undefined) =>
      memberships.every((one) => one.federation !== of || !(one.agreedOn ?? one.evidenceUrl));
    if (statements.every(({ by, federation }) => by === 'charter' && isUnbacked(federation)))
      return 'a membership that only a federation states, without a page that names the host, declares no charter';
  }
  if (how === 'no longer said' && IN_A_HISTORY.test(at) && isOfAnotherQuestion(before as { after?: unknown }))
    return 'a history no longer tells the new question of a federation as a change of the host that came next';
  return undefined;
}

/** Tables that an upgrade adds rows to. */
export const GROWS: Readonly<Record<string, string>> = {
  policies: 'numbers of the matching that came since are noted at the start',
};
