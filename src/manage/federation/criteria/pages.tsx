import type { Bercail } from '../../../bercail.ts';
import { type OwnCriterion, OwnCriterionDraft } from '../../../documents/federation-policy.ts';
import { shortNameFrom } from '../../../exchange/spreadsheets/service-names.ts';
import { countAnswered } from '../../../federations/criteria/answers.ts';
import { criterionIn, putCriterion, retireCriterion } from '../../../federations/criteria/commands.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, WrittenText } from '../../../pages/frame/parts.tsx';
import type { Desk, Sent, Shown, SignedIn } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { wrongIn } from '../../parts/faults.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { doneIn, isStale, type Own, ownFederation, ROOM, tryIn, wasOf } from '../room.tsx';
import { draftOf, FormPage, listAt, placesIn, saysAnother, typedIn, typedOf, useAbove } from './form.tsx';
import { CRITERIA } from './words.ts';

const labelOf = ({ label }: OwnCriterion, language: 'fr' | 'en'): string =>
  capital(curved(label[language] ?? label.fr ?? label.en ?? ''));

function One({ own, criterion }: { own: Own; criterion: OwnCriterion }) {
  const words = useWords(CRITERIA);
  const { say, language } = usePage();
  const { key, level, version, adoptedOn, question, retired } = criterion;
  const { federation, model } = own;
  const at = `${listAt(own)}/${key}`;
  const { members, answered } = countAnswered(key, federation, model);
  const name = labelOf(criterion, language);
  return (
    <section class="card">
      <h3>{name}</h3>
      <p>
        <WrittenText text={question} />
      </p>
      <p class="small soft">
        {words.levels[level]} · {words.version(version, say.date(adoptedOn))}
      </p>
      <p>{words.answered(answered, members)}</p>
      <p class="row">
        <Link to={at} class="tap">
          {retired ? words.takeUp : words.change}
          <span class="vh"> {name}</span>
        </Link>
        {!retired && (
          <Link to={`${at}/retire`} class="tap">
            {words.retire}
            <span class="vh"> {name}</span>
          </Link>
        )}
        {members > 0 && (
          <a href={`/v1/federations/${federation.slug}/criteria/${key}/answers.xlsx`} class="tap">
            {words.answers}
            <span class="vh"> {name}</span>
          </a>
        )}
      </p>
    </section>
  );
}

function ListPage({ own, done }: { own: Own; done: string | undefined }) {
  const words = useWords(CRITERIA);
  const { criteria = [] } = own.federation;
  const inUse = criteria.filter(({ retired }) => !retired);
  const others = criteria.filter(({ retired }) => retired);
  const cards = (some: readonly OwnCriterion[]) =>
    some.map((criterion) => <One key={criterion.key} own={own} criterion={criterion} />);
  return (
    <FederationPage opened={own} heading={words.title} lead={words.lead} done={done}>
      <p>
        <Link to={`${listAt(own)}/new`} class="button first">
          {words.add}
        </Link>
      </p>
      {inUse.length === 0 ? <p>{words.none}</p> : <h2>{words.title}</h2>}
      {cards(inUse)}
      {others.length > 0 && <h2>{words.retired}</h2>}
      {cards(others)}
    </FederationPage>
  );
}

