import { type Static, Type } from 'typebox';
import type { Panel } from '../../advice/panel.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { PolicyRules } from '../../documents/federation-policy.ts';
import { policyFaults } from '../../federations/policies/meaning.ts';
import { type Fault, fault, faultsUnder } from '../../ground/errors.ts';
import { continueRun, createSlices } from '../../ground/slices.ts';
import { paramsOf } from '../../matching/answer/policy.ts';
import type { Candidate } from '../../matching/engine/host/candidate.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import type { PolicyRule } from '../../matching/engine/need/rules.ts';
import { needFaults } from '../../matching/faults.ts';
import { createIndexes } from '../../matching/indexes.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import type { Coded } from '../../vocabulary/sentences.ts';
import { Day, Key, namedObject, orNull, Slug, strictObject } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import {
  compareFor,
  type Listed,
  type Movement,
  type NeedCompared,
  type RuleChange,
  summaryOf,
  tryPolicy,
} from './compare.ts';
import { type PreviewSentences, sayPreview } from './words.ts';

/** A policy to try: in the form of `PUT policy`, or the same in the field `policy`. */
export const PreviewDraft = namedObject(
  'PreviewDraft',
  {
    ...PolicyRules.properties,
    policy: Type.Optional(PolicyRules),
  },
  {
    examples: [{ policy: { factors: { price: 1.5 } } }],
    description: 'The body of PUT policy as it is, or the same below `policy`',
  },
);
export type PreviewDraft = Static<typeof PreviewDraft>;

const Place = orNull(
  strictObject({ list: Type.Enum(['fits', 'to-check'], { type: 'string' }), rank: Type.Integer({ minimum: 1 }) }),
  { description: 'absent: in neither list' },
);
const hostFields = { host: Slug, name: Type.String() };
const Rules = Type.Array(Type.String(), { description: 'Names of rules that change, as in `changes`' });
const text = Type.String();
const Top = Type.Array(strictObject({ ...hostFields, place: Place }));
const Fortunes = Type.Array(
  strictObject({
    ...hostFields,
    better: Type.Integer({ description: 'Typical needs for which it moves up' }),
    worse: Type.Integer(),
    places: Type.Integer({ description: 'Places gained in all, where it stays in its list' }),
    text,
  }),
);

/** What a policy would change for the public panel of typical needs, before it is adopted. */
export const PolicyPreview = namedObject('PolicyPreview', {
  federation: Slug,
  inForce: orNull(Type.Integer(), { description: 'Version compared with; absent: none' }),
  policyVersion: Type.String(),
  panelVersion: Type.String(),
  catalogueRevision: Type.Integer(),
  asOf: Day,
  changes: Type.Array(
    strictObject({ rule: Type.String(), change: Type.Enum(['added', 'changed', 'removed'], { type: 'string' }), text }),
  ),
  summary: strictObject({
    text,
    firstPlaceChanges: Type.Array(strictObject({ need: Key, before: Type.Array(Slug), after: Type.Array(Slug), text })),
    gains: Fortunes,
    losses: Fortunes,
    leftOut: Type.Array(strictObject({ ...hostFields, needs: Type.Array(Key), rules: Rules, text })),
    refused: Type.Array(Key, { description: 'Typical needs that would then ask too much together' }),
  }),
  needs: Type.Array(
    strictObject({
      need: Key,
      label: Type.String(),
      before: Top,
      after: Top,
      moves: Type.Array(strictObject({ ...hostFields, before: Place, after: Place, rules: Rules, text }), {
        description: 'Of the hosts shown first before or after, those that move, and why',
      }),
    }),
  ),
});
export type PolicyPreview = Static<typeof PolicyPreview>;

/** The tried rules, in either form of the body, and their faults. */
export function readTried(
  { policy, ...rules }: PreviewDraft,
  reference: Reference,
  day: string,
): { rules: PolicyRules; faults: Fault[] } {
  if (!policy) return { rules, faults: policyFaults(rules, reference, day) };
  const beside = Object.keys(rules).map((name) =>
    fault(`/${name}`, 'beside-the-policy', {
      fr: 'Ces règles sont à côté de « policy ». Mettez tout dedans, ou tout dehors.',
      en: 'These rules stand beside “policy”. Put everything inside it, or everything outside.',
    }),
  );
  return { rules: policy, faults: [...beside, ...faultsUnder('/policy', policyFaults(policy, reference, day))] };
}

const SHOWN = 3;

const named = ({ host: { slug, name } }: Candidate) => ({ host: slug, name });
const nameOf = ({ host }: Candidate) => host.name;
const slugOf = ({ host }: Candidate) => host.slug;
const ids = (rules: readonly PolicyRule[]) => rules.map(({ id }) => id);

const topOf = (list: readonly Listed[]): PolicyPreview['needs'][number]['before'] =>
  (['fits', 'to-check'] as const).flatMap((name) =>
    list
      .filter((one) => one.list === name)
      .slice(0, SHOWN)
      .map(({ candidate, rank }) => ({ ...named(candidate), place: { list: name, rank } })),
  );

