import { type MatchingSentences, NEARNESS } from '../../../src/matching/engine/need/parameters.ts';
import { AUDIENCES, SUPPORT_KINDS, SUPPORT_MODES } from '../../../src/vocabulary/terms.ts';
import { reference } from '../matching.ts';
import {
  all,
  COMMITMENTS,
  CREUSE,
  CRITERIA,
  type Examples,
  groups,
  LYON,
  measuresOf,
  TOOLS,
  turn,
  USAGES,
} from './examples.ts';

import {
  AULNES,
  DENIALS,
  DENIED,
  EVIDENCES,
  GROUPS,
  HARD_NEEDS,
  keys,
  NAMES,
  NUAGE,
  NUMBERS,
  opened,
  PAIR,
  PLACES,
  proven,
  RESEAU,
  RULES,
  RULES_OF_RESEAU,
  SIZED,
  SIZES,
  SUBJECTS,
  UNITS,
} from './matching-parts.ts';

/** Examples of every sentence of an answer: sizes, numbers and names as they come, and each key of a vocabulary. */
export const MATCHING: Examples<MatchingSentences> = {
  'default-wishes': all(groups(NAMES, 3).map((names) => ({ names }))),
  'storage-margin-needs-storage': [{}],
  'proximity-needs-territory': [{}],
  'budget-assumed': [{ euros: 300 }],
  'amounts-assumed': [
    { accounts: 1, gigabytes: 1, accountsFor: USAGES.slice(0, 2), gigabytesFor: USAGES.slice(0, 1) },
    { accounts: 1, gigabytes: null, accountsFor: USAGES.slice(0, 3), gigabytesFor: [] },
    { accounts: null, gigabytes: 1, accountsFor: [], gigabytesFor: USAGES.slice(0, 1) },
  ],
  'mailboxes-assumed': [{ mailboxes: 1 }, { mailboxes: 4 }],
  'mail-storage-assumed': [{ gigabytes: 5 }],
  'domain-name-apart': [{ euros: 15 }],
  'one-family-leads': [
    { family: 'cost' },
    { family: 'fit' },
    { family: 'proximity' },
    { family: 'values' },
    { family: 'durability' },
  ],
  'combinations-too-many': [{ hosts: 1200, usages: 10 }],
  'growth-needs-storage': [{}],
  'combinations-cut': [{ hosts: 412, taken: 300 }],
  'combinations-busy': [{}],
  'combinations-stopped': [{}],
  'kept-together': [{ usages: ['file-storage-sharing', 'office-suite'] }],
  'health-data-not-proven': [{ count: 0 }, { count: 1 }, { count: 2 }],
  'closing-successor': all(
    [true, false].flatMap((agreed) =>
      [null, '2027-07-01', '2027-07'].flatMap((closesOn) =>
        [null, 'Nuage'].flatMap((service) =>
          [true, false].map((isOver) => ({
            host: 'Vieux Saule',
            service,
            successor: 'noyer',
            successorName: 'Noyer',
            agreed,
            closesOn,
            isOver,
          })),
        ),
      ),
    ),
  ),
  'nothing-wished': [{}],

  'one-contact': all(groups(USAGES, 10).map((usages) => ({ usages }))),
  free: [{ confirmed: true }, { confirmed: false }],
  'pay-what-you-can': [
    { advised: null, floor: 0 },
    { advised: null, floor: 5 },
    { advised: 15, floor: 5 },
    { advised: 15, floor: 0 },
  ],
  'price-within-budget': [
    { perYear: 60, budget: 100, left: 40, confirmed: true },
    { perYear: 11.67, once: 35, budget: 100, left: 88.33, confirmed: true },
    { perYear: 11.67, once: 35, budget: 20, left: 8.33, confirmed: false },
    { perYear: 100, budget: 100, left: 0, confirmed: true },
    { perYear: 60, budget: 100, left: 40, confirmed: false },
  ],
  'price-known': [
    { perYear: 35, confirmed: true },
    { perYear: 11.67, once: 35, confirmed: true },
    { perYear: 11.67, once: 35, confirmed: false },
    { perYear: 35, confirmed: false },
  ],
  'room-to-grow': all(
    [[], ...groups(USAGES, 4)].flatMap((usages, at) =>
      [0.5, 150, null].map((gigabytes) => ({ gigabytes, wanted: 0.2, counted: at % 2 === 0, usages })),
    ),
  ),
  'near-you': [{ territory: CREUSE }, { territory: LYON }],
  'wished-usage-covered': all(USAGES.map((usage) => ({ usage }))),
  'support-offered': all(SUPPORT_KINDS.map((key, at) => ({ key, mode: turn([null, ...SUPPORT_MODES], at) }))),
  'tools-explained': all(
    groups(TOOLS, 5).map((tools) => ({
      tools,
      guides: tools.map((tool) => ({ tool, url: `https://aulnes.example/${tool}` })),
    })),
  ),
  'tools-taken-over': all(groups(TOOLS, 5).map((tools) => ({ tools }))),
  'criterion-met': all(
    CRITERIA.flatMap((key, at) =>
      EVIDENCES.map((evidence, index) => ({ key, value: turn(['yes', 'partial'], at + index), ...evidence })),
    ),
  ),
  'commitment-met': all(
    COMMITMENTS.flatMap((kind, at) =>
      measuresOf(kind).map((value, index) => ({ key: kind.key, value, ...turn(EVIDENCES, at + index) })),
    ),
  ),

  'no-own-domain': [{ ending: 'aulnes.example' }, { ending: null }],
  'ask-price-for': [{}],
  'ask-own-domain': [{}],
  'ask-who-reads': [{}],
  'ask-encrypted': [{}],
  'ask-authorities': [{}],
  'near-usage': all(
    [...reference.usages.values()].flatMap(({ key, alsoMetBy = [] }) =>
      alsoMetBy.map((near) => ({ usage: key, via: near.usage, lost: near.as })),
    ),
  ),
  'stated-no-criterion': all(CRITERIA.map((key) => ({ key, value: 'no' }))),
  'stated-no-commitment': all(
    COMMITMENTS.flatMap((kind) => [null, ...measuresOf(kind)].map((value) => ({ key: kind.key, value }))),
  ),
  'stated-no-support': all(SUPPORT_KINDS.map((key) => ({ key, value: null }))),
  'support-otherwise': all(
    SUPPORT_KINDS.flatMap((key) => [
      { key, wished: 'in-person' as const, modes: ['phone', 'remote'] as const, whole: true, elsewhere: false },
      { key, wished: 'in-person' as const, modes: ['remote'] as const, whole: true, elsewhere: true },
      { key, wished: 'remote' as const, modes: ['in-person'] as const, whole: false, elsewhere: false },
    ]),
  ),
  contested: DENIED,
  'contested-answered': DENIED,
  'contested-unanswered': all([
    ...CRITERIA.map((key, at) => ({ kind: 'criterion' as const, key, value: 'no', ...turn(DENIALS, at) })),
    ...COMMITMENTS.flatMap((kind, at) =>
      measuresOf(kind).map((value, index) => ({
        kind: 'commitment' as const,
        key: kind.key,
        value,
        ...turn(DENIALS, at + index),
      })),
    ),
  ]),
  'not-confirmed-by-host': [{ asOf: '2026-05' }, { asOf: null }],
  'price-rises': [
    { from: '2027-01-01', perYear: 48 },
    { from: '2027-06-15', perYear: 1200.5 },
  ],
  'full-soon': all([0, 1, 8, 35].map((months) => ({ gigabytes: 10 * (1 + months), months }))),
  'on-application': [{}],
  'places-not-confirmed': [{}],
  'places-from': [{ from: '2026-12-15' }, { from: '2027-04' }, { from: '2027' }],
  'territory-assumed': [{ territory: CREUSE }, { territory: LYON }],
  'not-all-plans': [{}],
  'language-unsaid': [{ country: 'BE' }, { country: 'CA' }],
  'only-declared': [{}],
  'tax-added': [{}],
  'evidence-page-lost': all(SUBJECTS),
  'evidence-page-changed': all(SUBJECTS.map((subject) => ({ ...subject, on: '2026-11-12' }))),
  'evidence-aged': all(SUBJECTS.map((subject, at) => ({ ...subject, asOf: turn(['2020-11-01', null], at) }))),

  'ask-usage': all(
    USAGES.flatMap((key, at) => SIZES.map((size, index) => ({ key, ...size, withPrice: (at + index) % 2 === 0 }))),
  ),
  'ask-room': SIZED,
  'ask-amount': all(UNITS.map((key) => ({ key, amount: 3 }))),
  'ask-price': SIZED,
  'ask-price-still': [
    { perYear: 15, observedOn: '2021' },
    { perYear: 11.67, once: 35, observedOn: '2021' },
    { perYear: 15, observedOn: '2021-05-12' },
    { perYear: 15, observedOn: null },
    { perYear: null, observedOn: '2021' },
  ],
  'ask-price-free': [
    { advised: 15, each: true },
    { advised: 12.5, each: false },
    { advised: null, each: false },
  ],
  'ask-price-quote': [
    { accounts: 12, amounts: null },
    { accounts: null, amounts: null },
    { accounts: 12, amounts: { sites: 2 } },
  ],
  'ask-price-advised': [{}],
  'ask-open': [{}],
  'ask-application': [{}],
  'ask-other-offer': [
    { offers: ['Petit nuage'], perYear: 20 },
    { offers: ['Petit nuage'], perYear: 11.67, once: 35 },
    { offers: ['Petit nuage', 'Courrier'], perYear: null },
  ],
  'near-miss-territory': all([
    { host: AULNES, allPlans: false, territory: CREUSE, zones: [LYON], country: 'FR' },
    { host: AULNES, allPlans: false, territory: CREUSE, zones: [LYON, LYON, CREUSE], country: 'FR' },
    { host: AULNES, allPlans: false, territory: LYON, zones: [], country: 'BE' },
  ]),
  'near-miss-audience': all(
    AUDIENCES.map((audience) => ({
      host: AULNES,
      allPlans: false,
      audience,
      audiences: AUDIENCES.filter((one) => one !== audience).slice(0, 2),
    })),
  ),
  'near-miss-language': [
    { host: AULNES, allPlans: false, language: 'fr', languages: ['en'] },
    { host: AULNES, allPlans: false, language: 'br', languages: ['fr', 'en'] },
  ],
  'audience-assumed': all(AUDIENCES.map((audience) => ({ audience }))),
  'help-from': all(SUPPORT_KINDS.flatMap((support) => [true, null].map((comes) => ({ name: NUAGE, support, comes })))),
  'asked-improbable': all(groups(HARD_NEEDS, 3).map((needs) => ({ host: AULNES, needs }))),
  nearer: all(NEARNESS.map((by) => ({ better: AULNES, than: NUAGE, by }))),
  'less-open': all(
    [[], ...groups(HARD_NEEDS, 3)].flatMap((needs) =>
      [true, false].map((unseen) => ({ better: AULNES, than: NUAGE, needs, unseen })),
    ),
  ),
  'ask-territory': [{ territory: CREUSE }, { territory: LYON }],
  'ask-audience': all(AUDIENCES.map((audience) => ({ audience }))),
  'ask-language': [{ language: 'fr' }, { language: 'br' }, { language: 'en' }],
  'ask-deadline': [{ startsBy: '2027-01-15' }],
  'ask-data-country': [{ countries: ['FR'] }, { countries: ['FR', 'BE', 'DE'] }],
  'ask-support': all(SUPPORT_KINDS.map((key, at) => ({ key, mode: turn([null, ...SUPPORT_MODES], at) }))),
  'ask-leaving-tools': all(groups(TOOLS, 5).map((tools) => ({ tools }))),
  'ask-criterion': keys(CRITERIA),
  'ask-commitment': keys(COMMITMENTS.map(({ key }) => key)),
  'ask-criterion-evidence': proven(CRITERIA),
  'ask-commitment-evidence': proven(COMMITMENTS.map(({ key }) => key)),
  'ask-criterion-partial': keys(CRITERIA),
  'ask-criterion-contested': keys(CRITERIA),
  'ask-commitment-contested': keys(COMMITMENTS.map(({ key }) => key)),
  'ask-seat': [{}],

  'near-miss-amount': all(
    UNITS.map((unit, at) => ({ host: AULNES, unit, missing: 4, has: 8, wanted: 12, allPlans: at % 2 === 0 })),
  ),
  'near-miss-storage': all(
    [true, false].flatMap((allPlans) =>
      [true, false].map((counted) => ({
        host: AULNES,
        unit: 'storage-gb',
        missing: 19.5,
        has: 0.5,
        wanted: 20,
        counted,
        allPlans,
      })),
    ),
  ),
  'near-miss-budget': [
    { host: AULNES, missing: 12.5, has: 40, allPlans: true },
    { host: AULNES, missing: 12.5, has: 40, allPlans: false },
  ],
  'near-miss-commitment': all(NUMBERS.map((key) => ({ host: AULNES, key, has: 30, wanted: 90, allPlans: true }))),
  'near-miss-need': all(HARD_NEEDS.map((hard) => ({ ...hard, host: AULNES, allPlans: true }))),
  'relax-one': all(HARD_NEEDS.map((hard, at) => ({ ...hard, count: turn([1, 12], at) }))),
  'relax-several': all(groups(HARD_NEEDS, 6).map((needs, at) => ({ needs, count: turn([1, 12], at) }))),
  'step-budget': [{ missing: 12.5, has: 40, count: 1 }],
  'step-amount': all(
    UNITS.flatMap((unit) => [1, 2].map((missing) => ({ unit, missing, has: 8, wanted: 8 + missing, count: missing }))),
  ),
  'step-commitment': all(NUMBERS.map((key) => ({ key, has: 30, wanted: 90, count: 2 }))),
  'step-storage': [{ unit: 'storage-gb', missing: 19.5, has: 0.5, wanted: 20, count: 1 }],

  'ask-first': all(HARD_NEEDS.map((one) => ({ host: AULNES, needs: [one] }))),
  'asked-fits': all(
    [true, false].flatMap((confirmed) =>
      [1, 2, 7].map((count) => ({ host: AULNES, confirmed, rank: Math.ceil(count / 2), count })),
    ),
  ),
  'asked-to-check': all(groups(HARD_NEEDS, 3).map((needs) => ({ host: AULNES, needs }))),
  'asked-excluded': all(groups(HARD_NEEDS, 3).map((needs) => ({ host: AULNES, needs }))),
  'asked-unknown': [{ host: AULNES }],
  'asked-elsewhere': [{ host: AULNES }],
  'asked-left': [{ host: AULNES }],
  addition: all(
    GROUPS.slice(0, 12).flatMap(({ perYear, exact, floor, chosen }) =>
      USAGES.map((usage) => ({ perYear, exact, floor, chosen, usage, host: NUAGE, to: AULNES })),
    ),
  ),
  'one-host': all(GROUPS.map((group, at) => ({ ...group, confirmed: at % 2 === 0 }))),
  'several-hosts': all(GROUPS.map((group, at) => ({ ...group, confirmed: at % 2 === 0 }))),
  'one-host-to-check': GROUPS,
  'several-hosts-to-check': GROUPS,

  before: all(
    groups(NAMES, 5).flatMap((because, at) =>
      [0, 1].map((half) => ({
        ...PAIR,
        because,
        ...turn(opened(because), at * 2 + half),
        despite: turn([[], because], at + half),
      })),
    ),
  ),
  'only-one': [
    { host: AULNES, confirmed: true, toCheck: true },
    { host: AULNES, confirmed: true, toCheck: false },
    { host: AULNES, confirmed: false, toCheck: true },
    { host: AULNES, confirmed: false, toCheck: false },
  ],
  'fewest-to-check': [{ host: AULNES }],
  'whatever-unknown': [{ host: AULNES }],
  'for-any-points': [
    { host: AULNES, settled: true },
    { host: AULNES, settled: false },
  ],
  'stable-first': [{ host: AULNES }],
  'equal-first': [{ host: AULNES }],
  'word-changes-first': all(
    NAMES.map((criterion, at) => ({
      host: AULNES,
      criterion,
      change: turn(['dropped', 'less', 'more'] as const, at),
      first: NUAGE,
    })),
  ),
  conflict: all(groups(HARD_NEEDS, 6).map((needs) => ({ needs }))),

  'policy-rule': RULES_OF_RESEAU,
  'policy-rule-aside': RULES_OF_RESEAU,
  'policy-takes-out': [
    { ...RESEAU, count: 1 },
    { ...RESEAU, count: 2 },
  ],
  'policy-moves': all(
    groups(RULES, 5).map((rules, at) => {
      const [without, now] = turn(PLACES, at);
      const movedBy = turn(['rules', 'others'] as const, Math.floor(at / PLACES.length));
      return { federationName: 'Le Réseau', host: AULNES, rules, without, with: now, movedBy };
    }),
  ),
};
