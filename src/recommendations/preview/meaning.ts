import type { PolicyRules } from '../../documents/federation-policy.ts';
import { policyFaults } from '../../federations/policies/meaning.ts';
import type { Fault } from '../../ground/errors.ts';
import { below, fault } from '../../ground/errors.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { PreviewDraft } from './schema.ts';

/** The rules that are tried, whichever way they are written, and what is wrong with them where they stand. */
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
  return { rules: policy, faults: [...beside, ...below('/policy', policyFaults(policy, reference, day))] };
}
