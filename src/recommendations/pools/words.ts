import { ENGLISH as MATCHING_ENGLISH } from '../../matching/words/en.ts';
import { enumerate, enumerateSome } from '../../matching/words/enumerate.ts';
import { FRENCH as MATCHING_FRENCH } from '../../matching/words/fr.ts';
import { type Coded, type NoParameters, type SentencesOf, sayer } from '../../vocabulary/sentences.ts';

/** The parameters of each sentence about a group. Amounts are in euros a year. */
export interface PoolSentences {
  'one-account-assumed': NoParameters;
  'mail-storage-assumed': { gigabytes: number };
  /** `atLeast`: gigabytes of the members that state some; null when none does. */
  'storage-unsaid': { usage: string; members: readonly string[]; atLeast: number | null };
  'no-common-territory': NoParameters;
  'wider-territory': NoParameters;
  'audience-differs': NoParameters;
  'language-differs': NoParameters;
  'no-common-budget': NoParameters;
  /** `alone`: the sum that the members would pay separately, null when unknown. */
  host: { name: string; perYear: number | null; alone: number | null; members: number };
  without: { label: string; more: number | null };
  'over-budget': { label: string; perYear: number; budget: number };
  /** `members` is null when it is the same for all. `low`: the low score, out of 1000 points. */
  worst: { members: readonly string[] | null; name: string; suits: 'fits' | 'to-check' | 'no'; low: number };
}

export const POOL_SENTENCES: SentencesOf<PoolSentences> = {
  'one-account-assumed': () => 'Quand un membre ne dit pas combien de comptes, nous comptons un compte.',
  'mail-storage-assumed': MATCHING_FRENCH['mail-storage-assumed'],
  'storage-unsaid': ({ usage, members, atLeast }, say) =>
    `${say.usage(usage)}\u00a0: il manque la place voulue par ${enumerate(members, say)}. ${
      atLeast === null ? 'Le prix n’est donc pas sûr.' : `Nous comptons ${say.gigabytes(atLeast)}, c’est un minimum.`
    }`,
  'no-common-territory': () =>
    'Les membres ne sont pas dans le même pays. Le groupe cherche sans tenir compte du lieu. Voyez pour chacun s’il est servi.',
  'wider-territory': () =>
    'Les membres ne sont pas au même endroit. Le groupe cherche qui sert un territoire où ils sont tous.',
  'audience-differs': () => 'Les membres ne sont pas du même public. Voyez pour chacun s’il est accepté.',
  'language-differs': () => 'Les membres ne demandent pas la même langue. Voyez pour chacun.',
  'no-common-budget': () => 'Un membre au moins ne dit pas de budget. Le groupe n’a donc pas de plafond.',
  host: ({ name, perYear, alone, members }, say) =>
    perYear === null
      ? `${name} peut accueillir les ${members} membres ensemble. Son prix est à demander.`
      : `${name} coûte ${say.euros(perYear)} par an pour les ${members} membres.${alone === null ? '' : ` Séparément, ce serait ${say.euros(alone)}.`}`,
  without: ({ label, more }, say) =>
    more === null
      ? `Sans ${label}, le prix pour les autres n’est pas connu.`
      : more === 0
        ? `Sans ${label}, les autres paieraient autant.`
        : more > 0
          ? `Sans ${label}, les autres paieraient ${say.euros(more)} de plus par an.`
          : `Sans ${label}, les autres paieraient ${say.euros(-more)} de moins par an.`,
  'over-budget': ({ label, perYear, budget }, say) =>
    `${label} paierait ${say.euros(perYear)} par an, plus que son budget de ${say.euros(budget)}.`,
  worst: ({ members, name, suits, low }, say) => {
    if (members === null)
      return suits === 'no'
        ? `${name} ne convient à aucun membre pris seul\u00a0: parlez-en avant de choisir.`
        : `${name} vaut autant pour tous les membres\u00a0: ${low} points sur 100 au moins.`;
    const whom = enumerateSome(members, say, (count) => (count === 1 ? 'un autre' : `${count} autres`));
    return suits === 'no'
      ? `${name} ne convient pas à ${whom}, ${members.length === 1 ? 'prise seule' : 'chacun pris seul'}\u00a0: parlez-en avant de choisir.`
      : `C’est pour ${whom} que ${name} vaut le moins\u00a0: ${low} points sur 100 au moins.`;
  },
};

const ENGLISH: SentencesOf<PoolSentences> = {
  'one-account-assumed': () => 'When a member does not say how many accounts, we count one.',
  'mail-storage-assumed': MATCHING_ENGLISH['mail-storage-assumed'],
  'storage-unsaid': ({ usage, members, atLeast }, say) =>
    `${say.usage(usage)}: the space is missing that is wanted by ${enumerate(members, say)}. ${
      atLeast === null ? 'So the price is not certain.' : `We count ${say.gigabytes(atLeast)}, which is a least.`
    }`,
  'no-common-territory': () =>
    'The members are not in one country. The group looks without regard to the place. See for each whether it is served.',
  'wider-territory': () =>
    'The members are not in one place. The group looks for who serves a territory that holds them all.',
  'audience-differs': () => 'The members are of different audiences. See for each whether it is accepted.',
  'language-differs': () => 'The members ask for different languages. See for each.',
  'no-common-budget': () => 'One member at least says no budget. So the group has no ceiling.',
  host: ({ name, perYear, alone, members }, say) =>
    perYear === null
      ? `${name} can take the ${members} members together. Its price is to be asked.`
      : `${name} costs ${say.euros(perYear)} a year for the ${members} members.${alone === null ? '' : ` Each by itself, it would be ${say.euros(alone)}.`}`,
  without: ({ label, more }, say) =>
    more === null
      ? `Without ${label}, the price for the others is not known.`
      : more === 0
        ? `Without ${label}, the others would pay as much.`
        : more > 0
          ? `Without ${label}, the others would pay ${say.euros(more)} more a year.`
          : `Without ${label}, the others would pay ${say.euros(-more)} less a year.`,
  'over-budget': ({ label, perYear, budget }, say) =>
    `${label} would pay ${say.euros(perYear)} a year, more than its budget of ${say.euros(budget)}.`,
  worst: ({ members, name, suits, low }, say) => {
    if (members === null)
      return suits === 'no'
        ? `${name} suits no member by itself: talk about it before you choose.`
        : `${name} is worth the same to all the members: at least ${low} points out of 100.`;
    const whom = enumerateSome(members, say, (count) => (count === 1 ? 'one other' : `${count} others`));
    return suits === 'no'
      ? `${name} does not suit ${whom} by itself: talk about it before you choose.`
      : `${name} is worth least to ${whom}: at least ${low} points out of 100.`;
  },
};

/** A sentence about a group as code and parameters. */
export type PoolReason = Coded<PoolSentences>;

/** Puts a reason about a group into a sentence, in the speaker's language. */
export const sayPool = sayer<PoolSentences>({ fr: POOL_SENTENCES, en: ENGLISH });
