import type { Bercail } from '../../../bercail.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { shownPrice } from '../../../pages/parts/price.ts';
import type { Proposal } from '../../../pages/parts/proposals.ts';
import { requireRecommendation } from '../../../recommendations/answer.ts';
import { CaseRecommendationDraft } from '../../../recommendations/cases/schema.ts';
import { recommendWithin } from '../../../recommendations/cases/within.ts';
import { withdrawRecommendation } from '../../../recommendations/commands.ts';
import { MOST_HOSTS, WithdrawalDraft } from '../../../recommendations/schema.ts';
import type { Desk } from '../../desk.tsx';
import { fieldsOf } from '../../parts/kinds.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { federationForm } from '../form.tsx';
import { answerOf } from './answer.tsx';
import { type OpenedCase, openCase, openMatching } from './opened.ts';
import { CASE } from './words/case.ts';

type Choices = readonly (readonly [slug: string, name: string, text: string])[];

/** Who can be recommended: the shortlist, and without one the first hosts of the answer of today. */
async function choicesOf(opened: OpenedCase): Promise<Choices> {
  const { shortlisted } = opened.one;
  if (shortlisted.length > 0)
    return shortlisted
      .filter(({ state }) => state !== 'gone')
      .map(({ host, name, text }) => [host, curved(name), text] as const);
  const { match, shown } = (await answerOf(opened)) ?? { shown: [] };
  const isNo = ({ almost, key }: Proposal) =>
    almost && match?.nearMisses.some(({ host, because }) => host === key && because !== 'against');
  const told = ({ almost, cost, budget }: Proposal) => {
    const { text, note } = shownPrice(cost, budget, opened.matching.say);
    return almost ? almost.text : capital(text + note);
  };
  const found = shown.filter((one) => !isNo(one));
  const choices = found.flatMap((one) =>
    one.hosts.map(({ host }) => [host.slug, curved(host.name), told(one)] as const),
  );
  return [...new Map(choices.map((choice) => [choice[0], choice])).values()];
}

/** Recommends hosts from a case, and takes a recommendation of it back. */
export function caseRecommendation(desk: Desk, bercail: Bercail): void {
  federationForm(desk, 'cases/:case/recommendation', 'createCaseRecommendation', async ({ visit }) => {
    const { language } = visit.page;
    const opened = await openCase(bercail, visit, 'createCaseRecommendation');
    const { one, part, ref, known } = opened;
    const words = CASE[language];
    const { chooseOne } = FEDERATION_DESK[language];
    const choices = await choicesOf(opened);
    // What nobody chose is not signed.
    const chosen = one.shortlisted.length > 0 ? choices : [];
    const { several, text } = fieldsOf(CaseRecommendationDraft, language);
    const isAny = choices.length > 0;
    const hosts = several('/hosts', words.hosts, { choices, hint: words.hostsHint, expects: words.hostsHint });
    return {
      heading: words.recommendHeading,
      lead: words.recommendLead,
      above: [part, curved(one.label)],
      ...(!isAny && { before: <p>{words.nobody}</p> }),
      shape: CaseRecommendationDraft,
      fields: [...(isAny ? [hosts] : []), text('/note', words.note, { hint: words.noteHint, rows: 4 })],
      body: {},
      proposed: { hosts: chosen.slice(0, MOST_HOSTS).map(([slug]) => slug) },
      send: words.recommendSend,
      faults: ({ hosts }): Readonly<Record<string, string>> => (isAny && hosts === '' ? { hosts: chooseOne } : {}),
      save: (context, draft: CaseRecommendationDraft) =>
        recommendWithin(
          context,
          ref,
          draft,
          known,
          async () => (await openMatching(bercail, visit, 'createCaseRecommendation')).matching,
        ),
      next: `${part}?done=recommended`,
    };
  });

  federationForm(
    desk,
    'cases/:case/recommendations/:recommendation/withdrawal',
    'withdrawRecommendation',
    async (of) => {
      const { visit } = of;
      const { language } = visit.page;
      const { one, part, known } = await openCase(bercail, visit, 'withdrawRecommendation');
      const id = visit.params.recommendation!;
      const stored = await requireRecommendation(bercail.db, id);
      if (stored.caseId !== one.id || stored.federationId !== known.id) throw notOfCase();
      const words = CASE[language];
      const { eitherText } = fieldsOf(WithdrawalDraft, language);
      return {
        heading: words.withdrawHeading,
        lead: words.withdrawLead,
        above: [part, curved(one.label)],
        shape: WithdrawalDraft,
        body: stored.withdrawnReason ? { reason: stored.withdrawnReason } : {},
        fields: [eitherText('/reason', words.withdrawReason, { expects: FEDERATION_DESK[language].textExpected })],
        send: words.withdrawSend,
        save: (context, draft: WithdrawalDraft) => withdrawRecommendation(context, id, draft),
        next: `${part}?done=withdrawn`,
      };
    },
  );
}

const notOfCase = () =>
  new CatalogueError('recommendation-not-found', {
    fr: 'Cette recommandation n’est pas de ce dossier.',
    en: 'This recommendation is not of this case.',
  });
