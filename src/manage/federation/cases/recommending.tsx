import type { Bercail } from '../../../bercail.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { Checkboxes, EMPTY, type Filled, TextArea } from '../../../pages/frame/fields.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { shownPrice } from '../../../pages/parts/price.ts';
import type { Proposal } from '../../../pages/parts/proposals.ts';
import { requireRecommendation } from '../../../recommendations/answer.ts';
import { CaseRecommendationDraft } from '../../../recommendations/cases/schema.ts';
import { recommendWithin } from '../../../recommendations/cases/within.ts';
import { withdrawRecommendation } from '../../../recommendations/commands.ts';
import { MOST_HOSTS, WithdrawalDraft } from '../../../recommendations/schema.ts';
import { requireShape } from '../../../requests/shape.ts';
import type { Desk, Shown } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/kinds.tsx';
import { takenOr } from '../../taking.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { federationForm } from '../form.tsx';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { answerOf } from './answer.tsx';
import { type OpenedCase, openCase, openMatching } from './opened.ts';
import { CASE } from './words/case.ts';

const NOTE_MAX = 4000;

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

interface RecommendProps {
  opened: OpenedCase;
  choices: Choices;
  filled: Filled;
}

function RecommendPage({ opened, choices, filled }: RecommendProps) {
  const words = useWords(CASE);
  const { at, part, one } = opened;
  const action = `${at}/${part}/recommendation`;
  return (
    <FederationPage
      {...{ opened, filled }}
      heading={words.recommendHeading}
      lead={words.recommendLead}
      above={[part, curved(one.label)]}
      form={action}
    >
      <DeskForm id="desk" action={action} send={words.recommendSend}>
        {choices.length === 0 ? (
          <p>{words.nobody}</p>
        ) : (
          <Checkboxes {...{ filled, choices, name: 'hosts', label: words.hosts, hint: words.hostsHint }} />
        )}
        <TextArea {...{ filled, name: 'note', label: words.note, hint: words.noteHint, most: NOTE_MAX }} rows={4} />
      </DeskForm>
    </FederationPage>
  );
}

/** The recommendation that is written from the shortlist of a case, and taken back. */
export function caseRecommendation(desk: Desk, bercail: Bercail): void {
  const path = `${FEDERATION}/cases/:case/recommendation`;
  desk.page(path, async (visit) => {
    const opened = await openCase(bercail, visit, 'createCaseRecommendation');
    const choices = await choicesOf(opened);
    // What nobody chose is not signed.
    const chosen = opened.one.shortlisted.length > 0 ? choices : [];
    const hosts = chosen.slice(0, MOST_HOSTS).map(([slug]) => slug);
    return <RecommendPage {...{ opened, choices }} filled={{ ...EMPTY, typed: { hosts } }} />;
  });

  desk.form(path, async (visit, { fields, isStay }): Promise<Shown> => {
    const { page, reply } = visit;
    const opened = await openCase(bercail, visit, 'createCaseRecommendation');
    const { context, ref, known, at, part } = opened;
    const choices = await choicesOf(opened);
    const hosts = [...new Set(fields.getAll('hosts'))];
    const note = (fields.get('note') ?? '').trim();
    const show = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: <RecommendPage {...{ opened, choices }} filled={{ typed: { hosts, note }, ...filled }} />,
    });
    if (isStay) return show(200, { faults: {} });
    const words = CASE[page.language];
    if (choices.length > 0 && (hosts.length === 0 || hosts.length > MOST_HOSTS))
      return show(422, {
        faults: { hosts: hosts.length === 0 ? FEDERATION_DESK[page.language].chooseOne : words.hostsHint },
      });
    return await takenOr(
      visit,
      async () => {
        const draft = { ...(note !== '' && { note: { [page.language]: note } }), ...(hosts.length > 0 && { hosts }) };
        const matchingNow = async () => (await openMatching(bercail, visit, 'createCaseRecommendation')).matching;
        requireShape(CaseRecommendationDraft, draft);
        await recommendWithin(context, ref, draft, known, matchingNow);
        return { to: `${at}/${part}?done=recommended` };
      },
      (refused) => show(reply.statusCode, refused),
      {
        places: [
          { name: 'hosts', at: ['/hosts'] },
          { name: 'note', at: ['/note'] },
        ],
      },
    );
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
