import { typeset } from './typeset.ts';

/** The message that an association may send to a host. */
export const MAIL_TEXT = {
  fr: typeset({
    subject: 'Une association cherche un hébergeur',
    hello: 'Bonjour,',
    who: (place: string | null) =>
      `Nous sommes une association${place ? ` (${place})` : ''}. Nous cherchons un hébergeur pour :`,
    people: (count: string) => `${count} personnes`,
    boxes: (count: string) => `${count} boîtes`,
    atOnce: (count: string) => `${count} personnes à la fois`,
    about: (size: string) => `environ ${size}`,
    budget: (amount: string) => `Nous pouvons payer ${amount} par an.`,
    noBudget: 'Nous ne pouvons rien payer.',
    welcome: 'Pouvez-vous nous accueillir ?',
    ask: 'Pouvez-vous aussi nous dire :',
    thanks: 'Merci d’avance,',
    sign: '[votre nom et celui de l’association]',
  }),
  en: {
    subject: 'A non-profit organisation is looking for a host',
    hello: 'Hello,',
    who: (place: string | null) =>
      `We are a non-profit organisation${place ? ` (${place})` : ''}. We are looking for a host for:`,
    people: (count: string) => `${count} people`,
    boxes: (count: string) => `${count} mailboxes`,
    atOnce: (count: string) => `${count} people at once`,
    about: (size: string) => `about ${size}`,
    budget: (amount: string) => `We can pay ${amount} a year.`,
    noBudget: 'We cannot pay anything.',
    welcome: 'Can you take us in?',
    ask: 'Could you also tell us:',
    thanks: 'Thank you in advance,',
    sign: '[your name and that of the organisation]',
  },
};
