import { capital } from '../ground/texts.ts';
import type { Params, Topic } from '../matching/words/topic.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { FEDERATION_WORDS } from './federation-words.ts';
import { about, claim, ending, promise, quoted, short } from './sentence.ts';

/* What the sentences of a past are made of. */

/** Something that happened to a host, before it is told in a language. */
export interface Told {
  code: string;
  params: Params;
}

/** Values of a promise that its past tells; all of them stand beside it. */
const SHOWN_VALUES = 3;

/** Another host by its name, or by its slug where the catalogue has no name for it. */
const nameIn = ({ successorName }: Params, slug: string, say: Speaker): string =>
  successorName === undefined ? quoted(slug, say) : short(successorName);

const PER = {
  fr: { month: 'par mois', quarter: 'par trimestre', year: 'par an' },
  en: { month: 'a month', quarter: 'a quarter', year: 'a year' },
};

const price = ({ from, to, period, ...of }: Params, say: Speaker): string => {
  const told = [from, to].map((amount) => `${say.euros(amount)} ${PER[say.language][period as 'year']}`);
  return `${about(of, say)}${told.join(say.language === 'fr' ? ', puis ' : ', then ')}.`;
};

const moved = (params: Params, say: Speaker) => promise(params, [params.from, params.to], say);

const answered = (params: Params, say: Speaker) => claim(params, [params.from, params.to], say);

const evidenced = ({ criterion, kind, ...of }: Params, say: Speaker): string =>
  `${about(of, say)}${capital(criterion ? say.criterion(criterion) : say.commitment(kind))}.`;

