import { capital } from '../../ground/texts.ts';
import type { SentencesOf } from '../../vocabulary/sentences.ts';
import type { MatchingSentences } from '../engine/need/parameters.ts';
import { FRENCH_NOTES } from './notes-fr.ts';
import { MOST_NAMED, measured, nameOf, subject } from './parts.ts';
import { inFrench } from './parts-fr.ts';
import { FRENCH_QUESTIONS } from './questions-fr.ts';

/** How the rules of a federation move a host: from which rank to which, and whether only because they move others. */
function moved({
  federationName,
  host,
  rules,
  without,
  with: now,
  movedBy,
}: MatchingSentences['policy-moves']): string[] {
  const many = rules.length > 1;
  const head = `Avec ${many ? 'les règles' : 'la règle'} ${inFrench.of(federationName)}, ${host}`;
  const before = `Sans ${many ? 'elles' : 'elle'}, il`;
  const at = (rank: number) => `à la ${inFrench.place(rank)} place`;
  if (without === null) return [`${head} est proposé ${at(now!.rank)}. ${before} ne le serait pas.`];
  const was = `${before} serait ${at(without.rank)} ${inFrench.among[without.list]}.`;
  if (now === null) return [`${head} n’est plus proposé.`, was];
  if (now.list !== without.list)
    return [`${head} ${now.list === 'fits' ? 'semble convenir' : 'est à vérifier'}, ${at(now.rank)}.`, was];
  return [
    `${head} passe de la ${inFrench.place(without.rank)} ${at(now.rank)} ${inFrench.among[now.list]}.`,
    ...(movedBy === 'others' ? [`C’est parce que d’autres ${now.rank < without.rank ? 'reculent' : 'avancent'}.`] : []),
  ];
}

