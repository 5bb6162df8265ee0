import type { Model } from '../catalogue/model.ts';
import { toldHost } from '../catalogue/writer.ts';
import type { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { inEnglish } from '../matching/words/english.ts';
import { inFrench } from '../matching/words/french.ts';
import type { Params, Topic } from '../matching/words/topic.ts';
import type { Territory } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { alternativesTo, type Found, isAtWork } from './find.ts';
import type { Alternative, Alternatives } from './schema.ts';

/** Usages that a sentence names; more are counted. */
const NAMED = 2;

const usages = (keys: readonly string[], say: Speaker): string =>
  keys.length > NAMED ? `${say.number(keys.length)} usages` : say.list(keys.map(say.usage));

/** Why a host could take over, and what to ask it. */
export const ALTERNATIVES = {
  'succession-agreed': {
    fr: ({ name }) => `${name} prend la suite.`,
    en: ({ name }) => `${name} takes over.`,
  },
  'succession-named': {
    fr: ({ name }) => `${name} est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.`,
    en: ({ name }) => `${name} is proposed to take over; it has not said yes yet.`,
  },
  'successor-not-here': {
    fr: ({ host }) => `Le repreneur proposé («\u00a0${host}\u00a0») n’est pas dans ce catalogue.`,
    en: ({ host }) => `The proposed successor (“${host}”) is not in this catalogue.`,
  },
  'successor-not-at-work': {
    fr: ({ name }) => `${name} est proposé pour prendre la suite, mais ferme lui aussi ou est suspendu.`,
    en: ({ name }) => `${name} is proposed to take over, but is closing too or is suspended.`,
  },
  'all-usages': {
    fr: () => 'Il propose les mêmes usages.',
    en: () => 'It offers the same usages.',
  },
  'some-usages': {
    fr: ({ missing, isSure }, say) =>
      `Il propose une partie des mêmes usages. ${isSure ? 'Il manque' : 'À lui demander'}\u00a0: ${usages(missing, say)}.`,
    en: ({ missing, isSure }, say) =>
      `It offers a part of the same usages. ${isSure ? 'What is missing' : 'To ask it'}: ${usages(missing, say)}.`,
  },
  'no-usage-known': {
    fr: () => 'Il n’a pas encore dit proposer ces usages. Demandez-lui ce qu’il prévoit.',
    en: () => 'It has not said yet that it offers these usages. Ask what it plans.',
  },
  open: { fr: () => 'Il accueille de nouvelles structures.', en: () => 'It takes new organisations.' },
  'open-to-ask': { fr: () => 'Demandez-lui s’il a de la place.', en: () => 'Ask whether it has room.' },
  full: { fr: () => 'Il se dit complet en ce moment.', en: () => 'It says that it is full at present.' },
  'places-all': {
    fr: () => 'Il intervient sur les mêmes territoires.',
    en: () => 'It serves the same territories.',
  },
  'places-part': {
    fr: () => 'Il n’intervient que sur une partie des mêmes territoires.',
    en: () => 'It serves only a part of the same territories.',
  },
  'places-none': {
    fr: () => 'Il n’intervient pas sur les mêmes territoires.',
    en: () => 'It does not serve the same territories.',
  },
  'places-unknown': {
    fr: () => 'Demandez-lui s’il intervient chez vous.',
    en: () => 'Ask whether it serves where you are.',
  },
  'audiences-missing': {
    fr: ({ missing }: Params, say) =>
      `Il ne dit pas accueillir ${say.list(missing.map((one: string) => inFrench.audiences[one]))}.`,
    en: ({ missing }: Params, say) =>
      `It does not say that it takes ${say.list(missing.map((one: string) => inEnglish.audiences[one]))}.`,
  },
  'audiences-unknown': {
    fr: () => 'Demandez-lui quels publics il accueille.',
    en: () => 'Ask whom it serves.',
  },
} satisfies Topic;

export type AlternativeCode = keyof typeof ALTERNATIVES;

type Told = Alternative['reasons'][number];

const told = (code: AlternativeCode, say: Speaker, params: Params = {}): Told => ({
  code,
  params,
  text: ALTERNATIVES[code][say.language](params, say),
});

/** Who was named to take over, and whether that still stands. */
function notesOn(closing: Closing | null, { bySlug }: Pick<Model, 'bySlug'>, say: Speaker): Told[] {
  if (!closing?.successor) return [];
  const { host, agreed } = closing.successor;
  const successor = bySlug.get(host);
  if (!successor) return [told('successor-not-here', say, { host })];
  const code = isAtWork(successor) ? (agreed ? 'succession-agreed' : 'succession-named') : 'successor-not-at-work';
  return [told(code, say, { host, name: successor.name })];
}

const OPEN = { yes: 'open', 'to-ask': 'open-to-ask', full: 'full' } as const;

function usageReason({ host, offered, missing }: Found, say: Speaker): Told {
  if (offered.length === 0) return told('no-usage-known', say);
  if (missing.length === 0) return told('all-usages', say);
  return told('some-usages', say, { missing, isSure: host.confirmedByHost });
}

function audienceReason({ audiences }: Found, say: Speaker): Told[] {
  if (!audiences || audiences.nearness === 'all') return [];
  const { missing } = audiences;
  return [missing.length > 0 ? told('audiences-missing', say, { missing }) : told('audiences-unknown', say)];
}

function toAlternative(found: Found, say: Speaker): Alternative {
  const { host, successor, services, missing, open, places } = found;
  const succession = successor && (successor.agreed ? 'succession-agreed' : 'succession-named');
  return {
    host: host.slug,
    name: host.name,
    ...(successor && { successor }),
    services,
    missing,
    reasons: [
      ...(succession ? [told(succession, say, { host: host.slug, name: host.name })] : []),
      usageReason(found, say),
      ...(open === 'unknown' ? [] : [told(OPEN[open], say)]),
      told(`places-${places}`, say),
      ...audienceReason(found, say),
    ],
  };
}

/** Who could take over the services of a host, one by one, in the reader's language. */
export function toAlternatives(
  host: Host,
  model: Model,
  lineage: (territory: Territory) => readonly Territory[],
  say: Speaker,
): Pick<Alternatives, 'items' | 'closing' | 'notes'> {
  const { closing, services } = toldHost(host, say, model);
  return {
    items: services.map((service) => ({
      service: service.slug,
      name: service.name,
      usages: service.usages,
      closing: service.closing,
      notes: notesOn(service.closing, model, say),
      hosts: alternativesTo(host, service, model, lineage).map((found) => toAlternative(found, say)),
    })),
    closing,
    notes: notesOn(closing, model, say),
  };
}
