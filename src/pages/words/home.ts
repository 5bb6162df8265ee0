import { typeset } from './typeset.ts';

const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const HOME = {
  fr: typeset({
    title: 'Bercail',
    heading: 'Trouver un hébergeur en qui avoir confiance',
    lead: 'Fichiers, boîtes mail, agenda, réunions : des hébergeurs éthiques les proposent aux associations. Dites ce qu’il vous faut. Nous vous disons qui peut répondre, à quel prix, et quoi leur demander.',
    start: 'Commencer',
    length: 'Une dizaine de questions au plus. « Je ne sais pas » est toujours une bonne réponse.',
    howTitle: 'Comment ça marche',
    how: [
      'Vous dites vos besoins avec vos mots. Rien de ce que vous répondez n’est gardé.',
      'Vous voyez trois réponses au plus. Chacune dit pourquoi, ce qui est à surveiller et ce qu’il reste à demander.',
      'Vous voyez aussi qui peut vous aider près de chez vous, sans rien vendre.',
    ],
    knownTitle: 'Ce que le catalogue sait',
    known: (hosts: number, services: number, day: string) =>
      `Au ${day} : ${several(hosts, 'hébergeur', 'hébergeurs')} et ${several(services, 'service', 'services')}. Ce qui n’est pas dit est inconnu, jamais « non ».`,
    order: 'Personne ne paie pour être mieux placé.',
    federations: 'Des réseaux réunissent des hébergeurs autour d’exigences communes :',
    programsTitle: 'Pour les hébergeurs et les développeurs',
    programs: 'Tout ce que montrent ces pages se lit et s’écrit aussi par une interface ouverte.',
    docs: 'Documentation interactive',
    openapi: 'Description OpenAPI',
    hosts: 'Les hébergeurs en JSON',
    problems: 'Ce que veulent dire les erreurs',
  }),
  en: {
    title: 'Bercail',
    heading: 'Find a host you can trust',
    lead: 'Files, mailboxes, calendar, meetings: ethical hosts offer them to non-profit organisations. Say what you need. We tell you who can answer, at what price, and what to ask them.',
    start: 'Begin',
    length: 'About ten questions at most. “I don’t know” is always a good answer.',
    howTitle: 'How it works',
    how: [
      'You say what you need in your own words. Nothing of what you answer is kept.',
      'You see three answers at most. Each says why, what to beware of and what is left to ask.',
      'You also see who can help you near you, without selling anything.',
    ],
    knownTitle: 'What the catalogue knows',
    known: (hosts: number, services: number, day: string) =>
      `On ${day}: ${several(hosts, 'host', 'hosts')} and ${several(services, 'service', 'services')}. What is not said is unknown, never “no”.`,
    order: 'Nobody pays to be placed higher.',
    federations: 'Networks gather hosts around shared requirements:',
    programsTitle: 'For hosts and developers',
    programs: 'Everything these pages show can also be read and written through an open interface.',
    docs: 'Interactive documentation',
    openapi: 'OpenAPI description',
    hosts: 'The hosts as JSON',
    problems: 'What the errors mean',
  },
};
