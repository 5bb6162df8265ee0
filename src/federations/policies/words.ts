import type { PolicyRules } from '../../documents/federation-policy.ts';
import { inLanguage } from '../../ground/errors.ts';
import { tidyRules } from '../../record/policy-rules.ts';
import type { Language } from '../../vocabulary/terms.ts';

const WITHOUT_RULES = {
  fr: 'Cette politique ne contient aucune règle : elle ne change rien aux réponses. S’il y en avait une avant, ses règles ne s’appliquent plus.',
  en: 'This policy holds no rule: it changes nothing in the answers. If there was one before, its rules no longer apply.',
};

/** What may surprise in a policy that was put: a document replaces the one of before as a whole, `{}` too. */
export const noteOnRules = (rules: PolicyRules, language: Language): { code: string; text: string }[] =>
  Object.keys(tidyRules(rules)).length === 0
    ? [{ code: 'policy-without-rules', text: inLanguage(WITHOUT_RULES, language) }]
    : [];
