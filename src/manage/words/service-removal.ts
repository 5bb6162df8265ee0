import { bilingual, plural } from '../../pages/words/typeset.ts';

/** What goes with a service, or with one of its plans, when it is taken out. */
export const LOST_WITH_IT = bilingual(
  {
    coming: (price: string) => `Ce prix n’est plus annoncé : ${price}.`,
    title: 'Ce qui sera perdu',
    usages: (usages: string) => `Plus rien ne dira que vous proposez : ${usages}.`,
    plans: (count: number) => plural(count, 'Sa formule et son prix.', `Ses ${count} formules et leurs prix.`),
    cover: (plans: string) => `Ce n’est plus compris dans : ${plans}.`,
    promises: (count: number) =>
      plural(count, 'Une promesse faite pour ce service.', `${count} promesses faites pour ce service.`),
    entry: 'Ce service ne se verra plus sur votre fiche. Son histoire reste lisible.',
    price: (price: string) => `Le prix : ${price}.`,
    lastPrice: 'C’est son seul prix : il sera inconnu.',
  },
  {
    coming: (price) => `This price is no longer announced: ${price}.`,
    title: 'What will be lost',
    usages: (usages) => `Nothing will say any more that you offer: ${usages}.`,
    plans: (count) => plural(count, 'Its plan and its price.', `Its ${count} plans and their prices.`),
    cover: (plans) => `It is no longer included in: ${plans}.`,
    promises: (count) => plural(count, 'A promise made for this service.', `${count} promises made for this service.`),
    entry: 'This service will not be seen on your entry any more. Its history can still be read.',
    price: (price) => `The price: ${price}.`,
    lastPrice: 'It is its only price: it will be unknown.',
  },
);
