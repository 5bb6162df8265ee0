import { bilingual, plural } from '../../../pages/words/typeset.ts';
import type { EvidenceLevel, Importance } from '../../../vocabulary/terms.ts';

/** The rules of a federation, tried before they are adopted. */
export const POLICY = bilingual(
  {
    title: 'Vos règles',
    lead: 'Elles s’appliquent aux associations qui passent par vous. Vous verrez d’abord ce qui changerait : rien n’est adopté sans un second clic.',
    inForce: (version: number, day: string) => `Version ${version}, adoptée le ${day}.`,
    none: 'Vous n’avez pas de règles : les réponses sont celles de tout le monde.',
    keep: 'Les règles',
    keepHint: 'Décochez celles que vous retirez.',
    about: 'Une règle de plus : sur quoi ?',
    abouts: {
      general: 'Le prix, la place, la proximité',
      own: 'Un de vos critères',
      criteria: 'Un critère commun',
      commitments: 'Une promesse des hébergeurs',
      supports: 'Une aide',
    },
    subjectHint: 'Laissez vide pour n’en ajouter aucune.',
    what: 'Que fait-elle ?',
    noWhat: 'Aucune',
    require: 'L’exiger',
    plainly: 'L’exiger : qui dit non n’est plus proposé, qui n’a rien dit passe à vérifier',
    requireWith: (proof: string) => `L’exiger, avec ${proof} : qui n’a pas cette preuve passe à vérifier`,
    evidence: 'Demander une preuve, sans l’exiger',
    countsWith: (proof: string) => `Ne le compter qu’avec ${proof}`,
    word: 'Lui donner au moins cette importance',
    weight: 'Changer son poids',
    factor: 'Multiplier ses points',
    proofs: {
      documented: 'une page publique',
      'peer-reviewed': 'une vérification par des pairs',
      measured: 'une mesure du catalogue',
      certified: 'un certificat en cours',
    } as Partial<Record<EvidenceLevel, string>>,
    importances: {
      plus: 'Un plus',
      important: 'Important',
      'very-important': 'Très important',
    } as Partial<Record<Importance, string>>,
    noSubject: 'Choisissez',
    bare: {
      price: 'Le prix',
      'storage-margin': 'De la place pour grandir',
      proximity: 'La proximité',
      'leaving-tools': 'L’aide pour quitter les outils actuels',
    },
    amount: 'Combien ?',
    factorHint: 'Seulement pour multiplier : de 0,5 à 2.',
    amountHint:
      'Seulement pour multiplier (de 0,5 à 2), ou pour une promesse exigée : 90 pour « 90 jours au moins », ou oui.',
    missingSubject: 'Dites sur quoi porte la règle.',
    missingWhat: 'Dites ce que fait la règle.',
    missingFactor: 'Écrivez un nombre de 0,5 à 2, comme 1,5.',
    missingMeasure: 'Dites combien au moins, comme 90, ou écrivez oui.',
    noProofHere:
      'Une preuve s’exige d’un critère seulement. Pour une promesse : exigez-la, et demandez une preuve à part.',
    onlyThese: 'On n’exige qu’un critère ou une promesse. Ici, donnez une importance ou un poids.',
    times: (factor: string) => `(points × ${factor})`,
    look: 'Voir ce que cela changerait',
    would: 'Ce qui changerait',
    same: 'Ce sont les règles d’aujourd’hui : rien ne changerait.',
    nobody: 'Attention : ces règles ne laissent personne.',
    nobodyFor: (count: number, all: number) =>
      count === all
        ? 'Plus aucun hébergeur ne serait proposé, pour aucun des besoins types.'
        : `Plus aucun hébergeur ne serait proposé pour ${plural(count, 'ce besoin type', `ces ${count} besoins types`)} :`,
    nobodyDo: 'Retirez une exigence, ou demandez une importance à la place.',
    refused: 'Des besoins ne pourraient plus être posés, faute de place pour leurs propres exigences.',
    unknown: 'Ce que ces exigences font de ceux dont on ne sait pas',
    unknownLead:
      'Ne rien avoir dit n’est pas « non » : ils restent proposés, mais parmi ceux à vérifier, avec la question à leur poser. Seul un non écarte.',
    unproven: (rule: string, unknown: number, all: number) =>
      unknown === 0
        ? `${rule} : tous ont cette preuve, ou ont dit non.`
        : `${rule} : ${plural(unknown, 'un hébergeur n’a', `${unknown} hébergeurs n’ont`)} pas cette preuve, sur ${all} : ${plural(unknown, 'il passe', 'ils passent')} à vérifier.`,
    unknownFor: (rule: string, unknown: number, all: number) =>
      unknown === 0
        ? `${rule} : tous ont répondu.`
        : `${rule} : ${plural(unknown, 'un hébergeur n’a', `${unknown} hébergeurs n’ont`)} rien dit, sur ${all}.`,
    rules: 'Les règles qui changent',
    firstPlaces: 'Les premières places qui changent',
    gains: 'Qui monte',
    losses: 'Qui descend',
    leftOut: 'Qui ne serait plus proposé',
    adopt: 'Adopter ces règles',
    remove: 'N’avoir plus de règles',
    done: {
      adopted: 'Vos règles sont adoptées. Les anciennes restent lisibles.',
      removed: 'Vous n’avez plus de règles. Les anciennes restent lisibles.',
    },
  },
  {
    title: 'Your rules',
    lead: 'They apply to organisations that come through you. You see first what would change: nothing is adopted without a second click.',
    inForce: (version, day) => `Version ${version}, adopted on ${day}.`,
    none: 'You have no rules: the answers are those of everybody.',
    keep: 'The rules',
    keepHint: 'Untick those that you take away.',
    about: 'One more rule: about what?',
    abouts: {
      general: 'The price, room, being near',
      own: 'One of your criteria',
      criteria: 'A common criterion',
      commitments: 'A commitment of hosts',
      supports: 'A kind of help',
    },
    subjectHint: 'Leave it empty to add none.',
    what: 'What does it do?',
    noWhat: 'None',
    require: 'Require it',
    plainly: 'Require it: who says no is no longer proposed, who said nothing is to be checked',
    requireWith: (proof) => `Require it, with ${proof}: who lacks this proof is to be checked`,
    evidence: 'Ask for evidence, without requiring it',
    countsWith: (proof) => `Count it only with ${proof}`,
    word: 'Give it at least this importance',
    weight: 'Change its weight',
    factor: 'Multiply its points',
    proofs: {
      documented: 'a public page',
      'peer-reviewed': 'a check by peers',
      measured: 'a measurement by the catalogue',
      certified: 'a certificate in force',
    },
    importances: { plus: 'A plus', important: 'Important', 'very-important': 'Very important' },
    noSubject: 'Choose',
    bare: {
      price: 'The price',
      'storage-margin': 'Room to grow',
      proximity: 'Being near',
      'leaving-tools': 'Help to leave the tools of today',
    },
    amount: 'How much?',
    factorHint: 'Only to multiply: from 0.5 to 2.',
    amountHint:
      'Only to multiply (from 0.5 to 2), or for a commitment that is required: 90 for “at least 90 days”, or yes.',
    missingSubject: 'Say what the rule is about.',
    missingWhat: 'Say what the rule does.',
    missingFactor: 'Write a number from 0.5 to 2, such as 1.5.',
    missingMeasure: 'Say how much at least, such as 90, or write yes.',
    noProofHere:
      'Evidence is required of a criterion only. Of a commitment: require it, and ask for evidence in a rule of its own.',
    onlyThese: 'Only a criterion or a commitment is required. Here, give an importance or a weight.',
    times: (factor) => `(points × ${factor})`,
    look: 'See what this would change',
    would: 'What would change',
    same: 'These are the rules of today: nothing would change.',
    nobody: 'Beware: these rules leave nobody.',
    nobodyFor: (count, all) =>
      count === all
        ? 'No host would be proposed any more, for none of the typical needs.'
        : `No host would be proposed any more for ${plural(count, 'this typical need', `these ${count} typical needs`)}:`,
    nobodyDo: 'Take a requirement away, or ask for an importance in its place.',
    refused: 'Some needs could no longer be asked, for want of room for their own requirements.',
    unknown: 'What these requirements do to those of whom it is not known',
    unknownLead:
      'To have said nothing is not “no”: they are still proposed, but among those to check, with the question to ask them. Only a no leaves a host out.',
    unproven: (rule, unknown, all) =>
      unknown === 0
        ? `${rule}: all have this proof, or said no.`
        : `${rule}: ${plural(unknown, 'one host has', `${unknown} hosts have`)} no such proof, of ${all}: ${plural(unknown, 'it is', 'they are')} to be checked.`,
    unknownFor: (rule, unknown, all) =>
      unknown === 0
        ? `${rule}: all have answered.`
        : `${rule}: ${plural(unknown, 'one host has', `${unknown} hosts have`)} said nothing, of ${all}.`,
    rules: 'The rules that change',
    firstPlaces: 'The first places that change',
    gains: 'Who moves up',
    losses: 'Who moves down',
    leftOut: 'Who would no longer be proposed',
    adopt: 'Adopt these rules',
    remove: 'Have no rules any more',
    done: {
      adopted: 'Your rules are adopted. The former ones can still be read.',
      removed: 'You have no rules any more. The former ones can still be read.',
    },
  },
);
