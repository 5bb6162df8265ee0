import { inFrench } from '../../matching/words/parts-fr.ts';
import { bilingual } from './typeset.ts';

/** What the page of a recommendation says besides the words of every answer. */
export const RECOMMENDATION = bilingual(
  {
    title: (federation: string) => `Recommandé par ${federation}`,
    /** What the page advises, as its heading; names that do not fit into one are counted. */
    advice: (federation: string, names: string) => `Recommandé par ${federation} : ${names}`,
    answers: (count: number) => `${count} réponses`,
    adviceLost: 'Cette réponse n’est plus à jour',
    adviceWithdrawn: 'Cette recommandation est retirée',
    otherwise: 'Sinon,',
    given: (federation: string, day: string) => `${federation} vous a donné cette réponse le ${day}.`,
    about: (federation: string) => `Qui est ${federation} ?`,
    kept: 'Elle est gardée telle quelle.',
    language: 'Elle a été écrite en anglais : ses phrases restent dans cette langue.',
    redacted: 'Des mots en ont été retirés depuis.',
    withdrawn: (federation: string, day: string) => `${federation} a retiré cette recommandation le ${day}.`,
    reason: 'Raison :',
    note: (federation: string) => `Un mot ${inFrench.of(federation)}`,
    others: 'Recommandés aussi',
    over: (name?: string) => (name ? `${name} n’est plus possible aujourd’hui.` : 'N’est plus possible aujourd’hui.'),
    saidBeside: 'Ce que la réponse disait aussi',
    alternatives: 'Qui peut répondre à ce besoin aujourd’hui',
    together: 'À prendre ensemble : chacun répond à une partie de ce besoin.',
    noAlternative: 'Nous ne connaissons pas d’autre réponse aujourd’hui. Parlez-en à qui vous accompagne.',
    since: 'Ce qui a changé depuis',
    sinceOf: (day: string, name: string, text: string) => `Le ${day}, ${name} : ${text}`,
    nothingSince: 'Depuis ce jour, rien ne change ce conseil, à notre connaissance.',
    sinceToo: (count: number) => (count === 1 ? '1 autre changement depuis' : `${count} autres changements depuis`),
    sinceOnly: (count: number) =>
      count === 1
        ? '1 changement depuis, sans effet sur ce conseil'
        : `${count} changements depuis, sans effet sur ce conseil`,
    /** What changes the advice: a headline for each. */
    changed: {
      gone: (name: string) => `N’est plus proposé : ${name}. Ne comptez plus dessus pour commencer.`,
      dropped: (name: string, points: string) =>
        points === '' ? `Ne convient plus : ${name}.` : `Ne convient plus : ${name}. En cause : ${points}.`,
      unsure: (name: string, points: string) => `N’est plus sûr de convenir : ${name}. À vérifier : ${points}.`,
      full: (name: string) => `Complet aujourd’hui : ${name}.`,
      disputed: (name: string, points: string) => `Contesté depuis, chez ${name} : ${points}.`,
      overtaken: (name: string, first: string) => `Passerait en premier aujourd’hui, avant ${name} : ${first}.`,
    },
    /** What the federation itself says of a host. */
    own: {
      member: (federation: string) => `Membre ${inFrench.of(federation)}.`,
      listed: (federation: string) => `De la liste ${inFrench.of(federation)} :`,
      tie: (federation: string) => `Lien déclaré par ${federation} :`,
      noTie: (federation: string) => `${federation} déclare n’avoir aucun lien avec cet hébergeur.`,
      reviewed: (federation: string, points: string, on: string) => `${federation} l’a vérifié ${on} : ${points}.`,
      reviewedLast: (federation: string, points: string, on: string) =>
        `${federation} l’a vérifié, la dernière fois ${on} : ${points}.`,
      point: (name: string, value: string) => `${name} (${value})`,
      pointAged: (name: string, value: string) => `${name} (${value}, à revérifier)`,
      more: (count: number) => (count === 1 ? '1 autre point' : `${count} autres points`),
      of: (host: string) => `${host} :`,
    },
    sought: 'Ce que vous cherchiez',
    budget: (amount: string) => `${amount} par an au plus`,
    presentTools: (names: string) => `Outils d’aujourd’hui : ${names}`,
    asOf: (day: string) => `Réponse faite d’après le catalogue Bercail au ${day}. Ce qui n’est pas dit est inconnu.`,
    keep: 'Cette page ne s’ouvre qu’avec son adresse exacte. Donnez-la seulement à qui doit la lire.',
    address: (address: string) => `La voici : ${address}`,
  },
  {
    title: (federation) => `Recommended by ${federation}`,
    advice: (federation, names) => `Recommended by ${federation}: ${names}`,
    answers: (count) => `${count} answers`,
    adviceLost: 'This answer is no longer up to date',
    adviceWithdrawn: 'This recommendation is withdrawn',
    otherwise: 'Otherwise,',
    given: (federation, day) => `${federation} gave you this answer on ${day}.`,
    about: (federation) => `Who is ${federation}?`,
    kept: 'It is kept as it was.',
    language: 'It was written in French: its sentences stay in that language.',
    redacted: 'Words have been removed from it since.',
    withdrawn: (federation, day) => `${federation} withdrew this recommendation on ${day}.`,
    reason: 'Reason:',
    note: (federation) => `A word from ${federation}`,
    others: 'Also recommended',
    over: (name) => (name ? `${name} is no longer possible today.` : 'No longer possible today.'),
    saidBeside: 'What the answer said besides',
    alternatives: 'Who may meet this need today',
    together: 'To be taken together: each meets a part of this need.',
    noAlternative: 'We know of no other answer today. Talk to whoever accompanies you.',
    since: 'What has changed since',
    sinceOf: (day, name, text) => `On ${day}, ${name}: ${text}`,
    nothingSince: 'Since that day, nothing changes this advice, as far as we know.',
    sinceToo: (count) => (count === 1 ? '1 other change since' : `${count} other changes since`),
    sinceOnly: (count) =>
      count === 1
        ? '1 change since, which leaves the advice as it is'
        : `${count} changes since, which leave the advice as it is`,
    changed: {
      gone: (name) => `No longer proposed: ${name}. Do not count on it any more to begin.`,
      dropped: (name, points) =>
        points === '' ? `No longer fits: ${name}.` : `No longer fits: ${name}. Because of: ${points}.`,
      unsure: (name, points) => `No longer sure to fit: ${name}. To check: ${points}.`,
      full: (name) => `Full today: ${name}.`,
      disputed: (name, points) => `Disputed since, at ${name}: ${points}.`,
      overtaken: (name, first) => `Would come first today, before ${name}: ${first}.`,
    },
    own: {
      member: (federation) => `Member of ${federation}.`,
      listed: (federation) => `On the list of ${federation}:`,
      tie: (federation) => `Tie declared by ${federation}:`,
      noTie: (federation) => `${federation} declares that it has no tie with this host.`,
      reviewed: (federation, points, on) => `${federation} reviewed it ${on}: ${points}.`,
      reviewedLast: (federation, points, on) => `${federation} reviewed it, last ${on}: ${points}.`,
      point: (name, value) => `${name} (${value})`,
      pointAged: (name, value) => `${name} (${value}, to be reviewed again)`,
      more: (count) => (count === 1 ? '1 other point' : `${count} other points`),
      of: (host) => `${host}:`,
    },
    sought: 'What you were looking for',
    budget: (amount) => `${amount} a year at most`,
    presentTools: (names) => `Tools of today: ${names}`,
    asOf: (day) => `Made from the Bercail catalogue on ${day}. What is not said is unknown.`,
    keep: 'This page opens only at its exact address. Give it only to those who should read it.',
    address: (address) => `Here it is: ${address}`,
  },
);
