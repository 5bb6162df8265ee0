import type { Host } from '../../documents/host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { nearUsageTold } from '../parts/price.ts';
import { type Addressee, type AnsweredNeed, codedPhrasesOf, type Proposal, proposalsOf } from '../parts/proposals.ts';

/** The services of a host that offer something of what is asked. */
const servicesFor = ({ services }: Host, { usages: wanted }: Need) =>
  services.filter(({ usages }) => wanted.some(({ usage }) => usages.includes(usage)));

/** A host that one thing keeps out, as a card. */
function nearMiss(miss: Match['nearMisses'][number], { match, need, bySlug, say, language }: AnsweredNeed): Proposal[] {
  const host = bySlug.get(miss.host);
  if (!host) return [];
  const wanted = need.usages.map(({ usage }) => usage);
  const services = servicesFor(host, need);
  const covered = wanted.filter((usage) => services.some(({ usages }) => usages.includes(usage)));
  return [
    {
      key: miss.host,
      state: 'to-check',
      title: miss.name,
      hosts: [
        {
          ...{ host, need, day: match.asOf },
          questions: codedPhrasesOf(miss.questions, language),
          services: services.map(({ slug }) => slug),
        },
      ],
      covered,
      near: [],
      toAsk: [],
      refused: [],
      open: [],
      almost: { code: miss.missing, params: miss.params, text: miss.text, lang: language },
      cost: { perYear: null, exact: false, floor: null },
      budget: need.budgetPerYear ?? null,
      price: '',
      holdsFirstPlace: false,
      reasons: [],
      cautions: (miss.lost ?? []).map((one) => nearUsageTold(one, say)),
      unknown: [],
    },
  ];
}

/** The few answers that a reader sees, in their order: hosts, several together, and whom one thing keeps out. */
export function shownIn(answered: AnsweredNeed): Proposal[] {
  const { match } = answered;
  const all = proposalsOf(answered, Number.POSITIVE_INFINITY);
  const near = match.nearMisses.flatMap((miss) => nearMiss(miss, answered));
  const keyOf = ({ hosts }: { hosts: readonly string[] }) => [...hosts].sort().join('+');
  const slugs = ({ hosts }: Proposal) => keyOf({ hosts: hosts.map(({ host }) => host.slug) });
  return match.shown.flatMap(
    (one) => (one.kind === 'near-miss' ? near : all).find((proposal) => slugs(proposal) === keyOf(one)) ?? [],
  );
}

/** Whom to write to for a host alone, wherever the answer has it. */
export function addresseeOf(host: Host, answered: AnsweredNeed): Addressee {
  const { match, need, language } = answered;
  const listed = proposalsOf(answered).find(({ key }) => key === host.slug);
  const miss = match.nearMisses.find((one) => one.host === host.slug);
  return (
    listed?.hosts[0] ?? {
      ...{ host, need, day: match.asOf },
      questions: codedPhrasesOf(miss?.questions ?? [], language),
      services: servicesFor(host, need).map(({ slug }) => slug),
    }
  );
}

/** Only hosts that one thing keeps out, or nobody. */
export const isNobody = (proposals: readonly Proposal[]): boolean => proposals.every(({ almost }) => almost);
