import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Topic } from './topic.ts';

/** Asked for a number, a unit is in the plural. */
const MANY = 2;

/** What would show an answer that the host has given, by the least evidence that counts. */
const PROOFS_FR: Record<string, string> = {
  declared: 'Pouvez-vous le confirmer',
  documented: 'Où peut-on lire ceci',
  'peer-reviewed': 'Qui d’autre l’a vérifié',
  measured: 'Quelle mesure le montre',
  certified: 'Quel certificat le prouve',
};
const PROOFS_EN: Record<string, string> = {
  declared: 'Can you confirm it',
  documented: 'Where can one read this',
  'peer-reviewed': 'Who else has checked it',
  measured: 'Which measure shows it',
  certified: 'Which certificate proves it',
};

/** What to ask a host. */
export const QUESTIONS = {
  'ask-usage': {
    fr: (params, say) => {
      const wanted = inFrench.size(params, say);
      return `Proposez-vous aussi ceci : ${say.usage(params.key)}${wanted ? ` (${wanted})` : ''} ?${params.withPrice ? ' À quel prix ?' : ''}`;
    },
    en: (params, say) => {
      const wanted = inEnglish.size(params, say);
      return `Do you also offer this: ${say.usage(params.key)}${wanted ? ` (${wanted})` : ''}?${params.withPrice ? ' At what price?' : ''}`;
    },
  },
  'ask-room': {
    fr: ({ usages }, say) => {
      const wanted = inFrench.sizes(usages, say);
      return wanted ? `Avez-vous une formule pour ${wanted} ?` : 'Combien de place proposez-vous ?';
    },
    en: ({ usages }, say) => {
      const wanted = inEnglish.sizes(usages, say);
      return wanted ? `Do you have a plan for ${wanted}?` : 'How much space do you offer?';
    },
  },
  'ask-amount': {
    fr: ({ key, amount }, say) =>
      say.countsUs(key)
        ? `Combien ${inFrench.of(say.unit(key, MANY))} acceptez-vous ? Nous serions ${say.number(amount)}.`
        : `Combien ${inFrench.of(say.unit(key, MANY))} permettez-vous ? Il nous en faudrait ${say.number(amount)}.`,
    en: ({ key, amount }, say) =>
      say.countsUs(key)
        ? `How many ${say.unit(key, MANY)} do you accept? There would be ${say.number(amount)} of us.`
        : `How many ${say.unit(key, MANY)} do you allow? We would need ${say.number(amount)}.`,
  },
  'ask-price': {
    fr: ({ usages }, say) => {
      const wanted = inFrench.sizes(usages, say);
      return wanted ? `Quel est le prix par an pour ${wanted} ?` : 'Quel est le prix par an ?';
    },
    en: ({ usages }, say) => {
      const wanted = inEnglish.sizes(usages, say);
      return wanted ? `What is the yearly price for ${wanted}?` : 'What is the yearly price?';
    },
  },
  'ask-price-still': {
    fr: ({ perYear, observedOn }, say) =>
      perYear !== null && observedOn
        ? `Le prix vu ${say.on(observedOn)} était de ${say.euros(perYear)} par an : est-il toujours bon ?`
        : perYear !== null
          ? `Un prix sans date était de ${say.euros(perYear)} par an : est-il toujours bon ?`
          : 'Quel est votre prix aujourd’hui ?',
    en: ({ perYear, observedOn }, say) =>
      perYear !== null && observedOn
        ? `The price seen ${say.on(observedOn)} was ${say.euros(perYear)} a year: does it still hold?`
        : perYear !== null
          ? `An undated price was ${say.euros(perYear)} a year: does it still hold?`
          : 'What is your price today?',
  },
  'ask-price-quote': {
    fr: ({ accounts, amounts }, say) => {
      const wanted = amounts ? ` pour ${inFrench.size({ amounts }, say)}` : '';
      return accounts
        ? `Nous sommes ${say.number(accounts)} : quel prix par an nous feriez-vous${wanted} ?`
        : `Quel prix par an nous feriez-vous${wanted} ?`;
    },
    en: ({ accounts, amounts }, say) => {
      const wanted = amounts ? ` for ${inEnglish.size({ amounts }, say)}` : '';
      return accounts
        ? `There are ${say.number(accounts)} of us: what yearly price would you ask${wanted}?`
        : `What yearly price would you ask${wanted}?`;
    },
  },
  'ask-price-advised': {
    fr: () => 'Combien donnent d’habitude les associations comme la nôtre ?',
    en: () => 'How much do associations like ours usually give?',
  },
  'ask-open': {
    fr: () => 'Acceptez-vous une nouvelle association en ce moment ?',
    en: () => 'Do you take a new association at the moment?',
  },
  'ask-application': {
    fr: () => 'Pouvons-nous faire une demande, et quand répondez-vous ?',
    en: () => 'Can we apply, and when do you answer?',
  },
  'ask-other-offer': {
    fr: ({ offers, perYear }, say) =>
      perYear === null
        ? `Vous proposez aussi ceci : ${say.list(offers)}. Est-ce possible pour nous, et à quel prix ?`
        : `Vous proposez aussi ceci : ${say.list(offers)} (${say.euros(perYear)} par an en tout). Est-ce possible pour nous ?`,
    en: ({ offers, perYear }, say) =>
      perYear === null
        ? `You also offer this: ${say.list(offers)}. Is it possible for us, and at what price?`
        : `You also offer this: ${say.list(offers)} (${say.euros(perYear)} a year in all). Is it possible for us?`,
  },
  'ask-territory': {
    fr: ({ territory }, say) => `Acceptez-vous une association de notre territoire (${say.territory(territory)}) ?`,
    en: ({ territory }, say) => `Do you take an association from our territory (${say.territory(territory)})?`,
  },
  'ask-audience': {
    fr: ({ audience }) => `Accueillez-vous ${inFrench.audiences[audience]} ?`,
    en: ({ audience }) => `Do you take ${inEnglish.audiences[audience]}?`,
  },
  'ask-language': {
    fr: ({ language }, say) => `Répondez-vous dans cette langue : ${say.languageName(language)} ?`,
    en: ({ language }, say) => `Do you answer in this language: ${say.languageName(language)}?`,
  },
  'ask-deadline': {
    fr: ({ startsBy }, say) => `Pouvons-nous commencer avant le ${say.date(startsBy)} ?`,
    en: ({ startsBy }, say) => `Can we start before ${say.date(startsBy)}?`,
  },
  'ask-data-country': {
    fr: ({ countries }, say) =>
      `Nos données resteraient-elles ici : ${say.list(countries.map((code: string) => say.country(code)))} ?`,
    en: ({ countries }, say) =>
      `Would our data stay here: ${say.list(countries.map((code: string) => say.country(code)))}?`,
  },
  'ask-support': {
    fr: ({ key }, say) => `Proposez-vous cette aide : ${say.support(key)} ?`,
    en: ({ key }, say) => `Do you offer this help: ${say.support(key)}?`,
  },
  'ask-criterion': {
    fr: ({ key }, say) => say.criterionQuestion(key),
    en: ({ key }, say) => say.criterionQuestion(key),
  },
  'ask-commitment': {
    fr: ({ key }, say) => say.commitmentQuestion(key),
    en: ({ key }, say) => say.commitmentQuestion(key),
  },
  'ask-criterion-evidence': {
    fr: ({ key, evidence }, say) => `${PROOFS_FR[evidence]} : ${say.criterion(key)} ?`,
    en: ({ key, evidence }, say) => `${PROOFS_EN[evidence]}: ${say.criterion(key)}?`,
  },
  'ask-commitment-evidence': {
    fr: ({ key, evidence }, say) => `${PROOFS_FR[evidence]} : ${say.commitment(key)} ?`,
    en: ({ key, evidence }, say) => `${PROOFS_EN[evidence]}: ${say.commitment(key)}?`,
  },
  'ask-criterion-partial': {
    fr: ({ key }, say) => `Que manque-t-il encore pour ceci : ${say.criterion(key)} ?`,
    en: ({ key }, say) => `What is still missing for this: ${say.criterion(key)}?`,
  },
  'ask-criterion-contested': {
    fr: ({ key }, say) => `Un tiers conteste ce point : ${say.criterion(key)}. Que répondez-vous ?`,
    en: ({ key }, say) => `A third party disputes this: ${say.criterion(key)}. What do you answer?`,
  },
  'ask-commitment-contested': {
    fr: ({ key }, say) => `Un tiers conteste ce point : ${say.commitment(key)}. Que répondez-vous ?`,
    en: ({ key }, say) => `A third party disputes this: ${say.commitment(key)}. What do you answer?`,
  },
  'ask-seat': {
    fr: () => 'Où êtes-vous installés ?',
    en: () => 'Where are you based?',
  },
} satisfies Topic;
