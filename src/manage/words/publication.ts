import { bilingual } from '../../pages/words/typeset.ts';

/** What is missing, publishing, leaving, and saying no to who takes an entry over. */
export const PUBLICATION = bilingual(
  {
    steps: 'Avant la publication',
    stepsAfter: 'Pour être proposé à une première association',
    missing: {
      'domain-not-proven': 'Prouver que le site est à vous',
      'website-missing': 'Donner l’adresse de votre site, ou demander à un réseau de se porter garant',
      'shared-domain': 'Une autre fiche a déjà ce site. Si c’est aussi la vôtre, reprenez-la',
      'same-name': 'Un autre hébergeur porte ce nom. Précisez le vôtre',
      'unusual-letters':
        'Le nom de domaine a des lettres d’un autre alphabet : un réseau ou l’administration doit le confirmer',
    } as Readonly<Record<string, string>>,
    noService: 'Dire au moins un service que vous proposez',
    noPrice: 'Dire un prix, même « prix libre »',
    noPlaces: 'Dire s’il reste de la place',
    noContact: 'Dire où vous écrire',
    sameSite: (name: string) =>
      `${name} a déjà une fiche publique, avec ce site. Si c’est la vôtre, reprenez-la au lieu d’en publier une autre.`,
    takeOver: 'La reprendre',
    beforeYou: 'Voici ce que tout le monde lira une fois la fiche publiée.',
    publish: 'Publier la fiche',
    publishReady: 'Rien ne manque : publier la fiche',
    publishLead: 'Voici ce que tout le monde lira. Relisez, puis publiez.',
    publishMeans: 'Publier veut dire',
    publishEffects: [
      'La fiche est visible de tous, et proposée aux associations à qui elle peut servir.',
      'Elle est datée d’aujourd’hui : vous dites que tout y est vrai.',
    ],
    againEffects: ['La fiche redevient visible de tous, telle qu’elle était.'],
    notYetPublishable: 'La fiche ne peut pas encore être publiée',
    done: {
      proven: 'C’est prouvé : ce site est le vôtre.',
      published: 'La fiche est publiée. Tout le monde peut la lire.',
      left: 'La fiche est retirée.',
      kept: 'C’est fait : la fiche reste la vôtre.',
      here: 'C’est noté : vous êtes là.',
    } as Readonly<Record<string, string>>,
    leave: 'Retirer la fiche',
    leaveDraft: 'Effacer ce brouillon',
    leaveEffects: (days: number, isIndividual: boolean) => [
      'La fiche et son contact disparaissent tout de suite : plus montrés, plus proposés à personne.',
      isIndividual
        ? 'La fiche est celle d’une personne : plus rien n’en est dit, ni le nom ni l’histoire. Personne d’autre ne peut prendre son nom court.'
        : 'Restent son nom court, le jour du retrait et sa raison si vous la dites, pour que personne ne prenne cette place, et son histoire.',
      `Vous pouvez la publier de nouveau vous-même pendant ${days} jours. Après, demandez à l’administration.`,
      'Vous fermez un service ? Annoncez plutôt une fermeture : elle laisse à vos membres le temps de partir.',
    ],
    ownFileLead:
      'Gardez d’abord ce que dit la fiche. bercail.json en dit tout, promesses comprises : posé sur votre site, il remplit une fiche publiée. Le tableur dit l’hébergeur, ses services et ses prix, sans les promesses ; il ne sert qu’à cette fiche.',
    withdrawnLead: (days: number) =>
      `Vous pouvez la publier de nouveau vous-même dans les ${days} jours après l’avoir retirée. Après, ou si l’administration l’a retirée, demandez à l’administration. Ce qu’elle dit est gardé : vous et l’administration le lisez, plus personne d’autre.`,
    ownFile: 'Télécharger la fiche (tableur)',
    ownDocument: 'Télécharger la fiche (bercail.json)',
    leaveReason: 'Pourquoi ? (facultatif)',
    leaveReasonHint: 'Tout le monde pourra le lire, à la place de la fiche.',
    leaveNoReason: 'Ne rien dire',
    leaveDraftEffects: ['Le brouillon disparaît tout de suite, avec son jeton. Personne ne saura qu’il a existé.'],
    backIn: 'Publier de nouveau',
    object: 'Quelqu’un reprend cette fiche',
    objectLead: (day: string) =>
      `Quelqu’un d’autre a prouvé que le site de cette fiche est le sien. Elle change de mains le ${day}, sauf si vous dites non.`,
    objectMeans: [
      'Si c’est quelqu’un de votre équipe qui a perdu son jeton, laissez faire, ou envoyez un lien d’invitation.',
      'Si vous dites non, la demande prend fin tout de suite, et votre jeton reste le bon.',
      'Si le site n’est plus à vous, la fiche ne l’est plus non plus : laissez faire.',
    ],
    keep: 'Dire non, et garder la fiche',
    noClaim: 'Personne n’est en train de reprendre cette fiche.',
    claimWaits: (day: string) => `Elle sera à vous le ${day}, si personne ne s’y oppose.`,
  },
  {
    steps: 'Before publication',
    stepsAfter: 'To be proposed to a first organisation',
    missing: {
      'domain-not-proven': 'Prove that the site is yours',
      'website-missing': 'Give the address of your site, or ask a network to vouch for you',
      'shared-domain': 'Another entry has this site already. If it is yours too, take it over',
      'same-name': 'Another host has this name. Make yours more precise',
      'unusual-letters':
        'The domain name has letters of another alphabet: a network or an administrator must confirm it',
    },
    noService: 'Say at least one service that you offer',
    noPrice: 'Say a price, even “pay what you can”',
    noPlaces: 'Say whether there is room left',
    noContact: 'Say where people can write to you',
    sameSite: (name) =>
      `${name} has a public entry already, with this site. If it is yours, take it over instead of publishing another.`,
    takeOver: 'Take it over',
    beforeYou: 'This is what everybody will read once the entry is published.',
    publish: 'Publish the entry',
    publishReady: 'Nothing is missing: publish the entry',
    publishLead: 'This is what everybody will read. Read it over, then publish.',
    publishMeans: 'Publishing means',
    publishEffects: [
      'Everybody sees the entry, and it is proposed to associations that it can serve.',
      'It is dated on today: you say that all of it is true.',
    ],
    againEffects: ['Everybody sees the entry again, as it was.'],
    notYetPublishable: 'The entry cannot be published yet',
    done: {
      proven: 'Proven: this site is yours.',
      published: 'The entry is published. Everybody can read it.',
      left: 'The entry is withdrawn.',
      kept: 'Done: the entry stays yours.',
      here: 'This is noted: you are there.',
    },
    leave: 'Withdraw the entry',
    leaveDraft: 'Delete this draft',
    leaveEffects: (days, isIndividual) => [
      'The entry and its contact disappear at once: no longer shown, no longer proposed to anybody.',
      isIndividual
        ? 'The entry is about a person: nothing of it is told any more, neither the name nor the history. Nobody else can take its short name.'
        : 'Its short name, the day and the reason, if you say it, remain, so that nobody takes this place, and its history.',
      `You may publish it again yourself for ${days} days. After that, ask an administrator.`,
      'Are you closing a service? Rather announce a closing: it gives your members time to leave.',
    ],
    ownFileLead:
      'First keep what the entry says. bercail.json says all of it, promises too: put on your site, it fills a published entry. The spreadsheet says the host, its services and its prices, without the promises; it is of use to this entry alone.',
    withdrawnLead: (days) =>
      `You can publish it again yourselves within ${days} days of withdrawing it. After that, or if the administration withdrew it, ask the administration. What it says is kept: you and the administration read it, nobody else does.`,
    ownFile: 'Download the entry (spreadsheet)',
    ownDocument: 'Download the entry (bercail.json)',
    leaveReason: 'Why? (optional)',
    leaveReasonHint: 'Everybody will be able to read it, in the place of the entry.',
    leaveNoReason: 'Say nothing',
    leaveDraftEffects: ['The draft disappears at once, with its token. Nobody will know that it existed.'],
    backIn: 'Publish again',
    object: 'Somebody is taking over this entry',
    objectLead: (day) =>
      `Somebody else has proven that the site of this entry is theirs. It changes hands on ${day}, unless you say no.`,
    objectMeans: [
      'If it is somebody of your team who lost their token, let it happen, or send an invitation.',
      'If you say no, the request ends at once, and your token stays the right one.',
      'If the site is no longer yours, neither is the entry: let it happen.',
    ],
    keep: 'Say no, and keep the entry',
    noClaim: 'Nobody is about to take over this entry.',
    claimWaits: (day) => `It will be yours on ${day}, if nobody objects.`,
  },
);