/** What happened to a host, in both languages. */
export const HISTORY = {
  published: { fr: () => 'La fiche est publiée.', en: () => 'The entry is published.' },
  'published-again': { fr: () => 'La fiche est de nouveau publiée.', en: () => 'The entry is published again.' },
  suspended: {
    fr: () => 'La fiche est suspendue. Elle n’est plus proposée.',
    en: () => 'The entry is suspended. It is no longer proposed.',
  },
  'suspension-explained': {
    fr: () => 'La raison de la suspension a changé.',
    en: () => 'The reason of the suspension has changed.',
  },
  'suspension-lifted': { fr: () => 'La suspension est levée.', en: () => 'The suspension is lifted.' },
  withdrawn: {
    fr: () => 'La fiche est retirée du catalogue.',
    en: () => 'The entry is withdrawn from the catalogue.',
  },
  redacted: {
    fr: () => 'Un texte a été retiré de la fiche et de son passé.',
    en: () => 'A text was removed from the entry and from its past.',
  },
  confirmed: {
    fr: () => 'La fiche est confirmée. Tout ce qu’elle dit est encore vrai.',
    en: () => 'The entry is confirmed. All that it says is still true.',
  },
  'commitment-made': ending(
    (params, say) => promise(params, [params.value], say),
    'Nouvel engagement.',
    'New commitment.',
  ),
  'commitment-strengthened': ending(moved, 'Engagement renforcé.', 'Commitment strengthened.'),
  'commitment-weakened': ending(moved, 'Engagement affaibli.', 'Commitment weakened.'),
  'commitment-changed': ending(moved, 'Engagement modifié.', 'Commitment changed.'),
  'commitment-taken-back': ending(
    (params, say) => promise(params, [params.value], say),
    'Engagement retiré.',
    'Commitment taken back.',
  ),
  'claim-made': ending((params, say) => claim(params, [params.value], say), 'Nouvelle déclaration.', 'New claim.'),
  'claim-strengthened': ending(answered, 'Déclaration renforcée.', 'Claim strengthened.'),
  'claim-weakened': ending(answered, 'Déclaration affaiblie.', 'Claim weakened.'),
  'claim-changed': ending(answered, 'Déclaration modifiée.', 'Claim changed.'),
  'claim-taken-back': ending(
    (params, say) => claim(params, [params.value], say),
    'Déclaration retirée.',
    'Claim taken back.',
  ),
  'page-lost': ending(
    evidenced,
    'La page donnée comme preuve ne répond plus\u00a0: elle ne compte plus.',
    'The page given as evidence no longer answers: it no longer counts.',
  ),
  'page-back': ending(
    evidenced,
    'La page donnée comme preuve répond de nouveau.',
    'The page given as evidence answers again.',
  ),
  'page-changed': ending(
    evidenced,
    'Le texte donné comme preuve a changé.',
    'The words given as evidence have changed.',
  ),
  'service-added': ending((params, say) => about(params, say).trimEnd(), 'Il est nouveau.', 'It is new.'),
  'service-removed': ending(
    (params, say) => about(params, say).trimEnd(),
    'Il n’est plus proposé.',
    'It is no longer offered.',
  ),
  'price-changed': {
    fr: (params, say) => `${price(params, say)} ${params.to > params.from ? 'Le prix monte.' : 'Le prix baisse.'}`,
    en: (params, say) =>
      `${price(params, say)} ${params.to > params.from ? 'The price goes up.' : 'The price goes down.'}`,
  },
  'prices-changed': ending(
    (params, say) => about(params, say).trimEnd(),
    'Ses prix ont changé.',
    'Its prices have changed.',
  ),
  'closing-announced': {
    fr: (params, say) =>
      `${about(params, say)}Fermeture annoncée.${params.on ? ` Date prévue\u00a0: ${say.date(params.on)}.` : ''}`,
    en: (params, say) =>
      `${about(params, say)}Closing announced.${params.on ? ` Planned date: ${say.date(params.on)}.` : ''}`,
  },
  'closing-changed': {
    fr: ({ from, to, ...of }, say) =>
      from && to && from !== to
        ? `${about(of, say)}Date de fermeture\u00a0: ${say.date(from)}, puis ${say.date(to)}.`
        : `${about(of, say)}L’annonce de fermeture a changé.`,
    en: ({ from, to, ...of }, say) =>
      from && to && from !== to
        ? `${about(of, say)}Closing date: ${say.date(from)}, then ${say.date(to)}.`
        : `${about(of, say)}The announcement of the closing has changed.`,
  },
  'closing-cancelled': {
    fr: (params, say) => `${about(params, say)}La fermeture annoncée est annulée.`,
    en: (params, say) => `${about(params, say)}The announced closing is cancelled.`,
  },
  'closing-breaks-promise': ending(
    ({ kind, promised, actual, ...of }, say) => {
      const label = capital(say.commitment(kind));
      const [told, given] = [say.measure(kind, promised), say.measure(kind, actual)];
      return say.language === 'fr'
        ? `${about(of, say)}${label}\u00a0: ${told} promis\u00a0; annoncé\u00a0: ${given}.`
        : `${about(of, say)}${label}: ${told} promised; announced: ${given}.`;
    },
    'Promesse non tenue.',
    'Promise broken.',
  ),
  'successor-named': {
    fr: ({ successor, ...of }, say) => `${about(of, say)}Repreneur proposé\u00a0: ${nameIn(of, successor, say)}.`,
    en: ({ successor, ...of }, say) => `${about(of, say)}Proposed successor: ${nameIn(of, successor, say)}.`,
  },
  'successor-agreed': {
    fr: ({ successor, ...of }, say) => `${about(of, say)}${nameIn(of, successor, say)} a dit oui et prend la suite.`,
    en: ({ successor, ...of }, say) => `${about(of, say)}${nameIn(of, successor, say)} said yes and takes over.`,
  },
  'successor-withdrew': {
    fr: ({ successor, ...of }, say) => `${about(of, say)}${nameIn(of, successor, say)} ne prend plus la suite.`,
    en: ({ successor, ...of }, say) => `${about(of, say)}${nameIn(of, successor, say)} no longer takes over.`,
  },
  'successor-no-longer-named': {
    fr: ({ successor, ...of }, say) =>
      `${about(of, say)}${nameIn(of, successor, say)} n’est plus proposé comme repreneur.`,
    en: ({ successor, ...of }, say) =>
      `${about(of, say)}${nameIn(of, successor, say)} is no longer proposed as successor.`,
  },
  ...FEDERATION_WORDS,
  /** The past of one promise: `values` oldest first, `isOver` when nothing is promised now. */
  'commitment-past': {
    fr: ({ values, weakened, isOver, ...of }, say) => {
      const others = values.length - SHOWN_VALUES;
      return [
        promise(of, values.slice(-SHOWN_VALUES), say),
        ...(others > 0
          ? [others === 1 ? 'Une valeur est plus ancienne.' : `${others} valeurs sont plus anciennes.`]
          : []),
        ...(isOver ? ['Cet engagement n’est plus pris.'] : []),
        ...(weakened > 0 ? [weakened === 1 ? 'Affaibli une fois.' : `Affaibli ${say.number(weakened)} fois.`] : []),
      ].join(' ');
    },
    en: ({ values, weakened, isOver, ...of }, say) => {
      const others = values.length - SHOWN_VALUES;
      return [
        promise(of, values.slice(-SHOWN_VALUES), say),
        ...(others > 0 ? [others === 1 ? 'One value is older.' : `${others} values are older.`] : []),
        ...(isOver ? ['This commitment is no longer made.'] : []),
        ...(weakened > 0 ? [weakened === 1 ? 'Weakened once.' : `Weakened ${say.number(weakened)} times.`] : []),
      ].join(' ');
    },
  },
} satisfies Topic;

/** The sentences of a code, in the speaker's language. */
export const tell = ({ code, params }: Told, say: Speaker): string =>
  HISTORY[code as keyof typeof HISTORY][say.language](params, say);