/** Every sentence of an answer, in French. */
export const FRENCH: SentencesOf<MatchingSentences> = {
  ...FRENCH_NOTES,

  /* Reasons for a host. */
  'one-contact': ({ usages }, say) => `Un seul contact pour tout : ${inFrench.usages(usages, say)}.`,
  free: ({ confirmed }) => (confirmed ? 'C’est gratuit.' : 'La formule connue est gratuite, à confirmer.'),
  'pay-what-you-can': ({ advised, floor }, say) => {
    if (advised === null)
      return floor > 0
        ? `Vous choisissez le prix : ${say.euros(floor)} par an au moins.`
        : 'Vous choisissez le prix. L’hébergeur ne conseille aucun montant.';
    return floor > 0 && floor !== advised
      ? `Vous choisissez le prix : ${say.euros(floor)} par an au moins, ${say.euros(advised)} conseillés.`
      : `Vous choisissez le prix. L’hébergeur conseille ${say.euros(advised)} par an.`;
  },
  'price-within-budget': ({ perYear, once, budget, left, confirmed }, say) => {
    const spread = once !== undefined && once > budget ? `, soit ${say.euros(perYear)} par an sur trois ans` : '';
    const paid = `${inFrench.paid(perYear, once, say)}${spread}`;
    if (!confirmed) return `Le prix connu est de ${paid}, à confirmer : il tient dans votre budget.`;
    if (once !== undefined) return `Le prix est de ${paid} : il tient dans votre budget.`;
    return left > 0
      ? `Le prix est de ${paid}. Il vous reste ${say.euros(left)}.`
      : `Le prix est de ${paid} : tout juste votre budget.`;
  },
  'price-known': ({ perYear, once, confirmed }, say) => {
    const paid = inFrench.paid(perYear, once, say);
    return confirmed ? `Le prix est de ${paid}.` : `Le prix connu est de ${paid}, à confirmer.`;
  },
  'room-to-grow': ({ gigabytes, wanted, counted, usages }, say) =>
    gigabytes === null
      ? 'La place n’est pas limitée.'
      : usages.length > 0
        ? `Place la plus juste (${inFrench.usages(usages, say)}) : ${say.gigabytes(gigabytes)}, pour ${say.gigabytes(wanted)} ${counted ? 'comptés' : 'demandés'}.`
        : `Vous aurez ${say.gigabytes(gigabytes)}, pour ${say.gigabytes(wanted)} ${counted ? 'comptés' : 'demandés'}.`,
  'near-you': ({ territory }, say) => `L’hébergeur est près de chez vous : ${say.territory(territory)}.`,
  'wished-usage-covered': ({ usage }, say) => `Il propose aussi ce que vous souhaitez en plus : ${say.usage(usage)}.`,
  'support-offered': ({ key, mode }, say) => `Il propose l’aide que vous souhaitez : ${say.support(key, mode)}.`,
  'tools-explained': ({ tools }, say) => `Il explique comment reprendre vos données ${inFrench.dataOf(tools, say)}.`,
  'tools-taken-over': ({ tools }, say) => `Il dit savoir reprendre vos données ${inFrench.dataOf(tools, say)}.`,
  'criterion-met': (params, say) =>
    capital(
      `${say.criterion(params.key)}${params.value === 'partial' ? ', en partie' : ''} : ${inFrench.evidence(params, say)}.`,
    ),
  'commitment-met': (params, say) =>
    capital(
      `${say.commitment(params.key)} (${say.measure(params.key, params.value)}) : ${inFrench.evidence(params, say)}.`,
    ),
  /* Cautions about a host. */
  'no-own-domain': ({ ending }) =>
    ending
      ? `Vos adresses finiraient par @${ending} : elles ne seraient pas à votre nom.`
      : 'Vos adresses finiraient par le nom de l’hébergeur : elles ne seraient pas à votre nom.',
  'near-usage': ({ usage, lost }, say) => `Au lieu de ceci (${say.usage(usage)}), vous auriez ${lost.fr}.`,
  'stated-no-criterion': ({ key }, say) => `L’hébergeur dit non sur ce point : ${say.criterion(key)}.`,
  'stated-no-commitment': ({ key, value }, say) =>
    `L’hébergeur ne s’engage pas assez sur ce point : ${say.commitment(key)}${value === null ? '' : ` (${say.measure(key, value)})`}.`,
  'stated-no-support': ({ key }, say) => `L’hébergeur ne propose pas cette aide : ${say.support(key)}.`,
  'support-otherwise': ({ key, wished, modes, whole, elsewhere }, say) => {
    const offered = say.list(modes.map((mode) => say.supportMode(mode)));
    const wanted = `${say.supportMode(wished)}${elsewhere ? ' chez vous' : ''}`;
    return whole || elsewhere
      ? `L’hébergeur propose cette aide ${offered}, pas ${wanted} : ${say.support(key)}.`
      : `L’hébergeur propose cette aide ${offered} : ${say.support(key)}. Nous ne savons pas s’il la propose ${wanted}.`;
  },
  contested: (params, say) =>
    `${inFrench.reviewer(params)} conteste ce point : ${subject(params, say)}. Demandez aux deux.`,
  'contested-answered': (params, say) =>
    `${inFrench.reviewer(params)} conteste ce point : ${subject(params, say)}. L’hébergeur a répondu : lisez les deux.`,
  'contested-unanswered': (params, say) =>
    `${inFrench.reviewer(params)} dit non sur ce point : ${subject(params, say)}${measured(params, say)}. L’hébergeur n’a pas encore répondu.`,
  'not-confirmed-by-host': ({ asOf }, say) =>
    asOf
      ? `L’hébergeur n’a pas encore relu cette fiche. Dernière trace d’activité : ${say.date(asOf)}.`
      : 'L’hébergeur n’a pas encore relu cette fiche. Elle n’est pas datée.',
  'price-rises': ({ from, perYear }, say) => `${capital(say.from(from))}\u00a0: ${say.euros(perYear)} par an.`,
  'full-soon': ({ gigabytes, months }, say) =>
    months === 0
      ? `La place (${say.gigabytes(gigabytes)}) sera pleine en moins d’un mois.`
      : `La place (${say.gigabytes(gigabytes)}) sera pleine dans ${months} mois environ.`,
  'on-application': () => 'Il faut faire une demande et attendre la réponse. Gardez une autre piste.',
  'places-from': ({ from }, say) => `Pas de place aujourd’hui : il y en aura ${say.from(from)}, dit l’hébergeur.`,
  'places-not-confirmed': () =>
    'Les inscriptions sont ouvertes, mais rien ne dit s’il reste des places. Posez la question.',
  'territory-assumed': ({ territory }, say) =>
    `Cet hébergeur n’a pas dit où il travaille. Nous supposons qu’il vous accepte (${say.territory(territory)}).`,
  'language-unsaid': ({ country }, say) =>
    `Cet hébergeur est ailleurs (${say.country(country)}), et ne dit pas dans quelle langue il répond.`,
  'not-all-plans': () =>
    'Cet hébergeur a trop de formules pour que toutes soient comparées\u00a0: une autre peut mieux convenir.',
  'only-declared': () => 'C’est seulement déclaré : personne ne l’a encore vérifié.',
  'tax-added': () => 'Le prix annoncé est hors taxe : nous avons ajouté la TVA.',
  'evidence-page-lost': (params, say) =>
    `La page donnée comme preuve ne répond plus, elle ne compte plus : ${subject(params, say)}.`,
  'evidence-page-changed': (params, say) =>
    `Le texte donné comme preuve a changé (${say.date(params.on)}), relisez-le : ${subject(params, say)}.`,
  'evidence-aged': (params, say) =>
    `Information ancienne${params.asOf ? ` (${say.date(params.asOf)})` : ''}, elle compte moins : ${subject(params, say)}.`,
  ...FRENCH_QUESTIONS,

  /* Hosts that nearly fit, and what to give up when no host fits. */
  'near-miss-amount': ({ host, unit, has, wanted, allPlans }, say) =>
    `${host} propose ${say.amount(unit, has)} au plus, mais vous en demandez ${say.number(wanted)}. ${inFrench.bigger(allPlans)}`,
  'near-miss-storage': ({ host, has, wanted, counted, allPlans }, say) =>
    `${host} propose ${say.gigabytes(has)} au plus, ${counted ? 'et nous comptons' : 'mais vous demandez'} ${say.gigabytes(wanted)}. ${inFrench.bigger(allPlans)}`,
  'near-miss-budget': ({ host, missing, allPlans }, say) =>
    `${host} : il vous manque ${say.euros(missing)} par an.${allPlans ? '' : ` ${inFrench.cheaper}`}`,
  'near-miss-commitment': ({ host, key, has, wanted }, say) =>
    `Un seul obstacle chez ${host} : ${say.commitment(key)}. Il promet ${say.measure(key, has)}, vous demandez ${say.measure(key, wanted)}.`,
  'near-miss-need': (params, say) => `Il ne manque qu’une chose chez ${params.host} : ${inFrench.need(params, say)}.`,
  'near-miss-territory': ({ host, territory, zones, country }, say) => {
    const ask = `Demandez-lui si c’est possible chez vous : ${say.territory(territory)}.`;
    if (zones.length > 0) return `${host} dit travailler ici : ${inFrench.someZones(zones, say)}. ${ask}`;
    return `${host} est installé ailleurs${country ? ` (${say.country(country)})` : ''}, et ne dit pas où il travaille. ${ask}`;
  },
  'near-miss-audience': ({ host, audience, audiences }, say) =>
    `${host} dit accueillir ${say.list(audiences.map((one) => inFrench.audiences[one]))}. Demandez-lui s’il accueille aussi ${inFrench.audiences[audience]}.`,
  'near-miss-language': ({ host, language, languages }, say) =>
    `${host} répond dans ${languages.length > 1 ? 'ces langues' : 'cette langue'} : ${say.list(languages.map(say.languageName))}. Demandez-lui si celle-ci est possible aussi : ${say.languageName(language)}.`,
  'relax-one': (params, say) =>
    `Si vous acceptez ${inFrench.accept(params, say)} : ${inFrench.hosts(params.count)} possible${params.count > 1 ? 's' : ''}.`,
  'relax-several': ({ needs, count }, say) => {
    const possible = `${inFrench.hosts(count)} possible${count > 1 ? 's' : ''}`;
    const named = inFrench.acceptAll(needs.slice(0, MOST_NAMED), say);
    return needs.length > MOST_NAMED
      ? `Il faudrait accepter ${needs.length} choses, dont celles-ci : ${named}. ${possible}.`
      : `${possible} si vous acceptez tout ceci : ${named}.`;
  },
  'step-budget': ({ missing, count }, say) =>
    `${say.euros(missing)} de plus par an suffisent pour ${inFrench.hosts(count)}.`,
  'step-amount': ({ unit, missing, count }, say) =>
    `${say.amount(unit, missing)} de moins ${missing < 2 ? 'suffit' : 'suffisent'} pour ${inFrench.hosts(count)}.`,
  'step-commitment': ({ key, has, count }, say) => `En acceptant ${say.measure(key, has)} : ${inFrench.hosts(count)}.`,
  'step-storage': ({ missing, count }, say) =>
    `${say.gigabytes(missing)} de moins suffisent pour ${inFrench.hosts(count)}.`,
  /* Several hosts for one need. */
  'ask-first': ({ host, needs }, say) =>
    `Demandez d’abord à ${host}. Une seule chose reste à savoir : ${inFrench.needs(needs, say)}. Si la réponse est bonne, c’est le premier choix.`,
  'asked-fits': ({ host, confirmed, rank, count }) =>
    `${host} ${confirmed ? 'convient' : 'semble convenir, à confirmer'}. ${
      count === 1 ? 'Aucun autre n’est sûr de convenir.' : `Rang ${rank} sur ${count} par les points.`
    }`,
  'asked-to-check': ({ host, needs }, say) =>
    `${host} pourrait convenir. Il reste à demander ceci : ${inFrench.needs(needs, say)}.`,
  'help-from': ({ name, support, comes }, say) =>
    `${capital(say.support(support))} : voyez avec ${name}${comes ? ', qui vient chez vous' : ''}. Aide-t-il avec un outil qui n’est pas le sien\u00a0?`,
  'asked-improbable': ({ host, needs }, say) =>
    `${host} convient peu, d’après ce qu’on sait : ${inFrench.needs(needs, say)}. Demandez-lui si c’est possible.`,
  'asked-excluded': ({ host, needs }, say) =>
    `${host} ne convient pas pour cette raison : ${inFrench.needs(needs, say)}.`,
  'asked-unknown': ({ host }) => `Nous ne savons pas si ${host} propose ce que vous cherchez. Demandez-le-lui.`,
  'asked-elsewhere': ({ host }) => `${host} n’est pas parmi les hébergeurs auxquels cette demande se limite.`,
  'asked-left': ({ host }) => `${host} n’est proposé à personne aujourd’hui : il a fermé, ou il est suspendu.`,
  addition: ({ usage, host, to, ...price }, say) =>
    `${host} peut compléter ${to} pour ceci : ${say.usage(usage)}. ${inFrench.price(price, say)}`,
  'one-host': (params, say) =>
    `${params.host} ${params.confirmed ? 'couvre tout, avec un seul contact' : 'semble tout couvrir, avec un seul contact, à confirmer'}. ${inFrench.price(params, say)}`,
  'several-hosts': ({ shares, confirmed, ...params }, say) =>
    `${confirmed ? '' : 'Ensemble, ils semblent tout couvrir, à confirmer. '}${inFrench.shares(shares, say)}. ${inFrench.contacts(params, say)} ${inFrench.price(params, say)}`,
  'one-host-to-check': (params, say) =>
    `${params.host} pourrait tout couvrir, avec un seul contact. ${inFrench.price(params, say)}`,
  'several-hosts-to-check': ({ shares, ...params }, say) =>
    `Ensemble, ils pourraient tout couvrir. ${inFrench.shares(shares, say)}. ${inFrench.contacts(params, say)} ${inFrench.price(params, say)}`,

  /* Why a host ranks before another, and how firmly the first host holds its rank. */
  before: ({ better, than, because, refused, unknown, despite }, say) => {
    const list = (names: readonly string[]) => inFrench.fewCriteria(names, say);
    const merits = because.filter((name) => !refused.includes(name) && !unknown.includes(name));
    return [
      `${better} passe avant ${than}.`,
      ...(merits.length > 0 ? [`Surtout pour ceci : ${list(merits)}.`] : []),
      ...(refused.length > 0
        ? [
            `${merits.length > 0 ? 'Et' : 'Surtout'} parce que ${than} dit non à ceci : ${list(refused)}. À demander à ${better}.`,
          ]
        : []),
      ...(unknown.length > 0
        ? [
            `${merits.length + refused.length > 0 ? 'Et' : 'Surtout'} parce que ceci reste à demander chez ${than} : ${list(unknown)}.`,
          ]
        : []),
      ...(despite.length > 0 ? [`${than} fait mieux sur ceci : ${list(despite)}.`] : []),
    ].join(' ');
  },
  nearer: ({ better, than, by }) => {
    const why: Record<typeof by, string> = {
      country: 'son siège est dans votre pays',
      price: 'il est ouvert à tous, ou dit son prix',
      region: 'son siège est dans votre région',
      territory: 'il dit servir votre territoire',
      audience: 'il dit s’adresser à vous',
      contact: 'on sait comment le joindre',
    };
    return `${better} passe avant ${than}, où il reste autant à savoir : ${why[by]}.`;
  },
  'less-open': ({ better, than, needs, unseen }, say) =>
    [
      `${better} passe avant ${than}, où il reste plus à savoir.`,
      ...(needs.length > 0 ? [`À demander à ${than} : ${inFrench.needs(needs, say)}.`] : []),
      ...(unseen ? [`Personne n’a vu ${than} actif depuis deux ans.`] : []),
    ].join(' '),
  'only-one': ({ host, confirmed, toCheck }) =>
    `${confirmed ? 'Un seul convient sûrement' : 'Un seul semble convenir, à confirmer'} : ${host}.${toCheck ? ' Les autres sont à vérifier.' : ''}`,
  'fewest-to-check': ({ host }) => `C’est avec ${host} qu’il reste le moins de conditions à vérifier.`,
  'whatever-unknown': ({ host }) => `${host} reste premier, quoi qu’on apprenne encore.`,
  'for-any-points': ({ host, settled }) =>
    `${settled ? '' : 'D’après ce qu’on sait, '}${host} reste premier tant que ce qui compte le plus pour vous reste ce qui compte le plus.`,
  'stable-first': ({ host }) =>
    `D’après ce qu’on sait, ${host} reste premier même si l’un de vos souhaits compte un peu plus ou un peu moins.`,
  'equal-first': ({ host }) => `${host} n’est pas seul en tête : d’autres sont à égalité.`,
  'word-changes-first': ({ criterion, change, first }, say) =>
    change === 'dropped'
      ? `Sans ce souhait (${inFrench.criterion(criterion, say)}), ${first} serait premier.`
      : `Si ceci comptait un peu ${change === 'more' ? 'plus' : 'moins'} pour vous (${inFrench.criterion(criterion, say)}), ${first} serait premier.`,
  conflict: ({ needs }, say) =>
    needs.length > 1
      ? `Aujourd’hui, aucun hébergeur n’offre à lui seul tout ceci : ${inFrench.needs(needs, say)}.`
      : `Aujourd’hui, aucun hébergeur n’offre ceci : ${inFrench.needs(needs, say)}.`,

  /* What the policy of a federation adds to a need. */
  'policy-rule': (params, say) => `Règle ${inFrench.of(nameOf(params))} : ${inFrench.rule(params, say)}.`,
  'policy-rule-aside': (params, say) =>
    `Règle ${inFrench.of(nameOf(params))} laissée de côté : ${inFrench.rule(params, say)}. Pour vous, c’est « très important ».`,
  'policy-takes-out': (params) =>
    `Les règles ${inFrench.of(nameOf(params))} font sortir ${inFrench.hosts(params.count)} des premières places montrées ici.`,
  'policy-moves': (params, say) => [...moved(params), ...inFrench.rules(params.rules, say)].join(' '),
};
