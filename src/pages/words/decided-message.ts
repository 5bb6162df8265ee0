import { bilingual } from './typeset.ts';

/** To be filled in by hand. */
const BLANK = '……………………';

/** The message of those who have decided: how one pays, and what there is to sign. */
export const DECIDED_MESSAGE = bilingual(
  {
    write: (address: string) => `Écrire à ${address}`,
    subject: (name: string) => `Notre association vient chez ${name}`,
    /** `plans`: those whose prices are known, where there are several. */
    body: (what: string | null, price: string | null, plans: readonly string[]) =>
      `Bonjour,

Notre association ${BLANK} souhaite venir chez vous${what ? ` pour : ${what}` : ''}.

Avant de signer, pouvez-vous nous dire :
- ${price ? `Le prix est-il bien celui-ci : ${price} ?` : plans.length > 0 ? `Quelle formule nous faut-il : ${plans.join(' ; ')} ?` : 'Quel est le prix, par an ?'}
- Comment le règle-t-on : virement, prélèvement, carte ou chèque ? En une fois ?
- La facture peut-elle être au nom de l’association ?
- Que faut-il signer, et avec qui ?

Merci d’avance,
[votre nom et celui de l’association]`,
  },
  {
    write: (address) => `Write to ${address}`,
    subject: (name) => `Our organisation is coming to ${name}`,
    body: (what, price, plans) =>
      `Hello,

Our organisation ${BLANK} would like to come to you${what ? ` for: ${what}` : ''}.

Before we sign, could you tell us:
- ${price ? `Is this the right price: ${price}?` : plans.length > 0 ? `Which plan do we need: ${plans.join('; ')}?` : 'What is the price, for a year?'}
- How is it paid: by transfer, direct debit, card or cheque? At once?
- Can the invoice be in the name of the organisation?
- What is there to sign, and with whom?

Thank you in advance,
[your name and that of the organisation]`,
  },
);
