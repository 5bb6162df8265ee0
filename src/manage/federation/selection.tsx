import { ChoiceDraft, type Federation } from '../../documents/federation.ts';
import { choiceNotFound, listWithdrawnChoices, putChoice, removeChoice } from '../../federations/selection/commands.ts';
import { listedSelection } from '../../federations/selection/sheet.ts';
import { addMonths } from '../../ground/clock.ts';
import { byText, curved } from '../../ground/texts.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { findHost } from '../../record/hosts.ts';
import { today } from '../../requests/meaning.ts';
import { inputPart } from '../../requests/shape.ts';
import { type Desk, doneIn } from '../desk.tsx';
import { LinkLine, TapLink } from '../desk-page.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { namedHost } from './finding.tsx';
import { federationConfirm, federationForm } from './form.tsx';
import { FEDERATION, FederationPage, hostName, ListPart, openDesk } from './frame.tsx';
import { tieFaults, tieFields } from './tie-fields.ts';
import { SELECTION_DESK } from './words.ts';

const MOST = 40;
/** Months after which a choice is looked at again, unless the federation says otherwise. */
const REVIEW_MONTHS = 12;

const choiceIn = ({ selection = [] }: Federation, slug: string) => selection.find(({ host }) => host === slug);

/** The federation’s own list: which hosts, why, with what ties, and until when. */
export function selectionPages(desk: Desk): void {
  desk.page(`${FEDERATION}/selection`, async (visit) => {
    const opened = await openDesk(visit, 'listSelection');
    const { federation, context } = opened;
    // What is to be looked at first comes first.
    const choices = listedSelection(visit.model, federation).sort((a, b) => byText(a.reviewBy, b.reviewBy));
    const left = await listWithdrawnChoices(context.db, federation.id);
    const words = SELECTION_DESK[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const { say } = visit.page;
    const { at } = opened;
    return (
      <FederationPage
        opened={opened}
        heading={rooms.selection}
        lead={words.lead}
        done={doneIn(visit, { saved: words.saved, removed: words.removed })}
      >
        <LinkLine to={`${at}/hosts/selection`} name={words.add} />
        {left.length > 0 && (
          <section class="card">
            <h2>{words.left}</h2>
            <p>{words.leftLead}</p>
            <ul class="list">
              {left.slice(0, MOST).map(({ host, name }) => (
                <li key={host}>
                  <TapLink to={`${at}/selection/${host}/removal`} name={words.removeHeading(curved(name))} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <ListPart all={choices} none={words.none} visit={visit} most={MOST} path={`${at}/selection`}>
          {({ host, name, proposed, overdue, decidedOn, reviewBy }) => (
            <>
              <TapLink to={`${at}/selection/${host}`} name={curved(name)} />
              <p class="small soft">
                {[
                  words.decided(say.date(decidedOn)),
                  (overdue ? words.overdue : words.reviewBy)(say.date(reviewBy)),
                  ...(proposed ? [] : [words.gone]),
                ].join(', ')}
              </p>
            </>
          )}
        </ListPart>
      </FederationPage>
    );
  });

  federationForm(desk, 'selection/:host', 'putChoice', ({ visit, federation, at, context }) => {
    const { language } = visit.page;
    const words = SELECTION_DESK[language];
    const desk = FEDERATION_DESK[language];
    const host = namedHost(visit);
    const name = curved(host.name);
    const choice = choiceIn(federation, host.slug);
    const day = today(context);
    const { eitherText, date } = fieldsOf(ChoiceDraft, language);
    return {
      heading: choice ? words.heading(name) : words.addTo(name),
      lead: words.formLead,
      above: ['selection', desk.rooms.selection],
      before: (
        <p>
          <Link to={`/hosts/${host.slug}`}>{words.seeEntry}</Link>
        </p>
      ),
      shape: ChoiceDraft,
      body: choice ? inputPart(ChoiceDraft, choice) : {},
      ...(!choice && { proposed: { decidedOn: day, reviewBy: addMonths(day, REVIEW_MONTHS) } }),
      fields: [
        eitherText('/why', words.why, { hint: words.whyHint, expects: desk.textExpected }),
        ...tieFields(ChoiceDraft, '/ties', language),
        date('/decidedOn', words.decidedOn),
        date('/reviewBy', words.reviewOn),
      ],
      faults: (typed) => tieFaults(typed, language),
      save: (context, draft, version) =>
        putChoice(context, { federation: federation.id, host: host.id }, draft, version),
      ...(choice && {
        after: <LinkLine to={`${at}/selection/${host.slug}/removal`} name={words.remove} />,
      }),
      next: 'selection?done=saved',
    };
  });

  federationConfirm(desk, 'selection/:host/removal', 'removeChoice', async ({ visit, federation, context }) => {
    const { language } = visit.page;
    const words = SELECTION_DESK[language];
    const slug = visit.params.host!;
    const choice = choiceIn(federation, slug);
    const left = choice ? [] : await listWithdrawnChoices(context.db, federation.id);
    const gone = left.find(({ host }) => host === slug);
    if (!choice && !gone) throw choiceNotFound();
    const name = gone ? curved(gone.name) : hostName(visit, slug);
    return {
      heading: words.removeHeading(name),
      above: ['selection', FEDERATION_DESK[language].rooms.selection],
      about: choice ?? null,
      ways: [{ go: 'remove', send: words.removeSend, lead: words.removeLead }],
      run: async (context, _go, version) => {
        const host = await findHost(context.db, slug);
        await removeChoice(context, { federation: federation.id, host: host?.id ?? slug }, version);
      },
      next: 'selection?done=removed',
    };
  });
}
