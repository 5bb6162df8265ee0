import type { Bercail } from '../../bercail.ts';
import { List, Section } from '../../pages/frame/lists.tsx';
import { GAPS } from '../../pages/words/gaps.ts';
import { type Gaps, gapsFor, gapsSheet } from '../../recommendations/gaps/gaps.ts';
import { CSV_TYPE } from '../../spreadsheets/csv.ts';
import type { Desk, SignedIn } from '../desk.tsx';
import { LinkLine } from '../desk-page.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FEDERATION, FederationPage, openDesk } from './frame.tsx';
import { GAPS_DESK } from './words.ts';

/** One family of usages in one région, over the months in which it may be told. */
interface Asked {
  family: string;
  region: string | null;
  atLeast: number;
  months: number;
}

/** The cells of all months together, most first. Each cell may be told, so their sum may too. */
function askedIn({ cells }: Gaps): Asked[] {
  const found = new Map<string, Asked>();
  for (const { family, familyLabel, region, regionLabel, atLeast } of cells) {
    const key = `${family} ${region}`;
    const before = found.get(key) ?? { family: familyLabel, region: regionLabel, atLeast: 0, months: 0 };
    found.set(key, { ...before, atLeast: before.atLeast + atLeast, months: before.months + 1 });
  }
  return [...found.values()].sort((a, b) => b.atLeast - a.atLeast);
}

/** What was asked for and not found, and what nobody is known to offer. */
export function gapsPage(desk: Desk, { catchUp }: Pick<Bercail, 'catchUp'>): void {
  const read = async (visit: SignedIn, operation: string) => {
    const opened = await openDesk(visit, operation);
    await catchUp();
    const { slug } = opened.federation;
    return { opened, gaps: await gapsFor(opened.context, slug, {}, visit.page.language) };
  };
  const path = `${FEDERATION}/gaps`;
  desk.page(path, async (visit) => {
    const { opened, gaps } = await read(visit, 'listGaps');
    const { language, say } = visit.page;
    const words = GAPS_DESK[language];
    const supply = GAPS[language];
    const asked = askedIn(gaps);
    const { slug } = opened.federation;
    return (
      <FederationPage opened={opened} heading={FEDERATION_DESK[language].rooms.gaps} lead={words.lead}>
        <Section title={words.asked}>
          <p>{words.months(say.date(gaps.from), say.date(gaps.to))}</p>
          {asked.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <List of={asked}>
              {({ family, region, atLeast, months }) => words.line(family, region, say.number(atLeast), months)}
            </List>
          )}
          <p class="small">{gaps.text}</p>
          {asked.length > 0 && <LinkLine to={`${opened.at}/gaps.csv`} name={words.csv} />}
        </Section>
        <Section title={supply.title}>
          <p>{words.supply}</p>
          <LinkLine to="/gaps" query={{ federation: slug }} name={words.sheets} />
        </Section>
      </FederationPage>
    );
  });
  desk.page(`${path}.csv`, async (visit) => {
    const { language } = visit.page;
    const { gaps } = await read(visit, 'downloadGaps');
    return {
      file: gapsSheet(gaps, language),
      type: `${CSV_TYPE}; charset=utf-8`,
      name: language === 'fr' ? 'manques.csv' : 'gaps.csv',
    };
  });
}
