import {
  ALIAS_KINDS,
  CLAIM_VALUES,
  COMPLETE_LISTS,
  EVIDENCE_LEVELS,
  HOST_STATES,
  MEMBERSHIP_AUTHORS,
  MEMBERSHIP_STATES,
  OBSERVED_STATES,
  STATEMENT_SOURCES,
} from '../../vocabulary/terms.ts';
import { FACT_TERMS } from './described.ts';
import { type Term, term } from './term.ts';

/** Terms for organisations, and for how statements about them are known. */
export const HOST_TERMS = {
  // Commitments with a short form.
  noticePeriod: term(
    [
      'Préavis avant fermeture',
      'Nombre de jours que l’hébergeur promet entre l’annonce d’une fermeture et celle-ci. 0 : il n’en promet aucun. Absent : on ne sait pas.',
    ],
    [
      'Notice before closing',
      'Days that the host promises between announcing that it closes and closing. 0: it promises none. Absent: not known.',
    ],
    'whole-number',
  ),
  peopleWithAccess: term(
    [
      'Personnes ayant l’accès d’urgence',
      'Nombre de personnes qui peuvent intervenir en urgence sur les serveurs. Absent : on ne sait pas.',
    ],
    ['People with emergency access', 'How many people can act on the servers in an emergency. Absent: not known.'],
    'whole-number',
  ),
  exportFormats: term(
    ['Formats d’export', 'Formats dans lesquels on peut reprendre ses données.'],
    ['Export formats', 'Formats in which one can take one’s data away.'],
    'word',
  ),
  // Statements.
  Claim: term(
    [
      'Réponse à un critère',
      'Ce qui est dit d’un hébergeur à propos d’un critère. « no » est une réponse ; un critère absent est inconnu.',
    ],
    [
      'Answer to a criterion',
      'What is said of a host about a criterion. “no” is an answer; an absent criterion is unknown.',
    ],
  ),
  Commitment: term(
    ['Engagement', 'Une promesse de durée ou de soin, avec sa mesure.'],
    ['Commitment', 'A promise of lasting or of care, with its measure.'],
  ),
  Statement: term(
    ['Déclaration', 'Ce qu’une seule source dit, avec sa date et sa preuve.'],
    ['Statement', 'What one source alone says, with its date and its evidence.'],
  ),
  claims: term(['Réponses', 'Les réponses aux critères.'], ['Answers', 'The answers to criteria.'], 'thing'),
  commitments: term(['Engagements', 'Les engagements pris.'], ['Commitments', 'The commitments made.'], 'thing'),
  statements: term(
    ['Déclarations', 'Tout ce qui est dit, la meilleure preuve d’abord.'],
    ['Statements', 'All that is said, best evidence first.'],
    'things-in-order',
  ),
  criterion: term(['Critère', 'Ce à quoi l’on répond.'], ['Criterion', 'What is answered.'], 'key-of-criteria'),
  commitmentKind: term(
    ['Sorte d’engagement', 'Ce à quoi l’on s’engage.'],
    ['Kind of commitment', 'What is committed to.'],
    'key-of-commitment-kinds',
  ),
  answer: term(['Réponse', 'Oui, en partie ou non.'], ['Answer', 'Yes, in part or no.'], 'word', CLAIM_VALUES),
  measure: term(
    [
      'Mesure',
      'Ce que l’engagement vaut, dans l’unité de sa sorte ; un mot à la place d’un nombre dit qu’il n’y en a pas.',
    ],
    [
      'Measure',
      'What the commitment is worth, in the unit of its kind; a word instead of a number says that there is none.',
    ],
    'any',
  ),
  evidence: term(
    ['Preuve', 'Ce qui appuie la réponse aujourd’hui, du plus faible au plus fort.'],
    ['Evidence', 'What supports the answer today, from weak to strong.'],
    'word',
    EVIDENCE_LEVELS,
  ),
  contested: term(
    ['Contesté', 'Un tiers dit non, preuve à l’appui, et l’hébergeur ne l’a pas dit lui-même.'],
    ['Contested', 'A third party says no, with evidence, and the host has not said so itself.'],
    'boolean',
  ),
  statedBy: term(['Dit par', 'Qui le dit.'], ['Stated by', 'Who says so.'], 'word', [
    ...new Set([...STATEMENT_SOURCES, ...MEMBERSHIP_AUTHORS]),
  ]),
  statedOn: term(
    ['Dit le', 'Le jour, le mois ou l’année où cela a été dit.'],
    ['Stated on', 'The day, month or year in which it was said.'],
    'word',
  ),
  evidencePage: term(
    ['Page de preuve', 'Une page publique qui le montre.'],
    ['Evidence page', 'A public page that shows it.'],
    'address',
  ),
  // Networks.
  Membership: term(
    ['Adhésion', 'La place d’un hébergeur dans une fédération.'],
    ['Membership', 'The place of a host in a federation.'],
  ),
  memberships: term(['Adhésions', 'Présentes et passées.'], ['Memberships', 'Present and past.'], 'thing'),
  federation: term(['Fédération', 'Le réseau d’hébergeurs.'], ['Federation', 'The network of hosts.'], 'address'),
  membershipState: term(
    ['État', 'Membre, ancien membre ou proche.'],
    ['State', 'Member, former member or follower.'],
    'word',
    MEMBERSHIP_STATES,
  ),
  since: term(['Depuis', 'Premier jour, mois ou année.'], ['Since', 'First day, month or year.'], 'word'),
  until: term(['Jusqu’à', 'Dernier jour, mois ou année.'], ['Until', 'Last day, month or year.'], 'word'),
  uncertain: term(
    ['À vérifier', 'Incertain : montré comme tel.'],
    ['To check', 'Uncertain: shown as such.'],
    'boolean',
  ),
  askedOn: term(
    [
      'Demandée le',
      'Jour où l’hébergeur l’a demandée ou confirmée ; absent : seule la fédération ou le catalogue le dit.',
    ],
    ['Asked on', 'Day on which the host asked for it or agreed; absent: only the federation or the catalogue says so.'],
    'word',
  ),
  // Hosts.
  ...FACT_TERMS,
  complete: term(
    [
      'Listes complètes',
      'Les listes que l’hébergeur dit complètes : ce qui n’y est pas, il ne l’offre pas. Les autres sont des exemples : ce qui n’y est pas est inconnu.',
    ],
    [
      'Complete lists',
      'The lists that the host says are whole: what they lack it does not offer. The others are samples: what they lack is unknown.',
    ],
    'word',
    COMPLETE_LISTS,
  ),
  state: term(['État', 'L’état de la fiche.'], ['State', 'The state of the entry.'], 'word', HOST_STATES),
  confirmedByHost: term(
    ['Confirmé par l’hébergeur', 'L’hébergeur a dit au moins une fois que la fiche est vraie.'],
    ['Confirmed by the host', 'The host has said at least once that the entry is true.'],
    'boolean',
  ),
  confirmedOn: term(['Confirmé le', 'La dernière fois.'], ['Confirmed on', 'The last time.'], 'day'),
  domainVerifiedOn: term(
    ['Domaine prouvé le', 'L’hébergeur a prouvé que le site est le sien.'],
    ['Domain proven on', 'The host has proven that the website is its own.'],
    'day',
  ),
  observedState: term(
    ['État observé', 'Ce que l’on sait d’une fiche que son hébergeur n’a pas confirmée.'],
    ['Observed state', 'What is known of an entry that its host has not confirmed.'],
    'word',
    OBSERVED_STATES,
  ),
  observedOn: term(['Observé', 'Jour, mois ou année.'], ['Observed', 'Day, month or year.'], 'word'),
  compiledOn: term(
    ['Relevé', 'Jour, mois ou année où les faits sans date ont été relevés.'],
    ['Compiled', 'Day, month or year when facts without a date were compiled.'],
    'word',
  ),
  daysLooked: term(
    ['Jours regardés', 'Jours, parmi les 90 derniers, où le catalogue a visité le site une fois.'],
    ['Days looked', 'Days, of the last 90, on which the catalogue visited the site once.'],
    'whole-number',
  ),
  daysAnswered: term(
    ['Jours avec réponse', 'Parmi les jours regardés, ceux où le site a répondu. Ce n’est pas une disponibilité.'],
    ['Days answered', 'Of the days looked, those on which the site answered. This is no measure of availability.'],
    'whole-number',
  ),
  lastAnsweredOn: term(
    ['Dernière réponse', 'Le dernier jour regardé où le site a répondu. Absent : aucun.'],
    ['Last answered on', 'The last day looked on which the site answered. Absent: none did.'],
    'day',
  ),
  FormerName: term(
    ['Ancien nom', 'Ce par quoi un hébergeur était connu. Un ancien domaine ne prouve rien.'],
    ['Former name', 'What a host was known by. A former domain proves nothing.'],
  ),
  formerNames: term(
    ['Anciens noms', 'Les identifiants, noms et domaines d’avant.'],
    ['Former names', 'The slugs, names and domains of before.'],
    'thing',
  ),
  nameKind: term(
    ['Sorte de nom', 'Identifiant, nom ou domaine.'],
    ['Kind of name', 'Slug, name or domain.'],
    'word',
    ALIAS_KINDS,
  ),
  suspendedSince: term(
    ['Suspendu depuis', 'Retiré des listes par l’administration.'],
    ['Suspended since', 'Taken out of the lists by an administrator.'],
    'day',
  ),
  reason: term(['Raison', 'Pourquoi.'], ['Reason', 'Why.'], 'text'),
} as const satisfies Record<string, Term>;
