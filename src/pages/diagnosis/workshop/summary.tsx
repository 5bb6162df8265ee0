import { toCsv } from '../../../spreadsheets/csv.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { ShownCount, Summary } from '../../../workshops/summary.ts';
import { usePage, useWords } from '../../frame/page.ts';
import { WORKSHOP } from '../../words/workshop.ts';

/** What may leave the room, for a spreadsheet. */
export function summarySheet({ associations, usages, tools }: Summary, say: Speaker): string {
  const words = WORKSHOP[say.language];
  const { kind, what, usedBy, tooManyBy, wantedBy } = words;
  const shown = (count: ShownCount) => (count === null ? words.few : words.shown(count));
  return toCsv(
    [kind, what, usedBy, tooManyBy, wantedBy],
    [
      { [kind]: words.associations, [what]: words.room, [usedBy]: shown(associations) },
      ...usages.map((one) => ({
        [kind]: words.usage,
        [what]: say.usageShort(one.usage),
        [usedBy]: shown(one.usedBy),
        [tooManyBy]: shown(one.tooManyBy),
        [wantedBy]: shown(one.wantedBy),
      })),
      ...tools.map((one) => ({ [kind]: words.tool, [what]: say.tool(one.tool), [usedBy]: shown(one.usedBy) })),
    ],
    // What Excel opens in columns in France.
    say.language === 'fr' ? 'semicolon' : 'comma',
  );
}

/** The same on the page; on paper, nothing else of the room is. */
export function SummaryTables({ summary: { associations, usages, tools } }: { summary: Summary }) {
  const { say } = usePage();
  const words = useWords(WORKSHOP);
  const shown = (count: ShownCount) => (count === null ? words.few : words.shown(count));
  const isFew = (one: Summary['usages'][number]) => (one.usedBy ?? one.tooManyBy ?? one.wantedBy) === null;
  const [common, few] = [usages.filter((one) => !isFew(one)), usages.filter(isFew)];
  return (
    <>
      <p>
        {words.associations}&nbsp;: {shown(associations)}
      </p>
      {common.length > 0 && (
        <table class="cells">
          <caption>{words.usagesCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.usage}</th>
              <th scope="col">{words.usedBy}</th>
              <th scope="col">{words.tooManyBy}</th>
              <th scope="col">{words.wantedBy}</th>
            </tr>
          </thead>
          <tbody>
            {common.map((one) => (
              <tr key={one.usage}>
                <th scope="row">{say.usageShort(one.usage)}</th>
                <td data-label={words.usedBy}>{shown(one.usedBy)}</td>
                <td data-label={words.tooManyBy}>{shown(one.tooManyBy)}</td>
                <td data-label={words.wantedBy}>{shown(one.wantedBy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {few.length > 0 && <p>{words.rest(say.list(few.map(({ usage }) => say.usageShort(usage))))}</p>}
      {tools.length > 0 && (
        <table class="cells">
          <caption>{words.toolsCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.tool}</th>
              <th scope="col">{words.usedBy}</th>
            </tr>
          </thead>
          <tbody>
            {tools.map((one) => (
              <tr key={one.tool}>
                <th scope="row">{say.tool(one.tool)}</th>
                <td data-label={words.usedBy}>{shown(one.usedBy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