/**
 * The comparison for all needs of the panel, with its sentences.
 * @param refused keys of needs that would have too many requirements
 */
export function toPreview(
  compared: readonly NeedCompared[],
  changes: readonly RuleChange[],
  refused: readonly string[],
  { reference, say }: { reference: Reference; say: Speaker },
): Pick<PolicyPreview, 'changes' | 'summary' | 'needs'> {
  const sentence = (reason: Coded<PreviewSentences>): string => sayPreview(reason, say);
  const changeOf = (rule: PolicyRule) => changes.find((one) => one.rule === rule)!.change;
  const ruleParams = (rule: PolicyRule) => ({ ...paramsOf(rule, reference), change: changeOf(rule) });
  const { firstPlaceChanges, gains, losses, leftOut } = summaryOf(compared);
  const fares = ({ candidate, ...fortune }: Movement) => ({
    ...named(candidate),
    ...fortune,
    text: sentence({ code: 'fares', params: { host: nameOf(candidate), ...fortune } }),
  });
  const moves =
    compared.some(({ effects }) => effects.length > 0) || firstPlaceChanges.length > 0 || leftOut.length > 0;
  const needs = compared.length;
  const whole = { needs, first: firstPlaceChanges.length, leftOut: leftOut.length };
  return {
    changes: changes.map(({ rule, change }) => ({
      rule: rule.id,
      change,
      text: sentence({ code: 'change', params: ruleParams(rule) }),
    })),
    summary: {
      text: [
        ...(compared.length > 0
          ? [
              moves
                ? sentence({ code: 'whole', params: whole })
                : sentence({ code: 'nothing-changes', params: { needs } }),
            ]
          : []),
        ...(refused.length > 0 ? [sentence({ code: 'refused', params: { count: refused.length } })] : []),
      ].join(' '),
      firstPlaceChanges: firstPlaceChanges.map(({ compared: { entry }, before, after }) => ({
        need: entry.key,
        before: before.map(slugOf),
        after: after.map(slugOf),
        text: sentence({ code: 'first-place', params: { before: before.map(nameOf), after: after.map(nameOf) } }),
      })),
      gains: gains.map(fares),
      losses: losses.map(fares),
      leftOut: leftOut.map(({ candidate, needs, rules }) => ({
        ...named(candidate),
        needs: [...needs],
        rules: ids(rules),
        text: [
          sentence({ code: 'left-out', params: { host: nameOf(candidate), count: needs.length } }),
          ...rules.map((rule) => sentence({ code: 'change', params: ruleParams(rule) })),
        ].join(' '),
      })),
      refused: [...refused],
    },
    needs: compared.map(({ entry, before, after, effects }) => ({
      need: entry.key,
      label: textIn(entry.label, say.language),
      before: topOf(before),
      after: topOf(after),
      moves: effects.map((effect) => ({
        ...named(effect.candidate),
        before: effect.without,
        after: effect.with,
        rules: ids(effect.rules),
        text: sentence({
          code: 'moves',
          params: {
            host: nameOf(effect.candidate),
            rules: effect.rules.map(ruleParams),
            with: effect.with,
            without: effect.without,
          },
        }),
      })),
    })),
  };
}

export interface Previewer {
  /** What a valid policy of a federation would change for the needs of the panel. */
  preview(federation: Federation, policy: PolicyRules, model: Model, say: Speaker): Promise<PolicyPreview>;
}

/** Creates a previewer for one panel. */
export function createPreviewer(policy: Policy, { territories: { lineage } }: Reference, panel: Panel): Previewer {
  const { indexing } = createIndexes(policy, lineage);
  const slices = createSlices();

  return {
    preview: async (federation, rules, model, say) => {
      const { reference } = model;
      const tried = tryPolicy(federation.policy ?? {}, rules);
      const context = { policy, reference, day: model.day };
      const { slug, name } = federation;
      const would = new Map([[slug, { name, policy: { version: 1, adoptedOn: model.day, ...rules } }]]);
      const compared: NeedCompared[] = [];
      const refused: string[] = [];
      // The work grows with needs × rules × hosts.
      const slice = slices.take();
      const candidates = await continueRun(slice, indexing(model, null, model.day));
      for (const entry of panel.needs) {
        await slice.next();
        if (needFaults({ ...entry.need, federation: slug }, { ...model, federationBySlug: would }).length > 0)
          refused.push(entry.key);
        else compared.push(await continueRun(slice, compareFor(entry, tried, candidates, context)));
      }
      return {
        federation: slug,
        inForce: federation.policy?.version ?? null,
        policyVersion: policy.version,
        panelVersion: panel.version,
        catalogueRevision: model.revision,
        asOf: model.day,
        ...toPreview(compared, tried.changes, refused, { reference, say }),
      };
    },
  };
}
