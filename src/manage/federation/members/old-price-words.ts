import { bilingual, plural } from '../../../pages/words/typeset.ts';
import { frenchOf } from '../../../vocabulary/sentences.ts';

/** Letters to members whose prices are old: the page, and the letter itself in the language of the member. */
export const OLD_PRICES = bilingual(
  {
    heading: 'Prix anciens chez vos membres',
    link: (count: number) => `Prix anciens chez vos membres (${count})`,
    lead: (months: string) =>
      `Les membres dont au moins un prix n’a été ni confirmé ni relevé depuis ${months} mois, ou n’a pas de date connue. Pour chacun, une lettre à relire, à signer et à envoyer vous-mêmes : le catalogue n’envoie rien.`,
    none: 'Aucun prix connu de vos membres n’est ancien.',
    count: (count: number) => plural(count, 'Un prix à confirmer.', `${count} prix à confirmer.`),
    letter: 'La lettre à lui envoyer',
    send: 'L’envoyer par votre messagerie',
    refused: 'Ces lettres sont écrites au nom de la fédération : seul son bureau les ouvre, avec son propre accès.',
    letters: {
      subject: (site: string) => `Vos prix sur ${site}`,
      onPaper: (subject: string) => `Objet : ${subject}`,
      greeting: 'Bonjour,',
      found: (federation: string, site: string, count: number) =>
        plural(
          count,
          `Vous êtes membre ${frenchOf(federation)}. Sur ${site}, aucune confirmation récente n’est connue pour un prix de votre fiche`,
          `Vous êtes membre ${frenchOf(federation)}. Sur ${site}, aucune confirmation récente n’est connue pour ${count} prix de votre fiche`,
        ),
      colon: ' :',
      price: (service: string, plan: string, amounts: string, seen: string) =>
        `${service}, « ${plan} » (${amounts}) : ${seen}`,
      seen: (since: string) => `ni confirmé ni relevé ${since}`,
      undated: 'date inconnue',
      more: (count: number) => plural(count, 'et un autre prix', `et ${count} autres prix`),
      why: (months: string) =>
        `Un prix que personne n’a confirmé ni relevé depuis ${months} mois, ou dont la date est inconnue, ne compte plus quand une association cherche un hébergeur.`,
      entry: (address: string) => `Votre fiche, telle que tout le monde la lit : ${address}`,
      confirm: (address: string) =>
        `Pour corriger ce qui a changé, puis dire d’un bouton que la fiche est toujours vraie : ${address}`,
      takeOver: (address: string) =>
        `Personne ne tient encore cette fiche. Pour la reprendre, la corriger et la confirmer : ${address}`,
      regards: 'Bien cordialement,',
      office: (federation: string) => `Le bureau ${frenchOf(federation)}`,
    },
  },
  {
    heading: 'Old prices of your members',
    link: (count) => `Old prices of your members (${count})`,
    lead: (months) =>
      `The members of whom at least one price has not been confirmed or recorded for ${months} months, or has no known date. For each, a letter to read over, sign and send yourselves: the catalogue sends nothing.`,
    none: 'No known price of your members is old.',
    count: (count) => plural(count, 'One price to confirm.', `${count} prices to confirm.`),
    letter: 'The letter to send to it',
    send: 'Send it with your mail program',
    refused:
      'These letters are written in the name of the federation: only its officers open them, with their own access.',
    letters: {
      subject: (site) => `Your prices on ${site}`,
      onPaper: (subject) => `Subject: ${subject}`,
      greeting: 'Hello,',
      found: (federation, site, count) =>
        plural(
          count,
          `You are a member of ${federation}. On ${site}, no recent confirmation is known of one price of your entry`,
          `You are a member of ${federation}. On ${site}, no recent confirmation is known of ${count} prices of your entry`,
        ),
      colon: ':',
      price: (service, plan, amounts, seen) => `${service}, “${plan}” (${amounts}): ${seen}`,
      seen: (since) => `not confirmed or recorded ${since}`,
      undated: 'date unknown',
      more: (count) => plural(count, 'and one other price', `and ${count} other prices`),
      why: (months) =>
        `A price that nobody has confirmed or recorded for ${months} months, or whose date is unknown, no longer counts when an association looks for a host.`,
      entry: (address) => `Your entry, as everybody reads it: ${address}`,
      confirm: (address) =>
        `To correct what has changed, then say with one button that the entry is still true: ${address}`,
      takeOver: (address) => `Nobody holds this entry yet. To take it over, correct it and confirm it: ${address}`,
      regards: 'Kind regards,',
      office: (federation) => `The officers of ${federation}`,
    },
  },
);
