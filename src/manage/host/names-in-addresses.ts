import { createHash } from 'node:crypto';
import type { Plan } from '../../documents/service.ts';
import type { CommitmentKind, Criterion, Reference } from '../../vocabulary/reference.ts';

/* What plans and promises of an entry are called in the addresses of its forms, and by their controls. */

/**
 * What a plan is called in addresses: its place may change meanwhile, and its name may hold anything. Of plans that share
 * name and day, all that they say tells which is meant.
 */
export function planKey(plan: Plan, plans: readonly Plan[]): string {
  const { name, from } = plan;
  const isShared = plans.filter((one) => one.name === name && one.from === from).length > 1;
  return createHash('sha256')
    .update(JSON.stringify(isShared ? plan : [name, from ?? null]))
    .digest('hex')
    .slice(0, 12);
}

export const THEMES = ['leaving', 'safety', 'data', 'machines', 'project'] as const;
export type PromiseTheme = (typeof THEMES)[number];

const THEME_OF_FAMILY: Readonly<Record<string, PromiseTheme>> = {
  ...{ privacy: 'data', independence: 'machines', openness: 'machines' },
};

const THEME_OF_KIND: ReadonlyMap<string, PromiseTheme> = new Map(
  Object.entries({
    leaving:
      'switching-notice-max switching-fee terms-change-notice cut-off-notice export-formats inactivity-deletion closing-plan successor-host',
    safety:
      'backup-interval backup-worst-case backup-retention last-restore-test recovery-time-target status-page breach-notice',
    data: 'subprocessors-list authority-requests-register certification-hds certification-secnumcloud',
    machines: 'software-exceptions',
  }).flatMap(([theme, kinds]) => kinds.split(' ').map((kind) => [kind, theme as PromiseTheme] as const)),
);

/** The part of the desk that asks for a claim or for a commitment. */
export const themeOf = ({ firstAsked, key, ...one }: Criterion | CommitmentKind): string =>
  firstAsked === undefined
    ? `promises/${('family' in one ? THEME_OF_FAMILY[one.family] : THEME_OF_KIND.get(key)) ?? 'project'}`
    : 'questions';

/** What the control of a commitment is called; a criterion with the same key has that name. */
export const controlOf = (kind: string, { criteria }: Reference): string =>
  criteria.has(kind) ? `${kind}-promise` : kind;
