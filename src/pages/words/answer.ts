import { inFrench } from '../../matching/words/parts-fr.ts';
import { frenchTo } from '../../vocabulary/sentences.ts';
import { bilingual, frenchPlural, plural } from './typeset.ts';

export const ANSWER = bilingual(
  {
    title: 'Nos réponses',
    need: 'Votre besoin',
    /** What the page advises, as its heading; the names are those of one answer. */
    advice: {
      ask: (names: readonly string[], list: (parts: readonly string[]) => string) =>
        `Demandez ${list(names.map(frenchTo))}`,
      /** Where names are too long for a heading. */
      count: (count: number) => plural(count, 'Un hébergeur à interroger', `${count} hébergeurs à interroger`),
    },
    price: (price: string) => `Prix : ${price}.`,
    otherwise: 'Sinon : ',
    afterwards: ', puis ',
    cards: 'Réponses',
    otherHelp: (count: number) => plural(count, 'Une autre adresse', `${count} autres adresses`),
    rest: 'Pour aller plus loin',
    /** What one accepts, the loss before the gain. */
    accept: {
      title: 'Si vous acceptez…',
      less: (has: string, wanted: string) => `…${has} au lieu de ${wanted}`,
      pay: (amount: string) => `…de payer ${amount} de plus par an`,
      possible: (count: number) => plural(count, '1 hébergeur possible', `${count} hébergeurs possibles`),
    },
    almostCount: (count: number) => `Presque : ${count} hébergeur${plural(count, '', 's')}`,
    /** Where nobody fits. */
    nobody: {
      title: 'Aucun hébergeur connu ne convient encore',
      /** Where the page proposes hosts of one network only. */
      ofNetwork: {
        members: (network: string) => `Aucun membre sûr ${inFrench.of(network)} ne convient`,
        selection: (network: string) => `Aucun hébergeur de la liste ${inFrench.of(network)} ne convient`,
      },
      outside: (count: number) =>
        frenchPlural(
          count,
          'Un hébergeur hors de ce réseau, à regarder.',
          `${count} hébergeurs hors de ce réseau, à regarder.`,
        ),
      seeOutside: (count: number) => frenchPlural(count, 'Le voir', 'Les voir'),
      of: (usages: string) => `Aucun hébergeur connu pour ceci : ${usages}`,
      calm: 'Rien ne presse : ne déplacez rien.',
      call: 'Appelez d’abord le ',
      talk: (name: string) => `Parlez-en d’abord ici : ${name}.`,
      talkTitle: (name: string) => `À qui en parler : ${name}`,
      competent: 'Nous ne connaissons personne ici qui conseille sur les données des personnes.',
      out: 'Ce qui a été écarté',
      outUsage: (usages: string) => `${usages} : aucun hébergeur connu.`,
      outHealth: (count: number) =>
        `Données de santé : ${frenchPlural(count, 'un hébergeur n’a', `${count} hébergeurs n’ont`)} pas de certificat vérifié.`,
      certified: 'Chercher un hébergeur certifié sur esante.gouv.fr',
      outTerritory: (count: number, place: string) =>
        `${frenchPlural(count, 'Un hébergeur', `${count} hébergeurs`)}, mais pas ici : ${place}.`,
      outBudget: (count: number, amount: string) =>
        `${frenchPlural(count, 'Un hébergeur', `${count} hébergeurs`)} au-dessus de ${amount} par an.`,
      searchWithout: (usages: string) => `Chercher sans ceci : ${usages}`,
      searchElsewhere: 'Chercher ailleurs aussi',
      searchDearer: 'Chercher sans limite de prix',
      searchWith: 'Chercher sans tout cela',
    },
    later: {
      ask: (name: string) => `Pas de réponse dans dix jours ? Écrivez ${frenchTo(name)}.`,
      remind: (day: string) => `Rappel le ${day}`,
      event: (name: string) => `Pas de réponse ? Écrire ${frenchTo(name)}`,
      file: 'rappel-bercail.ics',
    },
    preparedWith: 'Préparé avec :',
    printed: (day: string, site: string) => `Imprimé le ${day}. Adresse : ${site}`,
    nobodyLead: (helped: boolean) =>
      `Nous n’avons encore aucun hébergeur à vous montrer.${helped ? ' Ces personnes peuvent vous aider.' : ''}`,
    lostTitle: 'Commencez par en parler',
    lostLead: 'Ces personnes aident les associations à savoir ce qu’il leur faut. Elles ne vendent rien.',
    states: { fits: 'Convient', seems: 'Semble convenir, à confirmer', 'to-check': 'À vérifier avec eux' },
    why: 'Aussi pour ceci',
    beware: 'Attention',
    unknownWishes: 'Compte pour vous, mais reste à demander',
    near: 'endroit où l’hébergeur est installé',
    priceOf: {
      about: (paid: string) => `${paid}, à confirmer`,
      atLeast: (paid: string) => `Au moins ${paid}`,
      /** Free to choose, from a floor where there is one. */
      advised: (amount: string, floor: string | false) =>
        floor
          ? `Prix libre, au moins ${floor} par an : ${amount} conseillés`
          : `Prix libre : vous choisissez (${amount} par an conseillés)`,
      /** What one part costs, and what the other is for. */
      parts: (known: string, price: string, unknown: string) => `${known} : ${price} ; ${unknown} : prix à demander`,
      /** Null: nothing to pay. */
      part: (paid: string | null) => `${paid ?? 'gratuit'}, à confirmer`,
      partChosen: (atLeast: string | null) => (atLeast ? `prix libre, au moins ${atLeast}` : 'prix libre'),
      free: 'Prix libre : vous choisissez',
      unknown: 'Prix à demander',
    },
    offers: (list: string) => `Il propose : ${list}.`,
    twoContacts: (count: number) => `${count} hébergeurs, donc ${count} contacts et ${count} règlements.`,
    toAsk: 'À demander',
    contact: 'Les joindre',
    phone: 'Téléphone :',
    noContact: 'Aucun moyen connu de les joindre.',
    more: (name: string) => `Fiche complète : ${name}`,
    mailOpen: 'Ouvrir dans ma messagerie',
    mailPaste:
      'Nous ne connaissons pas leur adresse mail. Copiez ce message, puis cherchez « Contact » sur leur site :',
    mailPastePage: 'Nous ne connaissons pas leur adresse mail. Copiez ce message, puis collez-le sur cette page :',
    almost: 'Presque',
    help: 'Qui peut vous aider',
    policy: 'Ce que changent les règles du réseau',
    assumed: 'Ce que nous avons supposé',
    /** What is compared where nobody said what matters. */
    weighed: (points: string) => `Nous regardons ceci : ${points}.`,
    asked: 'Ceux que vous avez nommés',
    suits: (name: string) => `${name} vous convient-il ?`,
    order: 'Pourquoi dans cet ordre',
    /** Where no sentence compares the answers shown. */
    stillToAsk: (name: string, points: string) => `Il reste à demander ${frenchTo(name)} : ${points}.`,
    allSaid: (name: string) => `${name} : rien à demander sur ce qu’il vous faut.`,
    additions: 'Pour ce que vous souhaitez en plus',
    all: 'Tout montrer',
    few: 'Ne montrer que l’essentiel',
    change: 'Modifier',
    /** For a question that was not asked. */
    add: 'Préciser',
    addTo: (name: string) => `Préciser : ${name}`,
    yours: 'Votre besoin, réponse par réponse',
    changeOf: (name: string) => `Modifier : ${name}`,
    looked: (considered: number, nothingKnown: number) =>
      `${frenchPlural(considered, `${considered === 0 ? 'Aucun' : 'Un'} hébergeur regardé`, `${considered} hébergeurs regardés`)}.${nothingKnown === 0 ? '' : ` Pour ${nothingKnown} d’entre eux, nous ne savons pas s’ils proposent ce que vous cherchez.`}`,
    listNote: 'Personne ne paie pour être ici.',
  },
  {
    title: 'Our answers',
    need: 'Your need',
    advice: {
      ask: (names, list) => `Ask ${list(names)}`,
      count: (count) => plural(count, 'One host to ask', `${count} hosts to ask`),
    },
    price: (price) => `Price: ${price}.`,
    otherwise: 'Otherwise: ',
    afterwards: ', then ',
    cards: 'Answers',
    otherHelp: (count) => plural(count, 'Another address', `${count} other addresses`),
    rest: 'To go further',
    accept: {
      title: 'If you accept…',
      less: (has, wanted) => `…${has} in place of ${wanted}`,
      pay: (amount) => `…to pay ${amount} a year more`,
      possible: (count) => plural(count, '1 host possible', `${count} hosts possible`),
    },
    almostCount: (count) => `Almost: ${count} host${plural(count, '', 's')}`,
    nobody: {
      title: 'No known host fits yet',
      ofNetwork: {
        members: (network) => `No certain member of ${network} fits`,
        selection: (network) => `No host of the list of ${network} fits`,
      },
      outside: (count) =>
        plural(count, 'One host outside this network, to look at.', `${count} hosts outside this network, to look at.`),
      seeOutside: (count) => plural(count, 'See it', 'See them'),
      of: (usages) => `No known host for this: ${usages}`,
      calm: 'There is no hurry: move nothing.',
      call: 'First call ',
      talk: (name) => `First talk about it here: ${name}.`,
      talkTitle: (name) => `Whom to talk to: ${name}`,
      competent: 'We know nobody here who advises on the data of people.',
      out: 'What was left out',
      outUsage: (usages) => `${usages}: no known host.`,
      outHealth: (count) =>
        `Health data: ${plural(count, 'one host lacks', `${count} hosts lack`)} a verified certificate.`,
      certified: 'Look for a certified host on esante.gouv.fr',
      outTerritory: (count, place) => `${plural(count, 'One host', `${count} hosts`)}, but not here: ${place}.`,
      outBudget: (count, amount) => `${plural(count, 'One host', `${count} hosts`)} above ${amount} a year.`,
      searchWithout: (usages) => `Search without this: ${usages}`,
      searchElsewhere: 'Search elsewhere too',
      searchDearer: 'Search without a limit of price',
      searchWith: 'Search without all that',
    },
    later: {
      ask: (name) => `No answer within ten days? Write to ${name}.`,
      remind: (day) => `Reminder on ${day}`,
      event: (name) => `No answer? Write to ${name}`,
      file: 'bercail-reminder.ics',
    },
    preparedWith: 'Prepared with:',
    printed: (day, site) => `Printed on ${day}. Address: ${site}`,
    nobodyLead: (helped) => `We have no host to show you yet.${helped ? ' These people can help you.' : ''}`,
    lostTitle: 'Begin by talking about it',
    lostLead: 'These people help organisations find out what they need. They sell nothing.',
    states: { fits: 'Fits', seems: 'Seems to fit, to be confirmed', 'to-check': 'To check with them' },
    why: 'Also for this',
    beware: 'Beware',
    unknownWishes: 'Matters to you, but remains to be asked',
    near: 'where the host is based',
    priceOf: {
      about: (paid) => `${paid}, to be confirmed`,
      atLeast: (paid) => `At least ${paid}`,
      advised: (amount, floor) =>
        floor
          ? `Pay what you can, at least ${floor} a year: ${amount} suggested`
          : `Pay what you can (${amount} a year suggested)`,
      parts: (known, price, unknown) => `${known}: ${price}; ${unknown}: ask the price`,
      part: (paid) => `${paid ?? 'free of charge'}, to be confirmed`,
      partChosen: (atLeast) => (atLeast ? `pay what you can, at least ${atLeast}` : 'pay what you can'),
      free: 'Pay what you can',
      unknown: 'Ask the price',
    },
    offers: (list) => `It offers: ${list}.`,
    twoContacts: (count) => `${count} hosts, so ${count} contacts and ${count} payments.`,
    toAsk: 'To ask',
    contact: 'Reach them',
    phone: 'Telephone:',
    noContact: 'No known way to reach them.',
    more: (name) => `Everything known of ${name}`,
    mailOpen: 'Open in my mail program',
    mailPaste: 'We do not know their mail address. Copy this message, then look for “Contact” on their site:',
    mailPastePage: 'We do not know their mail address. Copy this message, then paste it on this page:',
    almost: 'Almost',
    help: 'Who can help you',
    policy: 'What the rules of the network change',
    assumed: 'What we assumed',
    weighed: (points) => `We look at this: ${points}.`,
    asked: 'Those that you named',
    suits: (name) => `Does ${name} suit you?`,
    order: 'Why in this order',
    stillToAsk: (name, points) => `Still to ask ${name}: ${points}.`,
    allSaid: (name) => `${name}: nothing to ask about what you need.`,
    additions: 'For what you would like as well',
    all: 'Show all',
    few: 'Show only the essential',
    change: 'Change',
    add: 'Add',
    addTo: (name) => `Add: ${name}`,
    yours: 'Your need, answer by answer',
    changeOf: (name) => `Change: ${name}`,
    looked: (considered, nothingKnown) =>
      `${considered === 0 ? 'No host' : plural(considered, 'One host', `${considered} hosts`)} looked at.${nothingKnown === 0 ? '' : ` For ${nothingKnown} of them, we do not know whether they offer what you need.`}`,
    listNote: 'Nobody pays to be here.',
  },
);
