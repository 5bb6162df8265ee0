import { toCsv } from '../../../spreadsheets/csv.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { ShownCount, Summary } from '../../../workshops/summary.ts';
import { usePage, useWords } from '../../frame/page.ts';
import { WORKSHOP } from '../../words/workshop.ts';

/** Numbers in words: `shown` where null is few, `told` where it may be all but few. */
const wordsFor = (words: (typeof WORKSHOP)['fr']) => ({
  shown: (count: ShownCount) => (count === null ? words.few : words.shown(count)),
  told: (count: ShownCount) => (count === null ? words.notTold : words.shown(count)),
});

/** What may leave the room, for a spreadsheet. */
export function summarySheet({ associations, usages, tools }: Summary, say: Speaker): string {
  const words = WORKSHOP[say.language];
  const { kind, what, usedBy, tooManyBy, wantedBy } = words;
  const { shown, told } = wordsFor(words);
  return toCsv(
    [kind, what, usedBy, tooManyBy, wantedBy],
    [
      { [kind]: words.associations, [what]: words.room, [usedBy]: shown(associations) },
      ...usages.map((one) => ({
        [kind]: words.usage,
        [what]: say.usageShort(one.usage),
        [usedBy]: shown(one.usedBy),
        [tooManyBy]: told(one.tooManyBy),
        [wantedBy]: told(one.wantedBy),
      })),
      {
        [kind]: words.usage,
        [what]: words.others,
        [usedBy]: words.few,
        [tooManyBy]: words.notTold,
        [wantedBy]: words.notTold,
      },
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
  const { shown, told } = wordsFor(words);
  return (
    <>
      <p>
        {words.associations}&nbsp;: {shown(associations)}
      </p>
      {usages.length > 0 && (
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
            {usages.map((one) => (
              <tr key={one.usage}>
                <th scope="row">{say.usageShort(one.usage)}</th>
                <td data-label={words.usedBy}>{shown(one.usedBy)}</td>
                <td data-label={words.tooManyBy}>{told(one.tooManyBy)}</td>
                <td data-label={words.wantedBy}>{told(one.wantedBy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>{words.rest}</p>
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