function RetirePage({ own, criterion, filled }: { own: Own; criterion: OwnCriterion; filled: Filled }) {
  const words = useWords(CRITERIA);
  const { language } = usePage();
  return (
    <FederationPage
      opened={own}
      heading={words.retireHeading}
      lead={labelOf(criterion, language)}
      above={useAbove()}
      filled={filled}
    >
      <ul>
        {words.retireEffects.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <DeskForm
        action={`${listAt(own)}/${criterion.key}/retire`}
        send={words.retire}
        hidden={{ was: [wasOf(criterion)] }}
      />
    </FederationPage>
  );
}

/** The criteria of a federation's own: made, changed, asked no longer. */
export function criterionPages(desk: Desk, _bercail: Bercail): void {
  const path = `${FEDERATION}/criteria`;

  desk.page(path, async (visit) => {
    const own = await ownFederation(visit, 'putCriterion');
    return <ListPage own={own} done={doneIn(visit, CRITERIA[visit.page.language].done)} />;
  });

  const take = async (visit: SignedIn, { fields, isStay }: Sent, isNew: boolean): Promise<Shown> => {
    const { page, params } = visit;
    const { language } = page;
    const own = await ownFederation(visit, 'putCriterion');
    const { context, federation } = own;
    const before = isNew ? undefined : criterionIn(federation, params.key!);
    const typed = typedIn(fields);
    const show = (refused: Omit<Filled, 'typed'>) => (
      <FormPage own={own} criterion={before} filled={{ typed, ...refused }} />
    );
    if (isStay) return show({ faults: {} });
    const places = placesIn(language);
    const draft = draftOf(typed, before, language);
    const wrong = wrongIn(OwnCriterionDraft, draft, places, visit.page);
    if (wrong) return { status: 422, view: show(wrong) };
    if (before && typed.same === '' && saysAnother(typed, before, language))
      return { status: 422, view: show({ faults: { same: CRITERIA[language].sameMissing } }) };
    if (isStale(fields, before)) return { status: 409, view: show({ faults: {}, refusal: ROOM[language].stale }) };
    const made = shortNameFrom(typed.label).slice(0, 70);
    // `new` is the address of the form itself.
    const key = before?.key ?? (made.length < 2 || made === 'new' ? `${federation.slug}-${made || 'x'}` : made);
    if (isNew && federation.criteria?.some((one) => one.key === key)) {
      const faults = { label: CRITERIA[language].taken };
      return { status: 422, view: show({ faults }) };
    }
    return await tryIn(
      visit,
      places,
      async () => {
        await putCriterion(context, { federation: federation.slug, key }, draft, `v${federation.version}`);
        return { to: `${listAt(own)}?done=${before ? 'changed' : 'made'}` };
      },
      show,
    );
  };

  desk.page(`${path}/new`, async (visit) => {
    const own = await ownFederation(visit, 'putCriterion');
    return <FormPage own={own} filled={{ typed: { level: 'recommended' }, faults: {} }} />;
  });
  desk.form(`${path}/new`, (visit, sent) => take(visit, sent, true));

  desk.page(`${path}/:key`, async (visit) => {
    const own = await ownFederation(visit, 'putCriterion');
    const criterion = criterionIn(own.federation, visit.params.key!);
    const typed = typedOf(criterion, visit.page.language);
    return <FormPage own={own} criterion={criterion} filled={{ typed, faults: {} }} />;
  });
  desk.form(`${path}/:key`, (visit, sent) => take(visit, sent, false));

  desk.page(`${path}/:key/retire`, async (visit) => {
    const own = await ownFederation(visit, 'retireCriterion');
    const criterion = criterionIn(own.federation, visit.params.key!);
    return <RetirePage own={own} criterion={criterion} filled={EMPTY} />;
  });
  desk.form(`${path}/:key/retire`, async (visit, { fields, isStay }) => {
    const own = await ownFederation(visit, 'retireCriterion');
    const { context, federation } = own;
    const criterion = criterionIn(federation, visit.params.key!);
    const show = (refused: Omit<Filled, 'typed'>) => (
      <RetirePage own={own} criterion={criterion} filled={{ typed: {}, ...refused }} />
    );
    if (isStay) return show({ faults: {} });
    if (isStale(fields, criterion))
      return { status: 409, view: show({ faults: {}, refusal: ROOM[visit.page.language].stale }) };
    return await tryIn(
      visit,
      [],
      async () => {
        const ref = { federation: federation.slug, key: criterion.key };
        await retireCriterion(context, ref, `v${federation.version}`);
        return { to: `${listAt(own)}?done=gone` };
      },
      show,
    );
  });
}
